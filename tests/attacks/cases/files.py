"""Taking more of the disk than 64 MB in 1000 files, in every form."""

from core.model import FailureKind, Isolation
from tests.attacks.case import Case

_ENDED = frozenset({FailureKind.FORBIDDEN, FailureKind.CRASH, FailureKind.TIMEOUT, FailureKind.SCRIPT})


def bomb(name: str, source: str, since: Isolation = Isolation.LIMITED) -> Case:
    """Something that harms all jobs of the same user, so that it runs alone."""
    return Case(name, source, since=since, alone=True, may_end=_ENDED)


CASES = (
    bomb(
        "one-large-file",
        """
        with open("../large", "wb") as file:
            for _ in range(100):
                file.write(bytes(1 << 20))
        hold("a file of 100 MB")
        """,
    ),
    bomb(
        "some-large-files",
        """
        for number in range(5):
            Path(f"large{number}").write_bytes(bytes(20 << 20))
        hold("100 MB in five files")
        """,
    ),
    bomb(
        "beside-the-own-folder",
        """
        for folder in ("../tex", "../parts", "../results", "../glyphs"):
            os.makedirs(folder, exist_ok=True)
            Path(folder, "large").write_bytes(bytes(30 << 20))
        hold("120 MB in folders of the renderer")
        """,
    ),
    bomb(
        "many-files",
        """
        for number in range(1500):
            Path(str(number)).write_bytes(b"")
        hold("1500 files")
        """,
    ),
    bomb(
        "many-folders",
        """
        for number in range(1500):
            os.mkdir(str(number))
        hold("1500 folders")
        """,
    ),
    bomb(
        "many-links",
        """
        Path("one").write_bytes(b"")
        for number in range(1500):
            os.link("one", str(number))
        hold("1500 links")
        """,
    ),
    bomb(
        "deep-folders",
        """
        for number in range(1500):
            os.mkdir("deep")
            os.chdir("deep")
        hold("1500 folders within each other")
        """,
    ),
    bomb(
        "deep-folders-that-are-moved",
        """
        for number in range(20):
            os.makedirs("/".join(["a"] * 60 * (number > 0) + ["a"]), exist_ok=True)
            os.makedirs("b")
            os.rename("a", "b/a")
            os.rename("b", "a")
        os.chdir("a")
        for number in range(100):
            os.makedirs("c/c/c/c/c/c/c/c/c/c")
            os.chdir("c/c/c/c/c/c/c/c/c/c")
        """,
    ),
    bomb(
        "closed-folders",
        """
        os.makedirs("closed/inner")
        Path("closed/inner/file").write_bytes(b"")
        os.chmod("closed/inner", 0)
        os.chmod("closed", 0)
        """,
    ),
    bomb(
        "closed-folder-of-files",
        """
        os.mkdir("closed")
        os.chmod("closed", 0o300)
        for number in range(1500):
            Path("closed", str(number)).write_bytes(b"")
        hold("1500 files where nobody can look")
        """,
    ),
    bomb(
        "many-files-and-then-large-ones",
        """
        for number in range(900):
            Path(str(number)).write_bytes(b"")
        time.sleep(0.5)
        for number in range(5):
            Path(f"large{number}").write_bytes(bytes(20 << 20))
        hold("100 MB beside many files")
        """,
    ),
    bomb(
        "names-that-are-long-and-strange",
        r"""
        for number in range(200):
            os.mkdir(b"\xff" * 250 + b"\n%d" % number)
        os.mkdir("-rf")
        os.symlink(WORLD.target, "elsewhere")
        os.symlink("loop", "loop")
        """,
    ),
)
