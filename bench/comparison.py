"""Ours and plain Manim, turn about, with the same script and quality."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from bench.cases import Case, Mode
from bench.ours import Ours
from bench.plain import Plain
from bench.results import Entry
from bench.sample import RenderBroken, Sample, Side
from core.model import Quality

SAME_SECONDS = 0.5
"""By how much the lengths of the two videos of one script may differ."""


@dataclass(frozen=True, slots=True)
class Plan:
    """How often a case is compared in one quality, and how many of these rounds end with an early edit."""

    quality: Quality
    rounds: int
    early_rounds: int


class Comparison:
    """One case, rendered by both."""

    def __init__(self, ours: Ours, folder: Path, case: Case) -> None:
        """Get the formulas ready on both sides. Raises RenderBroken."""
        self._case = case
        self._ours = ours
        self._plain = Plain(folder, case)
        self._plain.warm()
        ours.warm(case.source)

    def run(self, plan: Plan, take: Callable[[Entry], None]) -> None:
        """The renders of a plan, each handed on as it is done. Raises RenderBroken."""
        for turn in range(plan.rounds):
            self._plain.clear_parts()
            self._ours.clear_parts()
            for mode in Mode:
                if mode is not Mode.EARLY_EDIT or turn < plan.early_rounds:
                    self._pair(mode, plan.quality, take)

    def _pair(self, mode: Mode, quality: Quality, take: Callable[[Entry], None]) -> None:
        script, name = mode.script(self._case), str(quality.picture)
        plain = self._plain.render(script, quality)
        take(Entry(self._case, name, mode, Side.PLAIN, plain))
        ours = self._ours.render(script, quality)
        take(Entry(self._case, name, mode, Side.OURS, ours))
        _check_alike(ours, plain, quality)


def _check_alike(ours: Sample, plain: Sample, quality: Quality) -> None:
    """Raises RenderBroken where the two did not do the same work."""
    wanted = quality.picture
    for film in (ours.film, plain.film):
        found = (film.width, film.height, film.frame_rate)
        if found != (wanted.width, wanted.height, wanted.frame_rate):
            raise RenderBroken(f"a video of {wanted} is {film}")
    if abs(ours.film.seconds - plain.film.seconds) > SAME_SECONDS:
        raise RenderBroken(f"ours lasts {ours.film.seconds:.2f} s, plain Manim's {plain.film.seconds:.2f} s")
