"""Names for people: what a take is called, how it ended, and what its files are called when downloaded."""

from __future__ import annotations

import re
from dataclasses import dataclass

from core.model import Cancelled, FailureKind, RenderFailure, RenderResult, Take, WriterFailure
from ui.literal import clock, shortened

_UNFIT = re.compile(r"[\W_]+")
_RENDERED = (".mp4", ".webm", ".png", ".srt")
_SCENE = re.compile(r"^class\s+(\w+)", re.MULTILINE)


_FAILURES = {
    FailureKind.LATEX: "LaTeX error",
    FailureKind.TIMEOUT: "Too slow",
    FailureKind.MEMORY: "Out of memory",
    FailureKind.FORBIDDEN: "Not allowed",
    FailureKind.CRASH: "Crashed",
    FailureKind.MACHINE: "No machine",
}


@dataclass(frozen=True, slots=True)
class Ending:
    """How a take ended, for a badge: a word, a colour of the theme, an icon."""

    word: str
    color: str
    icon: str


def title(take: Take) -> str:
    """What the take is about: its prompt, or the scene of a script that came without one."""
    if take.brief:
        return shortened(take.brief.prompt, 90)
    return scene(take) or "Your own script"


def scene(take: Take) -> str:
    """The scene's class, as far as it is known."""
    if take.result:
        return take.result.scene
    found = _SCENE.search(take.script.source)
    return take.settings.scene or (found[1] if found else "")


def ending(take: Take) -> Ending:
    """How the take ended."""
    match take.outcome:
        case RenderResult():
            return Ending("Done", "green", ":material/check:")
        case Cancelled():
            return Ending("Cancelled", "gray", ":material/block:")
        case RenderFailure(kind=kind):
            return Ending(_FAILURES.get(kind, "Failed"), "red", ":material/error:")
        case WriterFailure(kind="ShelfMiss"):
            return Ending("Not on the shelf", "orange", ":material/search_off:")
        case WriterFailure():
            return Ending("No script", "red", ":material/error:")


def shape(take: Take) -> str:
    """How long and how fine: "8 s · 480p15", "picture · 854×480", and "480p15" when there is no result."""
    picture, result = take.settings.quality.picture, take.result
    if result is None:
        return str(picture)
    if result.image is not None:
        return f"picture · {picture.width}×{picture.height}"
    return f"{clock(result.duration)} · {picture}"


def author(take: Take) -> str:
    """Who wrote the script."""
    return {"hand": "edited", "shelf": "shelf", "gemini": "Gemini"}.get(take.writer, take.writer)


def file_name(take: Take, ending: str) -> str:
    """A sensible name for a download: the words of the prompt, the quality for what has one, the ending."""
    words = _UNFIT.sub("-", take.brief.prompt[:120].lower() if take.brief else scene(take)).strip("-")
    stem = words[:48].rstrip("-") or "chalkmotion"
    return f"{stem}-{take.settings.quality.picture}{ending}" if ending in _RENDERED else f"{stem}{ending}"
