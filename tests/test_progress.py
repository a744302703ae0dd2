"""How far a production is, from its events, and how long its render still takes."""

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
from core.progress import Forecast, Headway, Stage, headway, time_left
from tests.fakes import SEVERAL

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


def test_what_counts_is_the_seconds_that_are_there_and_not_the_plays() -> None:
    now = headway((*RENDER[:4], PlayRendered(2, 2)))
    assert now == Headway(Stage.RENDERING, pytest.approx(0.8), TWO, frozenset({2}), frozenset(), 3.0)
    assert (now.drawn, now.plays) == (1, 2)
    assert headway((*RENDER[:4], Progress(1.0, 4.0))).fraction == pytest.approx(0.4)


def test_a_play_that_is_told_twice_counts_once() -> None:
    assert headway((*RENDER, PlayRendered(1, 2))) == headway(RENDER)


def test_what_is_reused_is_there_at_once_and_is_no_work() -> None:
    now = headway((*RENDER[:3], Planned(SEVERAL)))
    assert (now.fraction, now.done, now.kept) == (pytest.approx(0.4), frozenset({1}), frozenset({1}))
    assert (now.work, now.worked) == (3.0, 0.0)
    assert headway((*RENDER[:3], Planned(SEVERAL), PlayRendered(1, 3, True))) == now
    later = headway((*RENDER[:3], Planned(SEVERAL), Progress(1.5, 4.0), PlayRendered(2, 3, True)))
    assert (later.work, later.worked, later.fraction) == (1.0, 0.0, pytest.approx(0.8))


def test_plays_that_end_before_all_are_counted_are_not_forgotten() -> None:
    early = (*RENDER[:3], PlayRendered(1, None, True), Progress(2.0, None))
    assert headway(early) == Headway(Stage.RENDERING, 0.15, None, frozenset({1}), frozenset({1}), 2.0)
    now = headway((*early, Planned(TWO)))
    assert (now.drawn, now.plays, now.work, now.worked) == (1, 2, 3.0, 1.0)
    assert now.fraction == pytest.approx(0.6)


def test_a_scene_that_plays_nothing_has_nothing_to_count() -> None:
    now = headway((*RENDER[:3], Planned(Timeline("Still", ()))))
    assert (now.stage, now.fraction, now.plays) == (Stage.RENDERING, 0.2, 0)


def test_a_repair_begins_again() -> None:
    failure = RenderFailure(FailureKind.SCRIPT, "It fails. Mend it.", 3)
    repair: tuple[Event, ...] = (RepairStarted(1, 3, failure), WriterStarted("gemini", 2), CodeWritten("x"))
    now = headway((*WRITE, *RENDER[:4], *repair))
    assert now.stage is Stage.REPAIRING
    assert 0 < now.fraction < 0.15


class Clock:
    """A clock that shows what it is told."""

    now = 100.0

    def __call__(self) -> float:
        return self.now


def test_the_time_left_is_told_from_what_was_drawn_under_watch() -> None:
    clock = Clock()
    forecast = Forecast(clock)

    def left(at: float, *events: Event) -> float | None:
        clock.now = 100 + at
        return forecast.seconds_left(headway((*RENDER[:3], *events)))

    plan = Planned(SEVERAL)
    assert left(0) is None, "nothing is planned"
    assert left(1, plan) is None
    assert left(2, plan) is None, "nothing is drawn"
    assert left(1.5, plan, Progress(1.3, 4.0)) is None, "too early to tell"
    assert left(3, plan, Progress(1.5, 4.0)) == pytest.approx(10.0), "half a second in two, 2.5 to go"
    assert left(5, plan, Progress(3.0, 4.0)) == pytest.approx(2.0)
    assert left(6, plan, Progress(4.0, 4.0)) is None, "all is drawn"


def test_a_watch_that_begins_in_the_middle_and_a_repair_start_from_what_they_find() -> None:
    clock = Clock()
    forecast = Forecast(clock)
    plan = (*RENDER[:3], Planned(SEVERAL))
    assert forecast.seconds_left(headway((*plan, Progress(3.0, 4.0)))) is None
    clock.now += 2
    assert forecast.seconds_left(headway((*plan, Progress(3.5, 4.0)))) == pytest.approx(2.0)
    assert forecast.seconds_left(headway((*plan, Progress(1.2, 4.0)))) is None, "another attempt"
    clock.now += 1
    assert forecast.seconds_left(headway((*plan, Progress(2.0, 4.0)))) == pytest.approx(2.5)


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (0.2, "about 1 s left"),
        (4.4, "about 4 s left"),
        (13, "about 15 s left"),
        (58, "about 1 min left"),
        (200, "about 3 min left"),
    ],
)
def test_a_forecast_is_no_finer_than_it_is(seconds: float, words: str) -> None:
    assert time_left(seconds) == words
