"""Which fixes can be made at once, and where they are afterwards."""

from __future__ import annotations

import pytest

from core.check.mending.steps import Step, apart, moved
from core.model import Edit, Fix

TEXT = "abcdef\nsecond\nthird\n"


def step(*edits: Edit, line: int = 1) -> Step:
    return Step(line, Fix("Mend it", edits))


def cut(start: int, end: int, text: str = "") -> Edit:
    return Edit(1, start, 1, end, text)


@pytest.mark.parametrize(
    ("one", "other", "are_apart"),
    [
        (cut(1, 4), cut(4, 7), True),
        (cut(1, 4), Edit(2, 1, 2, 4, ""), True),
        (cut(1, 4), cut(4, 4, "x"), True),
        (cut(1, 4), cut(3, 4), False),
        (cut(1, 6), cut(2, 3), False),
        (cut(1, 4), cut(2, 2, "x"), False),
        (cut(1, 1, "x"), cut(1, 1, "x"), False),
        (cut(1, 4), cut(1, 1, "x"), False),
    ],
)
def test_of_two_that_meet_the_first_is_made(one: Edit, other: Edit, are_apart: bool) -> None:
    third = Edit(3, 1, 3, 6, "")
    for first, second in ((step(one), step(other, third)), (step(other), step(one, third))):
        assert apart(TEXT, (first, second)) == ([first, second] if are_apart else [first])


def test_one_that_is_at_odds_with_itself_or_changes_nothing_is_not_made() -> None:
    odd, same, none = step(cut(1, 4), cut(2, 5)), step(cut(2, 3, "b")), step()
    good = step(cut(1, 3, "x"))
    assert apart(TEXT, (odd, same, none, good)) == [good]


@pytest.mark.parametrize(
    ("edit", "line"),
    [
        (Edit(1, 1, 1, 1, "import a\nimport b\n"), 5),
        (Edit(1, 1, 2, 1, ""), 2),
        (Edit(2, 1, 3, 1, ""), 2),
        (Edit(2, 3, 3, 2, ""), 2),
        (Edit(3, 1, 3, 1, "a\n"), 4),
        (Edit(3, 1, 4, 1, ""), 3),
        (Edit(3, 4, 3, 4, "a\n"), 3),
        (Edit(4, 1, 4, 1, "a\n"), 3),
        (Edit(1, 1, 2, 4, "a\r\nb"), 3),
    ],
)
def test_a_line_goes_where_the_edits_before_it_push_it(edit: Edit, line: int) -> None:
    assert moved([step(cut(1, 2), line=3)], (edit,)) == [step(cut(1, 2), line=line)]
