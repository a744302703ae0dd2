"""Reading a file of the same user that lies outside the job's folder, in every way there is."""

from tests.attacks.case import Case

CASES = (
    Case("open", "look(read(WORLD.secret))"),
    Case("relative-path", 'look(read("../" * 40 + WORLD.secret[1:]))'),
    Case(
        "symbolic-link",
        """
        os.symlink(WORLD.secret, "link")
        look(read("link"))
        """,
    ),
    Case(
        "hard-link",
        """
        os.link(WORLD.secret, "own")
        look(read("own"))
        """,
    ),
    Case(
        "hard-link-by-descriptor",
        """
        held = os.open(WORLD.secret, os.O_PATH)
        libc.linkat(held, b"", -100, b"own", 0x1000)
        libc.linkat(-100, f"/proc/self/fd/{held}".encode(), -100, b"own", 0x400)
        look(read("own"))
        """,
    ),
    Case(
        "path-descriptor",
        """
        held = os.open(WORLD.secret, os.O_PATH)
        look(read(f"/proc/self/fd/{held}"), "opened again")
        """,
    ),
    Case(
        "folder-descriptor",
        """
        held = os.open(WORLD.folder, os.O_PATH | os.O_DIRECTORY)
        opened = os.open("secret", os.O_RDONLY, dir_fd=held)
        look(os.read(opened, 1000))
        """,
    ),
    Case(
        "change-folder",
        """
        os.chdir(WORLD.folder)
        look(read("secret"))
        """,
    ),
    Case(
        "openat2",
        """
        how = struct.pack("QQQ", os.O_RDONLY, 0, 0)
        look(os.read(call("openat2", -100, WORLD.secret.encode(), how, 24), 1000))
        """,
    ),
    Case("own-root", 'look(read("/proc/self/root" + WORLD.secret))'),
    Case("decoy-root", 'look(read(f"/proc/{WORLD.pid}/root{WORLD.secret}"))'),
    Case("decoy-working-folder", 'look(read(f"/proc/{WORLD.pid}/cwd/secret"))'),
    Case("decoy-descriptor", 'look(read(f"/proc/{WORLD.pid}/fd/{WORLD.secret_descriptor}"))'),
    Case("first-process-root", 'look(read("/proc/1/root" + WORLD.secret))'),
    Case("parent-root", 'look(read(f"/proc/{os.getppid()}/root{WORLD.secret}"))'),
    Case("parent-working-folder", 'look(read(f"/proc/{os.getppid()}/cwd/../../../decoy/secret"))'),
    Case("by-program", 'look(subprocess.run(["cat", WORLD.secret], capture_output=True).stdout)'),
    Case("by-shell", 'look(subprocess.run(f"cat < {WORLD.secret}", shell=True, capture_output=True).stdout)'),
    Case(
        "by-loader",
        """
        loader = next(place for place in ("/lib64/ld-linux-x86-64.so.2", "/lib/ld-linux-aarch64.so.1")
                      if os.path.exists(place))
        look(subprocess.run([loader, "/bin/cat", WORLD.secret], capture_output=True).stdout)
        """,
    ),
    Case(
        "by-program-outside", 'look(subprocess.run([f"{WORLD.folder}/program"], capture_output=True).stdout)'
    ),
    Case(
        "by-map",
        """
        opened = os.open(WORLD.secret, os.O_RDONLY)
        look(mmap.mmap(opened, 0, prot=mmap.PROT_READ)[:])
        """,
    ),
    Case(
        "by-sendfile",
        """
        source, target = os.open(WORLD.secret, os.O_RDONLY), os.open("own", os.O_RDWR | os.O_CREAT)
        os.sendfile(target, source, 0, 1000)
        look(read("own"))
        """,
    ),
    Case(
        "move-it-in",
        """
        try:
            os.rename(WORLD.target + "/file", "own")
            escaped("the file is in the job's folder")
        finally:
            if os.path.exists("own"):
                os.rename("own", WORLD.target + "/file")
        """,
    ),
    Case(
        "by-python-import",
        """
        sys.path.insert(0, WORLD.folder)
        with attempt(ImportError, SyntaxError, NameError):
            spec = importlib.util.spec_from_file_location("stolen", f"{WORLD.folder}/script.py")
            look(spec.loader.get_source("stolen"))
        """,
    ),
    Case("list-folder", "escaped(os.listdir(WORLD.folder))"),
    Case("list-base", "escaped(os.listdir(WORLD.base))"),
    Case("home", 'look(read(f"{WORLD.folder}/home/.ssh/id_ed25519"))'),
    Case("take-of-another", 'look(read(f"{WORLD.folder}/take/poster.jpg"))'),
    Case("other-job", 'look(read(f"{WORLD.other_job}/job/notes"))'),
    Case("other-session", 'look(read(f"{WORLD.other_layer}/tex/notes"))'),
    Case(
        "shadow",
        """
        if read("/etc/shadow"):
            escaped("/etc/shadow")
        """,
    ),
    Case(
        "root-home",
        """
        if os.listdir("/root"):
            escaped("/root")
        """,
    ),
    Case(
        "by-handle",
        """
        handle = ctypes.create_string_buffer(struct.pack("Ii", 128, 0) + bytes(128))
        mount = ctypes.c_int()
        call("name_to_handle_at", -100, WORLD.secret.encode(), handle, ctypes.byref(mount), 0)
        held = os.open("/", os.O_RDONLY)
        look(os.read(call("open_by_handle_at", held, handle, os.O_RDONLY), 1000))
        """,
    ),
    Case(
        "handle-name",
        """
        handle = ctypes.create_string_buffer(struct.pack("Ii", 128, 0) + bytes(128))
        mount = ctypes.c_int()
        call("name_to_handle_at", -100, WORLD.secret.encode(), handle, ctypes.byref(mount), 0)
        escaped("a handle on a file outside")
        """,
    ),
    Case(
        "watch-file",
        """
        watch = call("inotify_init1", 0)
        call("inotify_add_watch", watch, WORLD.secret.encode(), 0xFFF)
        escaped("is told of every use of a file outside")
        """,
    ),
    Case(
        "setuid-program",
        """
        for name in ("/usr/bin/su", "/usr/bin/mount", "/usr/bin/passwd", "/usr/bin/chsh"):
            if not os.path.exists(name):
                continue
            process = subprocess.Popen([name], stdin=subprocess.PIPE, stdout=-1, stderr=-1)
            os.kill(process.pid, signal.SIGSTOP)
            with suppress(OSError):
                words = read(f"/proc/{process.pid}/status").decode().split("Uid:")[1].split()
                if os.getuid() and words[1] == "0":
                    escaped(f"{name} runs as root")
            process.kill()
            process.communicate()
        """,
    ),
)
