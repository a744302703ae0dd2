from __future__ import annotations

import pytest

from core.api_index import ApiIndex
from core.model import Severity
from tests.check.judging import diagnostics
from tests.check.rule_case import judged, mended

RULE = "no-play"


@pytest.mark.parametrize("line", ["FadeIn(circle)", "circle.animate.shift(UP)"])
def test_an_animation_that_is_left_lying_is_played(line: str, index: ApiIndex) -> None:
    assert mended(RULE, f"self.play(Create(square)); {line}", index) == (
        f"self.play(Create(square)); self.play({line})",
        True,
    )


def test_an_animation_that_is_left_lying_before_a_wait_is_played(index: ApiIndex) -> None:
    line = "circle.animate.shift(UP); self.wait()"
    assert mended(RULE, line, index) == ("self.play(circle.animate.shift(UP)); self.wait()", True)


@pytest.mark.parametrize("line", ["FadeIn(circle)", "FadeIn(circle); self.wait()"])
def test_where_nothing_is_played_nothing_is_missed(line: str, index: ApiIndex) -> None:
    assert judged(RULE, line, index) == []


@pytest.mark.parametrize("line", ["self.play(FadeIn(circle))", "later = FadeIn(circle)", "circle.shift(UP)"])
def test_what_is_played_or_kept_is_right(line: str, index: ApiIndex) -> None:
    assert judged(RULE, line, index) == []


EMPTY = "from manim import *\n\n\nclass Lesson({base}):\n    def construct(self):\n        {line}\n"


@pytest.mark.parametrize(
    ("base", "line", "expected"),
    [
        ("Scene", "self.circle = Circle()", [(5, 5, Severity.WARNING)]),
        ("Scene", "pass", [(5, 5, Severity.WARNING)]),
        ("Scene", "self.add(Circle())", []),
        ("Scene", "show(self)", []),
        ("Scene", "self.mobjects.append(Circle())", []),
        ("VectorScene", "pass", []),
    ],
)
def test_a_scene_that_shows_nothing_is_warned_of(
    base: str, line: str, expected: list[tuple[int, int, Severity]], index: ApiIndex
) -> None:
    found = diagnostics(EMPTY.format(base=base, line=line), index)
    assert [(item.line, item.column, item.severity) for item in found if item.rule == RULE] == expected


def test_what_is_put_around_a_method_may_play_what_it_gives(index: ApiIndex) -> None:
    source = """from manim import *


def played(make):
    return lambda scene: scene.play(make(scene))


class Lesson(Scene):
    @played
    def grow(self):
        return Create(Circle())

    def construct(self):
        self.grow()
"""
    assert diagnostics(source, index) == ()
