from __future__ import annotations

import pytest

from core.api_index import ApiIndex
from tests.check.rule_case import judged, mended

RULE = "not-a-mobject"


@pytest.mark.parametrize(
    ("line", "right", "certain"),
    [
        ("self.add([circle, square])", "self.add(*[circle, square])", True),
        ("self.add(Create(circle))", "self.play(Create(circle))", True),
        ("self.add('a')", "self.add(Text('a'))", True),
        ("Create([circle, square])", "Create(VGroup(circle, square))", True),
        ("FadeIn(Circle)", "FadeIn(Circle())", True),
        ("Write('$a$')", "Write(Tex('$a$'))", True),
        ("Create('circle')", "Create(Text('circle'))", False),
        ("FadeIn(circle, UP)", "FadeIn(circle, shift=UP)", True),
        ("FadeOut(circle, 2 * LEFT, run_time=2)", "FadeOut(circle, shift=2 * LEFT, run_time=2)", True),
        ("FadeIn(circle.copy)", "FadeIn(circle.copy())", False),
        ("Create(ImageMobject('a'))", "FadeIn(ImageMobject('a'))", False),
        ("VGroup(circle, ValueTracker(1))", "Group(circle, ValueTracker(1))", True),
        ("VGroup(*[ImageMobject('a') for _ in 'ab'])", "Group(*[ImageMobject('a') for _ in 'ab'])", True),
        ("always_redraw(lambda: [circle, square])", "always_redraw(lambda: VGroup(circle, square))", True),
        ("always_redraw(Circle())", "always_redraw(lambda: Circle())", True),
    ],
)
def test_it_is_made_a_mobject_that_will_do(line: str, right: str, certain: bool, index: ApiIndex) -> None:
    assert mended(RULE, line, index) == (right, certain)


@pytest.mark.parametrize(
    "line",
    [
        "FadeIn(3)",
        "FadeIn(circle.animate.shift(UP))",
        "circle.become('a')",
        "circle.add(ImageMobject('a'))",
        "MoveAlongPath(circle, [UP, DOWN])",
    ],
)
def test_manim_stops_at_anything_else(line: str, index: ApiIndex) -> None:
    assert len(judged(RULE, line, index)) == 1


@pytest.mark.parametrize(
    "line",
    [
        "VGroup([circle, square])",
        "VGroup(Circle() for _ in range(3))",
        "FadeIn(Group(circle))",
        "self.remove('a')",
        "FadeIn(unknown)",
        "always_redraw(lambda: Circle())",
        "LaggedStartMap(FadeIn, [circle, square])",
    ],
)
def test_what_manim_takes_is_right(line: str, index: ApiIndex) -> None:
    assert judged(RULE, line, index) == []
