"""By way of Manim: its settings, its readers of files, and the process that the next job is forked from."""

from core.model import FailureKind, Isolation
from tests.attacks.case import Case, Where


def _setting(name: str, statements: str) -> Case:
    """A setting of Manim's that says where files go; a play and a text follow."""
    return Case(
        f"setting-{name}",
        f"""
        {statements}
        if self:
            self.play(Create(Circle()), run_time=0.1)
            Text("x")
        """,
        may_end=frozenset({FailureKind.SCRIPT, FailureKind.CRASH}),
    )


def _poison(
    name: str,
    source: str,
    later: str,
    where: Where = Where.CONSTRUCT,
    since: Isolation = Isolation.LIMITED,
) -> Case:
    """What is done to the renderer's own code or data, and how the next job would feel it."""
    return Case(
        name,
        source,
        where,
        since,
        may_end=frozenset({FailureKind.SCRIPT, FailureKind.CRASH}),
        later=later,
    )


CASES = (
    _setting("media-folder", "config.media_dir = WORLD.target"),
    _setting("output-file", 'config.output_file = WORLD.target + "/new"'),
    _setting("parts-folder", 'config.partial_movie_dir = config.video_dir = WORLD.target + "/folder"'),
    _setting("text-folder", "config.text_dir = config.images_dir = WORLD.target"),
    _setting("tex-folder", "config.tex_dir = config.log_dir = config.assets_dir = WORLD.target"),
    _setting(
        "everything", "config.media_dir = config.tex_dir = config.text_dir = config.video_dir = WORLD.target"
    ),
    _setting("write-all", "config.media_dir = WORLD.target; config.save_pngs = config.write_all = True"),
    _setting(
        "cache", "config.media_dir = WORLD.target; config.flush_cache = True; config.max_files_cached = 0"
    ),
    Case(
        "picture",
        """
        with attempt(Exception):
            image = ImageMobject(f"{WORLD.folder}/picture.png")
            if tuple(image.pixel_array[0, 0][:3]) == WORLD.color:
                escaped("a picture from outside")
        """,
    ),
    Case(
        "drawing",
        """
        with attempt(Exception):
            Path("own.svg").write_text(f'''<?xml version="1.0"?>
                <!DOCTYPE svg [<!ENTITY x SYSTEM "file://{WORLD.secret}">]>
                <svg xmlns="http://www.w3.org/2000/svg"><title>&x;</title>
                <rect id="&x;" width="1" height="1"/></svg>''')
            drawn = SVGMobject("own.svg")
            look(repr([vars(one) for one in drawn.get_family()]))
        """,
        since=Isolation.LIMITED,
    ),
    Case(
        "drawing-that-grows",
        """
        names = "abcdefghij"
        entities = "".join(f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip(names, names[1:]))
        Path("own.svg").write_text(f'''<?xml version="1.0"?>
            <!DOCTYPE svg [<!ENTITY a "xxxxxxxxxx">{entities}]>
            <svg xmlns="http://www.w3.org/2000/svg"><title>&j;</title></svg>''')
        with attempt(Exception):
            SVGMobject("own.svg")
        """,
        since=Isolation.LIMITED,
        alone=True,
        may_end=frozenset({FailureKind.MEMORY, FailureKind.TIMEOUT}),
    ),
    Case(
        "sound",
        """
        with attempt(Exception):
            self.add_sound(f"{WORLD.folder}/sound.wav")
            escaped("a sound from outside")
        """,
    ),
    Case(
        "code",
        """
        with attempt(Exception):
            shown = Code(f"{WORLD.folder}/script.py", language="text")
            look(shown.code_string if hasattr(shown, "code_string") else repr(vars(shown)))
            escaped("shows a file from outside")
        """,
    ),
    Case(
        "font",
        """
        import manimpango
        with attempt(Exception):
            if manimpango.register_font(f"{WORLD.folder}/picture.png"):
                escaped("a font from outside")
            read(f"{WORLD.folder}/picture.png")
            escaped("a file from outside")
        """,
    ),
    Case("captions", 'self.add_subcaption("../" * 10 + WORLD.secret, 0.05)', since=Isolation.LIMITED),
    Case(
        "name-of-scene",
        """
        type(self).__name__ = "../" * 6 + "targets/" + WORLD.token + "/new"
        self.play(Create(Circle()), run_time=0.1)
        """,
        since=Isolation.LIMITED,
    ),
    _poison(
        "modules-for-later-jobs",
        """
        sys.modules["numpy"].POISON = True
        sys.modules["manim"].POISON = True
        sys.modules["poison"] = sys
        sys.path.insert(0, os.getcwd())
        """,
        """
        if hasattr(np, "POISON") or "POISON" in globals() or "poison" in sys.modules:
            escaped("what an earlier job has left in a module")
        """,
        Where.MODULE,
    ),
    _poison(
        "builtins-for-later-jobs",
        """
        import builtins
        builtins.POISON = True
        Circle.POISON = True
        signal.signal(signal.SIGUSR2, signal.SIG_IGN)
        """,
        """
        import builtins
        if hasattr(builtins, "POISON") or hasattr(Circle, "POISON"):
            escaped("what an earlier job has left in a class")
        if signal.getsignal(signal.SIGUSR2) is signal.SIG_IGN:
            escaped("a handler of an earlier job")
        """,
    ),
    _poison(
        "environment-for-later-jobs",
        """
        os.environ["POISON"] = "1"
        os.umask(0)
        os.chdir("/")
        """,
        """
        if "POISON" in os.environ or not os.umask(0o077):
            escaped("what an earlier job has left")
        """,
    ),
    _poison(
        "shared-memory-for-later-jobs",
        """
        for thing in gc.get_objects():
            if isinstance(thing, np.ndarray) and thing.flags.writeable and thing.size:
                with attempt(ValueError, TypeError):
                    thing.flat[0] = 1
        config.background_color = RED
        """,
        """
        if config.background_color != BLACK:
            escaped("a setting of an earlier job")
        """,
    ),
    _poison(
        "fonts-for-later-jobs",
        """
        os.makedirs(os.path.expanduser("~/.fonts"), exist_ok=True)
        os.makedirs(os.path.expanduser("~/.config/fontconfig"), exist_ok=True)
        Path(os.path.expanduser("~/.config/poison")).write_bytes(b"")
        """,
        """
        if os.path.exists(os.path.expanduser("~/.config/poison")):
            escaped("a file of an earlier job")
        """,
    ),
    _poison(
        "folder-for-later-jobs",
        """
        for folder in (".", "..", "../tex", os.environ["TMPDIR"]):
            with attempt():
                Path(folder, "poison").write_bytes(b"")
        """,
        """
        for folder in (".", "..", "../tex", os.environ["TMPDIR"]):
            if os.path.exists(f"{folder}/poison"):
                escaped(f"a file of an earlier job in {folder}")
        """,
    ),
    _poison(
        "python-paths-for-later-jobs",
        """
        import site
        os.makedirs(site.getusersitepackages(), exist_ok=True)
        Path(site.getusersitepackages(), f"{WORLD.token}.pth").write_text("import os; os.POISON = True")
        """,
        """
        import site
        place = Path(site.getusersitepackages(), f"{WORLD.token}.pth")
        if place.exists() or hasattr(os, "POISON"):
            escaped("a module of an earlier job")
        """,
        since=Isolation.CONFINED,
    ),
)
