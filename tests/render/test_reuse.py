"""What was drawn before is not drawn again, and never anything else instead of it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from core.events import Planned, PlayRendered, RenderCancelled
from core.model import Quality
from core.render.local import LocalRenderer
from core.render.sandbox.means import ALL, Means
from core.settings import RenderLimits
from tests.render.conftest import Run, make_job, run_job, scene
from tests.render.videos import same_pictures

LESSON = scene(
    """
    dot = Dot()
    self.play(Create(dot), run_time=0.4)
    self.play(dot.animate.shift(RIGHT), run_time=0.4)
    self.wait(0.2)
    self.play(FadeOut(dot), run_time=0.4)
    """
)


class Workshop:
    """A renderer with a cache of its own."""

    def __init__(
        self, folder: Path, limits: RenderLimits | None = None, means: frozenset[Means] = ALL
    ) -> None:
        self.folder = folder
        self.cache = folder / "kept"
        self.renderer = LocalRenderer(limits or RenderLimits(), folder / "work", self.cache, means=means)

    def render(self, source: str, quality: Quality = Quality.DRAFT, **more: bool) -> Run:
        return run_job(self.renderer, make_job(source, self.folder, quality=quality, **more))

    def parts(self) -> list[Path]:
        return sorted(self.cache.glob("sessions/*/parts/*/*/part.mp4"))

    def forget_results(self) -> None:
        """Whole results are not kept, so that the next job has to look at each play."""
        for entry in self.cache.glob("sessions/*/results/*/*"):
            for file in entry.iterdir():
                file.unlink()
            entry.rmdir()


@pytest.fixture
def workshop(tmp_path: Path) -> Iterator[Workshop]:
    made = Workshop(tmp_path)
    yield made
    made.renderer.close()


def reused(run: Run) -> list[bool]:
    """For each play in order, whether it was kept."""
    assert run.result.plays == len([event for event in run.events if isinstance(event, PlayRendered)])
    found = {event.number: event.reused for event in run.events if isinstance(event, PlayRendered)}
    [planned] = [event for event in run.events if isinstance(event, Planned)]
    assert [play.reused for play in planned.timeline.plays] == [found[number] for number in sorted(found)]
    return [found[number] for number in sorted(found)]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("self.wait(0.2)", "self.wait(0.2)  # a breath", [True] * 4),
        ("FadeOut(dot)", "FadeOut(dot, shift=UP)", [True, True, True, False]),
        ("shift(RIGHT)", "shift(LEFT)", [True, False, False, False]),
        ("dot = Dot()", "dot = Dot(color=RED)", [False] * 4),
    ],
    ids=["comment", "late", "middle", "early"],
)
def test_an_edit_costs_what_it_changes(workshop: Workshop, old: str, new: str, expected: list[bool]) -> None:
    assert reused(workshop.render(LESSON)) == [False] * 4
    edited = LESSON.replace(old, new)
    again = workshop.render(edited)
    assert reused(again) == expected
    assert again.result.reused == sum(expected)
    same_pictures(again.result.video, workshop.render(edited, witness=True).result.video)


def test_the_same_script_gives_the_same_result_at_once(workshop: Workshop) -> None:
    source = LESSON.replace("dot = Dot()", "dot = Dot(); print('hello'); self.add_subcaption('Look')")
    first = workshop.render(source)
    moved = source.replace("class Lesson", "\n\n# The lesson\nclass Lesson")
    second = workshop.render(moved)
    assert second.result.video.read_bytes() == first.result.video.read_bytes()
    assert (second.result.reused, second.log) == (4, first.log)
    assert second.result.captions.read_text() == first.result.captions.read_text() != ""
    [planned] = [event for event in second.events if isinstance(event, Planned)]
    assert [play.line for play in planned.timeline.plays] == [9, 10, 11, 12]
    assert workshop.render(source, quality=Quality.STANDARD).result.reused == 0


def test_a_part_that_was_spoiled_is_drawn_anew(workshop: Workshop) -> None:
    first = workshop.render(LESSON)
    workshop.forget_results()
    cut, flipped, *_ = workshop.parts()
    cut.write_bytes(cut.read_bytes()[:-7])
    flipped.write_bytes(bytes(len(flipped.read_bytes())))
    again = workshop.render(LESSON)
    assert again.result.reused == 2
    same_pictures(again.result.video, first.result.video)


def test_the_plays_of_a_job_that_did_not_end_are_kept(workshop: Workshop) -> None:
    renderer = workshop.renderer
    job = make_job(
        LESSON.replace("self.play(FadeOut(dot)", "while True: pass\n        self.play(FadeOut(dot)"),
        workshop.folder,
    )
    renderer.submit(job)
    events = renderer.events(job.id)
    for _ in range(3):
        next(event for event in events if isinstance(event, PlayRendered))
    renderer.cancel(job.id)
    assert isinstance(list(events)[-1], RenderCancelled)
    assert workshop.render(LESSON).result.reused == 3


def test_a_file_from_outside_counts_as_the_script_does(tmp_path: Path) -> None:
    """Where nothing keeps a script from reading one."""
    workshop = Workshop(tmp_path, means=frozenset({Means.LIMITS}))
    data = tmp_path / "radius.txt"
    source = LESSON.replace("dot = Dot()", f"dot = Dot(radius=float(open({str(data)!r}).read()))")
    data.write_text("0.5")
    assert workshop.render(source).result.reused == 0
    assert workshop.render(source).result.reused == 4
    data.write_text("0.75")
    changed = workshop.render(source)
    assert changed.result.reused == 0
    same_pictures(changed.result.video, workshop.render(source, witness=True).result.video)
    workshop.renderer.close()


def test_what_depends_on_the_clock_is_not_reused(workshop: Workshop) -> None:
    source = LESSON.replace("dot = Dot()", "import time; dot = Dot(radius=1 + time.time() % 1)")
    assert [workshop.render(source).result.reused for _ in range(2)] == [0, 0]


def test_the_cache_is_bounded(tmp_path: Path) -> None:
    workshop = Workshop(tmp_path, RenderLimits(cache=100_000))
    for radius in range(1, 6):
        workshop.render(LESSON.replace("Dot()", f"Dot(radius={radius})"))
    workshop.renderer.close()
    sizes = [file.stat().st_size for file in workshop.cache.rglob("*") if file.is_file()]
    assert 0 < sum(sizes) <= 100_000


def test_two_jobs_that_draw_the_same_at_once_both_finish(workshop: Workshop, tmp_path: Path) -> None:
    jobs = [make_job(LESSON, tmp_path) for _ in range(2)]
    for job in jobs:
        workshop.renderer.submit(job)
    runs = [Run(tuple(workshop.renderer.events(job.id)), job.output) for job in jobs]
    same_pictures(runs[0].result.video, runs[1].result.video)
    assert len(workshop.parts()) == 4


def test_a_dry_run_says_what_would_be_reused_and_draws_nothing(workshop: Workshop) -> None:
    workshop.render(LESSON)
    edited = LESSON.replace("FadeOut(dot)", "FadeOut(dot, shift=UP)")
    run = workshop.render(edited, dry_run=True)
    timeline = run.events[-1].timeline  # type: ignore[union-attr]
    assert [play.reused for play in timeline.plays] == [True, True, True, False]
    assert not (run.output / "video.mp4").exists()
