"""What would live on when its job has ended."""

from core.model import FailureKind, Isolation
from tests.attacks.case import Case, Where

_ENDED = frozenset({FailureKind.FORBIDDEN, FailureKind.CRASH, FailureKind.TIMEOUT, FailureKind.SCRIPT})


def _left(name: str, source: str, where: Where = Where.CONSTRUCT, may_end: bool = False) -> Case:
    """Processes that are looked for from outside."""
    kinds = _ENDED if may_end else frozenset()
    return Case(name, source, where, Isolation.LIMITED, may_end=kinds)


CASES = (
    _left(
        "child",
        """
        if os.fork() == 0:
            time.sleep(20)
            os._exit(0)
        """,
    ),
    _left(
        "child-by-module",
        """
        if os.fork() == 0:
            time.sleep(20)
            os._exit(0)
        """,
        Where.MODULE,
    ),
    _left(
        "child-of-what-draws",
        """
        if os.fork() == 0:
            time.sleep(20)
            os._exit(0)
        """,
        Where.UPDATER,
    ),
    _left(
        "orphan",
        """
        if os.fork() == 0:
            with suppress(OSError):
                os.setsid()
            if os.fork() == 0:
                time.sleep(20)
            os._exit(0)
        os.wait()
        """,
    ),
    _left(
        "orphan-of-a-shell",
        'subprocess.run("(setsid sleep 20 || nohup sleep 20) > /dev/null 2>&1 < /dev/null &", shell=True)',
    ),
    _left("program", 'subprocess.Popen(["sleep", "20"], start_new_session=False)'),
    _left(
        "sibling",
        """
        if call("clone", 0x8000 | signal.SIGCHLD, 0, 0, 0, 0) == 0:
            time.sleep(20)
            os._exit(0)
        """,
    ),
    _left(
        "stopped-child",
        """
        pid = os.fork()
        if pid == 0:
            os.kill(os.getpid(), signal.SIGSTOP)
            os._exit(0)
        os.waitpid(pid, os.WUNTRACED)
        """,
    ),
    _left(
        "child-that-spins",
        """
        if os.fork() == 0:
            for number in signal.valid_signals():
                with suppress(OSError):
                    signal.signal(number, signal.SIG_IGN)
            while True:
                pass
        """,
    ),
    _left(
        "chain-of-children",
        """
        def chain():
            for _ in range(2000):
                if os.fork():
                    os._exit(0)
            os._exit(0)
        if os.fork() == 0:
            chain()
        """,
    ),
    _left(
        "child-when-it-ends",
        """
        import atexit
        def leave():
            if os.fork() == 0:
                time.sleep(20)
        atexit.register(leave)
        class Last:
            def __del__(self):
                leave()
        sys.modules["last"] = Last()
        """,
    ),
    _left(
        "child-of-one-that-crashes",
        """
        if os.fork() == 0:
            time.sleep(20)
            os._exit(0)
        os.kill(os.getpid(), signal.SIGSEGV)
        """,
        may_end=True,
    ),
    _left(
        "child-of-one-that-exits",
        """
        if os.fork() == 0:
            time.sleep(20)
            os._exit(0)
        os._exit(0)
        """,
        may_end=True,
    ),
    _left(
        "child-with-a-misleading-name",
        """
        if os.fork() == 0:
            libc.prctl(15, b") Z 1 (", 0, 0, 0)
            os.execvp("sh", ["sh", "-c", "sleep 20"])
        """,
    ),
    _left("thread", "threading.Thread(target=time.sleep, args=(20,)).start()"),
)
