"""TeX and dvisvgm, which the renderer starts for a script: they are languages too."""

from core.model import FailureKind, Isolation
from tests.attacks.case import Case

_ENDED = frozenset({FailureKind.LATEX, FailureKind.TIMEOUT, FailureKind.FORBIDDEN})


def _tex(name: str, source: str, since: Isolation = Isolation.LIMITED, before: str = "") -> Case:
    """A formula; what TeX says of it is looked at, and what it has done."""
    lines = source.strip().splitlines()
    text = "\n".join(f"        {line.strip()}" for line in lines)
    return Case(
        name,
        f"""
        {before or "pass"}
        source = r'''
{text}
        x'''
        source = source.replace("SECRET", WORLD.secret).replace("TARGET", WORLD.target)
        source = source.replace("OWN", os.getcwd())
        try:
            Tex(source)
        except Exception as error:
            look(f"{{error}} {{getattr(error, 'sentence', '')}}", "what TeX says")
            say(f"refused: {{error!r}}"[:300])
        if os.path.exists("stolen"):
            look(read("stolen"), "what dvisvgm has read")
        """,
        since=since,
        may_end=_ENDED,
    )


_READ = r"\newread\f \openin\f=SECRET \read\f to\x \closein\f \errmessage{\x}"
_WRITE = r"\newwrite\f \immediate\openout\f=TARGET/new \immediate\write\f{x} \immediate\closeout\f"
_RUN = r"\immediate\write18{touch TARGET/new}"

CASES = (
    _tex("read", _READ),
    _tex("read-by-relative-path", _READ.replace("=SECRET", "=" + "../" * 12 + "SECRET")),
    _tex(
        "read-by-link",
        r"\newread\f \openin\f=own.txt \read\f to\x \closein\f \errmessage{\x}",
        Isolation.CONFINED,
        'os.symlink(WORLD.secret, "own.txt"); os.environ["TEXINPUTS"] = os.getcwd() + ":"',
    ),
    _tex("read-with-leave", _READ, Isolation.CONFINED, 'os.environ["openin_any"] = "a"'),
    _tex("write", _WRITE),
    _tex("write-with-leave", _WRITE, Isolation.CONFINED, 'os.environ["openout_any"] = "a"'),
    _tex("run", _RUN),
    _tex("run-by-pipe", r"\newread\f \openin\f=|touch\space TARGET/new \read\f to\x"),
    _tex("run-with-leave", _RUN, Isolation.CONFINED, 'os.environ["shell_escape"] = "t"'),
    _tex(
        "postscript-that-reads",
        r"""\special{ps: (SECRET) (r) file 80 string readstring pop
        (OWN/stolen) (w) file dup 3 -1 roll writestring closefile}""",
        Isolation.CONFINED,
    ),
    _tex(
        "postscript-that-writes",
        r"\special{ps: (TARGET/new) (w) file dup (x) writestring closefile}",
        Isolation.CONFINED,
    ),
    _tex("postscript-that-deletes", r"\special{ps: (TARGET/file) deletefile}", Isolation.CONFINED),
    _tex("endless-loop", r"\loop\iftrue\repeat"),
    _tex("endless-expansion", r"\def\x{\x\x}\x"),
    _tex("endless-pages", r"\loop\iftrue\hbox{x}\vfill\eject\repeat"),
    Case(
        "by-itself",
        r"""
        source = r"\newread\f \openin\f=SECRET \read\f to\x \message{\x} \end".replace("SECRET", WORLD.secret)
        Path("own.tex").write_text(source)
        environment = os.environ | {"openin_any": "a", "openout_any": "a", "shell_escape": "t"}
        command = ["tex", "-interaction=nonstopmode", "own.tex"]
        said = subprocess.run(command, capture_output=True, env=environment, stdin=subprocess.DEVNULL)
        look(said.stdout)
        """,
    ),
    Case(
        "lua",
        r"""
        if shutil.which("luatex"):
            source = r'\directlua{print(io.open("SECRET"):read("a"))} \end'.replace("SECRET", WORLD.secret)
            Path("own.tex").write_text(source)
            command = ["luatex", "--interaction=nonstopmode", "--shell-escape", "own.tex"]
            look(subprocess.run(command, capture_output=True, stdin=subprocess.DEVNULL).stdout)
        """,
    ),
    Case(
        "formulas-of-others",
        """
        found = [str(path) for path in Path(WORLD.other_layer).rglob("*")]
        if found:
            escaped(found)
        """,
    ),
)
