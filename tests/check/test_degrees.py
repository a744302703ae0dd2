from __future__ import annotations

import pytest

from core.api_index import ApiIndex
from core.model import Severity
from tests.check.rule_case import judged, mended

RULE = "degrees"


@pytest.mark.parametrize(
    ("line", "right", "certain"),
    [
        ("circle.rotate(45)", "circle.rotate(45 * DEGREES)", True),
        ("circle.rotate(-90, about_point=UP)", "circle.rotate(-90 * DEGREES, about_point=UP)", True),
        ("self.play(circle.animate.rotate(30))", "self.play(circle.animate.rotate(30 * DEGREES))", True),
        ("Rotate(circle, 180)", "Rotate(circle, 180 * DEGREES)", True),
        ("Arc(angle=20)", "Arc(angle=20 * DEGREES)", False),
    ],
)
def test_degrees_are_written_as_such(line: str, right: str, certain: bool, index: ApiIndex) -> None:
    (one,) = judged(RULE, line, index)
    assert one.severity is Severity.WARNING
    assert mended(RULE, line, index) == (right, certain)
    assert judged(RULE, right, index) == []


@pytest.mark.parametrize(
    "line",
    [
        "circle.rotate(3)",
        "circle.rotate(10 * TAU)",
        "circle.rotate(16)",
        "turns = 45; circle.rotate(turns)",
        "self.helper(45, two=90)",
        "unknown.rotate(45)",
        "circle.scale(45)",
    ],
)
def test_other_numbers_are_left_alone(line: str, index: ApiIndex) -> None:
    assert judged(RULE, line, index) == []
