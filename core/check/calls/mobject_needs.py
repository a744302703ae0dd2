"""Which parameters have to be given a mobject, so that nothing else works; measured with Manim 0.22."""

from __future__ import annotations

from enum import IntEnum

from core.api_index import Kind, Parameter
from core.check.facts import Call
from core.check.types import Bound, Builder, ClassOf, Instance
from core.check.world import ANIMATION, MOBJECT, SCENE, VMOBJECT, World


class Need(IntEnum):
    """What a parameter has to be given; an object of `MANY` may also stand in a list."""

    MOBJECT = 1
    CURVES = 2
    MANY = 3


_LENIENT = frozenset({"remove", "repeat_submobject", "LaggedStartMap", "AddTextWordByWord", "Mobject"})
"""These take anything, though they say that they want mobjects."""
_CURVES = frozenset({"VMobject", "OpenGLVMobject", "OpenGLSurface"})
_GROUPS = frozenset({"Difference", "Exclusion"})
"""These look at a group's members before they look at its class."""
_ADDING = frozenset({"add", "add_to_back", "insert"})


def need(parameter: Parameter, call: Call, world: World) -> Need | None:
    """What an argument for this parameter has to be; None where that is not sure."""
    callee = call.callee
    if isinstance(callee, ClassOf):
        return _of_class(parameter, callee.kind, world)
    if not isinstance(callee, Bound) or callee.name in _LENIENT:
        return None
    owner = callee.owner.target if isinstance(callee.owner, Builder) else callee.owner
    if not isinstance(owner, Instance):
        return None
    if world.method(owner.kind, callee.name) is None:
        return None
    if not world.is_a(owner, MOBJECT) and not world.is_a(owner, SCENE):
        return None
    found = _wanted(parameter, world)
    if found is Need.MOBJECT and callee.name in _ADDING and world.is_a(owner, VMOBJECT):
        return Need.CURVES
    # Methods look at other things than the class: a group of curves will often do.
    return Need.MOBJECT if found is Need.CURVES else found


def _of_class(parameter: Parameter, kind: str, world: World) -> Need | None:
    title = world.title(kind)
    if world.constructor(kind) is None or title in _LENIENT:
        return None
    if title == "Group" and parameter.kind is Kind.REST:
        return Need.MOBJECT
    made = Instance(kind)
    if not world.is_a(made, ANIMATION) and not world.is_a(made, MOBJECT):
        return None
    found = _wanted(parameter, world)
    return Need.MOBJECT if found is Need.CURVES and title in _GROUPS else found


def _wanted(parameter: Parameter, world: World) -> Need | None:
    """By what the parameter says of itself."""
    parts = [part.strip("'\" ") for part in parameter.annotation.split("|")]
    if parts == ["VMobject", "Iterable[VMobject]"]:
        return Need.MANY
    names = [part for part in parts if part != "None"]
    if not names or parameter.name == "target" or not all(_is_mobject(name, world) for name in names):
        return None
    return Need.CURVES if set(names) <= _CURVES else Need.MOBJECT


def _is_mobject(name: str, world: World) -> bool:
    entry = world.index.by_name.get(name)
    if entry is None:
        return False
    return "OpenGL" in name or any(item.key == MOBJECT for item in world.index.lineage(entry.key))
