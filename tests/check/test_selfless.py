from __future__ import annotations

import pytest

from core.api_index import ApiIndex
from core.check.mending.edits import apply
from core.model import Diagnostic
from tests.check.judging import diagnostics

SCRIPT = """from manim import *


class Lesson(Scene):
    def construct({start}):
        self.add({call})

    def make({given}):
        return Square({size})
"""


def judged(index: ApiIndex, **parts: str) -> tuple[str, list[Diagnostic]]:
    source = SCRIPT.format(**{"start": "self", "call": "Dot()", "given": "self", "size": "1", **parts})
    return source, [item for item in diagnostics(source, index) if item.rule == "wrong-count"]


@pytest.mark.parametrize(("given", "size", "call"), [("n", "n", "self.make(3)"), ("", "2", "self.make()")])
def test_a_method_gets_its_self(given: str, size: str, call: str, index: ApiIndex) -> None:
    source, (found,) = judged(index, given=given, size=size, call=call)
    assert found.message == "make is a method and has no self. Write self as its first parameter."
    assert found.fix is not None and found.fix.certain
    right = f"self, {given}" if given else "self"
    assert apply(source, found.fix.edits) == source.replace(f"make({given}):", f"make({right}):")


@pytest.mark.parametrize(
    ("given", "call"),
    [
        ("self, n", "self.make(3)"),
        ("me, n=2", "self.make(3)"),
        ("*all", "self.make(3)"),
        ("n", "Lesson.make(3)"),
    ],
)
def test_other_methods_are_left_alone(given: str, call: str, index: ApiIndex) -> None:
    assert judged(index, given=given, call=call)[1] == []


def test_manim_gives_a_scene_nothing(index: ApiIndex) -> None:
    (found,) = judged(index, start="self, n, k=2")[1]
    assert found.message == "Manim calls construct with nothing, and this one needs n. Give that a default."
    source, (found,) = judged(index, start="", call="1")
    assert found.fix is not None
    assert apply(source, found.fix.edits) == source.replace("construct()", "construct(self)")
    assert judged(index, start="self, n=2")[1] == []
