"""Ordinary scenes end the same however they are isolated: frames, length, captions, log."""

from __future__ import annotations

import itertools
import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

import pytest

from core.events import RenderFinished
from core.model import Isolation, RenderJob, RenderSettings, Script
from core.render.local import LocalRenderer
from core.render.sandbox.means import ALL, Means
from core.render.sandbox.probe import ask
from core.render.wire import FRAMES_NAME, LOG_NAME
from core.settings import RenderLimits
from tests.render.processes import wait_until
from tests.sandbox.scenes import SCENES
from tests.sandbox.scenes.lesson import lesson

POOL = lesson(
    """
    import multiprocessing
    with multiprocessing.get_context("fork").Pool(2) as pool:
        print(pool.map(abs, [-1, 2, -3]))
    self.wait(0.2)
    """
)
"""Its processes share a semaphore, which is a file in /dev/shm."""

LIMITS = RenderLimits(workers=1, minimum=Isolation.NONE)

MEANS = {
    Isolation.ISOLATED: ALL,
    Isolation.CONFINED: ALL - {Means.NAMESPACES},
    Isolation.LIMITED: frozenset({Means.LIMITS}),
    Isolation.NONE: frozenset[Means](),
}
"""What makes each level, where it works."""

_numbers = itertools.count()

Renderers = dict[Isolation, LocalRenderer]


@dataclass(frozen=True)
class Ending:
    """How a job ended: of a video its facts, the SHA-256 of its frames by plays, and of all its bytes."""

    last: str
    log: str
    duration: float = 0.0
    frames: tuple[tuple[str, ...], ...] = ()
    captions: str | None = None
    video: str = ""


@pytest.fixture(scope="module")
def renderers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Renderers]:
    """One for each level that this machine reaches; no two share a cache."""
    made = {
        level: LocalRenderer(LIMITS, tmp_path_factory.mktemp(level.word) / "work", means=means)
        for level, means in MEANS.items()
    }
    for renderer in made.values():
        renderer.warm()
    for renderer in made.values():
        wait_until(lambda renderer=renderer: renderer.alive, 60)
    yield {level: renderer for level, renderer in made.items() if renderer.level is level}
    for renderer in made.values():
        renderer.close()


@pytest.mark.parametrize("level", MEANS)
def test_the_level_is_reached(renderers: Renderers, tmp_path: Path, level: Isolation) -> None:
    if level not in renderers:
        missing = [f"{step.name}: {step.said}" for step in ask(tmp_path).steps if not step.ok]
        pytest.skip(" ".join(missing) or "it is asked for, and is not what the host came to")


@pytest.mark.parametrize("name", SCENES)
def test_a_scene_ends_the_same_at_every_level(renderers: Renderers, tmp_path: Path, name: str) -> None:
    with ThreadPoolExecutor(2) as pool:
        ended = pool.map(lambda renderer: _end(renderer, SCENES[name], tmp_path), renderers.values())
        endings = dict(zip(renderers, ended, strict=True))
    plain = endings[Isolation.NONE]
    assert plain.frames and all(plain.frames), plain
    assert endings == dict.fromkeys(renderers, plain)


def test_semaphores_work_where_they_are_not_shared_with_the_machine(
    renderers: Renderers, tmp_path: Path
) -> None:
    endings = {level: _end(renderer, POOL, tmp_path) for level, renderer in renderers.items()}
    refused = endings.pop(Isolation.CONFINED, None)
    assert refused is None or "PermissionError" in refused.last
    assert {ending.log for ending in endings.values()} == {"[1, 2, 3]\n"}


def _end(renderer: LocalRenderer, source: str, folder: Path) -> Ending:
    output = folder / f"job{next(_numbers)}"
    output.mkdir()
    renderer.submit(RenderJob(output.name, Script(source), RenderSettings(), output, witness=True))
    *_, last = renderer.events(output.name)
    log = (output / LOG_NAME).read_text("utf-8")
    if not isinstance(last, RenderFinished):
        return Ending(str(last), log)
    result = last.result
    assert result.video
    frames = tuple(tuple(play) for play in json.loads((output / FRAMES_NAME).read_text("ascii")))
    captions = result.captions.read_text("utf-8") if result.captions else None
    digest = sha256(result.video.read_bytes()).hexdigest()
    assert result.plays == len(frames)
    return Ending("finished", log, result.duration, frames, captions, digest)
