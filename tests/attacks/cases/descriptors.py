"""What a job has inherited: open files and pipes, and the ends that others hold of them."""

from core.model import FailureKind, Isolation
from tests.attacks.case import Case, Where

CASES = (
    Case(
        "folders-and-sockets",
        """
        for number in range(3, 1024):
            with suppress(OSError):
                mode = os.fstat(number).st_mode
                if not (stat.S_ISFIFO(mode) or stat.S_ISREG(mode)):
                    escaped(f"descriptor {number} has mode {mode:o}")
        """,
        since=Isolation.LIMITED,
    ),
    Case(
        "named-files",
        """
        for number in range(3, 1024):
            with suppress(OSError):
                facts = os.fstat(number)
                if stat.S_ISREG(facts.st_mode) and facts.st_nlink:
                    escaped(f"descriptor {number} is a file with a name")
        """,
        since=Isolation.LIMITED,
    ),
    Case(
        "back-to-the-old-root",
        """
        for number in range(0, 1024):
            own = f"/proc/self/fd/{number}"
            for way in (own + "/.." * 9 + WORLD.secret, own + WORLD.secret):
                with suppress(OSError):
                    look(read(way), way)
            with suppress(OSError):
                opened = os.open("../.." + WORLD.secret, os.O_RDONLY, dir_fd=number)
                look(os.read(opened, 1000), "beside a descriptor")
        """,
    ),
    Case("words-of-the-host", 'forge("ended")', since=Isolation.LIMITED, must_finish=True),
    Case(
        "words-of-the-host-by-updater", 'forge("ended")', Where.UPDATER, Isolation.LIMITED, must_finish=True
    ),
    Case(
        "nonsense-in-every-pipe",
        """
        for number in open_pipes():
            os.set_blocking(number, False)
            with suppress(OSError):
                os.write(number, b"\\0\\xff{[" * 100 + b"\\n" + b"[" * 5000 + b"\\n")
        os._exit(0) if os.fork() == 0 else os.wait()
        """,
        since=Isolation.LIMITED,
    ),
    Case(
        "a-line-without-end",
        """
        for number in open_pipes():
            if os.fork() == 0:
                for _ in range(400):
                    os.write(number, b"x" * 65536)
                os._exit(0)
        """,
        since=Isolation.LIMITED,
        may_end=frozenset({FailureKind.TIMEOUT, FailureKind.CRASH}),
    ),
    Case(
        "pipes-opened-for-reading",
        """
        for number in open_pipes():
            with suppress(OSError):
                opened = os.open(f"/proc/self/fd/{number}", os.O_RDONLY | os.O_NONBLOCK)
                look(os.read(opened, 1 << 16), "a pipe's other end")
        """,
        since=Isolation.LIMITED,
    ),
    Case(
        "standard-input",
        """
        look(os.read(0, 1000), "standard input")
        os.write(0, b"x")
        escaped("writes to its standard input")
        """,
        since=Isolation.LIMITED,
    ),
    Case(
        "more-descriptors",
        """
        held = []
        with suppress(OSError):
            for _ in range(600):
                held.append(os.open("/dev/null", os.O_RDONLY))
        count = len(held)
        for one in held:
            os.close(one)
        if count == 600:
            escaped("600 open files")
        """,
        since=Isolation.LIMITED,
    ),
)
