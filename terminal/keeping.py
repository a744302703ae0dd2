"""Putting the files of a take where they were wanted."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from core.library.media import media_of
from core.model import Brief, RenderResult, Take
from terminal.files import CAPTIONS, PICTURE, VIDEO, free_name, put


@dataclass(frozen=True, slots=True)
class Kept:
    """Where the files of a take were put; `image` is there instead of `video` when a scene plays nothing.

    `renamed` says that the video has another ending than was asked for.
    """

    script: Path | None = None
    video: Path | None = None
    image: Path | None = None
    captions: Path | None = None
    renamed: bool = False


def keep(take: Take, brief: Brief, out: Path) -> Kept:
    """Put what there is into the folder: a script that failed is there to be edited."""
    source, result = take.script.source, take.result
    if result is None and not source.strip():
        return Kept()
    suffixes: tuple[str, ...] = (".py",)
    if result:
        suffixes = (media_of(result).path.suffix, *([CAPTIONS] if result.captions else []), ".py")
    stem = free_name(out.absolute(), brief.prompt, suffixes)
    kept = put_result(result, stem.with_name(stem.name + VIDEO)) if result else Kept()
    return replace(kept, script=put(source.encode(), stem.with_name(stem.name + ".py")))


def put_result(result: RenderResult, video: Path) -> Kept:
    """Put the video there, or beside it what cannot have that ending, and the captions too."""
    if result.image is not None:
        return Kept(image=put(result.image, video.with_suffix(PICTURE)))
    made = media_of(result).path
    renamed = video.suffix.lower() != made.suffix
    kept = Kept(video=put(made, video.with_suffix(made.suffix) if renamed else video), renamed=renamed)
    if result.captions is None:
        return kept
    return replace(kept, captions=put(result.captions, video.with_suffix(CAPTIONS)))
