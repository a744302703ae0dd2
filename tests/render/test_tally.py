"""Words of many processes, in whatever order, become one timeline and one count."""

from __future__ import annotations

from dataclasses import replace

from core.model import Picture, PlannedPlay, Timeline
from core.render.progress import Tally
from core.render.wire import Done, Drawn, Judged, Opened, Planned, Progressed, Reached, Report, Timed

PLAYS = (PlannedPlay(1, 5, 0.0, 2.0, "wait"), PlannedPlay(2, 6, 2.0, 3.0, "FadeIn"))
TIMELINE = Timeline("Lesson", PLAYS)


class Shelf:
    """Takes every play, and has a still of the first."""

    def take_play(self, word: Drawn) -> bool:
        return word.number == 1


def heard(*words: Report) -> list[Judged]:
    said: list[Judged] = []
    tally = Tally(Picture(854, 480, 10), said.append, Shelf())
    for word in words:
        tally.hear(word)
    return said


def test_the_timeline_is_told_once_when_it_is_whole() -> None:
    second = replace(PLAYS[1], label="another word")
    words = (
        Opened(PLAYS[1]),
        Timed("Lesson"),
        Opened(PLAYS[0]),
        Opened(second),
        Timed("Lesson"),
        Timed("Lesson"),
    )
    assert heard(*words) == [Planned(TIMELINE)]


def test_the_frames_of_all_plays_are_counted_together() -> None:
    said = heard(
        Progressed(2, 4),
        Progressed(1, 10),
        Progressed(1, 5),
        Drawn(2, 10, None, False),
        Drawn(1, 20, "k", True),
    )
    assert said == [
        *(Reached(0.4), Reached(1.4), Reached(1.4)),
        *(Reached(2.0), Done(2, reused=False, preview=False)),
        *(Reached(3.0), Done(1, reused=True, preview=True)),
    ]


def test_a_play_is_done_once() -> None:
    assert heard(
        Drawn(1, 5, None, False), Drawn(1, 9, None, False), Progressed(1, 99), Drawn(-1, 5, None, False)
    ) == [
        Reached(0.5),
        Done(1, reused=False, preview=True),
    ]
