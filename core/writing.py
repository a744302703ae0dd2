"""Letting a writer write: from a request to a take with a script, mended where that is certain."""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import replace

from core.cancel import Cancellation, CancelRequested
from core.check.mending.fixes import Check, fix
from core.errors import NoScriptInAnswer, ShelfMiss, StudioError
from core.events import CodeWritten, Event, WriterNoted
from core.model import Cancelled, InvalidField, Outcome, Script, Take, WriterFailure
from core.writer.base import Request, Writer
from core.writer.reply import code_so_far, find_script


def write(
    take: Take, writer: Writer, request: Request, check: Check, cancel: Cancellation
) -> Generator[Event, None, Take]:
    """Let the writer write; the take that comes back has its script, or an outcome that says why not."""
    answer: list[str] = []
    notes: list[str] = []

    def kept(outcome: Outcome) -> Take:
        partial = code_so_far("".join(answer))
        return replace(take, script=_script(partial), outcome=outcome, note="\n".join(notes))

    try:
        for event in writer.write(request, cancel):
            if isinstance(event, CodeWritten):
                answer.append(event.text)
            elif isinstance(event, WriterNoted):
                notes.append(event.text)
            yield event
        script = Script(find_script("".join(answer)))
    except CancelRequested:
        return kept(Cancelled(cancel.reason))
    except ShelfMiss as miss:
        return kept(WriterFailure("ShelfMiss", miss.sentence, miss.suggestions))
    except StudioError as error:
        return kept(WriterFailure(type(error).__name__, error.sentence))
    except InvalidField as error:
        return kept(WriterFailure(NoScriptInAnswer.__name__, error.sentence))
    return _mended(replace(take, script=script, note="\n".join(notes)), check)


def _mended(take: Take, check: Check) -> Take:
    """The take with the fixes that are certain, and with the script as it was written, to go back to."""
    fixed = fix(take.script, check)
    if not fixed.applied:
        return take
    return replace(take, script=fixed.script, original=take.script, fixed=fixed.applied)


def _script(partial: str) -> Script:
    """What was written before a writer gave up; nothing when even that is too large to keep."""
    try:
        return Script(partial)
    except InvalidField:
        return Script("")
