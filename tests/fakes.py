"""One fake per seam: a writer that follows a script of answers, and a renderer that draws nothing."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from PIL import Image

from core.cancel import Cancellation
from core.check.checker import Checker, Verdict
from core.events import (
    CodeWritten,
    FramePreview,
    Planned,
    PlayRendered,
    RenderCancelled,
    RenderEvent,
    RenderFailed,
    RenderFinished,
    RenderQueued,
    TimelineFound,
    WriterEvent,
)
from core.model import (
    Isolation,
    PlannedPlay,
    Quality,
    RenderFailure,
    RenderJob,
    RenderResult,
    Script,
    Timeline,
)
from core.writer.base import Request

SCENE = """from manim import *


class Lesson(Scene):
    def construct(self):
        self.play(Create(Circle()))
"""

TIMELINE = Timeline("Lesson", (PlannedPlay(1, 6, 0.0, 1.0, "Create(Circle)"),))
"""What SCENE plays."""

SEVERAL = Timeline(
    "Lesson",
    (
        PlannedPlay(1, 6, 0.0, 1.0, "Create(Circle)", reused=True),
        PlannedPlay(2, 7, 1.0, 3.0, "FadeIn(Text)"),
        PlannedPlay(3, 8, 3.0, 4.0, "wait"),
    ),
)
"""Three plays, the first of which was drawn before."""


class ScriptedWriter:
    """Gives the answers one after another; an exception among a reply's parts is raised there."""

    name = "scripted"

    def __init__(self, *answers: Sequence[WriterEvent | Exception], can_repair: bool = True) -> None:
        self.can_repair = can_repair
        self.requests: list[Request] = []
        self._answers = list(answers)

    def write(self, request: Request, cancel: Cancellation) -> Iterator[WriterEvent]:
        self.requests.append(request)
        for part in self._answers[len(self.requests) - 1]:
            cancel.check()
            if isinstance(part, Exception):
                raise part
            yield part


class StubbornWriter:
    """Writes the beginning of a script and then waits until it is cancelled."""

    name = "stubborn"
    can_repair = True

    def __init__(self, beginning: str) -> None:
        self._beginning = beginning
        self.waiting = threading.Event()

    def write(self, request: Request, cancel: Cancellation) -> Iterator[WriterEvent]:
        yield CodeWritten(self._beginning)
        self.waiting.set()
        cancel.wait(60)


class FakeRenderer:
    """Ends each job with the next of the failures, and with a result when there are none left.

    The plays of the timeline are drawn from the last to the first, as plays that are drawn side by side may
    end; without a play there is a picture. With `hold`, a job that has drawn all its plays runs until it is
    cancelled.
    """

    level: Isolation | None = Isolation.ISOLATED

    def __init__(
        self, *failures: RenderFailure | None, hold: bool = False, timeline: Timeline = TIMELINE
    ) -> None:
        self.jobs: list[RenderJob] = []
        self.closed = False
        self.holding = threading.Event()
        self._failures = list(failures)
        self._hold = hold
        self._timeline = timeline
        self._cancelled = threading.Event()

    def submit(self, job: RenderJob) -> None:
        self.jobs.append(job)

    def events(self, job_id: str) -> Iterator[RenderEvent]:
        job = next(job for job in self.jobs if job.id == job_id)
        yield RenderQueued(0)
        failure = self._failures.pop(0) if self._failures else None
        if not job.dry_run:
            yield Planned(self._timeline)
            for play in reversed(self._timeline.plays) if not failure else ():
                yield FramePreview(play.number, preview(job.output, play.number))
                yield PlayRendered(play.number, len(self._timeline.plays), play.reused)
        if self._hold:
            self.holding.set()
        if self._hold and self._cancelled.wait(60):
            yield RenderCancelled()
        elif failure:
            yield RenderFailed(failure)
        elif job.dry_run:
            yield TimelineFound(self._timeline)
        else:
            yield RenderFinished(result(job.output, job.settings.quality, self._timeline))

    def cancel(self, job_id: str) -> None:
        self._cancelled.set()

    def close(self) -> None:
        self.closed = True


def preview(folder: Path, number: int) -> Path:
    """A still of the play with this number: a small picture of its own colour."""
    path = folder / f"{number:04}.jpg"
    Image.new("RGB", (32, 18), (number * 40 % 256, 90, 120)).save(path)
    return path


def result(folder: Path, quality: Quality = Quality.DRAFT, timeline: Timeline = TIMELINE) -> RenderResult:
    """What the fake renderer makes: a file that only claims to be a video, or a true picture."""
    plays, reused = len(timeline.plays), sum(play.reused for play in timeline.plays)
    if not plays:
        image = folder / "image.png"
        Image.new("RGB", (quality.picture.width, quality.picture.height)).save(image)
        return RenderResult(None, None, timeline.scene, 0.0, 0.5, 0, quality.picture, image=image)
    video, captions = folder / "video.mp4", folder / "captions.srt"
    video.write_bytes(b"not a video")
    captions.write_text("1\n00:00:00,000 --> 00:00:01,000\nA circle\n", "utf-8")
    return RenderResult(
        video, None, timeline.scene, timeline.duration, 0.5, plays, quality.picture, reused, captions
    )


class FakeChecker(Checker):
    """Judges as it is told."""

    def __init__(self, judge: Callable[[Script], Verdict]) -> None:
        super().__init__()
        self._judge = judge

    def check(self, script: Script) -> Verdict:
        return self._judge(script)
