"""One formula through TeX and dvisvgm, with TeX's own words when it refuses."""

from __future__ import annotations

import os
import re
import tempfile
from collections.abc import Iterator
from contextlib import chdir, contextmanager
from pathlib import Path

from manim import config
from manim.utils import tex_file_writing

from core.render.engine.tex_formula import Formula
from core.render.engine.tex_svg import neutral
from core.render.refusals import TexBroken, TexFailed

_COMPLAINT = re.compile(r"^! (.+(?:\n\(\w+\) .+)*)", re.MULTILINE)
_MARK = re.compile(r"\\special *\{dvisvgm:raw [^}]*\}|^\.\.\.[^\\{}]*\{?[^\\{}]*(?:'|/g)>\}")
"""Manim's mark of a formula's part, or what TeX has left of one where it cuts a line."""

_CULPRIT = re.compile(r"^(?:l\.\d+|<argument>) (.*)", re.MULTILINE)
_END = re.compile(r"\\end *\{[^}]*\}$")


def compile_one(formula: Formula, home: Path) -> bytes:
    """The SVG of a formula. Raises TexFailed, TexBroken, and FileNotFoundError for a missing program."""
    with compile_folder(home) as folder:
        source = folder / f"{tex_file_writing.tex_hash(formula.source)}.tex"
        source.write_text(formula.source, encoding="utf-8")
        try:
            with _hushed():
                made = tex_file_writing.compile_tex(source, list(formula.compilers), formula.output_format)
            svg = tex_file_writing.convert_to_svg(made, formula.output_format)
        except RuntimeError as error:
            raise TexBroken(str(error)) from error
        except ValueError as error:
            log = source.with_suffix(".log")
            raise TexFailed(
                complaint(log.read_text("utf-8", "replace")) if log.exists() else str(error)
            ) from error
        return neutral(svg.read_text("utf-8")).encode()


@contextmanager
def compile_folder(home: Path) -> Iterator[Path]:
    """Have TeX run in a new folder below `home`, by a relative path: TeX chokes on many characters."""
    usual = config["tex_dir"]
    with chdir(home), tempfile.TemporaryDirectory(prefix="compile-", dir=home) as folder:
        config["tex_dir"] = Path(folder).name
        try:
            yield Path(Path(folder).name)
        finally:
            config["tex_dir"] = usual


@contextmanager
def _hushed() -> Iterator[None]:
    """Drop what TeX says besides its log: how it is confined, each time."""
    heard, nothing = os.dup(2), os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(nothing, 2)
        yield
    finally:
        os.dup2(heard, 2)
        os.close(heard)
        os.close(nothing)


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
