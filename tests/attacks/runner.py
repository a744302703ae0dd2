"""Running one case and judging it by what it got and what it did."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from core.events import RenderCancelled, RenderEvent, RenderFailed, RenderFinished
from core.model import RenderJob, RenderSettings, Script
from core.render.wire import (
    ALPHA_VIDEO_NAME,
    CAPTIONS_NAME,
    FRAMES_NAME,
    IMAGE_NAME,
    LOG_NAME,
    POSTER_NAME,
    VIDEO_NAME,
)
from tests.attacks.case import Case, Result, Verdict
from tests.attacks.leftovers import survivors
from tests.attacks.script import later_script, script
from tests.attacks.stage import LIMITS, Stage, own_layer

_NAMES = {
    *(VIDEO_NAME, ALPHA_VIDEO_NAME, IMAGE_NAME, POSTER_NAME, CAPTIONS_NAME, FRAMES_NAME, LOG_NAME),
    "previews",
}
_LOG_SLACK = 200
_LATE_SECONDS = 3.0


@dataclass(frozen=True, slots=True)
class Ended:
    """A job that has ended: its last event, what it printed, its output folder, how long it took."""

    last: RenderEvent
    log: str
    output: Path
    seconds: float

    @property
    def how(self) -> str:
        """Its end in a few words."""
        if isinstance(self.last, RenderFailed):
            return f"{self.last.failure.kind}: {self.last.failure.message}"[:120]
        return {RenderFinished: "finished", RenderCancelled: "cancelled"}.get(
            type(self.last), repr(self.last)
        )


class Runner:
    """Runs cases on a stage; any thread may."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage

    def run(self, case: Case, name: str, token: str) -> Result:
        """The case from its start to its verdict; each `name` once."""
        scratch = self._stage.scratch
        scratch.make_target(token)
        job = name.replace("/", "-")
        try:
            return self._run(case, name, job, token)
        finally:
            jobs = (job, f"{job}-later")
            layers = (own_layer(scratch.cache, one) for one in jobs)
            scratch.clear(scratch.targets / token, *layers, *(scratch.output / one for one in jobs))

    def _run(self, case: Case, name: str, job: str, token: str) -> Result:
        world = self._stage.world(token, self._stage.scratch.output / job, job)
        ended = self._render(job, script(case, world))
        found = [*_claims(ended.log), *self._consequences(case, token, ended)]
        if case.later and not found:
            later = self._render(f"{job}-later", later_script(case, world))
            found += [*_claims(later.log), *self._leaks(later)]
            if "TRIED" not in later.log:
                return _result(name, Verdict.BROKEN, later, [f"the later job: {_tail(later.log)}"])
        if found:
            return _result(name, Verdict.ESCAPED, ended, found)
        if "TRIED" not in ended.log and _kind(ended) not in case.may_end:
            return _result(name, Verdict.BROKEN, ended, [_tail(ended.log)])
        return _result(name, Verdict.CONTAINED, ended, [])

    def _render(self, name: str, source: str) -> Ended:
        """The job of this name and session, to its end."""
        output = self._stage.scratch.output / name
        output.mkdir()
        job = RenderJob(name, Script(source), RenderSettings(), output, session=name)
        began = time.monotonic()
        self._stage.local.submit(job)
        *_, last = self._stage.local.events(name)
        seconds = time.monotonic() - began
        log = output / LOG_NAME
        text = log.read_text("utf-8", "replace") if log.exists() else ""
        return Ended(last, text, output, seconds)

    def _consequences(self, case: Case, token: str, ended: Ended) -> Iterator[str]:
        """What the case has done, seen from outside."""
        scratch = self._stage.scratch
        for fact in self._stage.felt():
            if token in fact or (case.touches and case.touches == fact):
                yield f"the decoy: {fact}"
        yield from scratch.changed(token)
        yield from scratch.decoy_changed()
        yield from (f"{path} was made" for path in scratch.named(token))
        yield from self._leaks(ended)
        yield from (f"process {pid} lives on" for pid in survivors(token))
        if case.alone:
            yield from self.left_folders()
        if case.must_finish and not isinstance(ended.last, RenderFinished):
            yield f"the render was ended by it: {ended.how}"
        if ended.seconds > LIMITS.wall_draft + _LATE_SECONDS:
            yield f"it took {ended.seconds:.1f} s"

    def _leaks(self, ended: Ended) -> Iterator[str]:
        """What a job has carried out to where it stays."""
        scratch = self._stage.scratch
        # A job's session has the name of its output folder.
        own = own_layer(scratch.cache, ended.output.name)
        yield from scratch.leaks(ended.output, own, scratch.cache / "shared")
        yield from (
            f"{name} in the output"
            for name in sorted({path.name for path in ended.output.iterdir()} - _NAMES)
        )
        for folder in (ended.output, own):
            size = sum(path.lstat().st_blocks * 512 for path in folder.rglob("*"))
            if size > LIMITS.disk:
                yield f"{size >> 20} MB in {folder}"
        if len(ended.log) > LIMITS.output + _LOG_SLACK:
            yield f"{len(ended.log)} characters in the log"
        if isinstance(ended.last, RenderFailed) and scratch.secret in str(ended.last.failure):
            yield f"it was said: {ended.last.failure}"

    def left_folders(self) -> Iterator[str]:
        """Folders of jobs that have ended; to be asked when none runs."""
        scratch = self._stage.scratch
        yield from (
            f"{path} is left" for path in scratch.work.glob("run-*/job-*") if path != scratch.other_job
        )


def _result(name: str, verdict: Verdict, ended: Ended, found: list[str]) -> Result:
    return Result(name, verdict, ended.how, tuple(found[:5]), ended.seconds)


def _claims(log: str) -> Iterator[str]:
    """What the attack itself says that it got; the flood of another attack may cut a line."""
    for line in log.splitlines():
        if "ESCAPED " in line:
            yield line[line.index("ESCAPED ") + 8 :]


def _kind(ended: Ended) -> object:
    return ended.last.failure.kind if isinstance(ended.last, RenderFailed) else None


def _tail(log: str) -> str:
    return " | ".join(log.strip().splitlines()[-8:])[-900:] or "it printed nothing"
