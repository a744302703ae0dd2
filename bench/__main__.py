"""`python -m bench`: everything into bench/results.md and results.json, or parts of it to the terminal."""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from bench.cases import QUALITIES, Case
from bench.comparison import Plan
from bench.machine import describe
from bench.report import page
from bench.results import Results
from bench.run import Order, Part, Run
from core.model import Quality

HOME = Path(__file__).resolve().parent

PLANS = (Plan(Quality.DRAFT, 2, 1), Plan(Quality.STANDARD, 3, 1), Plan(Quality.HIGH, 1, 0))
"""What fits into 25 minutes on two cores."""

MEMORY = ((Case.LESSON, Quality.HIGH),)
"""Whose memory is looked at."""

CHILD_ROUNDS = 2


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure what is asked for; everything, if nothing is said."""
    asked = _parser().parse_args(arguments)
    order = _order(asked)
    results = Results(describe())
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        try:
            Run(order, results, Path(folder)).go()
        finally:
            _deliver(results, asked.out)
    return 1 if results.failures else 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--case", action="append", choices=list(Case), type=Case, help="only this script")
    parser.add_argument("--quality", action="append", choices=list(QUALITIES), help="only this picture")
    parser.add_argument("--repeat", type=int, metavar="N", help="rounds of each comparison")
    parser.add_argument("--part", action="append", choices=list(Part), type=Part, help="only this part")
    parser.add_argument("--out", type=Path, metavar="DIR", help="where results.md and results.json go")
    return parser


def _order(asked: argparse.Namespace) -> Order:
    """Who names a script or a picture means the comparison, unless a part is named too."""
    narrowed = asked.case or asked.quality
    parts = asked.part or ([Part.COMPARISON] if narrowed else list(Part))
    if not (narrowed or asked.part or asked.repeat or asked.out):
        asked.out = HOME
    qualities = [QUALITIES[name] for name in asked.quality or QUALITIES]
    plans = [plan for plan in PLANS if plan.quality in qualities]
    if asked.repeat:
        plans = [Plan(plan.quality, asked.repeat, asked.repeat) for plan in plans]
    memory: Sequence[tuple[Case, Quality]] = MEMORY
    if narrowed:
        sizes = qualities if asked.quality else [Quality.HIGH]
        memory = tuple((case, quality) for case in asked.case or [Case.LESSON] for quality in sizes)
    return Order(parts, asked.case or list(Case), plans, asked.repeat or CHILD_ROUNDS, memory)


def _deliver(results: Results, out: Path | None) -> None:
    """A part of the measurements does not replace the page of all of them."""
    if out is None:
        sys.stdout.write(page(results))
        return
    out.mkdir(parents=True, exist_ok=True)
    (out / "results.md").write_text(page(results), "utf-8")
    results.save(out / "results.json")


if __name__ == "__main__":
    sys.exit(main())
