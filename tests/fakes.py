"""One fake per seam: a writer that follows a script of answers, and a renderer that draws nothing."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from pathlib import Path

from core.cancel import Cancellation
from core.events import (
    CodeWritten,
    Planned,
    PlayRendered,
    RenderCancelled,
    RenderEvent,
    RenderFailed,
    RenderFinished,
    RenderQueued,
    WriterEvent,
)
from core.model import (
    PlannedPlay,
    Quality,
    RenderFailure,
    RenderJob,
    RenderResult,
    Timeline,
)
from core.writer.base import Request

SCENE = """from manim import *


class Lesson(Scene):
    def construct(self):
        self.play(Create(Circle()))
"""

TIMELINE = Timeline("Lesson", (PlannedPlay(1, 6, 0.0, 1.0, "Create(Circle)"),))


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
    """Ends each job with the next of the failures, and with a video when there are none left.

    With `hold`, a job runs until it is cancelled.
    """

    def __init__(self, *failures: RenderFailure | None, hold: bool = False) -> None:
        self.jobs: list[RenderJob] = []
        self.closed = False
        self.drawing = threading.Event()
        self._failures = list(failures)
        self._hold = hold
        self._cancelled = threading.Event()

    def submit(self, job: RenderJob) -> None:
        self.jobs.append(job)

    def events(self, job_id: str) -> Iterator[RenderEvent]:
        job = next(job for job in self.jobs if job.id == job_id)
        yield RenderQueued(0)
        yield Planned(TIMELINE)
        self.drawing.set()
        if self._hold and self._cancelled.wait(60):
            yield RenderCancelled()
            return
        failure = self._failures.pop(0) if self._failures else None
        if failure:
            yield RenderFailed(failure)
            return
        yield PlayRendered(1, 1)
        yield RenderFinished(result(job.output, job.settings.quality))

    def cancel(self, job_id: str) -> None:
        self._cancelled.set()

    def close(self) -> None:
        self.closed = True


def result(folder: Path, quality: Quality = Quality.DRAFT) -> RenderResult:
    """What the fake renderer makes: a file that only claims to be a video."""
    video = folder / "video.mp4"
    video.write_bytes(b"not a video")
    return RenderResult(video, None, "Lesson", 1.0, 0.5, 1, quality.picture)
