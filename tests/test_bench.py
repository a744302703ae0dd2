"""What the bench reckons with; it measures nothing here."""

from __future__ import annotations

import ast

import pytest

from bench.cases import Case, Mode
from bench.edits import Edit, edited
from bench.spread import Spread, percentile, ratio, spread

SCRIPT = """\
from manim import *

SPEED = 2


class Lesson(Scene):
    def construct(self):
        title = Text("π ≈ 3", font_size=40, weight=BOLD)
        self.play(Write(title), run_time=2)
        self.play(FadeOut(title), run_time=1)
"""


@pytest.mark.parametrize(
    ("edit", "old", "new"),
    [(Edit.EARLY, "font_size=40", "font_size=50"), (Edit.LATE, "run_time=1)", "run_time=1.25)")],
)
def test_an_edit_changes_one_number(edit: Edit, old: str, new: str) -> None:
    assert edited(SCRIPT, edit) == SCRIPT.replace(old, new)


def test_a_statement_without_a_number_cannot_be_edited() -> None:
    with pytest.raises(ValueError, match="line 3 has no number"):
        edited("class Lesson:\n    def construct(self):\n        self.wait()\n", Edit.LATE)


@pytest.mark.parametrize("case", Case)
def test_every_script_can_be_edited_at_both_ends(case: Case) -> None:
    scripts = {mode: mode.script(case) for mode in Mode}
    assert scripts[Mode.COLD] == scripts[Mode.NO_CHANGE] == case.source
    assert len(set(scripts.values())) == 3
    classes = [
        [node.name for node in ast.parse(script).body if isinstance(node, ast.ClassDef)]
        for script in scripts.values()
    ]
    assert classes == [[case.scene]] * len(Mode)


def test_what_is_said_of_several_measurements() -> None:
    assert spread([3.0, None, 1.0, 2.0]) == Spread(2.0, 1.0, 3.0)
    assert spread([None]) is None
    assert str(Spread(2.0, 1.0, 3.0)) == "2.00 (1.00–3.00)"
    assert percentile([float(number) for number in range(30)], 90) == 26.0
    assert ratio(Spread(1.0, 1.0, 1.0), Spread(4.0, 4.0, 4.0)) == 0.25
    assert ratio(Spread(1.0, 1.0, 1.0), None) is None
