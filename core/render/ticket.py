"""One job's place in the renderer, and the events that its reader has not read yet."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from queue import SimpleQueue

from core.events import (
    FramePreview,
    Planned,
    PlayRendered,
    Progress,
    RenderCancelled,
    RenderEvent,
    RenderFailed,
    RenderFinished,
    RenderQueued,
    TimelineFound,
)
from core.model import RenderJob, RenderResult, Timeline
from core.render import wire
from core.render.link import HostLink

LastWord = RenderFinished | TimelineFound | RenderFailed | RenderCancelled
"""The events that end a job."""


@dataclass(slots=True)
class Ticket:
    """A job in the queue or at the host.

    `starts` counts how often it was given to a host, `link` leads to the last of them, `started` says that it
    took the job up; `began` and `deadline` are on the monotonic clock.
    """

    job: RenderJob
    events: SimpleQueue[RenderEvent] = field(default_factory=SimpleQueue)
    position: int | None = None
    starts: int = 0
    started: bool = False
    began: float = 0.0
    deadline: float = 0.0
    folder: Path | None = None
    link: HostLink | None = None
    timeline: Timeline | None = None

    def say_position(self, position: int) -> None:
        """Tell the reader how many jobs are before this one, if that has changed."""
        if position != self.position:
            self.position = position
            self.events.put(RenderQueued(position))

    def hear(self, said: wire.Started | wire.Planned | wire.Done | wire.Reached) -> None:
        """Pass on what the host says while the job runs."""
        if isinstance(said, wire.Started):
            self.started = True
        elif isinstance(said, wire.Planned):
            self.timeline = said.timeline
            self.events.put(Planned(said.timeline))
        elif isinstance(said, wire.Done):
            if said.preview:
                self.events.put(FramePreview(said.number, self.job.output / wire.preview_name(said.number)))
            total = len(self.timeline.plays) if self.timeline else None
            self.events.put(PlayRendered(said.number, total, said.reused))
        else:
            self.events.put(Progress(said.seconds, self.timeline.duration if self.timeline else None))

    def last_event(self, outcome: wire.Outcome) -> LastWord:
        """The event that a job's outcome is."""
        if isinstance(outcome, wire.Stopped):
            return RenderCancelled()
        if isinstance(outcome, wire.Failed):
            return RenderFailed(outcome.failure, outcome.raised)
        if isinstance(outcome, wire.Planned):
            return TimelineFound(outcome.timeline)

        def place(name: str) -> Path | None:
            return self.job.output / name if name in outcome.files else None

        return RenderFinished(
            RenderResult(
                video=place(wire.VIDEO_NAME) or place(wire.ALPHA_VIDEO_NAME),
                poster=place(wire.POSTER_NAME),
                scene=outcome.scene,
                duration=outcome.duration,
                elapsed=time.monotonic() - self.began,
                plays=outcome.plays,
                picture=outcome.picture,
                reused=outcome.reused,
                captions=place(wire.CAPTIONS_NAME),
                image=place(wire.IMAGE_NAME),
            )
        )

    def read(self) -> Iterator[RenderEvent]:
        """The events as they happen, to the last."""
        while True:
            event = self.events.get()
            yield event
            if isinstance(event, LastWord):
                return
