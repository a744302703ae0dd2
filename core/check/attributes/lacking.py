"""Whether what an attribute is asked of certainly lacks it."""

from __future__ import annotations

import ast
from abc import ABCMeta
from collections.abc import MutableMapping
from types import FunctionType, MethodType

from core.check.attributes.array_names import ARRAY_NAMES
from core.check.attributes.meant import tabled
from core.check.facts import Access
from core.check.inference.imports import standard_names
from core.check.types import NUMBERS, Bound, Builder, ClassOf, Instance, ModuleOf, Plain, Type
from core.check.world import MOBJECT, World

BUILDER = "manim.mobject.mobject._AnimationBuilder"
CONFIG = "manim._config.utils.ManimConfig"
PLAIN: dict[str, type] = {
    kind.__name__: kind for kind in (int, float, str, bool, list, tuple, dict, set, range, enumerate, zip)
}
PLAIN["None"] = type(None)
_OF_CLASSES = frozenset(dir(ABCMeta))
_OF_FUNCTIONS = frozenset(dir(FunctionType)) | frozenset(dir(MethodType))
_OF_CONFIG = frozenset(dir(MutableMapping))


def lacks(world: World, owner: Type, name: str) -> bool:
    """Whether asking for the attribute certainly ends in an AttributeError.

    Mobjects answer everything that begins with get_ or set_; see `answer_fails` for what follows.
    """
    if name.startswith("__"):
        return False
    match owner:
        case Instance(kind) if kind == CONFIG:
            return not (world.has(kind, name) or name in _OF_CONFIG or name in world.assigned)
        case Instance():
            return _object_lacks(world, owner, name)
        case ClassOf():
            return name not in _OF_CLASSES and world.has_for_sure_not(owner, name)
        case Builder(target=Instance() as target):
            return not world.has(BUILDER, name) and _object_lacks(world, target, name)
        case Plain(kind):
            if kind not in PLAIN or (kind in NUMBERS and name in ARRAY_NAMES):
                return False
            return not hasattr(PLAIN[kind], name)
        case Bound(owner=Instance() as target, name=method):
            is_plain = name not in _OF_FUNCTIONS and not name.startswith("_") and name not in world.assigned
            return is_plain and world.method(target.kind, method) is not None
        case ModuleOf(module):
            names = names_of_module(world, module)
            return bool(names) and name not in names and name not in world.assigned
    return False


def _object_lacks(world: World, owner: Instance, name: str) -> bool:
    # Some objects get attributes from outside; a word of the tables is not one of those.
    if name in world.index.assigned and tabled(world, owner.kind, name) is None:
        return False
    return world.has_for_sure_not(owner, name)


def names_of_module(world: World, module: str) -> frozenset[str]:
    """All that a module has; nothing where that is not known."""
    return frozenset(world.index.modules.get(module, ())) or standard_names(module)


def is_answered(world: World, owner: Type, name: str) -> bool:
    """Whether a mobject answers to a name that it does not have, with a getter or a setter."""
    target = owner.target if isinstance(owner, Builder) else owner
    return name[:4] in ("get_", "set_") and len(name) > 4 and world.is_a(target, MOBJECT) is True


def answer_fails(world: World, access: Access, call: ast.Call | None) -> bool:
    """Whether calling the getter or setter that a mobject answers with certainly fails."""
    if call is None:
        return False
    places = [item for item in call.args if not isinstance(item, ast.Starred)]
    names = [item.arg for item in call.keywords if item.arg is not None]
    if access.node.attr.startswith("get_"):
        return bool(places or names) or lacks(world, access.owner, access.node.attr[4:])
    if len(places) > 1 or set(names) - {"value"} or (places and names):
        return True
    is_open = len(places) < len(call.args) or len(names) < len(call.keywords)
    return not (places or names or is_open)
