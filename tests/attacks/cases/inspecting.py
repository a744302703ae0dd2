"""Looking into other processes, and writing into them."""

from tests.attacks.case import Case

CASES = (
    Case(
        "see-processes",
        """
        others = {int(name) for name in os.listdir("/proc") if name.isdigit()} - {os.getpid()}
        if WORLD.pid in others and os.path.exists(f"/proc/{WORLD.pid}/stat"):
            escaped(f"sees {len(others)} processes")
        """,
    ),
    Case(
        "process-state",
        """
        text = read(f"/proc/{WORLD.pid}/stat").decode()
        if text.startswith(f"{WORLD.pid} (python"):
            escaped(text)
        """,
    ),
    Case(
        "memory-map",
        """
        if read(f"/proc/{WORLD.pid}/maps"):
            escaped("where the decoy's memory lies")
        """,
    ),
    Case(
        "memory-by-file",
        """
        opened = os.open(f"/proc/{WORLD.pid}/mem", os.O_RDONLY)
        look(os.pread(opened, 200, WORLD.known))
        """,
    ),
    Case(
        "write-memory-by-file",
        """
        opened = os.open(f"/proc/{WORLD.pid}/mem", os.O_RDWR)
        os.pwrite(opened, WORLD.token.encode(), WORLD.writable)
        """,
    ),
    Case(
        "read-memory",
        """
        room = ctypes.create_string_buffer(200)
        here = struct.pack("PN", ctypes.addressof(room), 200)
        there = struct.pack("PN", WORLD.known, 200)
        call("process_vm_readv", WORLD.pid, here, 1, there, 1, 0)
        look(room.raw)
        """,
    ),
    Case(
        "write-memory",
        """
        room = ctypes.create_string_buffer(WORLD.token.encode() + bytes(20))
        here = struct.pack("PN", ctypes.addressof(room), 20)
        there = struct.pack("PN", WORLD.writable, 20)
        call("process_vm_writev", WORLD.pid, here, 1, there, 1, 0)
        """,
    ),
    Case(
        "trace",
        """
        alone(lambda: (call("ptrace", 0x4206, WORLD.pid, 0, 0), escaped("traces the decoy")))
        """,
    ),
    Case(
        "trace-parent",
        """
        parent = os.getppid()
        alone(lambda: (call("ptrace", 0x4206, parent, 0, 0), escaped("traces its supervisor")))
        """,
    ),
    Case(
        "trace-host",
        """
        alone(lambda: (call("ptrace", 0x4206, WORLD.host, 0, 0), escaped("traces the host")))
        """,
    ),
    Case(
        "steal-descriptor",
        """
        held = os.pidfd_open(WORLD.pid)
        stolen = call("pidfd_getfd", held, WORLD.secret_descriptor, 0)
        look(os.pread(stolen, 200, 0))
        """,
    ),
    Case(
        "steal-descriptor-of-host",
        """
        held = os.pidfd_open(WORLD.host)
        for number in range(10):
            with attempt():
                call("pidfd_getfd", held, number, 0)
                escaped(f"has the host's descriptor {number}")
        """,
    ),
    Case(
        "list-descriptors",
        """
        if os.listdir(f"/proc/{WORLD.pid}/fd"):
            escaped("sees what the decoy has open")
        """,
    ),
    Case(
        "compare",
        """
        for kind in range(6):
            with attempt():
                call("kcmp", WORLD.pid, os.getpid(), kind, 0, 0)
                escaped("compares itself with the decoy")
        """,
    ),
    Case(
        "advise",
        """
        held = os.pidfd_open(WORLD.pid)
        span = struct.pack("PN", WORLD.known & ~4095, 4096)
        call("process_madvise", held, span, 1, 20, 0)
        escaped("moves the decoy's memory about")
        """,
    ),
    Case(
        "migrate",
        """
        node = struct.pack("L", 1)
        call("migrate_pages", WORLD.pid, 8, node, node)
        escaped("moves the decoy's memory to other nodes")
        """,
    ),
    Case(
        "join-namespaces",
        """
        for name, kind in (("net", 0x40000000), ("mnt", 0x20000), ("ipc", 0x8000000), ("user", 0x10000000)):
            with attempt():
                opened = os.open(f"/proc/{WORLD.pid}/ns/{name}", os.O_RDONLY)
                alone(lambda: (call("setns", opened, kind), escaped(f"is in the decoy's {name}")))
        """,
    ),
    Case(
        "join-namespaces-by-process",
        """
        held = os.pidfd_open(WORLD.pid)
        alone(lambda: (call("setns", held, 0x40000000), escaped("is in the decoy's network")))
        """,
    ),
    Case(
        "hide-from-watchers",
        """
        libc.prctl(4, 0, 0, 0, 0)
        if libc.prctl(3, 0, 0, 0, 0) == 0:
            escaped("cannot be looked into")
        """,
    ),
    Case(
        "supervisors-pipes",
        """
        for number in range(100):
            with suppress(OSError):
                os.close(os.open(f"/proc/{os.getppid()}/fd/{number}", os.O_WRONLY | os.O_NONBLOCK))
                escaped(f"writes to the supervisor's descriptor {number}")
        """,
    ),
    Case(
        "hosts-pipes",
        """
        for number in range(100):
            with suppress(OSError):
                os.close(os.open(f"/proc/{WORLD.host}/fd/{number}", os.O_WRONLY | os.O_NONBLOCK))
                escaped(f"writes to the host's descriptor {number}")
        """,
    ),
    Case(
        "kernels-tables",
        """
        for name in ("meminfo", "net/tcp", "mounts", "modules", "interrupts", "keys", "timer_list"):
            with attempt():
                if read(f"/proc/{name}") and name != "mounts" and not os.path.islink(f"/proc/{name}"):
                    escaped(f"/proc/{name}")
        """,
    ),
)
