"""`python -m bench.checking`: what the checker costs, into bench/checker.md."""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from bench.cases import Case
from bench.machine import describe
from bench.report import said, table
from bench.spread import percentile, spread
from core.api_index import ApiIndex
from core.check.checker import check
from core.model import SCRIPT_LIMIT, Script
from core.render.index_keeper import IndexKeeper

PAGE = Path(__file__).resolve().parent / "checker.md"

BUILDS = 3
LOADS = 20
ROUNDS = 20
FEW = 3

LINES = 300
"""How long the script is that the aim is about."""

AIM = 0.15
"""Longest time that a person who types may wait for it, in seconds."""

CAP = 2.0
"""Longest time for any script whatever, in seconds."""


@dataclass(frozen=True, slots=True)
class Looked:
    """A script that was judged again and again: the seconds of each time."""

    name: str
    lines: int
    seconds: list[float]


def main() -> int:
    """Measure, write the page, and say by the exit code whether the aims are met."""
    about = describe()
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        builds, text = _builds(Path(folder))
    index = ApiIndex.from_json(text)
    loads = _times(LOADS, lambda: ApiIndex.from_json(text))
    looked = [_look(name, Script(source), index) for name, source in _scripts()]
    found = {
        f"a script of {LINES} lines, p90, seconds": (AIM, percentile(looked[0].seconds, 90)),
        "any script, worst, seconds": (CAP, max(max(each.seconds) for each in looked)),
    }
    parts = [
        "# The checker, measured",
        said(about),
        table(("aim", "limit", "found", "met"), [_aim(what, *numbers) for what, numbers in found.items()]),
        f"The index of Manim ({len(index.classes)} classes, {len(index.star)} names) is built once for each "
        f"version, by a process of its own, in {spread(builds)} s (n = {BUILDS}), and read in "
        f"{1000 * median(loads):.0f} ms (n = {LOADS}).",
        table(("script", "lines", "median, ms", "p90, ms"), [_row(each) for each in looked]),
    ]
    PAGE.write_text("\n\n".join(parts) + "\n", "utf-8")
    sys.stdout.write(PAGE.read_text("utf-8"))
    return 0 if all(seconds <= limit for limit, seconds in found.values()) else 1


def _aim(what: str, limit: float, seconds: float) -> list[str]:
    return [what, f"{limit:g}", f"{seconds:.3f}", "yes" if seconds <= limit else "**no**"]


def _row(each: Looked) -> list[str]:
    numbers = (median(each.seconds), percentile(each.seconds, 90))
    return [each.name, f"{each.lines:,}", *(f"{1000 * number:.1f}" for number in numbers)]


def _builds(folder: Path) -> tuple[list[float], str]:
    """The seconds of each build, and the text of the last index."""
    seconds = []
    text = ""
    for turn in range(BUILDS):
        began = time.perf_counter()
        with closing(IndexKeeper(folder / str(turn))) as keeper:
            index = keeper.get()
        seconds.append(time.perf_counter() - began)
        if index is None:
            raise SystemExit("The index of Manim could not be built; the log says why.")
        text = index.to_json()
    return seconds, text


def _times(count: int, act: Callable[[], object]) -> list[float]:
    seconds = []
    for _ in range(count):
        began = time.perf_counter()
        act()
        seconds.append(time.perf_counter() - began)
    return seconds


def _look(name: str, script: Script, index: ApiIndex) -> Looked:
    rounds = ROUNDS if len(script.source) < SCRIPT_LIMIT // 2 else FEW
    return Looked(name, script.source.count("\n"), _times(rounds, lambda: check(script, index)))


def _scripts() -> Iterator[tuple[str, str]]:
    """The one that the aim is about comes first."""
    lesson = Case.LESSON.source
    head, construct, body = lesson.partition("    def construct(self):\n")
    steps = body.splitlines(keepends=True)
    yield (
        "all statements of a lesson, again and again",
        head + construct + "".join(steps * (LINES // len(steps) + 1)),
    )
    for case in Case:
        yield case.value, case.source
    yield "as many statements as fit", _filled("circle.shift(UP).set_color(RED)\n", head + construct, " " * 8)
    yield "as many branches as fit", _filled("if circle: circle = circle.copy()\n", head + construct, " " * 8)
    yield "one sum of many", f"x = {'1 + ' * (SCRIPT_LIMIT // 5)}1\n"
    yield "nested brackets", "x = " + "(" * 90_000 + "1" + ")" * 90_000 + "\n"
    yield "half a script", lesson[: len(lesson) // 2]


def _filled(statement: str, head: str, indent: str) -> str:
    start = head + indent + "circle = Circle()\n"
    return start + (indent + statement) * ((SCRIPT_LIMIT - len(start)) // len(indent + statement))


if __name__ == "__main__":
    sys.exit(main())
