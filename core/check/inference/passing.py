"""Functions that are given away to be called: what they will be called with."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from core.check.facts import Argument
from core.check.inference.callers import passed_at
from core.check.inference.flow import Flow
from core.check.inference.mutation import opened
from core.check.types import UNKNOWN, Bound, ClassOf, Instance, Own, Plain, Type, item_of

if TYPE_CHECKING:
    from core.check.inference.calls import Calls
    from core.check.inference.expressions import Expressions

_TIME = "dt"


class Passing:
    """Notes what those functions get that are given to updaters, and to what goes through a list."""

    def __init__(self, expressions: Expressions, calls: Calls) -> None:
        self._expressions = expressions
        self._calls = calls

    def note(self, node: ast.Call, callee: Type, arguments: tuple[Argument, ...], flow: Flow) -> None:
        """A function that is given away is called with what it is given away for."""
        place = passed_at(node)
        if place is not None:
            mobject = callee.owner if isinstance(callee, Bound) else UNKNOWN
            if isinstance(callee, ClassOf):
                mobject = arguments[0].type
            if isinstance(mobject, Instance):
                mobject = opened(mobject)
            self._called_with(arguments[place], mobject if isinstance(mobject, Instance) else UNKNOWN, flow)
        if isinstance(node.func, ast.Name) and flow.find(node.func.id) is None:
            self._go_through(node.func.id, arguments, flow)

    def _go_through(self, name: str, arguments: tuple[Argument, ...], flow: Flow) -> None:
        """Some of Python's own functions call what they are given with each item of what they go through."""
        if name in ("map", "filter") and len(arguments) == 2:
            self._called_with(arguments[0], item_of(arguments[1].type) or UNKNOWN, flow)
        elif name in ("sorted", "min", "max"):
            item = item_of(arguments[0].type) if len(arguments) == 2 else None
            for argument in arguments:
                if argument.name == "key":
                    self._called_with(argument, item or UNKNOWN, flow)

    def _called_with(self, function: Argument, first: Type, flow: Flow) -> None:
        """A function is called with this, and with the time where it asks for that."""
        node, known = function.node, function.type
        if isinstance(node, ast.Lambda):
            named = node.args.args
            defaults = [self._expressions.value(item, flow) for item in node.args.defaults]
            hints = {item.arg: type for item, type in zip(reversed(named), reversed(defaults), strict=False)}
            hints.update((item.arg, Plain("float")) for item in named if item.arg == _TIME)
            hints.update((item.arg, first) for item in named[:1])
            self._expressions.functions.hint(node, hints)
            return
        for own in self._calls.own(known) if isinstance(known, Bound) else [known]:
            if isinstance(own, Own):
                self._expressions.functions.callers.note(own, [Argument(node, first)])
