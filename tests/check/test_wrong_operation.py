from __future__ import annotations

import pytest

from core.api_index import ApiIndex
from tests.check.judging import found
from tests.check.rule_case import SCRIPT, judged, mended

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
        ("[each for each in 5]", "This goes through a number, which has no items. Write range(...)."),
        ("self.add(*circle.width)", "This goes through a number, which has no items."),
        (
            "for each in [3, 1].sort(): pass",
            "This goes through None, which has no items. What changes a list, such as append, sort or "
            "reverse, gives nothing: write it in a line of its own.",
        ),
        ("circle.get_center + UP", "get_center is not called here. Write get_center(...)."),
        ("x, y, z = circle.get_center", "get_center is not called here. Write get_center(...)."),
        (
            "axes['x']",
            "The parts of a mobject have numbers, from 0 on, and no names. Write the number.",
        ),
        (
            "MathTex('a', '=')['=']",
            "The parts of a mobject have numbers, from 0 on, and no names. Write get_part_by_tex(…).",
        ),
        ("[1, 2]['0']", "This is in order and has no names in it: take out of it by a number, from 0 on."),
        ("3 > ValueTracker(1)", "A ValueTracker cannot be used with >. Take its number, get_value()."),
        ("circle <= square", "A Circle cannot be used with <=. Take its place, such as get_center()."),
        (
            "f'{ValueTracker(1):.2f}'",
            "ValueTracker is no number and has no digits. Take its number, get_value().",
        ),
        ("f'{circle:.2f}'", "A Circle is no number and has no digits. Take what stands behind : out."),
        ("f'{circle.get_x:.2f}'", "get_x is not called here. Write get_x(...)."),
        ("config['frame_widht']", "Manim has no setting frame_widht. Write frame_width."),
    ],
)
def test_it_says_what_cannot_be_done(line: str, message: str, index: ApiIndex) -> None:
    assert [item.message for item in judged(RULE, line, index)] == [message]


@pytest.mark.parametrize(
    "line",
    [
        "same = circle == square or circle != 1 or circle is None or smooth == linear",
        "text = f'{circle} {circle!r:>9} {ValueTracker(1).get_value():.2f}'",
        "config['frame_width']; {'a': 1}['a']; VDict({'a': circle})['a']; axes[0]; axes[:1]",
        "group = VGroup(circle) + square; group += Dot(); group -= circle",
        "tracker = ValueTracker(1) * 2 + 1; tracker += 1",
        "place = circle.get_center() + 2 * UP - [1, 0, 0] + 1; x, y, z = place",
        "place = np.array([1, 2]) + np.array([3, 4]); x, y = place",
        "x, *rest = UP; first = UP[0] + UP[-1]; flat = UP[:2]",
        "total = sum([UP, DOWN]); number = None or 1; number = number + 1",
        "'a' * 3 + 'b' % () + str(1); [1] + [2]; (1,) + (2,)",
        "items = []; items.append(1); items += (2,); first = items[1]",
        "items = [1]; other = items; other.append(2); second = items[1]",
        "RED * 0.5 + BLUE",
        "width = config['frame_width'] / 2",
    ],
)
def test_what_python_and_manim_can_do_is_left_alone(line: str, index: ApiIndex) -> None:
    assert judged(RULE, line, index) == []


def test_lists_that_double_again_and_again_are_not_followed_for_ever(index: ApiIndex) -> None:
    doubling = "; ".join(["items = (UP, UP)", *["items = items + items"] * 60])
    assert found(SCRIPT.format(line=doubling), index) == []


@pytest.mark.parametrize(
    ("wrong", "right", "certain"),
    [
        ("n = ValueTracker(1); 2 * n", "n = ValueTracker(1); 2 * n.get_value()", True),
        ("n = ValueTracker(1); n < 3", "n = ValueTracker(1); n.get_value() < 3", True),
        ("n = Integer(1); f'{n:.1f}'", "n = Integer(1); f'{n.get_value():.1f}'", True),
        ("n = Integer(1); k = 1; k -= n", "n = Integer(1); k = 1; k -= n.get_value()", True),
        ("eq = MathTex('a', '='); eq['=']", "eq = MathTex('a', '='); eq.get_part_by_tex('=')", False),
    ],
)
def test_a_number_or_a_part_is_taken_in_its_way(
    wrong: str, right: str, certain: bool, index: ApiIndex
) -> None:
    assert mended(RULE, wrong, index) == (right, certain)


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("axes.plot(lambda x: x ^ 2)", "axes.plot(lambda x: x ** 2)"),
        ("axes.plot(lambda x: (2 * x)^2 + 1)", "axes.plot(lambda x: (2 * x)**2 + 1)"),
        ("FunctionGraph(lambda x: 1 - 2*x^2)", "FunctionGraph(lambda x: 1 - 2*x**2)"),
        (
            "ParametricFunction(lambda t: np.array([t, t ^ 3, 0]))",
            "ParametricFunction(lambda t: np.array([t, t ** 3, 0]))",
        ),
    ],
)
def test_a_power_is_written_with_two_stars(wrong: str, right: str, index: ApiIndex) -> None:
    assert mended(RULE, wrong, index) == (right, True)
    assert judged(RULE, right, index) == []


@pytest.mark.parametrize(
    "line",
    [
        "axes.plot(lambda x: (int(x) ^ 2) + (1 ^ 2))",
        "axes.plot(lambda x: x if x < 100 else x ^ 2)",
        "flip = lambda x: x ^ 1; self.wait(1 + flip(2))",
        "FunctionGraph(lambda x: x ^ 2, x_range=[0, 4, 1])",
        "axes.plot(lambda x: sum(x ^ 1 for x in (1, 2)))",
    ],
)
def test_whole_numbers_have_that_sign(line: str, index: ApiIndex) -> None:
    assert judged(RULE, line, index) == []
