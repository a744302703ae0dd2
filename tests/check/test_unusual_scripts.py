"""Scripts that are written in an unusual way, and right."""

from __future__ import annotations

import pytest

from core.api_index import ApiIndex
from tests.check.judging import found

SCRIPT = """from manim import *


class Clock(VGroup):
    @property
    def hour(self):
        return self[0]


class Lesson(Scene):
    def construct(self):
        circle, clock = Circle(), Clock(Line())
        self.add(circle, clock)
        {line}
"""


@pytest.mark.parametrize(
    "line",
    [
        "self.play(Rotate(clock.hour, PI))",
        "self.add(Tex) if False else self.wait()",
        "move = circle.animate; move.shift(UP); self.play(move)",
    ],
)
def test_they_are_left_alone(line: str, index: ApiIndex) -> None:
    assert found(SCRIPT.format(line=line), index) == []


def test_a_branch_that_is_certainly_taken_is_looked_at(index: ApiIndex) -> None:
    assert found(SCRIPT.format(line="self.add(Tex) if True else self.wait()"), index) == [
        ("not-a-mobject", 14)
    ]
