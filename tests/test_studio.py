from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from core.cancel import Cancellation, CancelRequested
from core.errors import MachineError, QuotaExceeded, ShelfMiss, StreamCut
from core.events import (
    AttemptFailed,
    CodeWritten,
    Event,
    FramePreview,
    Planned,
    PlayRendered,
    RenderCancelled,
    RenderEvent,
    RenderQueued,
    RepairStarted,
    ScriptReady,
    TakeCancelled,
    TakeFailed,
    TakeFinished,
    WriterNoted,
    WriterStarted,
    WriterWaiting,
)
from core.library.store import Library
from core.model import (
    Brief,
    Cancelled,
    FailureKind,
    Isolation,
    RenderFailure,
    RenderJob,
    RenderSettings,
    Script,
    Take,
    Timeline,
    WriterFailure,
)
from core.studio import Origin, Studio
from core.writer.base import Attempt, Request
from tests.fakes import SCENE, SEVERAL, TIMELINE, FakeRenderer, ScriptedWriter

BRIEF = Brief("a circle")
SETTINGS = RenderSettings()
ORIGIN = Origin("session", "production")
FAILURE = RenderFailure(FailureKind.SCRIPT, "Axes has no foo.", 6, "Traceback")


@pytest.fixture
def library(tmp_path: Path) -> Library:
    return Library(tmp_path)


def create(library: Library, writer: ScriptedWriter, renderer: FakeRenderer, repairs: int = 3) -> list[Event]:
    studio = Studio(renderer, library, repairs)
    return list(studio.create(BRIEF, SETTINGS, writer, ORIGIN, Cancellation()))


def last_take(events: list[Event]) -> Take:
    last = events[-1]
    assert isinstance(last, TakeFinished | TakeFailed | TakeCancelled)
    return last.take


def test_a_brief_becomes_a_take_and_all_on_the_way_is_an_event(library: Library) -> None:
    answer = [
        WriterWaiting(1, "busy"),
        WriterNoted("Here it is."),
        CodeWritten("Sure:\n```python\n"),
        CodeWritten(SCENE + "```\n"),
    ]
    events = create(library, ScriptedWriter(answer), FakeRenderer())
    take = last_take(events)
    assert events == [
        WriterStarted("scripted", 1),
        *answer,
        ScriptReady(Script(SCENE), ()),
        RenderQueued(0),
        Planned(TIMELINE),
        FramePreview(1, library.folder(take.id) / "0001.jpg"),
        PlayRendered(1, 1),
        TakeFinished(take),
    ]
    assert (take.script.source, take.note, take.brief, take.parent) == (SCENE, "Here it is.", BRIEF, None)
    assert take.result is not None and take.result.video == library.folder(take.id) / "video.mp4"
    assert library.of_session("session") == (take,)


def test_a_failure_goes_back_to_the_writer_and_each_attempt_is_kept(library: Library) -> None:
    mended = SCENE.replace("Circle", "Square")
    writer = ScriptedWriter([CodeWritten(SCENE)], [CodeWritten(mended)])
    events = create(library, writer, FakeRenderer(FAILURE))
    first, second = library.of_session("session")
    assert [
        event for event in events if isinstance(event, AttemptFailed | RepairStarted | WriterStarted)
    ] == [
        WriterStarted("scripted", 1),
        AttemptFailed(first),
        RepairStarted(1, 3, FAILURE),
        WriterStarted("scripted", 2),
    ]
    assert writer.requests == [Request(BRIEF), Request(BRIEF, (Attempt(Script(SCENE), FAILURE),))]
    assert (first.outcome, second.parent, second.script.source) == (FAILURE, first.id, mended)
    assert events[-1] == TakeFinished(second)


def test_repairs_end_at_the_limit(library: Library) -> None:
    writer = ScriptedWriter(*[[CodeWritten(SCENE)]] * 3)
    events = create(library, writer, FakeRenderer(*[FAILURE] * 3), repairs=2)
    assert len(writer.requests) == 3
    assert [len(request.attempts) for request in writer.requests] == [0, 1, 2]
    assert isinstance(events[-1], TakeFailed) and len(library.of_session("session")) == 3


@pytest.mark.parametrize(
    ("failure", "can_repair"),
    [
        (RenderFailure(FailureKind.MACHINE, "No LaTeX."), True),
        (RenderFailure(FailureKind.SCRIPT, "Pick one.", choices=("A", "B")), True),
        (FAILURE, False),
    ],
)
def test_what_a_writer_cannot_mend_is_not_sent_to_it(
    library: Library, failure: RenderFailure, can_repair: bool
) -> None:
    writer = ScriptedWriter([CodeWritten(SCENE)], can_repair=can_repair)
    events = create(library, writer, FakeRenderer(failure))
    assert (last_take(events).outcome, len(writer.requests)) == (failure, 1)


def test_a_script_that_cannot_be_read_is_not_rendered_but_repaired(library: Library) -> None:
    broken = "from manim import *\nclass A(Scene):\n    x = (1\n"
    renderer = FakeRenderer()
    events = create(
        library, ScriptedWriter([CodeWritten(f"```\n{broken}```")], [CodeWritten(SCENE)]), renderer
    )
    first, second = library.of_session("session")
    assert isinstance(first.outcome, RenderFailure)
    assert (first.outcome.kind, first.outcome.line) == (FailureKind.SCRIPT, 3)
    assert [job.script.source for job in renderer.jobs] == [SCENE]
    assert events[-1] == TakeFinished(second)


def test_a_forbidden_import_is_never_rendered(library: Library) -> None:
    renderer = FakeRenderer()
    source = f"import socket\n{SCENE}"
    events = list(
        Studio(renderer, library, 3).render(Script(source), SETTINGS, ORIGIN, Cancellation(), parent=None)
    )
    outcome = last_take(events).outcome
    assert isinstance(outcome, RenderFailure)
    assert (outcome.kind, outcome.line, renderer.jobs) == (FailureKind.FORBIDDEN, 1, [])


@pytest.mark.parametrize(
    ("answer", "outcome", "source"),
    [
        ([QuotaExceeded("Wait.", 30)], WriterFailure("QuotaExceeded", "Wait."), ""),
        (
            [ShelfMiss("Nothing near.", ("one", "two"))],
            WriterFailure("ShelfMiss", "Nothing near.", ("one", "two")),
            "",
        ),
        (
            [CodeWritten("```python\nfrom manim import *\n"), StreamCut("Cut.")],
            WriterFailure("StreamCut", "Cut."),
            "from manim import *\n",
        ),
        (
            [],
            WriterFailure(
                "AnswerEmpty",
                "The model answered with nothing. "
                "Ask again, or say in other words what the video should show.",
            ),
            "",
        ),
    ],
)
def test_a_writer_that_fails_says_why_and_its_beginning_is_kept(
    library: Library, answer: list[CodeWritten | Exception], outcome: WriterFailure, source: str
) -> None:
    take = last_take(create(library, ScriptedWriter(answer), FakeRenderer()))
    assert (take.outcome, take.script.source) == (outcome, source)
    assert library.get(take.id) == take


def test_an_answer_that_is_too_large_is_a_writers_failure(library: Library) -> None:
    answer = [CodeWritten("```python\n" + SCENE + "#" * 300_000 + "\n```")]
    outcome = last_take(create(library, ScriptedWriter(answer), FakeRenderer())).outcome
    assert isinstance(outcome, WriterFailure) and outcome.kind == "NoScriptInAnswer"


def test_a_cancel_while_writing_keeps_what_was_written(library: Library) -> None:
    cancel = Cancellation()

    def story() -> Iterator[Event]:
        writer = ScriptedWriter([CodeWritten("```python\nx = 1\n"), CodeWritten("y = 2\n")])
        for event in Studio(FakeRenderer(), library, 3).create(BRIEF, SETTINGS, writer, ORIGIN, cancel):
            if isinstance(event, CodeWritten):
                cancel.request()
            yield event

    take = last_take(list(story()))
    assert (take.outcome, take.script.source) == (Cancelled(), "x = 1\n")


def test_a_cancel_while_drawing_reaches_the_renderer(library: Library) -> None:
    cancel, renderer = Cancellation(), FakeRenderer(hold=True)
    events: list[Event] = []
    for event in Studio(renderer, library, 3).render(Script(SCENE), SETTINGS, ORIGIN, cancel):
        events.append(event)
        if isinstance(event, Planned):
            cancel.request()
    assert isinstance(events[-1], TakeCancelled)
    assert library.of_session("session") == (last_take(events),)


def test_a_hand_edit_is_a_child_of_the_take_it_started_from(library: Library) -> None:
    parent = last_take(create(library, ScriptedWriter([CodeWritten(SCENE)]), FakeRenderer()))
    studio = Studio(FakeRenderer(), library, 3)
    child = last_take(list(studio.render(Script(SCENE + "#"), SETTINGS, ORIGIN, Cancellation(), parent)))
    assert (child.parent, child.writer, child.brief) == (parent.id, "hand", parent.brief)


@pytest.mark.parametrize("level", [None, *Isolation])
def test_a_take_keeps_how_its_script_was_isolated(library: Library, level: Isolation | None) -> None:
    for failures in ((), (FAILURE,)):
        renderer = FakeRenderer(*failures)
        renderer.level = level
        take = last_take(create(library, ScriptedWriter([CodeWritten(SCENE)]), renderer, repairs=0))
        kept = library.get(take.id)
        assert kept is not None and (take.isolation, kept.isolation) == (level, level)


def test_a_script_that_did_not_run_was_not_isolated(library: Library) -> None:
    cancelled = Cancellation()
    cancelled.request()
    for source, renderer, cancel in (
        (f"import socket\n{SCENE}", FakeRenderer(), Cancellation()),
        (SCENE, NoHost(), Cancellation()),
        (SCENE, FakeRenderer(), cancelled),
    ):
        events = list(Studio(renderer, library, 3).render(Script(source), SETTINGS, ORIGIN, cancel))
        assert last_take(events).isolation is None


class NoHost(FakeRenderer):
    def submit(self, job: object) -> None:
        raise MachineError("The host is gone. Start again.")


def test_a_machine_that_fails_is_told_and_not_sent_to_the_writer(library: Library) -> None:
    writer = ScriptedWriter([CodeWritten(SCENE)])
    outcome = last_take(create(library, writer, NoHost())).outcome
    assert outcome == RenderFailure(FailureKind.MACHINE, "The host is gone. Start again.")
    assert len(writer.requests) == 1


def test_a_scene_that_plays_nothing_becomes_a_picture(library: Library) -> None:
    studio = Studio(FakeRenderer(timeline=Timeline("Lesson", ())), library, 3)
    take = last_take(list(studio.render(Script(SCENE), SETTINGS, ORIGIN, Cancellation())))
    assert take.result is not None
    assert (take.result.video, take.result.image) == (None, library.folder(take.id) / "image.png")
    assert library.get(take.id) == take


def test_a_render_that_gave_way_to_a_newer_one_is_cancelled_and_says_so(library: Library) -> None:
    class Replaced(FakeRenderer):
        def events(self, job_id: str) -> Iterator[RenderEvent]:
            yield RenderQueued(1)
            yield RenderCancelled("A newer one took its place.")

    renderer = Replaced()
    events = list(Studio(renderer, library, 3).render(Script(SCENE), SETTINGS, ORIGIN, Cancellation()))
    take = last_take(events)
    assert events[-1] == TakeCancelled(take)
    assert take.outcome == Cancelled("A newer one took its place.")
    assert [job.session for job in renderer.jobs] == [ORIGIN.session]


def test_a_timeline_is_found_without_drawing_and_nothing_is_kept(library: Library, tmp_path: Path) -> None:
    renderer, before = FakeRenderer(timeline=SEVERAL), sorted(tmp_path.rglob("*"))
    assert Studio(renderer, library, 3).timeline(Script(SCENE), SETTINGS, Cancellation()) == SEVERAL
    [job] = renderer.jobs
    assert (job.dry_run, job.settings, job.output.exists()) == (True, SETTINGS, False)
    assert sorted(tmp_path.rglob("*")) == before


def test_a_script_that_cannot_be_rendered_has_no_timeline(library: Library) -> None:
    def timeline(source: str, renderer: FakeRenderer) -> Timeline | RenderFailure:
        return Studio(renderer, library, 3).timeline(Script(source), SETTINGS, Cancellation())

    renderer = FakeRenderer()
    forbidden = timeline(f"import socket\n{SCENE}", renderer)
    assert isinstance(forbidden, RenderFailure)
    assert (forbidden.kind, forbidden.line, renderer.jobs) == (FailureKind.FORBIDDEN, 1, [])
    assert timeline(SCENE, FakeRenderer(FAILURE)) == FAILURE
    assert timeline(SCENE, NoHost()) == RenderFailure(FailureKind.MACHINE, "The host is gone. Start again.")


def test_looking_for_a_timeline_can_be_cancelled(library: Library) -> None:
    cancel = Cancellation()

    class Interrupted(FakeRenderer):
        def submit(self, job: RenderJob) -> None:
            super().submit(job)
            cancel.request()

    renderer = Interrupted(hold=True)
    for _ in range(2):
        with pytest.raises(CancelRequested):
            Studio(renderer, library, 3).timeline(Script(SCENE), SETTINGS, cancel)
    assert len(renderer.jobs) == 1, "who has cancelled already asks for nothing"
