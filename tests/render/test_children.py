"""The processes that draw the plays: whatever happens to one, no wrong video comes of it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from core.events import Planned, PlayRendered, RenderEvent
from core.model import FailureKind
from core.render.local import LocalRenderer
from core.settings import RenderLimits
from tests.render.conftest import Render, make_job, run_job, scene
from tests.render.videos import frames, same_pictures

IN_A_CHILD = """
import os, signal
home = os.getpid()
def spoil(mobject, dt):
    if os.getpid() != home:
        {what}
dot = Dot()
self.wait(0.2)
self.add(dot.add_updater(spoil))
self.wait(0.4)
self.remove(dot)
self.wait(5)
"""
"""A script whose second play goes wrong in the process that draws it, and nowhere else."""


@pytest.mark.parametrize(
    ("what", "kind", "line", "words"),
    [
        (
            "os.kill(os.getpid(), signal.SIGKILL)",
            FailureKind.CRASH,
            13,
            "Line 13: The render's process",
        ),
        ("os.kill(os.getpid(), signal.SIGTERM)", FailureKind.CRASH, 13, "by SIGTERM"),
        ("os.abort()", FailureKind.CRASH, 9, "Line 9: Python itself crashed (SIGABRT)"),
        ("os._exit(3)", FailureKind.CRASH, None, "ended its own process"),
        ("raise ValueError('only here')", FailureKind.SCRIPT, 9, "Line 9: ValueError: only here."),
        ("raise OSError(28, 'No space left')", FailureKind.MACHINE, 9, "The disk is full."),
        ("raise MemoryError", FailureKind.MEMORY, 9, "more memory than its limit"),
    ],
)
def test_a_play_that_is_not_drawn_fails_the_job_on_its_line(
    render: Render, what: str, kind: FailureKind, line: int | None, words: str
) -> None:
    run = render(scene(IN_A_CHILD.format(what=what)))
    assert (run.failure.kind, run.failure.line) == (kind, line), run.failure
    assert words in run.failure.message
    assert not (run.output / "video.mp4").exists()


def test_children_that_are_killed_are_missed_while_an_older_one_waits(
    limited: Callable[[RenderLimits], LocalRenderer], tmp_path: Path
) -> None:
    """Only the wall limit would end a wait for the oldest: nobody gives it what it waits for."""
    body = """
    import os, signal
    home, (never, _) = os.getpid(), os.pipe()
    def hold(mobject, dt):
        if os.getpid() != home:
            os.read(never, 1)
    def die(mobject, dt):
        if os.getpid() != home:
            os.kill(os.getpid(), signal.SIGKILL)
    held, killed = Dot().add_updater(hold), Dot().add_updater(die)
    self.add(held)
    self.wait(0.4)
    self.remove(held)
    self.add(killed)
    self.wait(0.4)
    self.wait(0.4)
    """
    renderer = limited(RenderLimits(wall_draft=20, children=3))
    failure = run_job(renderer, make_job(scene(body), tmp_path)).failure
    assert failure.kind is FailureKind.CRASH, failure
    assert failure.line in (18, 19)


def test_a_failure_is_told_before_what_comes_before_it_is_drawn(render: Render) -> None:
    run = render(scene("for _ in range(9):\n    self.play(Rotate(Square()), run_time=30)\nCircl()"))
    assert run.failure.line == 7
    assert [event for event in run.events if isinstance(event, PlayRendered)] == []


def test_a_script_may_fork(render: Render) -> None:
    body = """
    import os
    self.wait(0.2)
    if os.fork() == 0:
        self.wait(9)
        raise ValueError
    self.wait(0.4)
    """
    assert len(frames(render(scene(body)).result.video)) == 9


def test_a_script_may_have_threads(render: Render) -> None:
    calm = """
    dot = Dot()
    self.play(dot.animate.shift(UP), run_time=0.4)
    self.wait(0.2)
    """
    busy = """
    import threading
    done = threading.Event()
    thread = threading.Thread(target=done.wait)
    thread.start()
    """
    end = "\ndone.set()\nthread.join()\nself.play(Create(Square()), run_time=0.2)"
    with_threads = scene(busy.replace("    ", "") + calm.replace("    ", "") + end)
    without = scene(calm.replace("    ", "") + "self.play(Create(Square()), run_time=0.2)")
    same_pictures(render(with_threads).result.video, render(without).result.video)


def test_a_configuration_that_changes_in_mid_scene_changes_no_picture_size(render: Render) -> None:
    body = """
    self.wait(0.2)
    config.frame_rate, config.pixel_width, config.pixel_height = 60, 100, 100
    config.disable_caching, config.media_dir = False, "/nonexistent"
    self.play(Create(Circle()), run_time=0.4)
    """
    pictures = frames(render(scene(body)).result.video)
    assert {picture.shape for picture in pictures} == {(480, 854, 3)}
    assert len(pictures) == 9


def test_a_camera_of_another_size_is_refused(render: Render) -> None:
    failure = render(scene("self.camera.reset_pixel_shape(100, 100)\nself.wait(0.2)")).failure
    assert (failure.kind, failure.line) == (FailureKind.SCRIPT, 6)
    assert "draws pictures of 100×100 pixels, the video has 854×480" in failure.message


def test_what_a_script_prints_is_kept_once(render: Render) -> None:
    body = """
    self.add(Dot().add_updater(lambda m, dt: print(round(dt, 3))))
    print("begin")
    self.wait(0.2)
    print("end")
    """
    log = render(scene(body)).log.splitlines()
    assert log == ["begin", "0", "0.0", "0.067", "0.067", "0", "end"]


def test_the_timeline_is_known_long_before_a_long_scene_is_drawn(render: Render) -> None:
    body = "for n in range(40):\n    self.play(Rotate(Square()), run_time=1 + n / 100)"
    events = render(scene(body)).events
    [planned] = [event for event in events if isinstance(event, Planned)]
    assert len(planned.timeline.plays) == 40
    assert len(plays_before(events, planned)) < 20
    assert {event.total for event in events[events.index(planned) :] if isinstance(event, PlayRendered)} == {
        40
    }


def plays_before(events: tuple[RenderEvent, ...], planned: Planned) -> list[RenderEvent]:
    return [event for event in events[: events.index(planned)] if isinstance(event, PlayRendered)]


def test_a_wait_that_ends_by_itself_is_as_long_as_it_lasts(render: Render) -> None:
    body = """
    clock = ValueTracker(0)
    clock.add_updater(lambda m, dt: m.increment_value(dt))
    self.add(clock)
    self.wait_until(lambda: clock.get_value() > 0.5)
    self.wait(0.2)
    """
    run = render(scene(body))
    [planned] = [event for event in run.events if isinstance(event, Planned)]
    drawn = len(frames(run.result.video))
    assert planned.timeline.duration == run.result.duration == pytest.approx(drawn / 15)
    assert planned.timeline.plays[1].start == pytest.approx(planned.timeline.plays[0].end)
    assert 8 <= drawn - 3 <= 10


def test_a_picture_that_the_script_takes_is_the_one_that_was_drawn(render: Render) -> None:
    body = """
    square = Square(4, color=WHITE, fill_opacity=1)
    self.play(FadeIn(square), run_time=0.4)
    print(self.camera.pixel_array[240, 427].tolist(), self.renderer.get_frame().shape)
    self.wait(0.2)
    """
    shades = render(scene(body)).log
    assert shades.endswith("(480, 854, 4)\n")
    assert shades != "[0, 0, 0, 255] (480, 854, 4)\n"


def test_what_looks_endless_to_whoever_goes_ahead_may_end_all_the_same(
    limited: Callable[[RenderLimits], LocalRenderer], tmp_path: Path
) -> None:
    """A long wait is one step to who only wants the timeline, and this updater refuses long steps."""
    body = """
    dot = Dot().add_updater(lambda dot, dt: dot.shift(0.01 * RIGHT) if dt < 0.1 else dot)
    crowd = VGroup(*[Dot(x * RIGHT / 99) for x in range(99)])
    for _ in range(9):
        self.play(Rotate(crowd), run_time=2)
    self.clear()
    self.add(dot)
    while dot.get_x() < 2:
        self.wait(20)
    """
    renderer = limited(RenderLimits(children=1))
    run = run_job(renderer, make_job(scene(body), tmp_path))
    assert run.result.plays == 10


def test_a_play_that_does_not_begin_and_that_the_script_gives_up_is_none(render: Render) -> None:
    body = """
    class Never(Animation):
        def begin(self):
            raise ValueError
    self.play(FadeIn(Dot()), run_time=0.4)
    try:
        self.play(Never(Dot()))
    except ValueError:
        self.add(Square())
    self.wait(0.4)
    """
    run = render(scene(body))
    assert (run.result.plays, len(frames(run.result.video))) == (2, 12)


@pytest.mark.parametrize("more", ["", "self.remove(square); self.wait(0.2)"], ids=["last", "not last"])
def test_a_still_that_cannot_be_drawn_fails_the_job_though_the_script_catches_it(
    render: Render, more: str
) -> None:
    run = render(
        scene(
            f"""
            self.wait(0.2)
            square = Square()
            square.get_fill_rgbas = lambda: {{}}["no such colour"]
            try:
                self.add(square)
                self.wait(0.2)
            except KeyError:
                pass
            {more}
            """
        )
    )
    assert (run.failure.kind, run.failure.line) == (FailureKind.SCRIPT, 7), run.failure
    assert "no such colour" in run.failure.message
