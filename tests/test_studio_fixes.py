"""What the studio does with the checker's fixes and errors: a writer's script is mended, a person's never."""

from __future__ import annotations

from pathlib import Path

import pytest

from core.cancel import Cancellation
from core.check.checker import Verdict, check
from core.events import CodeWritten, Event, ScriptReady, TakeCancelled, TakeFailed, TakeFinished
from core.library.store import Library
from core.model import (
    Brief,
    Diagnostic,
    Edit,
    FailureKind,
    Fix,
    RenderFailure,
    RenderSettings,
    Script,
    Severity,
    Take,
)
from core.rejection import can_overrule, was_rejected
from core.studio import Origin, Studio
from core.writer.base import Attempt
from tests.fakes import SCENE, TIMELINE, FakeChecker, FakeRenderer, ScriptedWriter

BRIEF = Brief("a circle")
SETTINGS = RenderSettings()
ORIGIN = Origin("session", "production")
FAILURE = RenderFailure(FailureKind.SCRIPT, "Axes has no foo.", 6, "Traceback")
MISSPELLED = SCENE.replace("Circle", "Circel")


@pytest.fixture
def library(tmp_path: Path) -> Library:
    return Library(tmp_path)


def last_take(events: list[Event]) -> Take:
    last = events[-1]
    assert isinstance(last, TakeFinished | TakeFailed | TakeCancelled)
    return last.take


def misspelled(script: Script) -> Verdict:
    """A checker that would write Circle for Circel, and knows that Nope is wrong."""
    found = []
    for number, line in enumerate(script.source.split("\n"), 1):
        if (column := line.find("Circel") + 1) > 0:
            spelled = Fix("Write Circle", (Edit(number, column, number, column + 6, "Circle"),), certain=True)
            found.append(Diagnostic("name", Severity.ERROR, number, column, "No Circel.", spelled))
        if (column := line.find("Nope") + 1) > 0:
            found.append(Diagnostic("name", Severity.ERROR, number, column, "No Nope."))
    return Verdict(tuple(found))


def test_what_a_writer_wrote_is_mended_before_it_is_rendered(library: Library) -> None:
    renderer, writer = FakeRenderer(), ScriptedWriter([CodeWritten(MISSPELLED)])
    studio = Studio(renderer, library, 3, FakeChecker(misspelled))
    events = list(studio.create(BRIEF, SETTINGS, writer, ORIGIN, Cancellation()))
    take, fixed = last_take(events), ("Fixed line 6: Write Circle.",)
    assert [event for event in events if isinstance(event, ScriptReady)] == [
        ScriptReady(Script(SCENE), (), fixed)
    ]
    assert (take.script, take.original, take.fixed) == (Script(SCENE), Script(MISSPELLED), fixed)
    assert [job.script for job in renderer.jobs] == [Script(SCENE)]
    assert library.get(take.id) == take


def test_what_cannot_be_mended_for_certain_goes_back_to_the_writer_mended_so_far(library: Library) -> None:
    renderer, half = FakeRenderer(), SCENE + "        Nope()\n"
    writer = ScriptedWriter([CodeWritten(half.replace("Circle", "Circel"))], [CodeWritten(SCENE)])
    studio = Studio(renderer, library, 3, FakeChecker(misspelled))
    events = list(studio.create(BRIEF, SETTINGS, writer, ORIGIN, Cancellation()))
    first, second = library.of_session("session")
    assert isinstance(first.outcome, RenderFailure) and first.outcome.line == 7
    assert writer.requests[1].attempts == (Attempt(Script(half), first.outcome, first.diagnostics),)
    assert (second.original, second.fixed) == (None, ())
    assert [job.script for job in renderer.jobs] == [Script(SCENE)]
    assert events[-1] == TakeFinished(second)


def test_what_a_person_wrote_is_never_changed(library: Library) -> None:
    renderer = FakeRenderer()
    studio = Studio(renderer, library, 3, FakeChecker(misspelled))
    take = last_take(list(studio.render(Script(MISSPELLED), SETTINGS, ORIGIN, Cancellation())))
    assert (take.script, take.original, take.fixed) == (Script(MISSPELLED), None, ())
    assert isinstance(take.outcome, RenderFailure) and take.outcome.line == 6
    assert (was_rejected(take), can_overrule(take), renderer.jobs) == (True, True, [])


@pytest.mark.parametrize("source", [MISSPELLED, f"import socket\n{SCENE}"])
def test_a_person_may_overrule_the_checker(library: Library, source: str) -> None:
    renderer = FakeRenderer()
    studio = Studio(renderer, library, 3, FakeChecker(misspelled if "Circel" in source else check))
    take = last_take(list(studio.render(Script(source), SETTINGS, ORIGIN, Cancellation(), anyway=True)))
    assert (take.script.source, was_rejected(take), take.result is None) == (source, False, False)
    assert [item.severity for item in take.diagnostics] == [Severity.ERROR]
    assert studio.timeline(Script(source), SETTINGS, Cancellation(), anyway=True) == TIMELINE
    assert [job.script.source for job in renderer.jobs] == [source, source]


@pytest.mark.parametrize(
    "source", ["class A(Scene):\n    def construct(self)\n", "x = 1\n", "import socket\n"]
)
def test_nobody_can_have_rendered_what_cannot_run(library: Library, source: str) -> None:
    renderer = FakeRenderer()
    studio = Studio(renderer, library, 3)
    take = last_take(list(studio.render(Script(source), SETTINGS, ORIGIN, Cancellation(), anyway=True)))
    assert (was_rejected(take), can_overrule(take), renderer.jobs) == (True, False, [])
    assert studio.timeline(Script(source), SETTINGS, Cancellation(), anyway=True) == take.outcome


def test_a_render_that_fails_was_not_rejected(library: Library) -> None:
    studio = Studio(FakeRenderer(FAILURE), library, 3, FakeChecker(misspelled))
    take = last_take(list(studio.render(Script(MISSPELLED), SETTINGS, ORIGIN, Cancellation(), anyway=True)))
    assert (take.outcome, was_rejected(take), can_overrule(take)) == (FAILURE, False, False)
