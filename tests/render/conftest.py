from __future__ import annotations

import itertools
import textwrap
from collections.abc import Callable, Iterator, Set
from dataclasses import dataclass
from pathlib import Path

import pytest

from core.events import RenderCancelled, RenderEvent, RenderFailed, RenderFinished
from core.model import Quality, RenderFailure, RenderJob, RenderResult, RenderSettings, Script
from core.render.local import LocalRenderer
from core.render.sandbox.means import ALL, Means
from core.settings import RenderLimits

_ids = itertools.count()


@dataclass(frozen=True)
class Run:
    """What came of one render."""

    events: tuple[RenderEvent, ...]
    output: Path

    @property
    def result(self) -> RenderResult:
        assert isinstance(self.events[-1], RenderFinished), self.events[-1]
        return self.events[-1].result

    @property
    def failure(self) -> RenderFailure:
        assert isinstance(self.events[-1], RenderFailed), self.events[-1]
        return self.events[-1].failure

    @property
    def was_cancelled(self) -> bool:
        return isinstance(self.events[-1], RenderCancelled)

    @property
    def log(self) -> str:
        return (self.output / "log.txt").read_text("utf-8")


def scene(body: str) -> str:
    """A script with one scene; the body's first line is line 5."""
    return "from manim import *\n\nclass Lesson(Scene):\n    def construct(self):\n" + textwrap.indent(
        textwrap.dedent(body).strip(), "        "
    )


def make_job(
    source: str, output: Path, name: str | None = None, quality: Quality = Quality.DRAFT, **more: bool | str
) -> RenderJob:
    job_id = f"job{next(_ids)}"
    folder = output / job_id
    folder.mkdir()
    return RenderJob(job_id, Script(source), RenderSettings(quality, name), folder, **more)


def run_job(renderer: LocalRenderer, job: RenderJob) -> Run:
    renderer.submit(job)
    return Run(tuple(renderer.events(job.id)), job.output)


@pytest.fixture(scope="session")
def renderer(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LocalRenderer]:
    """One renderer with generous limits and one worker more than a test needs."""
    made = LocalRenderer(RenderLimits(wall_draft=30, workers=2), tmp_path_factory.mktemp("work"))
    yield made
    made.close()


Render = Callable[..., Run]


@pytest.fixture
def render(renderer: LocalRenderer, tmp_path: Path) -> Render:
    def run(source: str, name: str | None = None) -> Run:
        return run_job(renderer, make_job(source, tmp_path, name))

    return run


@pytest.fixture
def limited(tmp_path: Path) -> Iterator[Callable[..., LocalRenderer]]:
    """Renderers of a test's own; closed at its end."""
    made: list[LocalRenderer] = []

    def make(limits: RenderLimits, means: Set[Means] = ALL) -> LocalRenderer:
        made.append(LocalRenderer(limits, tmp_path / f"work{len(made)}", means=frozenset(means)))
        return made[-1]

    yield make
    for one in made:
        one.close()
