"""One line within a scene, as the rules judge it."""

from __future__ import annotations

from core.api_index import ApiIndex
from core.check.mending.edits import apply
from core.model import Diagnostic
from tests.check.judging import diagnostics

SCRIPT = """from manim import *


class Badge(VGroup):
    def __init__(self, word, size=1):
        super().__init__(Text(word))


class Lesson(Scene):
    def construct(self):
        circle, square, axes = Circle(), Square(), Axes()
        self.add(circle)
        {line}

    def helper(self, one, two=2):
        self.add(one)
"""
LINE = 13


def judged(rule: str, line: str, index: ApiIndex) -> list[Diagnostic]:
    """What a rule finds in a line."""
    return [item for item in diagnostics(SCRIPT.format(line=line), index) if item.rule == rule]


def mended(rule: str, line: str, index: ApiIndex) -> tuple[str, bool]:
    """The line with the first finding's fix made, and whether the fix is certain."""
    fix = judged(rule, line, index)[0].fix
    assert fix is not None
    return apply(SCRIPT.format(line=line), fix.edits).splitlines()[LINE - 1].strip(), fix.certain
