"""Taking more of the disk than 64 MB where no name tells of it."""

from core.model import Isolation
from tests.attacks.cases.files import bomb

CASES = (
    bomb(
        "unlinked-files",
        """
        held = []
        for number in range(5):
            held.append(os.open("large", os.O_CREAT | os.O_WRONLY))
            os.unlink("large")
            os.write(held[-1], bytes(20 << 20))
        hold("100 MB in files without a name")
        """,
    ),
    bomb(
        "unlinked-files-of-children",
        """
        reading, writing = os.pipe()
        for number in range(5):
            if os.fork() == 0:
                made = os.open(".", os.O_TMPFILE | os.O_WRONLY)
                os.write(made, bytes(20 << 20))
                os.write(writing, b"x")
                time.sleep(3)
                os._exit(0)
        os.close(writing)
        if answers(reading, 5) == b"x" * 5:
            hold("100 MB in files of children")
        """,
    ),
    bomb(
        "unlinked-files-of-orphans",
        """
        reading, writing = os.pipe()
        def leave():
            if os.fork() == 0:
                made = os.open(".", os.O_TMPFILE | os.O_WRONLY)
                os.write(made, bytes(20 << 20))
                os.write(writing, b"x")
                time.sleep(3)
        for _ in range(5):
            alone(leave)
        os.close(writing)
        if answers(reading, 5) == b"x" * 5:
            hold("100 MB in files of orphans")
        """,
    ),
    bomb(
        "unlinked-maps",
        """
        rooms = []
        for number in range(5):
            made = os.open("large", os.O_CREAT | os.O_RDWR)
            os.unlink("large")
            os.write(made, bytes(20 << 20))
            rooms.append(mmap.mmap(made, 0))
            libc.close(made)
            for other in range(3, 64):  # the one that the map holds itself
                with suppress(OSError):
                    if os.readlink(f"/proc/self/fd/{other}").endswith("large (deleted)"):
                        os.close(other)
        hold("100 MB in maps of files without a name")
        """,
    ),
    bomb(
        "files-in-flight",
        """
        one, other = socket.socketpair()
        for number in range(5):
            made = os.open("large", os.O_CREAT | os.O_WRONLY)
            os.unlink("large")
            os.write(made, bytes(20 << 20))
            socket.send_fds(one, [b"x"], [made])
            os.close(made)
        hold("100 MB in files that are on their way to nobody")
        """,
        since=Isolation.CONFINED,
    ),
    bomb(
        "reserved",
        """
        for number in range(5):
            os.posix_fallocate(os.open(f"large{number}", os.O_CREAT | os.O_WRONLY), 0, 20 << 20)
        hold("100 MB that are reserved")
        """,
    ),
    bomb(
        "reserved-beyond-the-end",
        """
        for number in range(5):
            made = os.open(f"large{number}", os.O_CREAT | os.O_WRONLY)
            libc.fallocate(made, 1, ctypes.c_long(0), ctypes.c_long(20 << 20))
            if os.fstat(made).st_blocks < 40_000:
                raise OSError("nothing was reserved")
        hold("100 MB that are reserved beyond the end")
        """,
    ),
    bomb(
        "reserved-by-command",
        """
        subprocess.run("for n in 1 2 3 4 5; do head -c 20000000 /dev/zero > large$n; done", shell=True)
        if sum(os.path.getsize(f"large{number}") for number in range(1, 6)) > 64 << 20:
            hold("100 MB from a program")
        """,
    ),
    bomb(
        "temporary-folder",
        """
        held = []
        for number in range(5):
            place = Path("/tmp", f"{WORLD.token}{number}")
            held.append(place.open("wb"))
            place.unlink()
            held[-1].write(bytes(20 << 20))
        hold("100 MB in /tmp")
        """,
        since=Isolation.CONFINED,
    ),
    bomb(
        "attributes",
        """
        Path("one").write_bytes(b"")
        for number in range(1000):
            os.setxattr("one", f"user.{number}", bytes(60_000))
        if os.getxattr("one", "user.999"):
            hold("60 MB in attributes")
        """,
    ),
)
