from __future__ import annotations

import pytest

from core.api_index import ApiIndex
from core.check.checker import FINDINGS, Verdict, check
from core.check.outline import SceneOutline
from core.model import Diagnostic, Script, Severity
from tests.fakes import SCENE


def test_a_good_script_has_its_scenes_and_no_diagnostics() -> None:
    assert check(Script(SCENE)) == Verdict((), (SceneOutline("Lesson", 4, 1, 6),))


def test_a_base_without_construct_is_not_a_scene_to_pick() -> None:
    source = """
class Board(ThreeDScene):
    def title(self): self.wait()
class First(Board):
    def construct(self): self.title()
class Second(m.Scene):
    def construct(self): self.play(); self.wait()
class Helper:
    pass
class Loop(Loop2): pass
class Loop2(Loop): pass
"""
    assert check(Script(source)).scenes == (SceneOutline("First", 4, 0, 5), SceneOutline("Second", 6, 2, 7))


@pytest.mark.parametrize(
    ("source", "line", "message"),
    [
        (
            "from manim import *\nx = (1,\n",
            2,
            "The script breaks off here: the ( is never closed. Write the rest.",
        ),
        ("```python\nx = 1\n```", 1, "A code fence (```) was left in the script. Delete this line."),
        ("x = 1", 1, "There is no scene here. Add a class such as `class Lesson(Scene):`."),
        ("", 1, "There is no scene here. Add a class such as `class Lesson(Scene):`."),
    ],
)
def test_what_cannot_be_rendered_is_an_error_on_its_line(source: str, line: int, message: str) -> None:
    error = check(Script(source)).error
    assert error is not None
    assert (error.line, error.message) == (line, message)


@pytest.mark.parametrize(
    "source",
    [
        "(" * 50_000,
        "a\0b",
        "-" * 190_000 + "1",
        "x = " + "[" * 300 + "]" * 300,
    ],
)
def test_hostile_text_ends_in_a_diagnostic(source: str) -> None:
    assert check(Script(source)).error is not None


@pytest.mark.parametrize(
    "expression", [f"{'-' * 2_500}1", f"a{'.b' * 2_500}", " + ".join(["1"] * 2_500), "[" * 90 + "]" * 90]
)
def test_what_is_nested_deeper_than_a_rule_can_follow_is_no_error(expression: str, index: ApiIndex) -> None:
    source = (
        f"from manim import *\nclass A(Scene):\n    def construct(self, a=None):\n        b = {expression}\n"
    )
    assert check(Script(source), index).error is None


def test_an_import_of_processes_or_the_network_is_an_error_and_of_files_a_warning() -> None:
    source = "import os\nfrom subprocess import run\nclass A(Scene):\n    import socket as s, math\n"
    assert check(Script(source)).diagnostics == (
        Diagnostic(
            "import-policy",
            Severity.WARNING,
            1,
            1,
            "A scene rarely needs os; files and the network are out of its reach.",
        ),
        *(
            Diagnostic(
                "import-policy",
                Severity.ERROR,
                line,
                column,
                f"A scene may not import {module}: it would reach other processes or the network. "
                "Remove the import and draw with Manim and NumPy alone.",
            )
            for module, line, column in (("subprocess", 2, 1), ("socket", 4, 5))
        ),
    )


def test_of_very_many_mistakes_of_one_kind_the_first_are_told(index: ApiIndex) -> None:
    lines = [f"        dot.foo{number}()" for number in range(FINDINGS + 50)]
    found = check(Script("\n".join([SCENE + "        dot = Dot()", *lines])), index)
    told = [item.line for item in found.diagnostics if item.rule == "unknown-attribute"]
    assert told == list(range(told[0], told[0] + FINDINGS))
