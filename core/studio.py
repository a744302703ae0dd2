"""The story: a brief becomes a script, a script becomes a take, and everything on the way is an event."""

from __future__ import annotations

import logging
import uuid
from collections.abc import Generator, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

from core.cancel import Cancellation, CancelRequested
from core.check.checker import Checker
from core.dry_run import find_timeline
from core.errors import MachineError
from core.events import (
    AttemptFailed,
    Event,
    RenderCancelled,
    RenderFailed,
    RenderFinished,
    RepairStarted,
    ScriptReady,
    TakeCancelled,
    TakeFailed,
    TakeFinished,
    TimelineFound,
    WriterStarted,
)
from core.library.store import Library
from core.model import (
    Brief,
    Cancelled,
    FailureKind,
    Outcome,
    RenderFailure,
    RenderJob,
    RenderResult,
    RenderSettings,
    Script,
    Take,
    Timeline,
    WriterFailure,
)
from core.rejection import rejection
from core.render.base import Renderer
from core.writer.base import Attempt, Request, Writer
from core.writing import write

log = logging.getLogger(__name__)

HAND = "hand"
"""The `writer` of a take whose script a person edited."""


def new_id() -> str:
    """An id for a take, a production or a session: 32 hexadecimal digits that cannot be guessed."""
    return uuid.uuid4().hex


@dataclass(frozen=True, slots=True)
class Origin:
    """For whom a story is told: the session, and the production within it."""

    session: str
    production: str = field(default_factory=new_id)


class Studio:
    """Tells stories with one renderer, one library and one checker; safe from several threads."""

    def __init__(
        self, renderer: Renderer, library: Library, repairs: int, checker: Checker | None = None
    ) -> None:
        self._renderer = renderer
        self._checker = checker or Checker()
        self.library = library
        self._repairs = repairs

    def create(
        self, brief: Brief, settings: RenderSettings, writer: Writer, origin: Origin, cancel: Cancellation
    ) -> Iterator[Event]:
        """From a brief to a video; a script that fails goes back to a writer that can repair it."""
        request = Request(brief)
        take = _new_take(origin, Script(""), settings, writer.name, brief)
        for number in range(1, self._repairs + 2):
            yield WriterStarted(writer.name, number)
            take = yield from write(take, writer, request, self._checker.check, cancel)
            if not isinstance(take.outcome, WriterFailure | Cancelled):
                take = yield from self._render(take, cancel)
            failure = take.outcome
            repair = isinstance(failure, RenderFailure) and failure.is_repairable and writer.can_repair
            if not isinstance(failure, RenderFailure) or not repair or number > self._repairs:
                break
            self._keep(take)
            yield AttemptFailed(take)
            yield RepairStarted(number, self._repairs, failure)
            request = replace(
                request, attempts=(*request.attempts, Attempt(take.script, failure, take.diagnostics))
            )
            take = replace(
                _new_take(origin, take.script, settings, writer.name, brief), parent=take.id, note=""
            )
        yield self._end(take)

    def render(
        self,
        script: Script,
        settings: RenderSettings,
        origin: Origin,
        cancel: Cancellation,
        parent: Take | None = None,
        anyway: bool = False,
    ) -> Iterator[Event]:
        """From a script, as a person wrote it, to a video; `anyway` overrules the checker."""
        take = _new_take(origin, script, settings, HAND, parent.brief if parent else None)
        take = replace(take, parent=parent.id if parent else None)
        take = yield from self._render(take, cancel, anyway)
        yield self._end(take)

    def timeline(
        self,
        script: Script,
        settings: RenderSettings,
        cancel: Cancellation,
        session: str = "",
        anyway: bool = False,
    ) -> Timeline | RenderFailure:
        """What a script would play; nothing is drawn and no take is kept. Raises CancelRequested."""
        return find_timeline(self._renderer, script, settings, cancel, session, self._checker, anyway)

    def _render(self, take: Take, cancel: Cancellation, anyway: bool = False) -> Generator[Event, None, Take]:
        """Check and render the take's script; the take that comes back has its outcome."""
        verdict = self._checker.check(take.script)
        yield ScriptReady(take.script, verdict.diagnostics, take.fixed)
        take = replace(take, diagnostics=verdict.diagnostics)
        failure = rejection(verdict, anyway, take.settings.scene)
        if failure:
            return replace(take, outcome=failure)
        try:
            cancel.check()
            outcome: Outcome = yield from self._draw(take, cancel)
        except CancelRequested:
            outcome = Cancelled(cancel.reason)
        except MachineError as error:
            outcome = RenderFailure(FailureKind.MACHINE, error.sentence)
        return replace(take, outcome=outcome, isolation=self._renderer.level if _has_run(outcome) else None)

    def _draw(
        self, take: Take, cancel: Cancellation
    ) -> Generator[Event, None, RenderResult | RenderFailure | Cancelled]:
        folder = self.library.folder(take.id)
        job = RenderJob(take.id, take.script, take.settings, folder, session=take.session)
        self._renderer.submit(job)
        with cancel.calling(lambda: self._renderer.cancel(job.id)):
            for event in self._renderer.events(job.id):
                match event:
                    case RenderFinished(result):
                        return result
                    case RenderFailed(failure, raised):
                        return self._checker.explain(failure, raised, take.script)
                    case RenderCancelled(reason):
                        return Cancelled(reason or cancel.reason)
                    case TimelineFound():
                        break
                    case _:
                        yield event
        raise MachineError("The renderer stopped without a word. Render again.")

    def _keep(self, take: Take) -> None:
        outcome = take.outcome
        log.info(
            "take kept",
            extra={
                "take": take.id,
                "writer": take.writer,
                "outcome": getattr(outcome, "kind", type(outcome).__name__),
            },
        )
        try:
            self.library.keep(take)
        except MachineError as error:
            # The session still has the take in memory; only a restart would lose it.
            log.error("take not kept", extra={"take": take.id, "reason": error.sentence})

    def _end(self, take: Take) -> TakeFinished | TakeFailed | TakeCancelled:
        self._keep(take)
        match take.outcome:
            case RenderResult():
                return TakeFinished(take)
            case Cancelled():
                return TakeCancelled(take)
            case _:
                return TakeFailed(take)


def _new_take(
    origin: Origin, script: Script, settings: RenderSettings, writer: str, brief: Brief | None
) -> Take:
    return Take(
        id=new_id(),
        session=origin.session,
        production=origin.production,
        created=datetime.now(UTC),
        brief=brief,
        script=script,
        settings=settings,
        writer=writer,
        outcome=_UNFINISHED,
    )


def _has_run(outcome: Outcome) -> bool:
    """Whether a script surely ran: one that was cancelled may have been waiting still."""
    if isinstance(outcome, RenderFailure):
        return outcome.kind is not FailureKind.MACHINE
    return isinstance(outcome, RenderResult)


_UNFINISHED = RenderFailure(FailureKind.CRASH, "The production stopped before it ended. Render again.")
