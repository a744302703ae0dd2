"""The dry run: a script's timeline, found without drawing anything and without keeping a take."""

from __future__ import annotations

import tempfile
import uuid
from pathlib import Path

from core.cancel import Cancellation, CancelRequested
from core.check.checker import Checker
from core.errors import MachineError
from core.events import RenderCancelled, RenderFailed, TimelineFound
from core.model import FailureKind, RenderFailure, RenderJob, RenderSettings, Script, Timeline
from core.rejection import rejection
from core.render.base import Renderer


def find_timeline(
    renderer: Renderer,
    script: Script,
    settings: RenderSettings,
    cancel: Cancellation,
    session: str,
    checker: Checker,
    anyway: bool,
) -> Timeline | RenderFailure:
    """The script's plays, or why there are none to find; `anyway` overrules the checker.

    Raises CancelRequested, also where a newer job of the session has taken its place.
    """
    failure = rejection(checker.check(script), anyway, settings.scene)
    if failure:
        return failure
    cancel.check()
    try:
        with tempfile.TemporaryDirectory(prefix="chalkmotion-") as folder:
            name, place = uuid.uuid4().hex, Path(folder)
            job = RenderJob(name, script, settings, place, dry_run=True, session=session)
            return _run(renderer, job, cancel, checker)
    except MachineError as error:
        return RenderFailure(FailureKind.MACHINE, error.sentence)
    except OSError as error:
        sentence = (
            f"No folder for temporary files can be used: {error}. Set TMPDIR to one that can be written."
        )
        return RenderFailure(FailureKind.MACHINE, sentence)


def _run(
    renderer: Renderer, job: RenderJob, cancel: Cancellation, checker: Checker
) -> Timeline | RenderFailure:
    renderer.submit(job)
    with cancel.calling(lambda: renderer.cancel(job.id)):
        for event in renderer.events(job.id):
            match event:
                case TimelineFound(timeline):
                    return timeline
                case RenderFailed(failure, raised):
                    return checker.explain(failure, raised, job.script)
                case RenderCancelled():
                    raise CancelRequested
                case _:
                    continue
    raise MachineError("The renderer stopped without a word. Try again.")
