"""Results that are something else than a job's own files: links, pipes, other people's files."""

import textwrap

from core.model import FailureKind, Isolation
from tests.attacks.case import Case

_CLAIM = """
say("TRIED")
claim_success()
"""


def claimed(name: str, source: str) -> Case:
    """A job that says that its results are ready; what was carried out is looked at."""
    return told(name, textwrap.dedent(source) + _CLAIM)


def told(name: str, source: str) -> Case:
    """A job that says what it likes and ends as it likes."""
    return Case(name, source, since=Isolation.LIMITED, may_end=frozenset(FailureKind))


CASES = (
    claimed(
        "symbolic-link",
        """
        folder = forged_results("poster.jpg")
        (folder / "video.mp4").symlink_to(WORLD.secret)
        """,
    ),
    claimed(
        "symbolic-link-as-poster",
        """
        folder = forged_results("video.mp4")
        (folder / "poster.jpg").symlink_to(f"{WORLD.folder}/take/poster.jpg")
        """,
    ),
    claimed(
        "hard-link",
        """
        folder = forged_results("poster.jpg")
        with attempt():
            os.link(WORLD.secret, folder / "video.mp4")
        """,
    ),
    claimed(
        "pipe",
        """
        folder = forged_results("poster.jpg")
        os.mkfifo(folder / "video.mp4")
        """,
    ),
    claimed(
        "folder",
        """
        folder = forged_results("poster.jpg")
        os.makedirs(folder / "video.mp4/inner")
        """,
    ),
    claimed(
        "results-of-another",
        """
        os.symlink(f"{WORLD.folder}/take", "../results")
        """,
    ),
    claimed(
        "results-of-another-by-relative-path",
        """
        os.symlink("../../../decoy/take", "../results")
        """,
    ),
    claimed(
        "parts-of-another",
        """
        os.makedirs("../parts", exist_ok=True)
        os.symlink(f"{WORLD.folder}/take", "../parts/0001")
        forged_results("video.mp4", "poster.jpg")
        """,
    ),
    claimed(
        "all-parts-of-another",
        """
        shutil.rmtree("../parts", ignore_errors=True)
        os.symlink(f"{WORLD.folder}", "../parts")
        forged_results("video.mp4", "poster.jpg")
        """,
    ),
    claimed(
        "part-that-is-a-link",
        """
        os.makedirs("../parts/0001", exist_ok=True)
        for name in ("part.mp4", "preview.jpg", "facts.json"):
            os.symlink(WORLD.secret, f"../parts/0001/{name}")
        forged_results("video.mp4", "poster.jpg")
        """,
    ),
    claimed(
        "formulas-of-another",
        """
        shutil.rmtree("../tex", ignore_errors=True)
        os.symlink(f"{WORLD.folder}/take", "../tex")
        forged_results("video.mp4", "poster.jpg")
        """,
    ),
    claimed(
        "formula-that-is-a-link",
        """
        os.makedirs("../tex", exist_ok=True)
        os.symlink(WORLD.secret, "../tex/" + "0" * 64 + ".svg")
        forged_results("video.mp4", "poster.jpg")
        """,
    ),
    claimed(
        "glyphs-of-another",
        """
        shutil.rmtree("../glyphs", ignore_errors=True)
        os.symlink(f"{WORLD.folder}/take", "../glyphs")
        forged_results("video.mp4", "poster.jpg")
        """,
    ),
    claimed(
        "glyph-that-is-a-link",
        """
        os.makedirs("../glyphs", exist_ok=True)
        for name in ("0" * 64, "0" * 64 + ".npz", "0" * 64 + ".json", "glyphs"):
            os.symlink(WORLD.secret, f"../glyphs/{name}")
        forged_results("video.mp4", "poster.jpg")
        """,
    ),
    claimed(
        "script-that-is-a-link",
        """
        with attempt():
            os.unlink("../script.py")
            os.symlink(WORLD.secret, "../script.py")
        forged_results("video.mp4", "poster.jpg")
        """,
    ),
    claimed(
        "own-folder-that-is-a-link",
        """
        with attempt():
            os.chdir("..")
            os.rename("job", "gone")
            os.symlink(WORLD.folder, "job")
            os.chdir("gone")
        forged_results("video.mp4", "poster.jpg")
        """,
    ),
)
