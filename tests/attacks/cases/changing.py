"""Changing what lies outside the job's folder; most is judged by the target, which is not what it was."""

from tests.attacks.case import Case, Where

CASES = (
    Case("write", 'write(WORLD.target + "/file", 0)'),
    Case("write-by-updater", 'write(WORLD.target + "/file", 0)', Where.UPDATER),
    Case("append", 'write(WORLD.target + "/file", os.O_APPEND)'),
    Case("create", 'write(WORLD.target + "/new")'),
    Case("create-by-module", 'write(WORLD.target + "/new")', Where.MODULE),
    Case("create-beside-job", 'write(WORLD.base + "/" + WORLD.token)'),
    Case("truncate", 'call("truncate", (WORLD.target + "/file").encode(), 0)'),
    Case("truncate-on-open", 'os.open(WORLD.target + "/file", os.O_RDONLY | os.O_TRUNC)'),
    Case("delete", 'os.unlink(WORLD.target + "/file")'),
    Case("delete-folder", 'os.rmdir(WORLD.target + "/empty")'),
    Case("delete-tree", 'shutil.rmtree(WORLD.target + "/folder")'),
    Case("rename", 'os.rename(WORLD.target + "/file", WORLD.target + "/other")'),
    Case(
        "replace",
        """
        write("own")
        os.replace("own", WORLD.target + "/file")
        """,
    ),
    Case(
        "exchange",
        """
        write("own")
        call("renameat2", -100, b"own", -100, (WORLD.target + "/file").encode(), 2)
        """,
    ),
    Case(
        "link-into",
        """
        write("own")
        os.link("own", WORLD.target + "/new")
        """,
    ),
    Case("link-within", 'os.link(WORLD.target + "/file", WORLD.target + "/new")'),
    Case("symlink-into", 'os.symlink("/etc/passwd", WORLD.target + "/new")'),
    Case("make-folder", 'os.mkdir(WORLD.target + "/new")'),
    Case("make-fifo", 'os.mkfifo(WORLD.target + "/new")'),
    Case("mode", 'os.chmod(WORLD.target + "/file", 0o777)'),
    Case(
        "mode-by-descriptor",
        """
        with attempt():
            os.fchmod(os.open(WORLD.target + "/file", os.O_RDONLY), 0o777)
        held = os.open(WORLD.target + "/file", os.O_PATH)
        with attempt():
            os.chmod(f"/proc/self/fd/{held}", 0o777)
        call("fchmodat2", held, b"", 0o777, 0x1000)
        """,
    ),
    Case("folder-mode", 'os.chmod(WORLD.target + "/folder", 0o777)'),
    Case(
        "owner",
        """
        for user, group in ((os.getuid() + 1, -1), *((-1, one) for one in os.getgroups())):
            with attempt():
                os.chown(WORLD.target + "/file", user, group)
        """,
    ),
    Case("times", 'os.utime(WORLD.target + "/file", (1, 1))'),
    Case("attribute", 'os.setxattr(WORLD.target + "/file", "user.attack", b"1")'),
    Case("remove-attribute", 'os.removexattr(WORLD.target + "/file", "user.mark")'),
    Case(
        "unnamed-file",
        """
        made = os.open(WORLD.target, os.O_TMPFILE | os.O_WRONLY, 0o600)
        libc.linkat(-100, f"/proc/self/fd/{made}".encode(), -100, (WORLD.target + "/new").encode(), 0x400)
        """,
    ),
    Case(
        "by-map",
        """
        opened = os.open(WORLD.target + "/file", os.O_RDWR)
        mmap.mmap(opened, 0)[:4] = b"gone"
        """,
    ),
    Case(
        "by-symlink",
        """
        os.symlink(WORLD.target + "/file", "own")
        write("own", os.O_TRUNC)
        """,
    ),
    Case("by-own-root", 'write(f"/proc/self/root{WORLD.target}/file", 0)'),
    Case("by-decoy-root", 'write(f"/proc/{WORLD.pid}/root{WORLD.target}/file", 0)'),
    Case("by-decoy-working-folder", 'write(f"/proc/{WORLD.pid}/cwd/../targets/{WORLD.token}/file", 0)'),
    Case("by-program", 'subprocess.run(["cp", "script.py", WORLD.target + "/new"], check=False)'),
    Case("by-copy", 'shutil.copy("script.py", WORLD.target + "/file")'),
    Case(
        "database",
        """
        import sqlite3
        with attempt(sqlite3.Error):
            with sqlite3.connect(WORLD.target + "/new") as connection:
                connection.execute("create table attack (word)")
        """,
    ),
    Case(
        "socket-file",
        """
        with socket.socket(socket.AF_UNIX) as made:
            made.bind(WORLD.target + "/new")
        """,
    ),
    Case(
        "project",
        """
        os.open(WORLD.project, os.O_TMPFILE | os.O_WRONLY, 0o600)
        escaped("may make files in the project")
        """,
    ),
    Case(
        "project-source",
        """
        os.open(f"{WORLD.project}/core/model.py", os.O_WRONLY)
        escaped("may write to the project's sources")
        """,
    ),
    Case(
        "modules",
        """
        os.open(WORLD.site, os.O_TMPFILE | os.O_WRONLY, 0o600)
        escaped("may make modules")
        """,
    ),
    Case(
        "module-that-starts-itself",
        """
        for name in (f"{WORLD.token}.pth", "usercustomize.py"):
            place = f"{WORLD.site}/{name}"
            os.close(os.open(place, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
            os.unlink(place)
            escaped(place)
        """,
        control=False,
    ),
    Case(
        "standard-library",
        """
        os.open(os.__file__, os.O_WRONLY)
        escaped("may write to the standard library")
        """,
    ),
    Case(
        "cached-bytecode",
        """
        place = os.path.dirname(importlib.util.cache_from_source(os.__file__))
        os.open(place, os.O_TMPFILE | os.O_WRONLY, 0o600)
        escaped("may make bytecode")
        """,
    ),
    Case("shared-layer", 'write(f"{WORLD.shared_layer}/tex/{WORLD.token}")'),
    Case("shared-layer-top", 'os.mkdir(f"{WORLD.shared_layer}/{WORLD.token}")'),
    Case(
        "shared-layer-content",
        """
        os.open(f"{WORLD.shared_layer}/tex/notes", os.O_WRONLY)
        escaped("may write to what everybody reads")
        """,
    ),
    Case(
        "own-layer",
        """
        folder = next((one for one in (WORLD.own_layer, "/cache/own") if os.path.isdir(one)), WORLD.own_layer)
        write(f"{folder}/{WORLD.token}")
        escaped("may write to its layer")
        """,
    ),
    Case(
        "shared-layer-as-seen",
        """
        write(f"/cache/shared/{WORLD.token}")
        escaped("may write to the layer of all")
        """,
    ),
    Case("layer-of-another", 'write(f"{WORLD.other_layer}/tex/{WORLD.token}")'),
    Case("other-job", 'write(f"{WORLD.other_job}/job/{WORLD.token}")'),
    Case("own-output", 'write(f"{WORLD.output}/video.mp4.{WORLD.token}")'),
    Case(
        "system-settings",
        """
        os.open("/etc", os.O_TMPFILE | os.O_WRONLY, 0o600)
        escaped("may make files in /etc")
        """,
    ),
    Case(
        "temporary-folder",
        """
        place = Path("/tmp", WORLD.token)
        try:
            place.write_bytes(b"")
            if place.exists() and os.path.isdir(WORLD.base):
                escaped("the machine's /tmp")
        finally:
            place.unlink(missing_ok=True)
        """,
    ),
)
