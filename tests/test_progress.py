"""How far a production is, from its events."""

from __future__ import annotations

import pytest

from core.events import (
    CodeWritten,
    Event,
    Planned,
    PlayRendered,
    Progress,
    RenderQueued,
    RepairStarted,
    ScriptReady,
    WriterStarted,
    WriterWaiting,
)
from core.model import FailureKind, PlannedPlay, RenderFailure, Script, Timeline
from core.progress import Headway, Stage, headway

TWO = Timeline("Lesson", (PlannedPlay(1, 6, 0.0, 1.0, "Create"), PlannedPlay(2, 7, 1.0, 4.0, "Wait")))
WRITE: tuple[Event, ...] = (WriterStarted("gemini", 1), CodeWritten("from manim"), CodeWritten(" import *"))
RENDER: tuple[Event, ...] = (
    ScriptReady(Script(""), ()),
    RenderQueued(2),
    RenderQueued(0),
    Planned(TWO),
    Progress(0.5, 4.0),
    PlayRendered(2, 2),
    Progress(3.5, 4.0),
    PlayRendered(1, 2),
)


def test_nothing_has_happened() -> None:
    assert headway(()) == Headway(Stage.STARTING, 0.0)


def test_the_fraction_never_goes_back_within_an_attempt() -> None:
    events = (*WRITE, *RENDER)
    fractions = [headway(events[:count]).fraction for count in range(len(events) + 1)]
    assert fractions == sorted(fractions)
    assert fractions[-1] == 1.0


def test_the_stages_follow_each_other() -> None:
    events = (*WRITE, WriterWaiting(3, "Busy."), *RENDER)
    stages = [headway(events[:count]).stage for count in range(len(events) + 1)]
    assert list(dict.fromkeys(stages)) == [
        Stage.STARTING,
        Stage.WRITING,
        Stage.WAITING,
        Stage.QUEUED,
        Stage.PLANNING,
        Stage.RENDERING,
    ]


def test_plays_are_counted_as_they_end_in_any_order() -> None:
    now = headway((*RENDER[:4], PlayRendered(2, 2)))
    assert (now.drawn, now.plays) == (1, 2)
    assert now.fraction == pytest.approx(0.6)


def test_a_render_that_was_not_planned_shows_what_it_knows() -> None:
    now = headway((ScriptReady(Script(""), ()), RenderQueued(0), PlayRendered(1, None), Progress(1.0, None)))
    assert now == Headway(Stage.RENDERING, 0.15, 1, None)


def test_a_repair_begins_again() -> None:
    failure = RenderFailure(FailureKind.SCRIPT, "It fails. Mend it.", 3)
    repair: tuple[Event, ...] = (RepairStarted(1, 3, failure), WriterStarted("gemini", 2), CodeWritten("x"))
    now = headway((*WRITE, *RENDER[:4], *repair))
    assert now.stage is Stage.REPAIRING
    assert 0 < now.fraction < 0.15
