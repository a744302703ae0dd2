"""What calls give, and what they change."""

from __future__ import annotations

import ast
import builtins
from collections.abc import Iterable
from dataclasses import replace
from functools import reduce
from typing import TYPE_CHECKING

from core.check.facts import Act, Argument
from core.check.inference.aliases import root
from core.check.inference.answers import own_functions
from core.check.inference.arithmetic import array
from core.check.inference.flow import Flow
from core.check.inference.growth import given, grown, is_harmless
from core.check.inference.imports import module_type
from core.check.inference.mutation import MUTABLE, opened
from core.check.inference.passing import Passing
from core.check.types import (
    UNKNOWN,
    Beginning,
    Bound,
    Builder,
    ClassOf,
    FunctionOf,
    Instance,
    Nothing,
    Own,
    Plain,
    Type,
    all_of,
    cut,
    item_of,
    join,
)

if TYPE_CHECKING:
    from core.check.inference.expressions import Expressions

_BUILTINS = frozenset(dir(builtins))
_REDRAWING = "always_redraw"


class Calls:
    """Follows the calls of one script."""

    def __init__(self, expressions: Expressions) -> None:
        self._expressions = expressions
        self._passing = Passing(expressions, self)

    def result(self, node: ast.Call, flow: Flow) -> Type:
        """What a call gives; it is recorded, and what it changes is noted."""
        function = node.func
        callee: Type | None = None
        owner: Type = UNKNOWN
        if isinstance(function, ast.Attribute):
            callee = self._beginning(function, flow)
            if callee is None:
                owner = self._expressions.value(function.value, flow)
                self._expressions.recorder.access(function, owner, called=True)
                callee = self._expressions.answers.attribute(owner, function.attr)
        else:
            callee = self._expressions.value(function, flow)
        arguments = tuple(self._arguments(node, flow))
        self._passing.note(node, callee, arguments, flow)
        if isinstance(owner, Plain) and isinstance(function, ast.Attribute):
            result = self._of_plain(function, owner, arguments, flow)
        else:
            self._hand_over(node, callee, arguments, flow)
            result = self._result(node, callee, arguments, flow)
        self._expressions.recorder.call(node, callee, arguments, result)
        return result

    def _beginning(self, node: ast.Attribute, flow: Flow) -> Beginning | None:
        match node:
            case ast.Attribute(value=ast.Call(func=ast.Name("super"), args=[]), attr="__init__"):
                above = self._expressions.world.above(flow.owner) if flow.owner else None
                return Beginning(above) if above else None
        return None

    def _arguments(self, node: ast.Call, flow: Flow) -> Iterable[Argument]:
        for item in node.args:
            if isinstance(item, ast.Starred):
                type = self._expressions.value(item.value, flow)
                self._expressions.recorder.operation(item, Act.WALK, type)
                yield Argument(item.value, type, spread=True)
            else:
                yield Argument(item, self._expressions.value(item, flow))
        for keyword in node.keywords:
            type = self._expressions.value(keyword.value, flow)
            yield Argument(keyword.value, type, keyword.arg, spread=keyword.arg is None)

    def _of_plain(
        self, function: ast.Attribute, owner: Plain, arguments: tuple[Argument, ...], flow: Flow
    ) -> Type:
        """What a call of a method of Python's own gives; what its owner holds now."""
        stored = [replace(item, type=self._expressions.stored(item.node, item.type)) for item in arguments]
        if isinstance(function.value, ast.Name) and owner.kind in MUTABLE:
            self._expressions.give(function.value.id, grown(owner, function.attr, stored), flow)
        return given(owner, function.attr, stored)

    def _hand_over(self, node: ast.Call, callee: Type, arguments: tuple[Argument, ...], flow: Flow) -> None:
        """Whoever is given a list or a group may change it."""
        if self._leaves_alone(node, callee, flow):
            return
        arguments = tuple(item for item in arguments if not item.spread)
        changed = [item.node for item in arguments]
        if self._is_manims(callee):
            # What it is given it leaves as it is; a function that it is given, to call it, may not.
            takes_function = any(isinstance(item.type, Own | Bound) for item in arguments)
            if isinstance(node.func, ast.Attribute) and takes_function:
                changed.append(node.func.value)
            if not takes_function or not self._expressions.mutation.handed:
                changed = [item.node for item in arguments if isinstance(item.type, Plain)]
        for place in changed:
            self._open(place, flow)

    def _open(self, place: ast.expr, flow: Flow) -> None:
        """What is in something is not known any more, nor what is in what it was taken out of."""
        for name in root(place):
            held = flow.find(name)
            if held is None or opened(held) == held:
                continue
            if isinstance(place, ast.Name) or _holds(self._expressions.value(place, flow)):
                flow.give(name, opened(held))

    def _is_manims(self, callee: Type) -> bool:
        if isinstance(callee, ClassOf):
            return callee.kind not in self._expressions.world.own
        return isinstance(callee, FunctionOf) or (isinstance(callee, Bound) and not self.own(callee))

    def _leaves_alone(self, node: ast.Call, callee: Type, flow: Flow) -> bool:
        """Whether what is called does nothing to what it is given."""
        if callee == UNKNOWN and isinstance(node.func, ast.Name):
            return is_harmless(node.func.id) and flow.find(node.func.id) is None
        return isinstance(callee, Builder)

    def own(self, callee: Bound) -> list[Own]:
        """The script's methods one of which is called, if it is one of the script's."""
        owner, world = callee.owner, self._expressions.world
        return own_functions(owner, callee.name, world) if isinstance(owner, Instance) else []

    def _result(self, node: ast.Call, callee: Type, arguments: tuple[Argument, ...], flow: Flow) -> Type:
        places = [item for item in arguments if item.name is None]
        types = [(item_of(item.type) or UNKNOWN) if item.spread else item.type for item in places]
        if isinstance(callee, Own):
            self._expressions.functions.callers.note(callee, arguments)
            return self._expressions.functions.result(callee, flow)
        if isinstance(callee, Bound) and isinstance(callee.owner, Instance):
            own = self.own(callee)
            for each in own:
                self._expressions.functions.callers.note(each, arguments)
            if own:
                return all_of([self._expressions.functions.result(each, flow) for each in own])
            self._widen(node, callee, self._all_stored(places), flow)
        if isinstance(callee, FunctionOf) and callee.key.endswith("." + _REDRAWING) and arguments:
            drawing = arguments[0].type
            if isinstance(drawing, Own):
                return _less_exact(self._expressions.functions.result(drawing, flow))
            return UNKNOWN
        if callee == UNKNOWN:
            self._expressions.functions.callers.miss(getattr(node.func, "attr", getattr(node.func, "id", "")))
        if callee == UNKNOWN and types and isinstance(node.func, ast.Attribute):
            return array(node.func, types[0])
        name = node.func.id if isinstance(node.func, ast.Name) else ""
        if name == "__import__" and types and isinstance(types[0], Plain):
            return module_type(str(types[0].value), self._expressions.world.index)
        if callee == UNKNOWN and name in _BUILTINS and flow.find(name) is None:
            if name == "dict" and not node.args and all(item.arg for item in node.keywords):
                keys = tuple(item.arg or "" for item in node.keywords)
                return Plain("dict", keys=keys, entries=tuple(item.type for item in arguments))
            if any(item.spread for item in places):
                return UNKNOWN
            return self._expressions.answers.builtin(name, types)
        return self._expressions.answers.call(callee, self._all_stored(places))

    def _widen(self, node: ast.Call, callee: Bound, types: list[Type], flow: Flow) -> None:
        """What is added to a group that a name holds becomes one of its members."""
        owner, function = callee.owner, node.func
        if callee.name not in ("add", "add_to_back", "insert") or not isinstance(owner, Instance):
            return
        if isinstance(function, ast.Attribute) and isinstance(function.value, ast.Name):
            known = [owner.item] if owner.item else []
            members = [*known, *types] if known or callee.name == "add" else []
            item = reduce(join, members) if members and UNKNOWN not in members else None
            item = cut(item) if isinstance(item, Instance | Nothing) else None
            group = Instance(owner.kind, owner.exact, item if known else None)
            self._expressions.give(function.value.id, group, flow)

    def _all_stored(self, places: Iterable[Argument]) -> list[Type]:
        """What is known of what a call puts into something, by the arguments that are given by position."""
        return [
            (item_of(item.type) or UNKNOWN) if item.spread else self._expressions.stored(item.node, item.type)
            for item in places
        ]


def _holds(type: Type) -> bool:
    """Whether this is something with something in it, which can be changed."""
    return opened(type) != type or (isinstance(type, Plain) and type.kind in MUTABLE)


def _less_exact(type: Type) -> Type:
    # What is redrawn becomes like what is drawn anew, but stays of the class that it was first.
    return Instance(type.kind, type.exact) if isinstance(type, Instance) else type
