"""How far a production is, read from its events, and how long its render still takes."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from core.events import (
    AttemptFailed,
    CodeWritten,
    Event,
    Planned,
    PlayRendered,
    Progress,
    RenderQueued,
    RepairStarted,
    ScriptReady,
    TakeCancelled,
    TakeFailed,
    TakeFinished,
    WriterStarted,
    WriterWaiting,
)
from core.model import Timeline

WRITTEN = 0.15
"""The share of a production that is over when its script is written."""

PLANNED = 0.2
"""The share that is over when the plays are counted; the rest is drawing them."""

WATCHED = 1.0
"""Seconds that a render is watched before its end is foretold."""

TELLING = 0.02
"""The share of a render's work that must be seen done before its end is foretold."""


class Stage(StrEnum):
    """What a production is busy with."""

    STARTING = "starting"
    WRITING = "writing"
    WAITING = "waiting"
    QUEUED = "queued"
    PLANNING = "planning"
    RENDERING = "rendering"
    REPAIRING = "repairing"
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class Headway:
    """The stage and the fraction that is over, 0 to 1; a repair sets the fraction back.

    `done` are the numbers of the plays that are over, `kept` those of them that are reused; `seconds` of the
    video are there, which counts what is drawn of the plays that are not over. `timeline` is None until the
    plays are counted.
    """

    stage: Stage = Stage.STARTING
    fraction: float = 0.0
    timeline: Timeline | None = None
    done: frozenset[int] = frozenset()
    kept: frozenset[int] = frozenset()
    seconds: float = 0.0

    @property
    def drawn(self) -> int:
        """How many plays are over."""
        return len(self.done)

    @property
    def plays(self) -> int | None:
        """How many plays there are; None until they are counted."""
        return len(self.timeline.plays) if self.timeline else None

    @property
    def work(self) -> float:
        """Seconds of the video that have to be drawn: reused plays are none."""
        return self.timeline.duration - self._kept_seconds if self.timeline else 0.0

    @property
    def worked(self) -> float:
        """Seconds of `work` that are drawn."""
        return max(0.0, self.seconds - self._kept_seconds)

    @property
    def _kept_seconds(self) -> float:
        return _length(self.timeline, self.kept)


class Forecast:
    """Foretells the end of a render from what it has drawn since it was first looked at."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._since = self._worked = 0.0
        self._watching = False

    def seconds_left(self, now: Headway) -> float | None:
        """Seconds until all is drawn; None while there is too little to go by, and when nothing is left."""
        clock, worked = self._clock(), now.worked
        if now.stage is not Stage.RENDERING or now.timeline is None:
            self._watching = False
            return None
        if not self._watching or worked < self._worked:
            self._watching, self._since, self._worked = True, clock, worked
        watched, gained, left = clock - self._since, worked - self._worked, now.work - worked
        if watched < WATCHED or gained <= now.work * TELLING or left <= 0:
            return None
        return left * watched / gained


def time_left(seconds: float) -> str:
    """A forecast for a person, no finer than it is: "about 4 s left", "about 2 min left"."""
    whole = max(1, round(seconds)) if seconds < 10 else round(seconds / 5) * 5
    return f"about {whole} s left" if whole < 60 else f"about {round(seconds / 60)} min left"


def headway(events: Iterable[Event]) -> Headway:
    """How far the events have come."""
    now = Headway()
    for event in events:
        now = advance(now, event)
    return now


def advance(now: Headway, event: Event) -> Headway:
    """How far it is after one more event."""
    match event:
        case WriterStarted(attempt=attempt):
            return Headway(Stage.WRITING if attempt == 1 else Stage.REPAIRING)
        case CodeWritten():
            stage = Stage.REPAIRING if now.stage is Stage.REPAIRING else Stage.WRITING
            # Nobody knows how long an answer will be: each piece halves a little of what is left.
            return Headway(stage, now.fraction + (WRITTEN - now.fraction) * 0.05)
        case WriterWaiting():
            return Headway(Stage.WAITING, now.fraction)
        case ScriptReady():
            return Headway(Stage.QUEUED, WRITTEN)
        case RenderQueued(position=position):
            return Headway(Stage.QUEUED if position else Stage.PLANNING, WRITTEN)
        case Planned(timeline=timeline):
            # What is kept from an earlier render is there already.
            kept = now.kept | {play.number for play in timeline.plays if play.reused}
            return _drawing(replace(now, timeline=timeline, done=now.done | kept, kept=kept))
        case PlayRendered(number=number, reused=reused):
            kept = now.kept | {number} if reused else now.kept
            return _drawing(replace(now, done=now.done | {number}, kept=kept))
        case Progress(done=done):
            return _drawing(replace(now, seconds=max(now.seconds, done)))
        case AttemptFailed() | RepairStarted():
            return Headway(Stage.REPAIRING)
        case TakeFinished() | TakeFailed() | TakeCancelled():
            return replace(now, stage=Stage.ENDED, fraction=1.0)
        case _:
            return now


def _drawing(now: Headway) -> Headway:
    """Measure the drawing against the timeline: plays that are drawn side by side end in any order."""
    if now.timeline is None:
        return replace(now, stage=Stage.RENDERING)
    seconds = max(now.seconds, _length(now.timeline, now.done))
    over = min(seconds / now.timeline.duration, 1.0) if now.timeline.duration else 0.0
    fraction = max(now.fraction, PLANNED + (1 - PLANNED) * over)
    return replace(now, stage=Stage.RENDERING, fraction=fraction, seconds=seconds)


def _length(timeline: Timeline | None, numbers: frozenset[int]) -> float:
    """Seconds that these plays of the timeline last together."""
    if timeline is None or not numbers:
        return 0.0
    return sum(play.end - play.start for play in timeline.plays if play.number in numbers)
