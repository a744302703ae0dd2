"""Whether what is called is Manim's own, and by which name."""

from __future__ import annotations

from core.check.types import Bound, Builder, ClassOf, FunctionOf, Instance, Type
from core.check.world import World


def manims(callee: Type, world: World) -> str:
    """The name of the class, method or function of Manim's that this is; empty where it may be another."""
    match callee:
        case ClassOf(kind) if kind not in world.own:
            return world.title(kind)
        case Bound(Instance(kind) | Builder(Instance(kind)), name) if world.method(kind, name) is not None:
            return name
        case FunctionOf(key):
            return world.title(key)
    return ""
