"""What is done with all that is on stage, when that cannot be done with it. See stage.md."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from core.check.facts import Call, Facts
from core.check.mending.places import edit
from core.check.reading import Reading
from core.check.types import Bound, ClassOf, Instance, ModuleOf
from core.check.world import SCENE, VMOBJECT, ScriptClass
from core.model import Diagnostic, Fix, Severity

RULE = "stage"

_BARE = frozenset({"Scene", "MovingCameraScene", "ThreeDScene", "ZoomedScene"})
"""Scenes on whose stage there is nothing in the beginning."""

_TAKING_AWAY = frozenset({"remove", "clear", "replace", "restructure_mobjects"})
_HARMLESS = frozenset(
    {"wait", "pause", "set_camera_orientation", "add_subcaption", "add_sound", "next_section"}
)
_ANIMATIONS = "manim.animation."


def judge_stage(reading: Reading) -> Iterator[Diagnostic]:
    """An error where `*self.mobjects` is nothing, or holds what a VGroup cannot take."""
    facts = reading.facts
    if facts is None:
        return
    calls = {call.node: call for call in facts.calls}
    for scene in facts.world.own.values():
        construct = scene.methods.get("construct")
        if construct is not None and _is_bare(scene, facts):
            yield from _judge(construct.body, calls, reading, facts)


def _is_bare(scene: ScriptClass, facts: Facts) -> bool:
    lineage = facts.world.lineage(scene.key)
    is_scene = any(entry.key == SCENE for entry in lineage)
    titles = {facts.world.title(base) for base in scene.bases}
    return is_scene and titles <= _BARE and not {"setup", "__init__"} & scene.methods.keys()


def _judge(
    body: list[ast.stmt], calls: dict[ast.Call, Call], reading: Reading, facts: Facts
) -> Iterator[Diagnostic]:
    """Go through the statements while it is certain what is on stage."""
    is_empty = True
    odd: Call | None = None
    for statement in body:
        inside = [calls[node] for node in ast.walk(statement) if isinstance(node, ast.Call) and node in calls]
        for call in inside:
            if is_empty and _spreads_stage(call) and _needs_one(call):
                yield _nothing(call, reading)
            elif odd is not None and _spreads_stage(call) and _is_vgroup(call, facts):
                yield _misplaced(call, odd, reading, facts)
        names = [
            call.callee.name
            for call in inside
            if _is_of_scene(call, facts) and isinstance(call.callee, Bound)
        ]
        is_empty = (
            is_empty
            and isinstance(statement, ast.Assign | ast.Expr)
            and _HARMLESS.issuperset(names)
            and not (_calls_own(inside, facts))
        )
        if _TAKING_AWAY & set(names) or _calls_own(inside, facts):
            odd = None
        if isinstance(statement, ast.Expr):
            odd = next((call for call in inside if _adds_odd(call, facts)), odd)


def _spreads_stage(call: Call) -> bool:
    """Whether the only argument by position is `*self.mobjects`."""
    places = call.node.args
    if len(places) != 1 or not isinstance(places[0], ast.Starred):
        return False
    value = places[0].value
    return isinstance(value, ast.Attribute) and value.attr == "mobjects" and isinstance(value.value, ast.Name)


def _needs_one(call: Call) -> bool:
    return isinstance(call.callee, ClassOf) and call.callee.kind.startswith(_ANIMATIONS)


def _is_vgroup(call: Call, facts: Facts) -> bool:
    return isinstance(call.callee, ClassOf) and facts.world.title(call.callee.kind) == "VGroup"


def _is_of_scene(call: Call, facts: Facts) -> bool:
    return isinstance(call.callee, Bound) and facts.world.is_a(call.callee.owner, SCENE) is True


def _calls_own(calls: list[Call], facts: Facts) -> bool:
    """Whether something is called that may do anything with the stage."""
    return any(
        not isinstance(call.callee, ClassOf | ModuleOf | Bound)
        or (isinstance(call.callee, Bound) and _is_own(call.callee, facts))
        for call in calls
    )


def _is_own(callee: Bound, facts: Facts) -> bool:
    owner = callee.owner
    return isinstance(owner, Instance) and facts.world.method(owner.kind, callee.name) is None


def _adds_odd(call: Call, facts: Facts) -> bool:
    """Whether it adds something that no VGroup takes."""
    if not _is_of_scene(call, facts) or not isinstance(call.callee, Bound) or call.callee.name != "add":
        return False
    return any(facts.world.is_a(item.type, VMOBJECT) is False for item in call.arguments)


def _nothing(call: Call, reading: Reading) -> Diagnostic:
    name = ast.unparse(call.node.func)
    return _error(
        call,
        f"Nothing is on stage yet, and {name} needs something. Add a mobject before, or leave it out.",
        reading,
    )


def _misplaced(call: Call, odd: Call, reading: Reading, facts: Facts) -> Diagnostic:
    kind = next(
        facts.world.title(item.type.kind)
        for item in odd.arguments
        if isinstance(item.type, Instance) and facts.world.is_a(item.type, VMOBJECT) is False
    )
    message = f"A {kind} is on stage, and a VGroup takes only what is made of curves. Write Group."
    return _error(
        call, message, reading, Fix("Write Group", (edit(reading.lines, call.node.func, "Group"),), True)
    )


def _error(call: Call, message: str, reading: Reading, fix: Fix | None = None) -> Diagnostic:
    node = call.node
    return Diagnostic(RULE, Severity.ERROR, node.lineno, reading.lines.column(node), message, fix)
