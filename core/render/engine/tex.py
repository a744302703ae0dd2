"""TeX for a job: compiled once for the job and its dry run, with TeX's own words when it refuses."""

from __future__ import annotations

import fcntl
import os
import re
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import chdir, contextmanager
from functools import partial
from pathlib import Path

from manim import config
from manim.mobject.text import tex_mobject
from manim.utils import tex_file_writing
from manim.utils.tex import TexTemplate

from core.render.refusals import TexBroken, TexFailed

_COMPLAINT = re.compile(r"^! (.+(?:\n\(\w+\) .+)*)", re.MULTILINE)
_MARK = re.compile(r"(?:\\special *|\.\.\.\w*)?\{dvisvgm:raw [^}]*\}")
_CULPRIT = re.compile(r"^(?:l\.\d+|<argument>) (.*)", re.MULTILINE)
_END = re.compile(r"\\end *\{[^}]*\}$")
_compile = tex_file_writing.tex_to_svg_file


def install(home: Path, store: Path) -> None:
    """Let Manim's formulas go through this module: compiled in `home`, kept once for all in `store`."""
    vars(tex_mobject)["tex_to_svg_file"] = partial(svg_of, home, store)


def svg_of(
    home: Path,
    store: Path,
    expression: str,
    environment: str | None = None,
    tex_template: TexTemplate | None = None,
) -> Path:
    """The SVG file of an expression, in Manim's own folder for them.

    Raises TexFailed, TexBroken, and FileNotFoundError for a missing program.
    """
    with _compile_folder(home):
        source = tex_file_writing.generate_tex_file(expression, environment, tex_template)
        made = store / source.with_suffix(".svg").name
        # The dry run and the drawing need the same formulas at about the same time.
        with _alone(made.with_suffix(".lock")):
            if not made.exists():
                _compiled(source, expression, environment, tex_template).replace(made)
    # Manim writes beside the file that it reads, so each process has one of its own.
    own = Path(config.get_dir("tex_dir"))
    own.mkdir(parents=True, exist_ok=True)
    return Path(shutil.copyfile(made, own / made.name))


def _compiled(source: Path, expression: str, environment: str | None, template: TexTemplate | None) -> Path:
    try:
        return _compile(expression, environment, template)
    except RuntimeError as error:
        raise TexBroken(str(error)) from error
    except ValueError as error:
        log = source.with_suffix(".log")
        raise TexFailed(
            complaint(log.read_text("utf-8", "replace")) if log.exists() else str(error)
        ) from error


def complaint(log: str) -> str:
    """The first error in a TeX log: what TeX says, and the input up to the place where it stopped."""
    found = _COMPLAINT.search(log)
    if not found:
        return "TeX gave no reason."
    said = " ".join(found[1].split()).removeprefix("LaTeX Error: ").rstrip(".")
    culprit = _CULPRIT.search(log, found.end())
    # Manim marks the parts of a formula for dvisvgm; the author wrote nothing of that.
    place = _END.sub("", _MARK.sub("", culprit[1])).strip() if culprit else ""
    return f"{said}, at “{place[-60:]}”." if place else f"{said}."


@contextmanager
def _compile_folder(home: Path) -> Iterator[None]:
    """Have Manim run TeX in a new folder below `home`, by a relative path: TeX chokes on many characters."""
    usual = config["tex_dir"]
    with chdir(home), tempfile.TemporaryDirectory(prefix="compile-", dir=home) as folder:
        config["tex_dir"] = Path(folder).name
        try:
            yield
        finally:
            config["tex_dir"] = usual


@contextmanager
def _alone(path: Path) -> Iterator[None]:
    lock = os.open(path, os.O_CREAT | os.O_RDWR, 0o600)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
    finally:
        os.close(lock)
