"""The commands that make a video: `create` and `render`."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path

from core.assembly import Assembly, WriterChoice
from core.cancel import Cancellation
from core.errors import MachineError, NoKey
from core.events import Event
from core.library.media import media_of
from core.model import Brief, RenderSettings, Take
from core.settings import Settings
from core.studio import Origin
from terminal.ending import tell_ending
from terminal.exits import Exit, UsageError
from terminal.files import VIDEO, prepare_folder, prepare_video, read_script
from terminal.keeping import Kept, keep, put_result
from terminal.voice import voice
from terminal.watch import watch

SESSION = "terminal"
"""Whose all commands are, so that one reuses what another drew. No page's session can be called so."""


def create(brief: Brief, settings: RenderSettings, choice: WriterChoice, out: Path, as_json: bool) -> Exit:
    """Make a video from a prompt; video and script are put into the folder `out`."""
    with studio() as parts:
        try:
            writer = parts.writer(choice)
        except NoKey as error:
            raise UsageError(error.sentence) from error
        prepare_folder(out)
        origin = Origin(SESSION)

        def story(cancel: Cancellation) -> Iterator[Event]:
            return parts.studio.create(brief, settings, writer, origin, cancel)

        with voice(as_json) as told:
            take = watch(parts, origin, story, told)
        with _rescuing(take):
            kept = keep(take, brief, out)
        return tell_ending(take, kept, as_json)


def render(file: Path, settings: RenderSettings, out: Path | None, anyway: bool, as_json: bool) -> Exit:
    """Make a video from a script; it is put at `out`, or beside the script under its name.

    `anyway` overrules what the checker says against the script.
    """
    script = read_script(file)
    video = out or file.with_suffix(VIDEO)
    prepare_video(video, file)
    with studio() as parts:
        origin = Origin(SESSION)

        def story(cancel: Cancellation) -> Iterator[Event]:
            return parts.studio.render(script, settings, origin, cancel, anyway=anyway)

        with voice(as_json) as told:
            take = watch(parts, origin, story, told)
        with _rescuing(take):
            kept = put_result(take.result, video.absolute()) if take.result else Kept()
        return tell_ending(take, replace(kept, script=file.absolute()), as_json)


@contextmanager
def studio() -> Iterator[Assembly]:
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
        made = media_of(take.result)
        raise type(error)(f"{error} The {made.word} is kept in {made.path}.") from error
