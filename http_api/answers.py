"""What the API says about a production: JSON made from its events or from its take."""

from __future__ import annotations

from dataclasses import asdict, dataclass

from core.events import TakeCancelled, TakeFailed, TakeFinished
from core.model import Cancelled, FailureKind, RenderFailure, RenderResult, Take, WriterFailure
from core.production import Production
from core.progress import headway

Json = dict[str, object]


@dataclass(frozen=True, slots=True)
class Crash:
    """A production that ended without a take: a sentence that says why."""

    message: str


def ending(production: Production) -> Take | Crash | None:
    """How the production ended; None while it runs."""
    # `active` first: the last event is recorded before it turns false.
    if production.active:
        return None
    events = production.events
    if events and isinstance(events[-1], TakeFinished | TakeFailed | TakeCancelled):
        return events[-1].take
    return Crash(production.crash or "The production stopped before it ended. Ask for it again.")


def describe_running(production: Production) -> Json:
    """A production that runs: how far it is."""
    now = headway(production.events)
    return {
        "video_id": production.id,
        "status": "processing",
        "progress": round(now.fraction, 3),
        "stage": "cancelling" if production.cancelling else now.stage,
        "plays": {"rendered": now.drawn, "planned": now.plays},
    }


def describe_crash(video_id: str, crash: Crash) -> Json:
    """A production that ended without a take."""
    return _failed(video_id, FailureKind.CRASH, crash.message, None)


def describe_take(video_id: str, take: Take) -> Json:
    """A production that ended with this take."""
    match take.outcome:
        case RenderResult() as result:
            answer: Json = {
                "video_id": video_id,
                "status": "completed",
                "progress": 1.0,
                "video_url" if result.image is None else "image_url": f"/api/video/file/{video_id}",
                "scene": result.scene,
                "duration": result.duration,
                "elapsed": result.elapsed,
                "plays": result.plays,
                "reused": result.reused,
                "picture": str(result.picture),
            }
            if result.captions is not None:
                answer["captions_url"] = f"/api/video/captions/{video_id}"
        case RenderFailure() as failure:
            answer = _failed(video_id, failure.kind, failure.message, failure.line)
            if failure.choices:
                answer["choices"] = failure.choices
        case WriterFailure() as unwritten:
            answer = _failed(video_id, unwritten.kind, unwritten.message, None)
            if unwritten.suggestions:
                answer["suggestions"] = unwritten.suggestions
        case Cancelled(reason):
            message = f"The production was cancelled. {reason or 'Ask for it again.'}"
            answer = _failed(video_id, "CANCELLED", message, None)
    isolation = None if take.isolation is None else take.isolation.word
    return {
        **answer,
        "writer": take.writer,
        "note": take.note,
        "script": take.script.source,
        "original": None if take.original is None else take.original.source,
        "fixed": take.fixed,
        "diagnostics": [asdict(found) for found in take.diagnostics],
        "isolation": isolation,
    }


def _failed(video_id: str, kind: str, message: str, line: int | None) -> Json:
    return {
        "video_id": video_id,
        "status": "failed",
        "progress": 1.0,
        "error": {"kind": kind, "message": message, "line": line},
    }
