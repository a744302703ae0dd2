"""What each level of isolation adds to the smallest job, the levels turn about in one run."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, closing
from pathlib import Path

from bench.latency import TIMES, empty_scene
from bench.ours import Ours
from bench.results import Isolated
from core.model import Isolation, Quality
from core.render.sandbox.means import ALL, Means

MEANS = {
    Isolation.NONE: frozenset[Means](),
    Isolation.LIMITED: frozenset({Means.LIMITS}),
    Isolation.CONFINED: ALL - {Means.NAMESPACES},
    Isolation.ISOLATED: ALL,
}
"""What makes each level, on a machine where it works."""


def isolated(folder: Path) -> Iterator[Isolated]:
    """Each level that this machine reaches, with a warm host of its own. Raises RenderBroken."""
    with ExitStack() as opened:
        made = {
            level: opened.enter_context(closing(Ours(folder / level.word, means=MEANS[level])))
            for level in MEANS
        }
        reached = {level: ours for level, ours in made.items() if ours.level is level}
        seconds: dict[Isolation, list[float]] = {level: [] for level in reached}
        for turn in range(TIMES + 1):
            for level, ours in reached.items():
                ours.clear_parts()
                seconds[level].append(ours.render(empty_scene(turn), Quality.DRAFT).wall)
    for level, walls in seconds.items():
        # The first is not counted: a host is slower when it forks for the first time.
        yield Isolated(level, tuple(walls[1:]))
