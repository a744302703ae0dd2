"""Processes, threads, time and output: too many, for too long, too much."""

from core.model import FailureKind, Isolation
from tests.attacks.case import Case, Where

_ENDED = frozenset({FailureKind.FORBIDDEN, FailureKind.CRASH, FailureKind.TIMEOUT, FailureKind.SCRIPT})


def _bomb(name: str, source: str, where: Where = Where.CONSTRUCT) -> Case:
    return Case(name, source, where, Isolation.LIMITED, alone=True, may_end=_ENDED)


def _endless(name: str, source: str, where: Where = Where.CONSTRUCT) -> Case:
    return Case(name, source, where, Isolation.LIMITED, may_end=_ENDED)


CASES = (
    _bomb(
        "forks",
        """
        reading, writing = os.pipe()
        made = 0
        for _ in range(300):
            if os.fork() == 0:
                os.close(writing)
                os.read(reading, 1)  # until the first one is gone
                os._exit(0)
            made += 1
        hold(f"{made} processes")
        """,
    ),
    _bomb(
        "forks-that-fork",
        """
        reading, writing = os.pipe()
        counted, count = os.pipe()
        depth = 0
        with suppress(OSError):
            for _ in range(8):
                if os.fork() == 0:
                    depth += 1
        os.write(count, b"x")
        if depth:
            os.close(writing)
            os.read(reading, 1)
            os._exit(0)
        time.sleep(0.5)
        if len(os.read(counted, 1000)) > 100:
            hold("more than 100 processes")
        """,
    ),
    _bomb(
        "forks-that-leave",
        """
        reading, writing = os.pipe()
        counted, count = os.pipe()
        def leave():
            with suppress(OSError):
                os.setsid()
            if os.fork() == 0:
                os.write(count, b"x")
                os.close(writing)
                os.read(reading, 1)
        for _ in range(100):
            alone(leave)
        os.close(count)
        os.set_blocking(counted, False)
        made = len(os.read(counted, 1000))
        if made > 60:
            hold(f"{made} processes without a parent")
        """,
    ),
    _bomb(
        "clones",
        """
        for _ in range(100):
            if call("clone", 0x8000 | signal.SIGCHLD, 0, 0, 0, 0) == 0:
                time.sleep(3)
                os._exit(0)
        hold("100 siblings")
        """,
    ),
    _bomb(
        "threads",
        """
        stop = threading.Event()
        made = 0
        with suppress(RuntimeError, MemoryError):
            for _ in range(300):
                threading.Thread(target=stop.wait, daemon=True).start()
                made += 1
        if made == 300:
            hold("300 threads")
        stop.set()
        """,
    ),
    _bomb(
        "programs",
        """
        held = [subprocess.Popen(["sleep", "5"]) for _ in range(100)]
        hold("100 programs")
    """,
    ),
    _endless("spin", "while True: pass"),
    _endless(
        "spin-deaf-to-signals",
        """
        for number in signal.valid_signals():
            with suppress(OSError):
                signal.signal(number, signal.SIG_IGN)
        signal.pthread_sigmask(signal.SIG_BLOCK, signal.valid_signals())
        while True:
            pass
        """,
        Where.MODULE,
    ),
    _endless("spin-in-what-draws", "while True: pass", Where.UPDATER),
    Case(
        "flood",
        'say("TRIED")\nfor _ in range(60_000): os.write(1, b"x" * 99 + b"\\n")',
        since=Isolation.LIMITED,
        alone=True,
    ),
    Case(
        "flood-of-errors",
        'say("TRIED")\nfor _ in range(60_000): os.write(2, b"x" * 99 + b"\\n")',
        since=Isolation.LIMITED,
    ),
    Case(
        "flood-without-lines",
        'say("TRIED")\nfor _ in range(100): os.write(1, bytes(1 << 16))',
        since=Isolation.LIMITED,
    ),
)
