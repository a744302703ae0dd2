"""Many formulas in one run of TeX and one of dvisvgm, a page for each."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from manim.utils.tex_file_writing import make_tex_compilation_command

from core.render.engine.tex_formula import Formula
from core.render.engine.tex_page import BEGIN, END, Page, page_of
from core.render.engine.tex_run import compile_folder
from core.render.engine.tex_svg import neutral

_NEXT_PAGE = "\n\\endpreview\n\\preview\n"
"""What the document class itself puts around a document: the end of one page, the beginning of the next."""

_ATTEMPTS = 3
_SECONDS = 30
"""A run that takes longer hangs; then each formula is set on its own, when the scene asks for it."""

_COUNT = re.compile(r"Output written on .*\((\d+) pages?, ")
_LINE = re.compile(r"^l\.(\d+) ", re.MULTILINE)


def compile_together(formulas: Iterable[Formula], home: Path) -> dict[Formula, bytes]:
    """The SVGs of those formulas that can be set together; the others are missing from the answer.

    Raises nothing: a formula that TeX refuses and a missing program are told when the scene asks.
    """
    made: dict[Formula, bytes] = {}
    groups: dict[str, list[Page]] = {}
    for page in map(page_of, formulas):
        if page is not None:
            groups.setdefault(page.head, []).append(page)
    for pages in groups.values():
        if len(pages) > 1:
            with suppress(OSError, subprocess.SubprocessError, ValueError):
                made |= _compile_group(pages, home)
    return made


def _compile_group(pages: list[Page], home: Path) -> dict[Formula, bytes]:
    """Set the pages of one head, without those that TeX refuses as long as they are few."""
    for _ in range(_ATTEMPTS):
        with compile_folder(home) as folder:
            source = folder / "together.tex"
            bodies = _NEXT_PAGE.join(page.body for page in pages)
            source.write_text(f"{pages[0].head}{BEGIN}{bodies}{END}", encoding="utf-8")
            log = source.with_suffix(".log")
            if _run(make_tex_compilation_command("latex", ".dvi", source, folder)):
                return _svgs(source.with_suffix(".dvi"), pages) if _page_count(log) == len(pages) else {}
            bad = _refused(log, pages)
        if bad is None:
            break
        pages = [page for page in pages if page is not bad]
    return {}


def _svgs(dvi: Path, pages: list[Page]) -> dict[Formula, bytes]:
    """The SVGs of a document's pages, without those that dvisvgm could not make."""
    pattern = dvi.with_name("page-%p.svg").as_posix()
    _run(["dvisvgm", "--page=1-", "--no-fonts", "--verbosity=0", f"--output={pattern}", dvi.as_posix()])
    made = {int(svg.stem.removeprefix("page-")): svg for svg in dvi.parent.glob("page-*.svg")}
    return {
        page.formula: neutral(made[number].read_text("utf-8")).encode()
        for number, page in enumerate(pages, start=1)
        if number in made
    }


def _page_count(log: Path) -> int:
    """How many pages TeX says it wrote; one that makes none or two would give others a wrong picture."""
    found = _COUNT.search(log.read_text("utf-8", "replace").replace("\n", ""))
    return int(found[1]) if found else 0


def _refused(log: Path, pages: list[Page]) -> Page | None:
    """The page that TeX was in when it stopped, by the line that its log gives."""
    found = _LINE.search(log.read_text("utf-8", "replace")) if log.exists() else None
    last = (pages[0].head + BEGIN).count("\n")
    for page in pages:
        last += (page.body + _NEXT_PAGE).count("\n")
        if found and int(found[1]) <= last:
            return page
    return None


def _run(command: list[str]) -> bool:
    quiet = subprocess.DEVNULL
    ended = subprocess.run(command, stdin=quiet, stdout=quiet, stderr=quiet, timeout=_SECONDS, check=False)
    return ended.returncode == 0
