from __future__ import annotations

import textwrap

import pytest

from core.api_index import ApiIndex
from core.check.mending.edits import apply
from tests.check.judging import diagnostics

RULE = "missing-super"
SCRIPT = """from manim import *


def begin(thing):
    VGroup.__init__(thing)


class Card({base}):
    def __init__(self, word="", **kwargs):
{body}

    def more(self):
        {more}


class Lesson(Scene):
    def construct(self):
        card = Card("a")
        {use}
"""


def written(body: str, base: str = "VGroup", more: str = "pass", use: str = "self.add(card)") -> str:
    return SCRIPT.format(base=base, body=textwrap.indent(body, " " * 8), more=more, use=use)


def judged(source: str, index: ApiIndex) -> list[int]:
    return [item.line for item in diagnostics(source, index) if item.rule == RULE]


@pytest.mark.parametrize(
    ("body", "use"),
    [
        ("self.add(Text(word))", "pass"),
        ("self.word = word", "self.play(FadeIn(card))"),
        ("self.word = word", "VGroup(Dot(), card)"),
        ("self.word = word", "card.shift(UP)"),
    ],
)
def test_a_mobject_that_is_never_begun_is_begun_first(body: str, use: str, index: ApiIndex) -> None:
    source = written(body, use=use)
    (found,) = (item for item in diagnostics(source, index) if item.rule == RULE)
    assert found.line == 9
    assert found.message == (
        "This __init__ takes the place of that of a VGroup, which is never called. "
        "Write super().__init__(**kwargs) as its first line."
    )
    assert found.fix is not None and found.fix.certain
    assert apply(source, found.fix.edits) == written(f"super().__init__(**kwargs)\n{body}", use=use)


@pytest.mark.parametrize(
    ("body", "more", "use"),
    [
        ("super().__init__(**kwargs)", "pass", "self.add(card)"),
        ("VGroup.__init__(self)", "pass", "self.add(card)"),
        ("self.submobjects, self.updaters = [], []", "pass", "self.add(card)"),
        ("begin(self)", "pass", "self.add(card)"),
        ("self.more()", "super().__init__()", "self.add(card)"),
        ("self.word = word", "pass", "print(card.word)"),
        ("if word:\n    super().__init__()\nself.add(Dot())", "pass", "self.add(card)"),
    ],
)
def test_what_may_be_begun_is_left_alone(body: str, more: str, use: str, index: ApiIndex) -> None:
    assert judged(written(body, more=more, use=use), index) == []


def test_nothing_is_done_before_the_beginning(index: ApiIndex) -> None:
    assert judged(written("self.add(Dot())\nsuper().__init__()"), index) == [10]
    assert judged(written("self.word = Text(word)\nsuper().__init__(self.word)"), index) == []


def test_a_base_that_needs_something_is_begun_by_hand(index: ApiIndex) -> None:
    (found,) = (
        item for item in diagnostics(written("self.word = word", base="Text"), index) if item.rule == RULE
    )
    assert found.fix is not None and not found.fix.certain


def test_a_scene_is_begun_as_well(index: ApiIndex) -> None:
    source = (
        "from manim import *\n\n\nclass Lesson(Scene):\n    def __init__(self):\n        self.count = 1\n"
    )
    source += "\n    def construct(self):\n        self.add(Dot())\n"
    assert judged(source, index) == [5]
