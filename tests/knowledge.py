"""What the checker knows of the installed Manim, described once for all tests that need it."""

from __future__ import annotations

import atexit
import shutil
import tempfile
from contextlib import closing
from functools import cache
from pathlib import Path

from core.render.index_keeper import IndexKeeper


@cache
def known() -> Path:
    """A folder with the index of the installed Manim."""
    folder = Path(tempfile.mkdtemp(prefix="chalkmotion-known-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    with closing(IndexKeeper(folder)) as keeper:
        assert keeper.get() is not None
    return folder


def give_index(data: Path) -> None:
    """Put the index where a studio with this data folder looks for it."""
    shutil.copytree(known(), data / "index", dirs_exist_ok=True)
