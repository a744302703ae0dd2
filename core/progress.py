"""How far a production is, read from its events."""

from __future__ import annotations

from collections.abc import Iterable
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

WRITTEN = 0.15
"""The share of a production that is over when its script is written."""

PLANNED = 0.2
"""The share that is over when the plays are counted; the rest is drawing them."""


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

    `drawn` plays of `plays` are rendered; `plays` is None until they are counted.
    """

    stage: Stage = Stage.STARTING
    fraction: float = 0.0
    drawn: int = 0
    plays: int | None = None


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
            return Headway(Stage.RENDERING, PLANNED, 0, len(timeline.plays))
        case PlayRendered(total=total):
            return _drawn(now, total)
        case Progress(done=done, total=total) if total:
            return replace(now, fraction=max(now.fraction, _share(done / total)))
        case AttemptFailed() | RepairStarted():
            return Headway(Stage.REPAIRING)
        case TakeFinished() | TakeFailed() | TakeCancelled():
            return Headway(Stage.ENDED, 1.0, now.drawn, now.plays)
        case _:
            return now


def _drawn(now: Headway, total: int | None) -> Headway:
    """One play more is drawn."""
    plays = total or now.plays
    drawn = now.drawn + 1
    fraction = max(now.fraction, _share(drawn / plays)) if plays else now.fraction
    return Headway(Stage.RENDERING, fraction, drawn, plays)


def _share(drawn: float) -> float:
    """The fraction that is over when so much of the drawing is."""
    return PLANNED + (1 - PLANNED) * min(drawn, 1.0)
