from __future__ import annotations

import pytest

from core.api_index import ApiIndex
from core.check.mending.edits import apply
from core.model import Severity
from tests.check.judging import diagnostics
from tests.check.rule_case import judged, mended

RULE = "ignored-keyword"


@pytest.mark.parametrize(
    ("line", "right", "certain"),
    [
        ("self.play(Create(circle), duration=2)", "self.play(Create(circle), run_time=2)", True),
        ("self.play(unknown(), time=2)", "self.play(unknown(), run_time=2)", True),
        (
            "self.play(circle.animate(duration=2).shift(UP))",
            "self.play(circle.animate(run_time=2).shift(UP))",
            True,
        ),
        ("self.play(FadeIn(circle), shift=UP)", "self.play(FadeIn(circle))", False),
        ("Group(circle).rotate(PI, run_time=2)", "Group(circle).rotate(PI)", False),
        (
            "self.play(Group(circle).animate.rotate(PI, run_time=2))",
            "self.play(Group(circle).animate(run_time=2).rotate(PI))",
            True,
        ),
        (
            "VGroup(circle, square).arrange_in_grid(row=1)",
            "VGroup(circle, square).arrange_in_grid(rows=1)",
            False,
        ),
        (
            "VGroup(circle, square).arrange_in_grid(spacing=1)",
            "VGroup(circle, square).arrange_in_grid(buff=1)",
            True,
        ),
        (
            "MathTex('x').set_color_by_tex('x', RED, opacity=1)",
            "MathTex('x').set_color_by_tex('x', RED)",
            True,
        ),
    ],
)
def test_what_no_animation_looks_at_is_warned_of(
    line: str, right: str, certain: bool, index: ApiIndex
) -> None:
    assert mended(RULE, line, index) == (right, certain)
    assert [item.severity for item in judged(RULE, line, index)] == [Severity.WARNING]


@pytest.mark.parametrize(
    "line",
    [
        "self.play(Create(circle), run_time=2, rate_func=linear, lag_ratio=.1, remover=True, name='a')",
        "self.play(circle.animate.shift(UP), path_arc=PI)",
        "self.play(Create(circle), subcaption='a', subcaption_duration=1)",
        "self.play(Create(circle), **unknown)",
        "VGroup(circle, square).arrange_in_grid(rows=1, buff=.1, col_alignments='l')",
        "VGroup(circle, square).arrange_in_grid(**unknown)",
    ],
)
def test_what_animations_have_is_used(line: str, index: ApiIndex) -> None:
    assert judged(RULE, line, index) == []


def test_a_camera_that_is_told_a_time_is_moved(index: ApiIndex) -> None:
    script = """from manim import *


class Lesson(ThreeDScene):
    def construct(self):
        self.set_camera_orientation(phi=1, run_time=2)
        self.wait()
"""
    (found,) = diagnostics(script, index)
    assert (found.rule, found.line, found.severity) == (RULE, 6, Severity.WARNING)
    assert found.fix is not None and not found.fix.certain
    assert "self.move_camera(phi=1, run_time=2)" in apply(script, found.fix.edits)
