from __future__ import annotations

import pytest

from core.api_index import ApiIndex
from tests.check.judging import found
from tests.check.rule_case import SCRIPT, judged

RULE = "wrong-operation"


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("circle + UP", "A Circle cannot be used with +. Take its place, such as get_center()."),
        ("2 * circle", "A Circle cannot be used with *. Take its place, such as get_center()."),
        ("UP - axes", "An Axes cannot be used with -. Take its place, such as get_center()."),
        ("2 ** ValueTracker(1)", "A ValueTracker cannot be used with **. Take its number, get_value()."),
        (
            "[1, 2] + UP",
            "These have 2 and 3 numbers and cannot be combined. Points have three numbers: write [1, 2, 0].",
        ),
        (
            "np.array([1, 2]) - circle.get_center()",
            "These have 2 and 3 numbers and cannot be combined. Points have three numbers: write [1, 2, 0].",
        ),
        (
            "UP + 'a'",
            "Points and directions cannot be combined with a text. Take another point, or a number.",
        ),
        ("'a' + 1", "A text and a number cannot be added. Write str(...) around the number."),
        ("None + 1", "None is nothing and cannot be counted with."),
        ("1 / 0", "This divides by 0, which no number can be divided by."),
        ("UP[3]", "There is nothing at 3: the places of these 3 are 0 to 2."),
        ("[1, 2][-3]", "There is nothing at -3: the places of these 2 are 0 to 1."),
        (
            "x, y = circle.get_center()",
            "There are 2 names for 3 values. A point has three: write x, y, z, or x, y, _.",
        ),
        ("x, y = 1, 2, 3", "There are 2 names for 3 values."),
        ("a, b = circle.width", "This is a number, which cannot be taken apart into 2 names."),
        ("for each in 5: pass", "This goes through a number, which has no items. Write range(...)."),
        ("circle.get_center + UP", "get_center is not called here. Write get_center(...)."),
        ("x, y, z = circle.get_center", "get_center is not called here. Write get_center(...)."),
        ("config['frame_widht']", "Manim has no setting frame_widht. Write frame_width."),
    ],
)
def test_it_says_what_cannot_be_done(line: str, message: str, index: ApiIndex) -> None:
    assert [item.message for item in judged(RULE, line, index)] == [message]


@pytest.mark.parametrize(
    "line",
    [
        "group = VGroup(circle) + square; group += Dot(); group -= circle",
        "tracker = ValueTracker(1) * 2 + 1; tracker += 1",
        "place = circle.get_center() + 2 * UP - [1, 0, 0] + 1; x, y, z = place",
        "place = np.array([1, 2]) + np.array([3, 4]); x, y = place",
        "x, *rest = UP; first = UP[0] + UP[-1]; flat = UP[:2]",
        "total = sum([UP, DOWN]); number = None or 1; number = number + 1",
        "'a' * 3 + 'b' % () + str(1); [1] + [2]; (1,) + (2,)",
        "items = []; items.append(1); items += (2,); first = items[1]",
        "RED * 0.5 + BLUE",
        "width = config['frame_width'] / 2",
    ],
)
def test_what_python_and_manim_can_do_is_left_alone(line: str, index: ApiIndex) -> None:
    assert judged(RULE, line, index) == []


def test_lists_that_double_again_and_again_are_not_followed_for_ever(index: ApiIndex) -> None:
    doubling = "; ".join(["items = (UP, UP)", *["items = items + items"] * 60])
    assert found(SCRIPT.format(line=doubling), index) == []
