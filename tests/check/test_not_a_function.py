from __future__ import annotations

import pytest

from core.api_index import ApiIndex
from tests.check.rule_case import judged, mended

RULE = "not-a-function"


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("circle.color(RED)", "color is a colour and no function. Write set_color(...)."),
        ("circle.animate.color(RED)", "color is a colour and no function. Write set_color(...)."),
        ("circle.width(2)", "width is a number and no function. Write set_width(...)."),
        ("circle.height()", "height is a number and no function. Leave the parentheses out."),
        ("self.mobjects()", "mobjects is a list and no function. Leave the parentheses out."),
        ("self.camera()", "camera is the camera and no function. Leave the parentheses out."),
        ("UP()", "UP is a point or direction and no function. Leave the parentheses out."),
        (
            "config(1)",
            "config is Manim's settings and no function. Leave the parentheses and what is in them out.",
        ),
    ],
)
def test_it_says_what_is_called(line: str, message: str, index: ApiIndex) -> None:
    assert [item.message for item in judged(RULE, line, index)] == [message]


@pytest.mark.parametrize(
    ("line", "right", "certain"),
    [
        ("circle.color(RED)", "circle.set_color(RED)", True),
        ("circle.animate.color(RED)", "circle.animate.set_color(RED)", True),
        ("x = circle.height()", "x = circle.height", True),
        ("x = 2(1 + 2)", "x = 2 * (1 + 2)", True),
        ("x = 1 / 2(3)", "x = 1 / 2 * (3)", False),
    ],
)
def test_it_offers_what_was_meant(line: str, right: str, certain: bool, index: ApiIndex) -> None:
    assert mended(RULE, line, index) == (right, certain)


@pytest.mark.parametrize(
    "line",
    [
        "circle.animate(run_time=1).set_color(RED)",
        "smooth(0.5); rate_functions.ease_in_sine(0.5)",
        "circle.set_width(2).get_color()",
        "make = Circle; make(); (lambda: 1)()",
    ],
)
def test_what_can_be_called_is_left_alone(line: str, index: ApiIndex) -> None:
    assert judged(RULE, line, index) == []
