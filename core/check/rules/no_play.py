"""Animations that are made and never played, and scenes that show nothing. See no_play.md."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from core.api_index import Class
from core.check.facts import Call
from core.check.inference.script_classes import is_plain_function
from core.check.mending.places import end_of, start_of
from core.check.reading import Reading
from core.check.types import Bound, Builder, ClassOf, Instance, Type
from core.check.world import ANIMATION, SCENE, ScriptClass, World
from core.model import Diagnostic, Edit, Fix, Severity

RULE = "no-play"

_BARE = frozenset(
    {
        SCENE,
        "manim.scene.moving_camera_scene.MovingCameraScene",
        "manim.scene.three_d_scene.ThreeDScene",
    }
)
"""Scenes of Manim's that are empty at first."""
_QUIET = frozenset(
    {"next_section", "set_camera_orientation", "add_sound", "add_subcaption", "remove", "clear"}
)
"""What a scene does that shows nothing."""


def judge_plays(reading: Reading) -> Iterator[Diagnostic]:
    """A warning for each animation that is left lying, and for each scene that shows nothing at all."""
    if reading.facts is None:
        return
    world = reading.facts.world
    moved = frozenset(call.node for call in reading.facts.calls if _moves(call))
    made = frozenset(call.node for call in reading.facts.calls if _is_animation_class(call.callee, world))
    for entry in world.own.values():
        if not any(base.key == SCENE for base in world.lineage(entry.key)):
            continue
        if "construct" in entry.methods and _shows_nothing(entry, world):
            yield _empty(entry.methods["construct"], reading)
        for method in entry.methods.values():
            if not method.args.args:
                continue
            # Whoever plays nothing at all may only be trying out what can be made.
            if _uses(method, "play"):
                yield from _unplayed(method, moved | made, reading)
            elif _uses(method, "wait"):
                yield from _unplayed(method, moved, reading)


def _unplayed(
    method: ast.FunctionDef | ast.AsyncFunctionDef, made: frozenset[ast.Call], reading: Reading
) -> Iterator[Diagnostic]:
    scene = method.args.args[0].arg
    for node in ast.walk(method):
        if not isinstance(node, ast.Expr) or not isinstance(node.value, ast.Call):
            continue
        if node.value in made:
            start, end = start_of(reading.lines, node.value), end_of(reading.lines, node.value)
            edits = (Edit(*start, *start, f"{scene}.play("), Edit(*end, *end, ")"))
            yield Diagnostic(
                RULE,
                Severity.WARNING,
                node.lineno,
                reading.lines.column(node.value),
                f"This animation is made but never played. Write {scene}.play(...) around it.",
                Fix(f"Write {scene}.play around it", edits, certain=True),
            )


def _uses(method: ast.FunctionDef | ast.AsyncFunctionDef, name: str) -> bool:
    return any(isinstance(node, ast.Attribute) and node.attr == name for node in ast.walk(method))


def _is_animation_class(callee: Type, world: World) -> bool:
    """Whether a call of it makes an animation, as in `FadeIn(circle)`."""
    return isinstance(callee, ClassOf) and bool(world.is_a(Instance(callee.kind), ANIMATION))


def _moves(call: Call) -> bool:
    """Whether it is such as `circle.animate.shift(UP)`, written out."""
    # What a name holds may be played later: `move = circle.animate`, `move.shift(UP)`.
    is_written = any(
        isinstance(node, ast.Attribute) and node.attr == "animate" for node in ast.walk(call.node)
    )
    return isinstance(call.callee, Bound) and isinstance(call.callee.owner, Builder) and is_written


def _shows_nothing(entry: ScriptClass, world: World) -> bool:
    """Whether nothing in the whole class can play, wait or add, however it is called."""
    lineage = world.lineage(entry.key)
    own = [item for item in lineage if isinstance(item, ScriptClass)]
    if any(item.open for item in own):
        return False
    # Whatever is put around a method may show what the method gives.
    if not all(is_plain_function(method) for item in own for method in item.methods.values()):
        return False
    if any(isinstance(item, Class) and item.key not in _BARE for item in lineage if _is_scene(item)):
        return False
    mine = {name for item in own for name in item.methods}
    return not any(_may_show(method, mine) for item in own for method in item.methods.values())


def _is_scene(entry: Class | ScriptClass) -> bool:
    return isinstance(entry, Class) and (entry.key == SCENE or SCENE in entry.bases)


def _may_show(method: ast.FunctionDef | ast.AsyncFunctionDef, mine: set[str]) -> bool:
    """Whether the scene is used for anything but its own attributes and what shows nothing."""
    if not method.args.args:
        return True
    scene = method.args.args[0].arg
    harmless: set[ast.AST] = set()
    for node in ast.walk(method):
        if not isinstance(node, ast.Attribute) or not isinstance(node.value, ast.Name):
            continue
        if isinstance(node.ctx, ast.Store) or node.attr in mine or node.attr in _QUIET:
            harmless.add(node.value)
    return any(
        (isinstance(node, ast.Name) and node.id in (scene, "super") and node not in harmless)
        or isinstance(node, ast.Raise)
        for node in ast.walk(method)
    )


def _empty(construct: ast.FunctionDef | ast.AsyncFunctionDef, reading: Reading) -> Diagnostic:
    line = construct.lineno
    text = reading.lines.line(line)
    return Diagnostic(
        RULE,
        Severity.WARNING,
        line,
        len(text) - len(text.lstrip()) + 1,
        "This scene shows nothing. Play an animation in it: self.play(Create(Circle())).",
    )
