"""What can happen during a production; each event is a value, and a production is a stream of them.

A stream ends with exactly one of TakeFinished, TakeFailed, TakeCancelled.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from core.model import Diagnostic, RenderFailure, RenderResult, Script, Take, Timeline
from core.raised import Raised


@dataclass(frozen=True, slots=True)
class WriterStarted:
    """A writer began; `attempt` is 1 for the first draft and counts up with each repair."""

    writer: str
    attempt: int


@dataclass(frozen=True, slots=True)
class WriterNoted:
    """The writer says something about its answer that the user should read."""

    text: str


@dataclass(frozen=True, slots=True)
class WriterWaiting:
    """The writer's service asked to wait; it is asked again in `seconds`."""

    seconds: float
    reason: str


@dataclass(frozen=True, slots=True)
class CodeWritten:
    """The next piece of the writer's answer, as it arrived."""

    text: str


@dataclass(frozen=True, slots=True)
class ScriptReady:
    """The whole script, what the checker says about it, and a sentence for each fix that was made before."""

    script: Script
    diagnostics: tuple[Diagnostic, ...]
    fixed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RenderQueued:
    """The render waits; `position` is the number of jobs before it, 0 when it starts."""

    position: int


@dataclass(frozen=True, slots=True)
class Planned:
    """The dry run is done: progress counts against this timeline."""

    timeline: Timeline


@dataclass(frozen=True, slots=True)
class PlayRendered:
    """The play with this 1-based number is done; `total` is the number planned, None while unknown.

    Plays are drawn side by side, so their numbers need not come in order. `reused` says that the frames
    were kept from an earlier render.
    """

    number: int
    total: int | None
    reused: bool = False


@dataclass(frozen=True, slots=True)
class FramePreview:
    """A small JPEG, in the output folder, of the last frame of the play with this 1-based number."""

    number: int
    image: Path


@dataclass(frozen=True, slots=True)
class Progress:
    """So many seconds of the video are drawn, of how many; `total` is None while unknown."""

    done: float
    total: float | None


@dataclass(frozen=True, slots=True)
class RenderFinished:
    """The renderer's last word when it has a video."""

    result: RenderResult


@dataclass(frozen=True, slots=True)
class TimelineFound:
    """The renderer's last word after a dry run."""

    timeline: Timeline


@dataclass(frozen=True, slots=True)
class RenderFailed:
    """The renderer's last word when it has none; `raised` is the script's exception, where that was it."""

    failure: RenderFailure
    raised: Raised | None = None


@dataclass(frozen=True, slots=True)
class RenderCancelled:
    """The renderer's last word after a cancel; the job's processes have ended.

    Where it was not its owner who cancelled it, `reason` is a sentence that says why.
    """

    reason: str = ""


@dataclass(frozen=True, slots=True)
class RepairStarted:
    """The failure goes back to the writer; `attempt` of `limit` repairs."""

    attempt: int
    limit: int
    failure: RenderFailure


@dataclass(frozen=True, slots=True)
class AttemptFailed:
    """A take failed and was kept, and a repair follows."""

    take: Take


@dataclass(frozen=True, slots=True)
class TakeFinished:
    """The production ended with a video."""

    take: Take


@dataclass(frozen=True, slots=True)
class TakeFailed:
    """The production ended without a video; the take's outcome says why."""

    take: Take


@dataclass(frozen=True, slots=True)
class TakeCancelled:
    """The production was cancelled; what was written until then is in the take."""

    take: Take


WriterEvent = WriterNoted | WriterWaiting | CodeWritten
RenderEvent = (
    RenderQueued
    | Planned
    | PlayRendered
    | FramePreview
    | Progress
    | RenderFinished
    | TimelineFound
    | RenderFailed
    | RenderCancelled
)
LastEvent = TakeFinished | TakeFailed | TakeCancelled
Event = (
    WriterStarted
    | WriterEvent
    | ScriptReady
    | RenderQueued
    | Planned
    | PlayRendered
    | FramePreview
    | Progress
    | RepairStarted
    | AttemptFailed
    | LastEvent
)
