"""Devices, and the kernel's own files. Nothing is written to any: that it could be opened is enough."""

from tests.attacks.case import Case


def _opened(name: str, place: str, flags: str = "os.O_WRONLY") -> Case:
    return Case(
        name,
        f"""
        os.close(os.open({place!r}, {flags} | os.O_NONBLOCK | os.O_NOCTTY))
        escaped("opened {place}")
        """,
    )


_READ = "os.O_RDONLY"

CASES = (
    _opened("memory", "/dev/mem", _READ),
    _opened("kernel-log", "/dev/kmsg", _READ),
    _opened("virtual-machines", "/dev/kvm", _READ),
    _opened("user-file-systems", "/dev/fuse", _READ),
    _opened("loop-devices", "/dev/loop-control", _READ),
    _opened("terminals", "/dev/ptmx", "os.O_RDWR"),
    _opened("page-faults", "/dev/userfaultfd", _READ),
    _opened("virtual-sockets", "/dev/vsock", _READ),
    _opened("core-pattern", "/proc/sys/kernel/core_pattern"),
    _opened("module-loader", "/proc/sys/kernel/modprobe"),
    _opened("host-name", "/proc/sys/kernel/hostname"),
    _opened("magic-keys", "/proc/sysrq-trigger"),
    _opened("kernel-image", "/proc/kcore", _READ),
    _opened("kernel-symbols", "/proc/kallsyms", _READ),
    _opened("memory-settings", "/proc/sys/vm/drop_caches"),
    _opened("hot-plug", "/sys/kernel/uevent_helper"),
    _opened("huge-pages", "/sys/kernel/mm/transparent_hugepage/enabled"),
    _opened("machine-facts", "/sys/kernel/notes", _READ),
    Case(
        "disks",
        """
        names = read("/proc/partitions").decode().split()[4:]
        for name in names[3::4]:
            with attempt():
                os.close(os.open(f"/dev/{name}", os.O_RDONLY))
                escaped(f"opened /dev/{name}")
        """,
    ),
    Case(
        "make-disk",
        """
        for number in (os.makedev(8, 0), os.makedev(253, 0), os.makedev(254, 0), os.makedev(259, 0)):
            with attempt():
                os.mknod("disk", stat.S_IFBLK | 0o600, number)
                try:
                    os.close(os.open("disk", os.O_RDONLY | os.O_NONBLOCK))
                    escaped(f"opened device {number:#x}")
                finally:
                    os.unlink("disk")
        """,
    ),
    Case(
        "make-memory",
        """
        os.mknod("memory", stat.S_IFCHR | 0o600, os.makedev(1, 1))
        try:
            os.close(os.open("memory", os.O_RDONLY))
            escaped("opened a device made by itself")
        finally:
            os.unlink("memory")
        """,
    ),
    Case(
        "own-program",
        """
        os.close(os.open("/proc/self/exe", os.O_WRONLY))
        escaped("may write to the interpreter")
        """,
    ),
    Case(
        "core-dump",
        """
        with attempt(ValueError):
            resource.setrlimit(resource.RLIMIT_CORE, (1 << 20, 1 << 20))
            escaped("may dump core")
        """,
    ),
    Case(
        "control-groups",
        """
        os.mkdir(f"/sys/fs/cgroup/{WORLD.token}")
        os.rmdir(f"/sys/fs/cgroup/{WORLD.token}")
        escaped("may make control groups")
        """,
    ),
    Case(
        "terminal-input",
        """
        for number in range(3):
            with attempt():
                fcntl.ioctl(number, 0x5412, b"x")
                escaped("typed into the terminal")
        """,
    ),
)
