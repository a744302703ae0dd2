"""Parts of the kernel that scenes never need: namespaces, mounts, and what has had holes before."""

from core.model import Isolation
from tests.attacks.case import Case


def _asked(name: str, call: str, gained: str, control: bool = True) -> Case:
    """A system call whose success is the escape, made by a process of its own."""
    return Case(
        name,
        f"""
        def reach():
            call({call})
            escaped({gained!r})
        alone(reach)
        """,
        control=control,
    )


def _looked_at(name: str, call: str) -> Case:
    """A system call of root's that is senseless: told so, the caller has come as far as root does."""
    return Case(
        name,
        f"""
        try:
            call({call})
        except OSError as error:
            if error.errno not in (errno.EPERM, errno.EACCES, errno.ENOSYS):
                escaped(f"the kernel heeds {name}: {{error}}")
        """,
    )


CASES = (
    _asked("users", '"unshare", 0x10000000', "a namespace of users, and all rights in it"),
    _asked("users-and-mounts", '"unshare", 0x10020000', "namespaces of users and mounts"),
    _asked("network-of-its-own", '"unshare", 0x50000000', "a network of its own"),
    _asked("mounts", '"unshare", 0x20000', "a namespace of mounts"),
    Case(
        "clone-with-namespaces",
        """
        for kinds in (0x10000000, 0x10020000, 0x30000000, 0x50000000, 0x18000000, 0x12000000, 0x14000000):
            with suppress(OSError):
                pid = call("clone", kinds | signal.SIGCHLD, 0, 0, 0, 0)
                if pid == 0:
                    os._exit(0)
                os.waitpid(pid, 0)
                escaped(f"clone with {kinds:#x}")
        """,
    ),
    Case(
        "clone3-with-namespaces",
        """
        asked = ctypes.create_string_buffer(struct.pack("8Q", 0x10020000, 0, 0, 0, signal.SIGCHLD, 0, 0, 0))
        pid = call("clone3", asked, 64)
        if pid == 0:
            os._exit(0)
        os.waitpid(pid, 0)
        escaped("clone3 with namespaces")
        """,
    ),
    Case(
        "mount-in-namespace",
        """
        def reach():
            own_mounts()
            call("mount", b"none", WORLD.target.encode(), b"tmpfs", 0, 0)
            escaped("mounted a file system")
        alone(reach)
        """,
    ),
    Case(
        "bind-mount-in-namespace",
        """
        def reach():
            os.mkdir("seen")
            own_mounts()
            call("mount", WORLD.folder.encode(), b"seen", b"", 0x1000, 0)
            look(read("seen/secret"), "seen by another name")
        alone(reach)
        """,
    ),
    _asked("mount-here", '"mount", b"none", WORLD.target.encode(), b"tmpfs", 0, 0', "mounted", control=False),
    _asked("remount-root", '"mount", b"none", b"/", b"", 0x1020, 0', "remounted the root", control=False),
    _asked("unmount-proc", '"umount2", b"/proc", 2', "unmounted /proc", control=False),
    _asked("pivot-root", '"pivot_root", b".", b"."', "another root", control=False),
    _asked("file-system-context", '"fsopen", b"tmpfs", 0', "a context of a file system"),
    _asked("pick-file-system", '"fspick", -100, b"/", 0', "a context of the root"),
    _asked("clone-tree", '"open_tree", -100, b"/", 1', "a tree of mounts"),
    Case(
        "leave-changed-root",
        """
        def reach():
            os.mkdir("below")
            call("chroot", b"below")
            os.chdir("../" * 40)
            call("chroot", b".")
            look(read(WORLD.secret), "outside a changed root")
            escaped("changed its root")
        alone(reach)
        """,
    ),
    _asked("io-uring", '"io_uring_setup", 4, bytes(120)', "a ring of requests"),
    _asked("page-faults", '"userfaultfd", 1', "handling of page faults"),
    _asked("programs-of-kernel", '"bpf", 0, struct.pack("IIIII", 2, 4, 4, 1, 0) + bytes(100), 120', "a map"),
    _asked(
        "performance-events",
        '"perf_event_open", struct.pack("IIQ24xQ80x", 1, 128, 1, 0x61), 0, -1, -1, 0',
        "a counter of events",
    ),
    Case(
        "personality",
        """
        before = call("personality", 0xFFFFFFFF)
        call("personality", before | 0x40000)
        if call("personality", 0xFFFFFFFF) != before:
            escaped("addresses without chance")
        """,
    ),
    _asked("watch-file-systems", '"fanotify_init", 0x200, 0', "is told of what others do"),
    _asked(
        "kernel-messages", '"syslog", 3, ctypes.create_string_buffer(4096), 4096', "the kernel's messages"
    ),
    _asked("quota", '"quotactl", 0x80000100, 0, 0, 0', "quotas"),
    _asked(
        "machine-name",
        '"sethostname", os.uname().nodename.encode(), len(os.uname().nodename)',
        "named the machine",
    ),
    _looked_at("load-module", '"init_module", b"", 0, b""'),
    _looked_at("load-kernel", '"kexec_load", 0, 1 << 30, 0, 0'),
    _looked_at("restart-machine", '"reboot", 0, 0, 0, 0'),
    _looked_at("swap", '"swapon", b"/nowhere", 0'),
    Case(
        "splice-memory",
        """
        reading, writing = os.pipe()
        data = ctypes.create_string_buffer(4096)
        call("vmsplice", writing, struct.pack("PN", ctypes.addressof(data), 4096), 1, 0)
        escaped("gave pages away")
        """,
    ),
    Case(
        "numbers-of-x32",
        """
        if os.uname().machine == "x86_64":
            made = numbered(0x40000000 | WORLD.numbers["socket"], 2, 1, 0)
            escaped(f"a socket by the numbers of x32: {made}")
        """,
    ),
    Case(
        "numbers-of-32-bits",
        """
        # mov eax, 359; mov ebx, 2; mov ecx, 1; xor edx, edx; int 0x80: the i386 call for a socket
        code = bytes.fromhex("53 b8 67 01 00 00 bb 02 00 00 00 b9 01 00 00 00 31 d2 cd 80 5b c3")
        def reach():
            room = mmap.mmap(-1, 4096, prot=mmap.PROT_READ | mmap.PROT_WRITE | mmap.PROT_EXEC)
            room.write(code)
            place = ctypes.addressof(ctypes.c_char.from_buffer(room))
            made = ctypes.CFUNCTYPE(ctypes.c_int)(place)()
            if made >= 0:
                escaped(f"a socket by the numbers of i386: {made}")
        if os.uname().machine == "x86_64":
            alone(reach)
        """,
    ),
    Case(
        "another-filter",
        """
        code = struct.pack("HBBI", 6, 0, 0, 0x7FFF0000)
        room = ctypes.create_string_buffer(code)
        with suppress(OSError):
            call("seccomp", 1, 0, struct.pack("HxxxxxxQ", 1, ctypes.addressof(room)))
        made = call("socket", 2, 1, 0)
        escaped(f"a socket past the filter: {made}")
        """,
    ),
    Case(
        "another-ruleset",
        """
        with suppress(OSError):
            rules = call("landlock_create_ruleset", struct.pack("Q", 1 << 2), 8, 0)
            root = os.open("/", os.O_PATH)
            call("landlock_add_rule", rules, 1, struct.pack("=Qi", 1 << 2, root), 0)
            libc.prctl(38, 1, 0, 0, 0)
            call("landlock_restrict_self", rules, 0)
        look(read(WORLD.secret), "past the rules")
        """,
    ),
    Case(
        "rights",
        """
        head = struct.pack("II", 0x20080522, 0)
        administer = 1 << 21
        alone(lambda: (call("capset", head, struct.pack("6I", administer, administer, 0, 0, 0, 0)),
                       escaped("the rights of an administrator")))
        """,
    ),
    Case(
        "other-user",
        """
        for user in (0, 1, 1000, os.stat(WORLD.project).st_uid if os.path.exists(WORLD.project) else 0):
            if user != os.getuid():
                with attempt():
                    alone(lambda: (os.setresuid(user, user, user), escaped(f"is user {user}")))
        """,
    ),
    Case(
        "other-groups",
        """
        alone(lambda: (os.setgroups([0, 6, 42]), escaped("in groups of its choice")))
        """,
    ),
    Case(
        "higher-limits",
        """
        for name in ("RLIMIT_AS", "RLIMIT_NPROC", "RLIMIT_FSIZE", "RLIMIT_CPU", "RLIMIT_NOFILE"):
            kind = getattr(resource, name)
            _, most = resource.getrlimit(kind)
            with attempt(ValueError):
                resource.setrlimit(kind, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
                escaped(f"no {name}")
        """,
        since=Isolation.LIMITED,
        alone=True,
    ),
    Case(
        "leave-group",
        """
        def reach():
            os.setsid()
            escaped("is in a session of its own")
        alone(reach)
        """,
    ),
    Case(
        "spared-by-kernel",
        """
        before = int(Path("/proc/self/oom_score_adj").read_text())
        Path("/proc/self/oom_score_adj").write_text(str(-900))
        escaped(f"goes last instead of at {before}")
        """,
        since=Isolation.LIMITED,
    ),
)
