"""What the script's own functions are given, where all that call them are seen."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Mapping

from core.check.facts import Argument
from core.check.tree import nodes
from core.check.types import UNKNOWN, Definition, Own, Type, join
from core.check.world import World

PASSED = {"add_updater": 0, "UpdateFromFunc": 1, "UpdateFromAlphaFunc": 1}
"""What of Manim's calls a function that it is given with its mobject, and at which place it is given it."""

_TAKING_BACK = "remove_updater"


class Callers:
    """Learns in one pass what functions are given, and tells it in the next."""

    def __init__(self) -> None:
        self._now: dict[Definition, dict[str, Type]] = {}
        self._before: dict[Definition, dict[str, Type]] = {}
        self._unseen: set[str] = set()
        self._hidden: frozenset[str] = frozenset()
        self._composed = False

    def begin(self, tree: ast.Module, world: World) -> None:
        """The next pass begins."""
        self._before = {
            node: given for node, given in self._now.items() if getattr(node, "name", "") not in self._unseen
        }
        self._now, self._unseen = {}, set()
        if not self._hidden:
            self._hidden = frozenset(_hidden(tree, world))
            self._composed = any(map(_composes, nodes(tree)))

    def note(self, function: Own, arguments: Iterable[Argument]) -> None:
        """A function of the script is called."""
        node = function.node
        given = _matched(node, arguments, is_method=function.owner is not None)
        known = self._now.get(node)
        if known is not None:
            given = {name: join(type, given.get(name, UNKNOWN)) for name, type in known.items()}
        self._now[node] = given

    def miss(self, name: str) -> None:
        """Something of this name is called, and nobody knows whose it is."""
        self._unseen.add(name)

    def given(self, node: Definition) -> Mapping[str, Type]:
        """What is known of a function's parameters."""
        if isinstance(node, ast.Lambda) or node.name in self._hidden or node.decorator_list or self._composed:
            return {}
        return self._before.get(node, {})


def _matched(node: Definition, arguments: Iterable[Argument], is_method: bool) -> dict[str, Type]:
    """The types of the parameters in one call; those that are not plainly given are left out."""
    places = [item.arg for item in (*node.args.posonlyargs, *node.args.args)][is_method:]
    names = {*places, *(item.arg for item in node.args.kwonlyargs)}
    found: dict[str, Type] = {}
    waiting = iter(places)
    for item in arguments:
        if item.spread:
            return {}
        name = item.name if item.name is not None else next(waiting, None)
        if name in names and name is not None:
            found[name] = item.type
    return found


def _composes(node: ast.AST) -> bool:
    """Whether something is asked for by a name that is put together as the script runs."""
    match node:
        case ast.Call(func=ast.Name("getattr"), args=[_, name, *_]):
            return not isinstance(name, ast.Constant)
        case ast.Name("globals" | "locals" | "vars" | "eval" | "exec") | ast.Attribute(attr="__dict__"):
            return True
    return False


def passed_at(call: ast.Call) -> int | None:
    """At which place a call gets a function that Manim will call with a mobject; None if it gets none."""
    place = PASSED.get(_name(call))
    if place is None or len(call.args) <= place:
        return None
    return None if any(isinstance(item, ast.Starred) for item in call.args[: place + 1]) else place


def _name(call: ast.Call) -> str:
    return call.func.id if isinstance(call.func, ast.Name) else getattr(call.func, "attr", "")


def _hidden(tree: ast.Module, world: World) -> Iterable[str]:
    """The functions that others call too: those given away, asked for by name, or called by Manim."""
    calls = [node for node in nodes(tree) if isinstance(node, ast.Call)]
    called = {id(node.func) for node in calls}
    called.update(id(node.args[place]) for node in calls if (place := passed_at(node)) is not None)
    called.update(id(item) for node in calls if _name(node) == _TAKING_BACK for item in node.args)
    for node in nodes(tree):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load) and id(node) not in called:
            yield node.id
        elif isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Load) and id(node) not in called:
            yield node.attr
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value
    for entry in world.own.values():
        for name in entry.methods:
            if name.startswith("__") or any(world.has(base, name) for base in entry.bases):
                yield name
