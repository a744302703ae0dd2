"""Taking more memory than the 400 MB that a job of this suite may have, by one process or many, or unseen."""

from core.model import FailureKind, Isolation
from tests.attacks.case import Case, Where

_ENDED = frozenset({FailureKind.MEMORY, FailureKind.CRASH, FailureKind.FORBIDDEN, FailureKind.TIMEOUT})


def _bomb(
    name: str, source: str, where: Where = Where.CONSTRUCT, since: Isolation = Isolation.LIMITED
) -> Case:
    return Case(name, source, where, since, alone=True, may_end=_ENDED)


CASES = (
    _bomb(
        "one-process",
        """
        with attempt(MemoryError):
            hoard = [b"x" * (10 << 20) for _ in range(60)]
            hold("600 MB in one process")
        """,
    ),
    _bomb(
        "one-process-that-draws",
        """
        with attempt(MemoryError):
            hoard = [b"x" * (10 << 20) for _ in range(60)]
            hold("600 MB in one process")
        """,
        Where.UPDATER,
    ),
    _bomb(
        "many-processes",
        """
        reading, writing = os.pipe()
        for _ in range(6):
            if os.fork() == 0:
                with attempt(MemoryError):
                    hoard = b"x" * (100 << 20)
                    os.write(writing, b"x")
                    time.sleep(3)
                os._exit(0)
        os.close(writing)
        if answers(reading, 6) == b"x" * 6:
            hold("600 MB in six processes")
        """,
    ),
    _bomb(
        "orphans",
        """
        reading, writing = os.pipe()
        def leave():
            if os.fork() == 0:
                hoard = b"x" * (100 << 20)
                os.write(writing, b"x")
                time.sleep(3)
        for _ in range(6):
            alone(leave)
        os.close(writing)
        if answers(reading, 6) == b"x" * 6:
            hold("600 MB in six processes without a parent")
        """,
    ),
    _bomb(
        "processes-that-change-what-they-share",
        """
        hoard = bytearray(b"x" * (90 << 20))
        reading, writing = os.pipe()
        for _ in range(6):
            if os.fork() == 0:
                for place in range(0, len(hoard), 4096):
                    hoard[place] = 1
                os.write(writing, b"x")
                time.sleep(3)
                os._exit(0)
        os.close(writing)
        if answers(reading, 6) == b"x" * 6:
            hold("540 MB in copies")
        """,
    ),
    _bomb(
        "address-space",
        """
        held = []
        with attempt(ValueError):
            for _ in range(40):
                held.append(mmap.mmap(-1, 100 << 20))
            hold("4 GB of addresses")
        """,
    ),
    _bomb(
        "shared-map",
        """
        with attempt(ValueError):
            room = mmap.mmap(-1, 600 << 20, flags=mmap.MAP_SHARED)
            for place in range(0, len(room), 4096):
                room[place] = 1
            hold("600 MB that are shared")
        """,
    ),
    _bomb(
        "shared-maps-let-go",
        """
        reading, writing = os.pipe()
        def fill():
            room = mmap.mmap(-1, 100 << 20, flags=mmap.MAP_SHARED)
            piece = 4 << 20
            for place in range(0, len(room), piece):
                room[place : place + piece] = b"x" * piece
                room.madvise(mmap.MADV_DONTNEED, place, piece)  # still there, but in nobody's count
            os.write(writing, bytes(room[:1]))
            time.sleep(3)
        for _ in range(6):
            if os.fork() == 0:
                with suppress(OSError):
                    fill()
                os._exit(0)
        os.close(writing)
        if answers(reading, 6) == b"x" * 6:
            hold("600 MB that no process is counted for")
        """,
    ),
    _bomb(
        "shared-memory-folder",
        """
        place = Path("/dev/shm", WORLD.token)
        try:
            with place.open("wb") as file:
                for _ in range(150):
                    file.write(bytes(1 << 20))
                file.flush()
                place.unlink()
                hold("150 MB in /dev/shm")
        finally:
            place.unlink(missing_ok=True)
        """,
        since=Isolation.CONFINED,
    ),
    _bomb(
        "files-in-memory",
        """
        for number in range(6):
            made = os.memfd_create(str(number))
            for _ in range(100):
                os.write(made, bytes(1 << 20))
        hold("600 MB in files without a name")
        """,
        since=Isolation.CONFINED,
    ),
    Case(
        "segments",
        """
        for number in range(6):
            made = call("shmget", 0, 100 << 20, 0o1600)
            place = call("shmat", made, 0, 0)
            libc.shmctl(made, 0, None)
            ctypes.memset(ctypes.c_void_p(place), 1, 100 << 20)
        hold("600 MB in segments")
        """,
        control=False,  # what is killed half-way leaves its segment
        alone=True,
        may_end=_ENDED,
    ),
    _bomb(
        "pipes",
        """
        total = 0
        reading, writing = os.pipe()
        for number in range(6):
            if os.fork() == 0:
                held = 0
                with suppress(OSError):
                    for _ in range(100):
                        inner, outer = os.pipe()
                        os.set_blocking(outer, False)
                        with suppress(OSError):
                            fcntl.fcntl(outer, 1031, 1 << 20)
                        with suppress(BlockingIOError):
                            while True:
                                held += os.write(outer, bytes(1 << 16))
                os.write(writing, struct.pack("Q", held))
                time.sleep(3)
                os._exit(0)
        for number in range(6):
            total += struct.unpack("Q", os.read(reading, 8))[0]
        if total > 400 << 20:
            hold(f"{total >> 20} MB in pipes")
        """,
    ),
    _bomb(
        "socket-pairs",
        """
        total = 0
        reading, writing = os.pipe()
        for number in range(12):
            if os.fork() == 0:
                held, kept = 0, []
                with suppress(OSError):
                    for _ in range(110):
                        pair = socket.socketpair()
                        kept.append(pair)
                        for one in pair:
                            one.setblocking(False)
                            with suppress(BlockingIOError):
                                while True:
                                    held += one.send(bytes(1 << 15))
                os.write(writing, struct.pack("Q", held))
                time.sleep(3)
                os._exit(0)
        for number in range(12):
            total += struct.unpack("Q", os.read(reading, 8))[0]
        if total > 400 << 20:
            hold(f"{total >> 20} MB in pairs of sockets")
        """,
        since=Isolation.CONFINED,
    ),
    _bomb(
        "page-tables",
        """
        room = mmap.mmap(-1, 1 << 36, flags=mmap.MAP_PRIVATE | 0x4000, prot=mmap.PROT_READ)
        escaped("64 GB of addresses")
        """,
    ),
    _bomb(
        "endless-text",
        """
        with attempt(MemoryError):
            text = "x"
            while len(text) < 600 << 20:
                text += text
            hold("600 MB of text")
        """,
        Where.MODULE,
    ),
    _bomb(
        "locked",
        """
        room = mmap.mmap(-1, 16 << 20)
        room[:] = bytes(16 << 20)
        place = ctypes.addressof(ctypes.c_char.from_buffer(room))
        if libc.mlock(ctypes.c_void_p(place), 16 << 20) == 0:
            escaped("16 MB that cannot be moved out")
        """,
    ),
)
