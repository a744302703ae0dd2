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
from tests.render.conftest import Run, make_job, run_job, scene
from tests.render.videos import key_pictures


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


FOLLOWED = """
clock = ValueTracker(0)
hand = always_redraw(lambda: Line(ORIGIN, 2 * RIGHT).rotate(clock.get_value(), about_point=ORIGIN))
self.add(hand)
self.play(clock.animate.set_value(6), *[Rotate(Square(side), 2) for side in range(1, 40)], run_time=6)
"""
JUMPED = "self.play(*[Rotate(Square(side / 9), 2) for side in range(1, 80)], run_time=12)"


def drawn_by(children: int, body: str, folder: Path) -> Run:
    """The only play of a scene, drawn by one child or by two."""
    place = folder / str(children)
    place.mkdir()
    renderer = LocalRenderer(RenderLimits(children=children), place / "work", place / "kept")
    try:
        run = run_job(renderer, make_job(scene(body), place, witness=True))
    finally:
        renderer.close()
    assert [event for event in run.events if isinstance(event, PlayRendered)] == [PlayRendered(1, 1)]
    return run


@pytest.mark.parametrize("body", [FOLLOWED, JUMPED], ids=["followed", "jumped"])
def test_a_shared_play_is_the_same_as_one_drawn_alone(tmp_path: Path, body: str) -> None:
    alone, shared = (drawn_by(children, body, tmp_path) for children in (1, 2))
    assert (alone.output / "frames.json").read_text() == (shared.output / "frames.json").read_text()
    assert alone.result.duration == shared.result.duration
    if body is JUMPED:  # the scene is at its end at once, and long before the play is drawn
        # A key picture at the seam shows that it was shared.
        assert [key_pictures(run.result.video) for run in (alone, shared)] == [1, 2]
