"""How long the smallest renders take on a warm host."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from bench.cases import Case
from bench.ours import Ours
from bench.results import Latency
from core.model import Quality

TIMES = 30
"""How often each small render is repeated."""

PATIENCE = 30.0
"""After so many seconds a render is not repeated any more."""

_WAIT = """\
from manim import *


class Empty(Scene):
    def construct(self):
        self.wait({seconds})
"""

_DOT = """\
from manim import *


class Small(Scene):
    def construct(self):
        self.add(Dot(radius={radius}))
        self.wait(0.1)
"""


@dataclass(frozen=True, slots=True)
class Errand:
    """A render to repeat: the script of each turn, the quality, and whether nothing may be reused."""

    name: str
    script: Callable[[int], str]
    quality: Quality
    fresh: bool


def empty_scene(turn: int) -> str:
    """A script that draws next to nothing, another one each turn."""
    return _WAIT.format(seconds=0.1 + turn / 10_000)


ERRANDS = (
    Errand("empty scene", empty_scene, Quality.DRAFT, True),
    Errand("one dot", lambda turn: _DOT.format(radius=0.08 + turn / 1000), Quality.DRAFT, True),
    Errand("one dot, no change", lambda _: _DOT.format(radius=0.08), Quality.DRAFT, False),
    Errand("lesson 720p30, no change", lambda _: Case.LESSON.source, Quality.STANDARD, False),
)


def latencies(ours: Ours) -> Iterator[Latency]:
    """Each errand, one after the other. Raises RenderBroken."""
    for errand in ERRANDS:
        yield _repeat(ours, errand)


def _repeat(ours: Ours, errand: Errand) -> Latency:
    seconds: list[float] = []
    stills: list[float | None] = []
    reused = 0
    # The first is not counted: it draws what the others may reuse.
    ours.render(errand.script(0), errand.quality)
    began = time.perf_counter()
    for turn in range(1, TIMES + 1):
        if errand.fresh:
            ours.clear_parts()
        sample = ours.render(errand.script(turn), errand.quality)
        seconds.append(sample.wall)
        stills.append(sample.first_still)
        reused += sample.reused or 0
        if time.perf_counter() > began + PATIENCE:
            break
    return Latency(errand.name, tuple(seconds), tuple(stills), reused)
