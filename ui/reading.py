"""What a person wants to know about a production, read from its events."""

from __future__ import annotations

from dataclasses import dataclass

from core.events import (
    CodeWritten,
    Event,
    RenderQueued,
    RepairStarted,
    WriterNoted,
    WriterStarted,
    WriterWaiting,
)
from core.model import RenderFailure
from core.progress import Headway, Stage, headway
from core.writer.reply import code_so_far


@dataclass(frozen=True, slots=True)
class Attempt:
    """A script that failed and is being repaired: its number, how many repairs there may be, and why."""

    number: int
    limit: int
    failure: RenderFailure


@dataclass(frozen=True, slots=True)
class Reading:
    """A production at one moment: how far it is, and the writer's code and notes until now."""

    headway: Headway
    sentence: str
    code: str
    notes: tuple[str, ...]
    attempts: tuple[Attempt, ...]


def read(events: tuple[Event, ...]) -> Reading:
    """Read a production's events."""
    now = headway(events)
    return Reading(
        headway=now,
        sentence=_sentence(now, events),
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


def _sentence(now: Headway, events: tuple[Event, ...]) -> str:
    match now.stage:
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
            return _play(now)
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


def _play(now: Headway) -> str:
    """The first play that is not over: plays are drawn side by side, but begun in their order."""
    if now.timeline is None:
        return "Drawing"
    open_plays = (play for play in now.timeline.plays if play.number not in now.done)
    play = next(open_plays, None)
    if play is None:
        return "Putting the video together" if now.plays else "Drawing the picture"
    return f"Drawing play {play.number} of {now.plays}: {play.label}"
