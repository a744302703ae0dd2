"""What a person wants to know about a production, read from its events."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from core.events import (
    AttemptFailed,
    CodeWritten,
    Event,
    Planned,
    RenderQueued,
    RepairStarted,
    ScriptReady,
    WriterNoted,
    WriterStarted,
    WriterWaiting,
)
from core.model import RenderFailure, Timeline
from core.progress import Stage, headway
from core.writer.reply import code_so_far


@dataclass(frozen=True, slots=True)
class Attempt:
    """A script that failed and is being repaired: its number, how many repairs there may be, and why."""

    number: int
    limit: int
    failure: RenderFailure


@dataclass(frozen=True, slots=True)
class Reading:
    """A production at one moment. `fraction` is 0 to 1; `code` is what the writer has written so far."""

    stage: Stage
    fraction: float
    sentence: str
    code: str
    notes: tuple[str, ...]
    attempts: tuple[Attempt, ...]


def read(events: tuple[Event, ...]) -> Reading:
    """Read a production's events."""
    now = headway(events)
    timeline = _last_timeline(events)
    return Reading(
        stage=now.stage,
        fraction=now.fraction,
        sentence=_sentence(now.stage, events, timeline, now.drawn),
        code=code_so_far(_answer(events)) if any(isinstance(event, CodeWritten) for event in events) else "",
        notes=tuple(event.text for event in events if isinstance(event, WriterNoted)),
        attempts=tuple(
            Attempt(event.attempt, event.limit, event.failure)
            for event in events
            if isinstance(event, RepairStarted)
        ),
    )


def _answer(events: tuple[Event, ...]) -> str:
    """The answer of the writer's latest attempt."""
    parts: list[str] = []
    for event in events:
        if isinstance(event, WriterStarted):
            parts.clear()
        elif isinstance(event, CodeWritten):
            parts.append(event.text)
    return "".join(parts)


def _last_timeline(events: Iterable[Event]) -> Timeline | None:
    found: Timeline | None = None
    for event in events:
        if isinstance(event, Planned):
            found = event.timeline
        elif isinstance(event, ScriptReady | AttemptFailed):
            found = None
    return found


def _sentence(stage: Stage, events: tuple[Event, ...], timeline: Timeline | None, drawn: int) -> str:
    match stage:
        case Stage.STARTING:
            return "Starting"
        case Stage.WRITING:
            return f"{_writer(events)} is writing the script"
        case Stage.REPAIRING:
            return f"{_writer(events)} is repairing the script"
        case Stage.WAITING:
            waiting = next(event for event in reversed(events) if isinstance(event, WriterWaiting))
            return f"Asking again in {waiting.seconds:.0f} s: {waiting.reason}"
        case Stage.QUEUED:
            return _queue(events)
        case Stage.PLANNING:
            return "Counting the plays of the scene"
        case Stage.RENDERING:
            return _play(timeline, drawn)
        case Stage.ENDED:
            return "Done"


def _writer(events: tuple[Event, ...]) -> str:
    names = (event.writer for event in reversed(events) if isinstance(event, WriterStarted))
    name = next(names, "the writer")
    return {"shelf": "The shelf"}.get(name, name.capitalize())


def _queue(events: tuple[Event, ...]) -> str:
    position = next((event.position for event in reversed(events) if isinstance(event, RenderQueued)), 0)
    if not position:
        return "Starting the render"
    return f"Waiting for {position} other {'render' if position == 1 else 'renders'}"


def _play(timeline: Timeline | None, drawn: int) -> str:
    if timeline is None or not timeline.plays:
        return "Drawing"
    # What is named is the play after those that are done.
    play = timeline.plays[min(drawn, len(timeline.plays) - 1)]
    return f"Play {play.number} of {len(timeline.plays)}: {play.label}"
