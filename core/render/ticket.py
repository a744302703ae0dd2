"""One job's place in the renderer, and the events that its reader has not read yet."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from queue import SimpleQueue

from core.events import (
    Planned,
    PlayRendered,
    Progress,
    RenderCancelled,
    RenderEvent,
    RenderFailed,
    RenderFinished,
    RenderQueued,
)
from core.model import RenderJob, RenderResult, Timeline
from core.render import wire

LastWord = RenderFinished | RenderFailed | RenderCancelled
"""The events that end a job."""


@dataclass(slots=True)
class Ticket:
    """A job in the queue or at the host.

    `starts` counts how often it was given to a host, `started` says that a host took it up; `began` and
    `deadline` are on the monotonic clock.
    """

    job: RenderJob
    events: SimpleQueue[RenderEvent] = field(default_factory=SimpleQueue)
    position: int | None = None
    starts: int = 0
    started: bool = False
    began: float = 0.0
    deadline: float = 0.0
    folder: Path | None = None
    timeline: Timeline | None = None

    def say_position(self, position: int) -> None:
        """Tell the reader how many jobs are before this one, if that has changed."""
        if position != self.position:
            self.position = position
            self.events.put(RenderQueued(position))

    def hear(self, said: wire.Started | wire.Planned | wire.Drawn | wire.Progressed) -> None:
        """Pass on what the host says while the job runs."""
        if isinstance(said, wire.Started):
            self.started = True
        elif isinstance(said, wire.Planned):
            self.timeline = said.timeline
            self.events.put(Planned(said.timeline))
        elif isinstance(said, wire.Drawn):
            total = len(self.timeline.plays) if self.timeline else None
            self.events.put(PlayRendered(said.number, total))
        else:
            self.events.put(Progress(said.seconds, self.timeline.duration if self.timeline else None))

    def last_event(self, outcome: wire.Finished | wire.Failed | wire.Stopped) -> LastWord:
        """The event that a job's outcome is."""
        if isinstance(outcome, wire.Stopped):
            return RenderCancelled()
        if isinstance(outcome, wire.Failed):
            return RenderFailed(outcome.failure)
        return RenderFinished(
            RenderResult(
                video=self.job.output / wire.VIDEO_NAME,
                poster=self.job.output / wire.POSTER_NAME if outcome.poster else None,
                scene=outcome.scene,
                duration=outcome.duration,
                elapsed=time.monotonic() - self.began,
                plays=outcome.plays,
                picture=outcome.picture,
            )
        )

    def read(self) -> Iterator[RenderEvent]:
        """The events as they happen, to the last."""
        while True:
            event = self.events.get()
            yield event
            if isinstance(event, LastWord):
                return
