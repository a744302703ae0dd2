"""The stills of the plays that a render has finished, read from its events."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from core.events import Event, FramePreview, ScriptReady
from core.progress import headway


@dataclass(frozen=True, slots=True)
class Still:
    """The last frame of a play: the play's number and line, 1-based, what it does, and if it is reused."""

    number: int
    image: Path
    label: str
    line: int | None
    reused: bool

    @property
    def words(self) -> str:
        """What the play does and where: "Create(Circle), line 6"."""
        return ", ".join(part for part in (self.label, f"line {self.line}" if self.line else "") if part)


def stills(events: Iterable[Event]) -> tuple[Still, ...]:
    """The stills of the latest attempt in the order of the plays, whatever order they came in."""
    images: dict[int, Path] = {}
    events = tuple(events)
    for event in events:
        if isinstance(event, FramePreview):
            images[event.number] = event.image
        elif isinstance(event, ScriptReady):
            images.clear()
    if not images:
        return ()
    now = headway(events)
    plays = {play.number: play for play in now.timeline.plays} if now.timeline else {}
    return tuple(
        Still(
            number,
            images[number],
            plays[number].label if number in plays else "",
            plays[number].line if number in plays else None,
            number in now.kept,
        )
        for number in sorted(images)
    )
