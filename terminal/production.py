"""The commands that make a video: `create` and `render`."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

from core.assembly import Assembly, WriterChoice
from core.cancel import Cancellation
from core.errors import MachineError, NoKey
from core.events import Event
from core.model import Brief, Cancelled, RenderFailure, RenderResult, RenderSettings, Take, WriterFailure
from core.settings import Settings
from core.studio import Origin, new_id
from terminal.exits import Exit, UsageError, exit_of
from terminal.files import free_name, prepare_folder, prepare_video, put, read_script
from terminal.voice import complain, print_json, show, voice
from terminal.watch import watch


@dataclass(frozen=True, slots=True)
class Kept:
    """Where the video and the script of a take were put."""

    video: Path | None
    script: Path | None


def create(brief: Brief, settings: RenderSettings, choice: WriterChoice, out: Path, as_json: bool) -> Exit:
    """Make a video from a prompt; video and script are put into the folder `out`."""
    with _studio() as parts:
        try:
            writer = parts.writer(choice)
        except NoKey as error:
            raise UsageError(error.sentence) from error
        prepare_folder(out)
        origin = Origin(new_id())

        def story(cancel: Cancellation) -> Iterator[Event]:
            return parts.studio.create(brief, settings, writer, origin, cancel)

        with voice(as_json) as told:
            take = watch(parts, origin, story, told)
        with _rescuing(take):
            kept = _keep(take, brief, out)
        return _tell_ending(take, kept, as_json)


def render(file: Path, settings: RenderSettings, out: Path | None, as_json: bool) -> Exit:
    """Make a video from a script; it is put at `out`, or beside the script under its name."""
    script = read_script(file)
    video = out or file.with_suffix(".mp4")
    prepare_video(video, file)
    with _studio() as parts:
        origin = Origin(new_id())

        def story(cancel: Cancellation) -> Iterator[Event]:
            return parts.studio.render(script, settings, origin, cancel)

        with voice(as_json) as told:
            take = watch(parts, origin, story, told)
        with _rescuing(take):
            kept = put(take.result.video, video.absolute()) if take.result else None
        return _tell_ending(take, Kept(kept, file.absolute()), as_json)


@contextmanager
def _studio() -> Iterator[Assembly]:
    """A studio for one command; no thread and no process of it is left afterwards."""
    with closing(Assembly(Settings.load(), console=False)) as parts:
        yield parts


@contextmanager
def _rescuing(take: Take) -> Iterator[None]:
    """When the result cannot be put where it was wanted, say where it is."""
    try:
        yield
    except (UsageError, MachineError) as error:
        if take.result is None:
            raise
        raise type(error)(f"{error} The video is kept in {take.result.video}.") from error


def _keep(take: Take, brief: Brief, out: Path) -> Kept:
    """Put what there is into the folder: a script that failed is there to be edited."""
    source = take.script.source
    if take.result is None and not source.strip():
        return Kept(None, None)
    suffixes = (".mp4", ".py") if take.result else (".py",)
    stem = free_name(out.absolute(), brief.prompt, suffixes)
    video = put(take.result.video, stem.with_name(stem.name + ".mp4")) if take.result else None
    return Kept(video, put(source.encode(), stem.with_name(stem.name + ".py")))


def _tell_ending(take: Take, kept: Kept, as_json: bool) -> Exit:
    if as_json:
        _print_last_line(take, kept)
    else:
        _tell_person(take, kept)
    return exit_of(take.outcome)


def _print_last_line(take: Take, kept: Kept) -> None:
    result = take.result
    fields: dict[str, object] = {
        "video": kept.video,
        "duration": result.duration if result else None,
        "elapsed": result.elapsed if result else None,
        "plays": result.plays if result else None,
        "scene": result.scene if result else take.settings.scene,
        "script": kept.script,
        "writer": take.writer,
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
        case Cancelled():
            print_json("cancelled", fields)


def _tell_person(take: Take, kept: Kept) -> None:
    match take.outcome:
        case RenderResult() as result:
            complain(
                f"{result.scene}: {result.duration:.1f} s of video, {result.plays} plays, {result.picture}, "
                f"rendered in {result.elapsed:.1f} s."
            )
            show(str(kept.video))
        case RenderFailure() as failure:
            place = f"Line {failure.line}: " if failure.line else ""
            complain(f"{place}{failure.message} [{failure.kind}]")
            if failure.choices:
                complain(f"Give one with --scene: {', '.join(failure.choices)}.")
        case WriterFailure() as unwritten:
            complain(unwritten.message)
            for prompt in unwritten.suggestions:
                complain(f"  Try: {prompt}")
        case Cancelled():
            complain("Cancelled.")
    if kept.script and kept.video is None:
        complain(f"The script is in {kept.script}.")
