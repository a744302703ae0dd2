"""A case as a real Manim script."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping
from pathlib import Path

from tests.attacks.case import Case, Where

_PRELUDE = (Path(__file__).parent / "prelude.py").read_text("utf-8")
_EMPTY = "WORLD = SimpleNamespace()"

_TRIED = """
def tried(self):
    with attempt():
        attack(self)
    say("TRIED")
"""

_SCENES = {
    Where.CONSTRUCT: """
class Attack(Scene):
    def construct(self):
        tried(self)
""",
    Where.MODULE: """
tried(None)

class Attack(Scene):
    def construct(self):
        pass
""",
    Where.UPDATER: """
class Attack(Scene):
    def construct(self):
        dot, begun = Dot(), []
        def update(mobject, dt):
            if not begun:
                begun.append(True)
                tried(self)
        self.add(dot.add_updater(update))
        self.wait(0.2)
""",
}


def script(case: Case, world: Mapping[str, object]) -> str:
    """The attack as a script for the renderer."""
    text = _assembled(case.statements, case.where, world)
    return f"{text}        self.wait(0.1)\n" if case.must_finish else text


def later_script(case: Case, world: Mapping[str, object]) -> str:
    """The script of the job that comes after it."""
    return _assembled(textwrap.dedent(case.later).strip("\n"), Where.CONSTRUCT, world)


def _assembled(statements: str, where: Where, world: Mapping[str, object]) -> str:
    assert _EMPTY in _PRELUDE
    prelude = _PRELUDE.replace(_EMPTY, f"WORLD = SimpleNamespace(**{dict(world)!r})")
    attack = "def attack(self):\n" + textwrap.indent(statements, "    ")
    return f"from manim import *\n{prelude}\n{attack}\n{_TRIED}\n{_SCENES[where]}"
