"""Fixes are applied only where they are certain."""

from __future__ import annotations

import pytest

from core.check.fixes import Fixed, fix
from core.model import Script

SCENE = "from manim import *\n\n\nclass Lesson(Scene):\n    def construct(self):\n        self.wait()\n"


@pytest.mark.parametrize(
    ("source", "mended", "applied"),
    [
        (f"```python\n{SCENE}```\n", SCENE, "Took out 2 code fences."),
        (f"```\n{SCENE}", SCENE, "Took out 1 code fence."),
        (f"~~~py\r\n{SCENE}~~~", SCENE, "Took out 2 code fences."),
    ],
)
def test_fences_around_a_script_are_taken_out(source: str, mended: str, applied: str) -> None:
    assert fix(Script(source)) == Fixed(Script(mended), (applied,))


@pytest.mark.parametrize(
    "source",
    [
        SCENE,
        "",
        f'NOTE = """\n```python\n```\n"""\n{SCENE}',
        f"```python\n{SCENE}    def (\n```\n",
        "Here is the script:\n```python\nx = 1\n```\n",
        "\0",
        "(" * 10_000,
    ],
)
def test_what_is_not_certain_is_left_alone(source: str) -> None:
    assert fix(Script(source)) == Fixed(Script(source))
