"""Looking for the studio's keys: in environments, in memory, in its files."""

from core.model import Isolation
from tests.attacks.case import Case, Where

CASES = (
    Case(
        "own-environment",
        """
        look(repr(dict(os.environ)), "os.environ")
        look(read("/proc/self/environ"), "/proc/self/environ")
        pointer = ctypes.POINTER(ctypes.c_char_p).in_dll(libc, "environ")
        for number in range(1000):
            if not pointer[number]:
                break
            look(pointer[number], "environ of the C library")
        """,
        since=Isolation.LIMITED,
    ),
    Case("decoy-environment", 'look(read(f"/proc/{WORLD.pid}/environ"))'),
    Case("decoy-environment-by-module", 'look(read(f"/proc/{WORLD.pid}/environ"))', Where.MODULE),
    Case("decoy-environment-by-updater", 'look(read(f"/proc/{WORLD.pid}/environ"))', Where.UPDATER),
    Case(
        "decoy-environment-by-thread",
        """
        def reach():
            with attempt():
                look(read(f"/proc/{WORLD.pid}/task/{WORLD.pid}/environ"))
        thread = threading.Thread(target=reach)
        thread.start()
        thread.join()
        """,
    ),
    Case(
        "host-environment",
        """
        if read(f"/proc/{WORLD.host}/environ"):
            escaped("the host's environment")
        """,
    ),
    Case(
        "supervisor-environment",
        """
        if read(f"/proc/{os.getppid()}/environ"):
            escaped("the supervisor's environment")
        """,
    ),
    Case(
        "studio-environment",
        """
        if read(f"/proc/{WORLD.studio}/environ"):
            escaped("the studio's environment")
        """,
    ),
    Case(
        "every-environment",
        """
        for pid in range(1, 6000):
            with suppress(OSError):
                look(read(f"/proc/{pid}/environ"), f"environment of {pid}")
        """,
    ),
    Case("command-line", 'look(read(f"/proc/{WORLD.pid}/cmdline"))'),
    Case(
        "every-command-line",
        """
        for pid in range(1, 6000):
            with suppress(OSError):
                look(read(f"/proc/{pid}/cmdline"), f"command line of {pid}")
        """,
    ),
    Case(
        "own-memory",
        """
        with open("/proc/self/maps") as file:
            spans = [line.split()[0] for line in file if line.split()[1].startswith("rw")]
        memory = os.open("/proc/self/mem", os.O_RDONLY)
        for span in spans:
            begin, end = (int(place, 16) for place in span.split("-"))
            with suppress(OSError, OverflowError):
                look(os.pread(memory, end - begin, begin), f"own memory at {begin:#x}")
        """,
        since=Isolation.LIMITED,
        alone=True,
    ),
    Case(
        "own-objects",
        """
        for thing in gc.get_objects():
            values = ()
            if type(thing) is dict:
                values = (*thing.keys(), *thing.values())
            elif type(thing) in (list, tuple, set):
                values = tuple(thing)
            for value in values:
                if type(value) in (str, bytes):
                    look(value, "an object")
        """,
        since=Isolation.LIMITED,
    ),
    Case("dot-env", 'look(read(f"{WORLD.folder}/studio/.env"))'),
    Case("secrets-toml", 'look(read(f"{WORLD.folder}/studio/.streamlit/secrets.toml"))'),
    Case(
        "database",
        """
        import sqlite3
        place = f"{WORLD.folder}/data/library.db"
        with attempt(sqlite3.Error):
            connection = sqlite3.connect(f"file:{place}?mode=ro", uri=True)
            connection.execute("select * from sqlite_master").fetchall()
        look(read(place))
        """,
    ),
    Case(
        "project-settings",
        """
        for name in (".streamlit/secrets.toml", ".env", ".streamlit/config.toml", "core/settings.py"):
            with attempt():
                if read(f"{WORLD.project}/{name}"):
                    escaped(name)
        """,
    ),
    Case(
        "project-modules",
        """
        sys.path.insert(0, WORLD.project)
        for name in [name for name in sys.modules if name.split(".")[0] == "core"]:
            del sys.modules[name]
        with attempt(ImportError):
            settings = importlib.import_module("core.settings").Settings.load()
            escaped("the studio's own reader of keys")
            look(repr(settings.gemini.key))
        """,
    ),
    Case(
        "project-history",
        """
        if os.listdir(f"{WORLD.project}/core"):
            escaped("the project's folder")
        """,
    ),
    Case(
        "frames-of-callers",
        """
        frame = sys._getframe()
        while frame:
            for value in (*frame.f_locals.values(), *frame.f_globals.values()):
                look(repr(value) if type(value) in (str, bytes, dict) else "", "a caller's variable")
            frame = frame.f_back
        """,
        since=Isolation.LIMITED,
    ),
)
