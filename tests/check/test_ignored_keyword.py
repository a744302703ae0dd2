from __future__ import annotations

import pytest

from core.api_index import ApiIndex
from core.model import Severity
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
    ],
)
def test_what_animations_have_is_used(line: str, index: ApiIndex) -> None:
    assert judged(RULE, line, index) == []
