"""How a command that makes a video says how it ended."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

from core.model import Cancelled, RenderFailure, RenderResult, Take, WriterFailure
from core.rejection import can_overrule, was_rejected
from core.studio import HAND
from terminal.exits import Exit, exit_of
from terminal.files import ALPHA_VIDEO
from terminal.keeping import Kept
from terminal.voice import complain, counted, print_json, show


def tell_ending(take: Take, kept: Kept, as_json: bool) -> Exit:
    """Print the last line; the exit code."""
    if as_json:
        _print_last_line(take, kept)
    else:
        _tell_person(take, kept)
    return exit_of(take.outcome)


def _print_last_line(take: Take, kept: Kept) -> None:
    result = take.result
    fields: dict[str, object] = {
        "video": kept.video,
        "image": kept.image,
        "captions": kept.captions,
        "duration": result.duration if result else None,
        "elapsed": result.elapsed if result else None,
        "plays": result.plays if result else None,
        "reused": result.reused if result else None,
        "scene": result.scene if result else take.settings.scene,
        "script": kept.script,
        "writer": take.writer,
        "isolation": None if take.isolation is None else take.isolation.word,
        "take": take.id,
    }
    match take.outcome:
        case RenderResult(picture=picture):
            print_json("finished", fields | {"picture": asdict(picture)})
        case RenderFailure() as failure:
            reason = {"kind": failure.kind, "message": failure.message, "line": failure.line}
            print_json("failed", fields | reason | {"choices": failure.choices})
        case WriterFailure() as unwritten:
            reason = {"kind": unwritten.kind, "message": unwritten.message, "line": None}
            print_json("failed", fields | reason | {"suggestions": unwritten.suggestions})
        case Cancelled(reason=why):
            print_json("cancelled", fields | {"message": why or None})


def _tell_person(take: Take, kept: Kept) -> None:
    match take.outcome:
        case RenderResult() as result:
            complain(_describe(result))
            if kept.video and kept.renamed:
                complain(_explain(kept.video))
            if kept.captions:
                complain(f"The captions are in {kept.captions}.")
            show(str(kept.video or kept.image))
        case RenderFailure() as failure if was_rejected(take):
            # Why was told with the script; it is not told twice.
            overrule = " Or render it --anyway." if take.writer == HAND and can_overrule(take) else ""
            complain(f"The script was not rendered. Correct it and try again.{overrule} [{failure.kind}]")
        case RenderFailure() as failure:
            tell_failure(failure)
        case WriterFailure() as unwritten:
            complain(unwritten.message)
            for prompt in unwritten.suggestions:
                complain(f"  Try: {prompt}")
        case Cancelled(reason=why):
            complain(f"Cancelled. {why}".rstrip())
    if kept.script and take.result is None:
        complain(f"The script is in {kept.script}.")


def tell_failure(failure: RenderFailure) -> None:
    """Say why a script cannot be rendered."""
    place = f"Line {failure.line}: " if failure.line else ""
    complain(f"{place}{failure.reason} [{failure.kind}]")
    if failure.choices:
        complain(f"Give one with --scene: {', '.join(failure.choices)}.")


def _explain(video: Path) -> str:
    """Why the video has not the ending that was asked for."""
    if video.suffix == ALPHA_VIDEO:
        return "Its background is transparent, so it is a WebM and no MP4."
    return "Its background is not transparent, so it is an MP4 and no WebM."


def _describe(result: RenderResult) -> str:
    """What was made, in a line."""
    if result.image is not None:
        size = f"{result.picture.width}×{result.picture.height}"
        return f"{result.scene} plays nothing, so it is a picture: {size}, made in {result.elapsed:.1f} s."
    plays = counted(result.plays, result.reused)
    return (
        f"{result.scene}: {result.duration:.1f} s of video, {plays}, {result.picture}, "
        f"rendered in {result.elapsed:.1f} s."
    )
