"""Following the functions of a script: when they are defined, when they are called, and when they run."""

from __future__ import annotations

import ast
from collections.abc import Mapping
from functools import reduce
from typing import TYPE_CHECKING

from core.check.inference.callers import Callers
from core.check.inference.expressions import Expressions, parameters
from core.check.inference.flow import Flow
from core.check.inference.reach import FunctionNode
from core.check.inference.script_classes import is_plain_function
from core.check.types import UNKNOWN, Definition, Instance, Own, Plain, Type, guarded, join

if TYPE_CHECKING:
    from core.check.inference.statements import Statements

_DEPTH = 6
"""How far calls of the script's own functions are followed."""


class Functions:
    """Follows the bodies of functions; records only those that are reached."""

    statements: Statements

    def __init__(self, expressions: Expressions) -> None:
        self._expressions = expressions
        expressions.functions = self
        self._recorder = expressions.recorder
        self._world = expressions.world
        self.callers = Callers()
        self._module = Flow()
        self._reached: frozenset[FunctionNode] = frozenset()
        self._hints: dict[ast.Lambda, dict[str, Type]] = {}
        self._waiting: list[tuple[Definition, Flow, str | None]] = []
        self._following: list[Definition] = []
        self._known: dict[Definition, Type] = {}
        self._around: dict[Definition, Flow] = {}

    def begin(self, tree: ast.Module, reached: frozenset[FunctionNode]) -> Flow:
        """A new pass begins: the names of the module."""
        self.callers.begin(tree, self._world)
        self._reached = reached
        self._module = Flow(given=self._expressions.imported)
        self._known, self._waiting, self._around, self._hints = {}, [], {}, {}
        return self._module

    def finish(self) -> None:
        """Follow the functions that were defined, and those that are defined in them."""
        self._module.now.update(self._module.ever)
        while self._waiting:
            node, flow, owner = self._waiting.pop(0)
            runs = self._recorder.is_on and (isinstance(node, ast.Lambda) or node in self._reached)
            with self._recorder.recording(on=runs):
                self._follow(node, flow, owner)

    def later(self, node: Definition, flow: Flow, owner: str | None = None) -> None:
        """A function is defined; what is in it runs when the names around it hold what they ever will."""
        if owner is None:
            self._around[node] = flow
        if not self._following:
            self._waiting.append((node, flow, owner))

    def hint(self, node: ast.Lambda, given: Mapping[str, Type]) -> None:
        """The parameters of a function that is written where it is given away hold this."""
        known = self._hints.get(node, given)
        self._hints[node] = {name: join(type, given.get(name, UNKNOWN)) for name, type in known.items()}

    def result(self, function: Own, flow: Flow) -> Type:
        """What calling a function of the script gives, whatever it is given."""
        node = function.node
        if node in self._known:
            return self._known[node]
        if node in self._following or len(self._following) >= _DEPTH:
            return UNKNOWN
        if isinstance(node, FunctionNode) and (not is_plain_function(node) or _is_generator(node)):
            return UNKNOWN
        self._following.append(node)
        around = flow if isinstance(node, ast.Lambda) else self._around.get(node, self._module)
        with self._recorder.recording(on=False):
            found = self._follow(node, around, function.owner)
        self._following.pop()
        if not self._following and around is self._module:
            self._known[node] = found
        return found

    def _follow(self, node: Definition, around: Flow, owner: str | None) -> Type:
        inner = Flow(around)
        given = self.callers.given(node)
        for item in parameters(node):
            self._expressions.give(item.arg, guarded(given.get(item.arg, UNKNOWN)), inner)
        if isinstance(node, ast.Lambda):
            for name, type in self._hints.get(node, {}).items():
                inner.now[name] = inner.ever[name] = type
            return self._expressions.value(node.body, inner)
        if owner and node.args.args and gets_itself(node):
            inner.owner = owner
            inner.now[node.args.args[0].arg] = inner.ever[node.args.args[0].arg] = self._me(owner)
        self.statements.block(node.body, inner)
        returned = inner.returned if inner.ended else [*inner.returned, Plain("None")]
        return reduce(join, returned) if returned else UNKNOWN

    def _me(self, owner: str) -> Instance:
        return Instance(owner, exact=not any(True for _ in self._world.below(owner)))


def gets_itself(node: FunctionNode) -> bool:
    """Whether the first parameter of a method is the object, for all that is around the method."""
    marks = {ast.unparse(item).rpartition(".")[2] for item in node.decorator_list}
    return marks <= {"property", "cached_property", "setter", "getter", "deleter", "override"}


def _is_generator(node: FunctionNode) -> bool:
    return any(isinstance(child, ast.Yield | ast.YieldFrom | ast.Await) for child in ast.walk(node))
