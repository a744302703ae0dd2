"""Reaching others through memory, messages and semaphores that processes share."""

from tests.attacks.case import Case

CASES = (
    Case(
        "segment",
        """
        libc.shmat.restype = ctypes.c_void_p
        place = call("shmat", WORLD.segment, 0, 0o10000)
        look(ctypes.string_at(place, 200))
        """,
    ),
    Case(
        "segment-of-its-own",
        """
        made = call("shmget", 0, 1 << 20, 0o1600)
        libc.shmctl(made, 0, None)
        escaped("memory that nobody counts")
        """,
    ),
    Case(
        "every-segment",
        """
        for number in range(1000):
            with suppress(OSError):
                call("shmat", number, 0, 0o10000)
                escaped(f"segment {number}")
        """,
    ),
    Case(
        "semaphore",
        'call("semop", WORLD.semaphore, struct.pack("hhh", 0, 5, 0), 1)',
        touches="semaphore is 5",
    ),
    Case(
        "semaphore-of-its-own",
        """
        made = call("semget", 0, 1, 0o1600)
        libc.semctl(made, 0, 0)
        escaped("a semaphore")
        """,
    ),
    Case(
        "message",
        """
        token = WORLD.token.encode()
        call("msgsnd", WORLD.messages, struct.pack("l", 1) + token, len(token), 0o4000)
        """,
    ),
    Case(
        "messages-of-its-own",
        """
        made = call("msgget", 0, 0o1600)
        libc.msgctl(made, 0, None)
        escaped("a queue of messages")
        """,
    ),
    Case(
        "queue",
        """
        opened = call("mq_open", WORLD.queue[1:].encode(), os.O_WRONLY, 0, 0)
        token = WORLD.token.encode()
        call("mq_timedsend", opened, token, len(token), 0, 0)
        """,
    ),
    Case(
        "queue-of-its-own",
        """
        call("mq_open", WORLD.token.encode(), os.O_CREAT | os.O_RDWR, 0o600, 0)
        libc.mq_unlink(f"/{WORLD.token}".encode())
        escaped("a queue")
        """,
    ),
    Case("shared-file", "look(read(WORLD.shared_file))"),
    Case("write-shared-file", "write(WORLD.shared_file, os.O_APPEND)"),
    Case(
        "shared-file-by-library",
        """
        from multiprocessing import shared_memory
        with attempt(ImportError):
            found = shared_memory.SharedMemory(os.path.basename(WORLD.shared_file))
            look(bytes(found.buf))
        """,
    ),
    Case(
        "file-in-memory",
        """
        made = os.memfd_create("attack")
        os.write(made, bytes(1 << 20))
        escaped("memory that nobody counts")
        """,
    ),
    Case(
        "secret-memory",
        """
        call("memfd_secret", 0)
        escaped("memory that nobody sees")
        """,
    ),
    Case(
        "keys",
        """
        call("add_key", b"user", b"attack", b"x", 1, -2)
        escaped("the kernel's keys")
        """,
    ),
    Case(
        "key-ring",
        """
        call("keyctl", 0, -3, 1, 0, 0)
        escaped("the kernel's key rings")
        """,
    ),
)
