"""The command that tells what a script plays, and when: `timeline`."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

from core.cancel import Cancellation, CancelRequested
from core.model import PlannedPlay, RenderFailure, RenderSettings, Timeline
from terminal.ending import tell_failure
from terminal.exits import Exit, exit_of
from terminal.files import read_script
from terminal.production import SESSION, studio
from terminal.signals import interrupting
from terminal.voice import complain, counted, print_json, show

_HEAD = f"{'play':>4}  {'line':>5}  {'start':>7}  {'end':>7}  what"


def timeline(file: Path, settings: RenderSettings, anyway: bool, as_json: bool) -> Exit:
    """Find the script's plays without drawing them, `anyway` although the checker finds errors.

    The first signal cancels.
    """
    script, cancel = read_script(file), Cancellation()
    with studio() as parts, interrupting(cancel.request):
        try:
            found = parts.studio.timeline(script, settings, cancel, SESSION, anyway)
        except CancelRequested:
            if as_json:
                print_json("cancelled", {})
            else:
                complain("Cancelled.")
            return Exit.CANCELLED
    if isinstance(found, RenderFailure):
        return _failed(found, as_json)
    tell = _print_plays if as_json else _show_plays
    tell(found)
    return Exit.DONE


def _print_plays(found: Timeline) -> None:
    for play in found.plays:
        print_json("play", asdict(play))
    totals = {"plays": len(found.plays), "reused": _reused(found)}
    print_json("timeline", {"scene": found.scene, "duration": found.duration, **totals})


def _show_plays(found: Timeline) -> None:
    if not found.plays:
        show(f"{found.scene} plays nothing: rendering it makes a picture.")
        return
    show(_HEAD)
    for play in found.plays:
        show(_row(play))
    show(f"{found.scene}: {found.duration:.1f} s of video, {counted(len(found.plays), _reused(found))}.")


def _row(play: PlannedPlay) -> str:
    line = "" if play.line is None else play.line
    mark = "  (reused)" if play.reused else ""
    return f"{play.number:4}  {line:>5}  {play.start:7.2f}  {play.end:7.2f}  {play.label}{mark}"


def _reused(found: Timeline) -> int:
    return sum(play.reused for play in found.plays)


def _failed(failure: RenderFailure, as_json: bool) -> Exit:
    if as_json:
        reason = {"kind": failure.kind, "message": failure.message, "line": failure.line}
        print_json("failed", reason | {"choices": failure.choices})
    else:
        tell_failure(failure)
    return exit_of(failure)
