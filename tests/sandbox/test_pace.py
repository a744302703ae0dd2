"""A look is due when much has gone, and otherwise only after a while."""

from __future__ import annotations

import pytest

from core.render.pace import LONGEST, LOST, SHARE, Pace


class Clock:
    now = 100.0

    def __call__(self) -> float:
        return self.now


def look(pace: Pace, clock: Clock, seconds: float, *left: int) -> None:
    """Look for so long."""
    assert pace.is_due(*left)
    clock.now += seconds
    pace.looked()


@pytest.mark.parametrize("seconds", [0.01, 10.0])
def test_the_next_look_waits_for_its_share_but_not_for_long(seconds: float) -> None:
    clock = Clock()
    pace = Pace(8000, clock=clock)
    look(pace, clock, seconds, 5000)
    wait = min(LONGEST, SHARE * seconds)
    clock.now += 0.99 * wait
    assert not pace.is_due(5000)
    clock.now += 0.02 * wait
    assert pace.is_due(5000)


def test_a_loss_calls_for_a_look_at_once() -> None:
    clock = Clock()
    pace = Pace(8000, 80, clock=clock)
    look(pace, clock, 1.0, 5000, 50)
    step, count = 8000 // LOST, 80 // LOST
    assert not pace.is_due(5000 - step, 50 - count), "no more than the part"
    look(pace, clock, 1.0, 5000 - step - 1, 50)
    assert not pace.is_due(5000 - step - 1, 50), "counted from the last look"
    look(pace, clock, 1.0, 5000, 50 - count - 1)


def test_what_comes_back_calls_for_nothing() -> None:
    clock = Clock()
    pace = Pace(8000, clock=clock)
    look(pace, clock, 1.0, 1000)
    assert not pace.is_due(9000)
