from __future__ import annotations

import ast

from core.api_index import ApiIndex
from core.check.calls.calling import called, matched
from core.check.inference.infer import infer

SCRIPT = """from manim import *


class Badge(VGroup):
    def __init__(self, word, size=1, *rest, **more):
        super().__init__(**more)


class Lesson(Scene):
    def construct(self):
        {line}
"""


def _names(line: str, index: ApiIndex) -> list[str | None]:
    """The parameter of each argument of the last call of a line."""
    facts = infer(ast.parse(SCRIPT.format(line=line)), index)
    assert facts is not None
    call = facts.calls[-1]
    (function,) = called(call, facts.world)
    return [match.parameter.name if match.parameter else None for match in matched(call, function)]


def test_an_argument_goes_to_the_parameter_at_its_place_or_of_its_name(index: ApiIndex) -> None:
    assert _names("Circle(2, color=RED)", index) == ["radius", "color"]
    assert _names("Circle().rotate(PI, about_point=UP)", index) == ["angle", "about_point"]
    assert _names("Circle().animate.rotate(PI, OUT)", index) == ["angle", "axis"]


def test_what_is_left_over_goes_to_the_rest(index: ApiIndex) -> None:
    assert _names("Circle(2, RED, 3, fill_opacity=1, foo=1)", index) == [
        "radius",
        "color",
        None,
        "kwargs",
        None,
    ]
    assert _names("FadeIn(one, two, shift=UP)", index) == ["mobjects", "mobjects", "kwargs"]


def test_nothing_is_known_behind_a_star(index: ApiIndex) -> None:
    assert _names("Circle(*given, RED, color=RED)", index) == [None, None, "color"]


def test_the_scripts_own_classes_and_functions_have_parameters_too(index: ApiIndex) -> None:
    assert _names("Badge('a', 2, 3, size=1, foo=2)", index) == ["word", "size", "rest", "size", None]
    assert _names("(lambda a, *, b: a)(1, b=2)", index) == ["a", "b"]
