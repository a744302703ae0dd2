"""The file that a render made: a video, or the picture of a scene that plays nothing."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from core.model import RenderResult

_VIDEOS = {".mp4": "video/mp4", ".webm": "video/webm"}


@dataclass(frozen=True, slots=True)
class Media:
    """A file, its MIME type, and the word that people use for it: "video" or "picture"."""

    path: Path
    type: str
    word: str


def media_of(result: RenderResult) -> Media:
    """The result's video or picture. ValueError for a result that has neither, which none should."""
    if result.video is not None:
        return Media(result.video, _VIDEOS[result.video.suffix], "video")
    if result.image is not None:
        return Media(result.image, "image/png", "picture")
    raise ValueError("a result with neither a video nor an image")
