from __future__ import annotations

import pytest

from core.api_index import ApiIndex
from tests.check.rule_case import judged, mended

RULE = "not-an-animation"


@pytest.mark.parametrize(
    ("line", "right", "certain"),
    [
        ("self.play(circle, square)", "self.play(Create(circle), Create(square))", False),
        ("self.play(Text('a'))", "self.play(Write(Text('a')))", True),
        ("self.play([circle, square])", "self.play(*[Create(each) for each in [circle, square]])", False),
        ("self.play(circle.shift(UP).scale(2))", "self.play(circle.animate.shift(UP).scale(2))", True),
        (
            "self.play([each.shift(UP) for each in [circle]])",
            "self.play([each.animate.shift(UP) for each in [circle]])",
            True,
        ),
        ("self.play(circle.copy().shift(UP))", "self.play(Create(circle.copy().shift(UP)))", False),
        ("self.play(circle.add(square))", "self.play(Create(circle.add(square)))", False),
        ("self.play(Circle().shift(UP))", "self.play(Create(Circle().shift(UP)))", True),
        ("self.play(VGroup(circle).shift(UP))", "self.play(Create(VGroup(circle).shift(UP)))", False),
        ("self.play(VGroup(Dot()).shift(UP))", "self.play(Create(VGroup(Dot()).shift(UP)))", True),
        ("self.play(axes.plot(abs), Dot())", "self.play(Create(axes.plot(abs)), Create(Dot()))", True),
        ("self.play(ImageMobject('a'))", "self.play(FadeIn(ImageMobject('a')))", True),
        ("self.play(ValueTracker(1))", "self.play(FadeIn(ValueTracker(1)))", False),
        ("self.play(Create, circle, run_time=2)", "self.play(Create(circle), run_time=2)", True),
        ("self.play(circle.shift, UP)", "self.play(circle.animate.shift(UP))", True),
        ("self.play(self.wait(1))", "self.wait(1)", True),
        ("self.play(self.add(circle))", "self.add(circle)", True),
        ("self.play()", "self.wait()", False),
        ("self.play(AnimationGroup(circle))", "self.play(AnimationGroup(Create(circle)))", False),
    ],
)
def test_it_is_made_an_animation(line: str, right: str, certain: bool, index: ApiIndex) -> None:
    assert mended(RULE, line, index) == (right, certain)


@pytest.mark.parametrize(
    "line",
    [
        "self.play([])",
        "self.play('a')",
        "self.play(3)",
        "self.play(None)",
        "self.play(lambda: 0)",
        "self.play([[Create(circle)]])",
        "self.play(*VGroup(circle))",
        "self.play(circle.animate.shift)",
        "self.play(self.wait)",
        "self.play(x for x in [circle])",
        "self.play(self.helper(circle))",
    ],
)
def test_nothing_else_can_be_played(line: str, index: ApiIndex) -> None:
    assert len(judged(RULE, line, index)) == 1


@pytest.mark.parametrize(
    "line",
    [
        "self.play([Create(circle)], [Create(square)])",
        "self.play(Create(x) for x in [circle])",
        "self.play(circle.animate.shift(UP))",
        "self.play(*unknown)",
        "self.play(unknown())",
        "self.play(LaggedStart([Create(circle)]))",
        "self.play(Wait())",
    ],
)
def test_animations_and_lists_of_them_can(line: str, index: ApiIndex) -> None:
    assert judged(RULE, line, index) == []
