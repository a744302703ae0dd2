"""Two processes draw one play: each frame once, and the last to finish puts the pieces together."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from core.events import PlayRendered
from core.render.engine.share import LEAST, Share
from core.render.local import LocalRenderer
from core.settings import RenderLimits
from tests.render.conftest import make_job, run_job, scene


@pytest.fixture
def share() -> Iterator[Share]:
    with tempfile.TemporaryFile() as lock:
        yield Share(100, lock.fileno())


def test_a_play_that_nobody_helps_with_is_drawn_to_its_end(share: Share) -> None:
    assert all(share.go_on(frame) for frame in range(100))
    assert not share.is_split()
    assert share.split() is None
    assert share.finish()


def test_the_second_takes_the_later_half_of_what_is_left(share: Share) -> None:
    assert share.go_on(20)
    assert share.split() == 60
    assert [share.go_on(frame) for frame in (59, 60)] == [True, False]
    assert share.is_split()
    assert [share.count(second=False, frames=60), share.count(second=True, frames=40)] == [60, 100]
    assert [share.finish(), share.finish()] == [False, True]


def test_too_little_is_not_shared(share: Share) -> None:
    share.go_on(100 - LEAST)
    assert share.split() is None
    assert share.go_on(99)


def test_two_processes_draw_each_frame_once(share: Share) -> None:
    read, write = os.pipe()
    if os.fork() == 0:
        try:
            start = share.split()
            os.write(write, b"".join(bytes([frame]) for frame in range(start or 100, 100)))
        finally:
            os._exit(0)
    frame = 0
    while frame < 100 and share.go_on(frame):
        os.write(write, bytes([frame]))
        frame += 1
    os.wait()
    assert sorted(os.read(read, 1000)) == list(range(100))


def test_a_shared_play_is_the_same_as_one_drawn_alone(tmp_path: Path) -> None:
    body = """
    clock = ValueTracker(0)
    hand = always_redraw(lambda: Line(ORIGIN, 2 * RIGHT).rotate(clock.get_value(), about_point=ORIGIN))
    self.add(hand)
    self.play(clock.animate.set_value(6), *[Rotate(Square(side), 2) for side in range(1, 40)], run_time=6)
    """
    runs = []
    for children in (1, 4):
        renderer = LocalRenderer(
            RenderLimits(children=children), tmp_path / f"work{children}", tmp_path / f"kept{children}"
        )
        try:
            job = make_job(scene(body), tmp_path, witness=True)
            runs.append(run_job(renderer, job))
            drawn = [event for event in runs[-1].events if isinstance(event, PlayRendered)]
            assert drawn == [PlayRendered(1, 1)]
        finally:
            renderer.close()
    alone, shared = runs
    assert (alone.output / "frames.json").read_text() == (shared.output / "frames.json").read_text()
    assert alone.result.duration == shared.result.duration
    # Two pieces have two key pictures: that it is a little larger shows that it was shared.
    assert alone.result.video and shared.result.video
    assert shared.result.video.stat().st_size > alone.result.video.stat().st_size
