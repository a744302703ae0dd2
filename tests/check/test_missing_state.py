from __future__ import annotations

import pytest

from core.api_index import ApiIndex
from tests.check.rule_case import judged

RULE = "missing-state"


@pytest.mark.parametrize(
    ("line", "message"),
    [
        (
            "self.play(Restore(circle))",
            "Restore needs what save_state makes, and this script never calls it. "
            "Write circle.save_state() before.",
        ),
        (
            "self.play(MoveToTarget(circle))",
            "MoveToTarget needs what generate_target makes, and this script never calls it. "
            "Write circle.generate_target() before.",
        ),
    ],
)
def test_it_says_what_was_never_made(line: str, message: str, index: ApiIndex) -> None:
    assert [item.message for item in judged(RULE, line, index)] == [message]


@pytest.mark.parametrize(
    "line",
    [
        "circle.save_state(); self.play(Restore(circle))",
        "circle.generate_target(); self.play(MoveToTarget(circle))",
        "circle.target = square; self.play(MoveToTarget(circle))",
        "setattr(circle, 'target', square); self.play(MoveToTarget(circle))",
    ],
)
def test_what_is_made_somewhere_is_left_alone(line: str, index: ApiIndex) -> None:
    assert judged(RULE, line, index) == []
