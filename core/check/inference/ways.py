"""Where a script may go one way or another: conditions, loops, contexts, tries and matches."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import TYPE_CHECKING

from core.check.facts import Act
from core.check.inference.expressions import Expressions
from core.check.inference.flow import Flow, given_names
from core.check.names.guards import silences, swallowing
from core.check.tree import nodes
from core.check.types import UNKNOWN, Type, guarded, item_of

if TYPE_CHECKING:
    from core.check.inference.statements import Statements

_NEVER = frozenset({"TYPE_CHECKING", "typing.TYPE_CHECKING", "False", "0", "__name__ == '__main__'"})
_TURNS = 3
"""How often a loop is gone round at most, to see what its names come to hold."""
_LOOKING = frozenset({"isinstance", "hasattr", "callable", "type", "issubclass"})


class Ways:
    """Follows each way that may be gone, and what is known where they meet."""

    def __init__(self, statements: Statements, expressions: Expressions) -> None:
        self._statements = statements
        self._expressions = expressions
        self._recorder = expressions.recorder
        self._asked: frozenset[str] = frozenset()
        self._swallowing: frozenset[str] = frozenset()

    def begin(self, tree: ast.Module) -> None:
        """The next pass over a script begins."""
        self._asked = frozenset(_asked(tree))
        self._swallowing = swallowing(tree)

    def branch(self, node: ast.If, flow: Flow) -> None:
        """Follow both ways of a condition."""
        self._expressions.value(node.test, flow)
        before = dict(flow.now)
        self.look(node.test, flow)
        # What a condition is about shows in its names, but not always: another name may tell of the first.
        flow.now = {
            name: UNKNOWN if name in self._asked else guarded(type) for name, type in flow.now.items()
        }
        started = dict(flow.now)
        with self._recorder.recording(on=self._recorder.is_on and ast.unparse(node.test) not in _NEVER):
            self._statements.block(node.body, flow)
        ways = [(flow.now, flow.ended)]
        flow.now, flow.ended = started, False
        self._statements.block(node.orelse, flow)
        ways.append((flow.now, flow.ended))
        flow.merge(ways)
        if not any(ended for _, ended in ways):
            flow.restore(before, node)

    def look(self, test: ast.expr, flow: Flow) -> None:
        """Where a script looks what a name holds, it knows better."""
        for node in ast.walk(test):
            match node:
                case ast.Call(func=ast.Name(id=function), args=[ast.Name(id=name), *_]) if (
                    function in _LOOKING
                ):
                    flow.forget(name)
                case ast.Name(id=name) if (held := flow.find(name)) is not None:
                    flow.now[name] = guarded(held)

    def loop(self, node: ast.For | ast.AsyncFor | ast.While, flow: Flow) -> None:
        """Follow a loop: its turns, until what they leave changes no more, and its other block."""
        with self._recorder.recording(on=False):
            self._settle(node, flow)
        items = self._items(node, flow)
        if isinstance(node, ast.For):
            self._recorder.operation(node.target, Act.WALK, items)
        if self._recorder.is_on:
            self._turn(node, items, flow)
        # The other block is left out where the loop is broken off.
        after, flow.ended = dict(flow.now), False
        self._statements.block(node.orelse, flow)
        if node.orelse:
            flow.merge([(after, False), (flow.now, flow.ended)])

    def _settle(self, node: ast.For | ast.AsyncFor | ast.While, flow: Flow) -> None:
        """What one turn leaves, the next one finds: go round until nothing changes any more."""
        for _ in range(_TURNS):
            before = dict(flow.now)
            self._turn(node, self._items(node, flow), flow)
            if all(flow.now.get(name) == type for name, type in before.items()):
                return
        # What still waits for its turn, in a row of names that hand on what they hold, is not known either.
        for name in given_names(node):
            flow.forget(name)

    def _items(self, node: ast.For | ast.AsyncFor | ast.While, flow: Flow) -> Type:
        """What the loop goes through, which it may change as it goes."""
        return UNKNOWN if isinstance(node, ast.While) else self._expressions.value(node.iter, flow)

    def _turn(self, node: ast.For | ast.AsyncFor | ast.While, items: Type, flow: Flow) -> None:
        before = dict(flow.now)
        if isinstance(node, ast.While):
            self._expressions.value(node.test, flow)
            self.look(node.test, flow)
        else:
            self._statements.assign(node.target, item_of(items) or UNKNOWN, flow)
        around, flow.left = flow.left, []
        self._statements.block(node.body, flow)
        # A turn that is left early ends nothing but the turn or the loop, with what its names held by then.
        early = [(names, False) for names in flow.left]
        flow.left = around
        flow.merge([(before, False), (flow.now, flow.ended), *early])

    def with_(self, node: ast.With | ast.AsyncWith, flow: Flow) -> None:
        """Follow what stands under a context."""
        quiet = False
        for item in node.items:
            self._expressions.value(item.context_expr, flow)
            quiet |= silences(item.context_expr, self._swallowing)
            if item.optional_vars is not None:
                self._statements.assign(item.optional_vars, UNKNOWN, flow)
        before = dict(flow.now)
        with self._recorder.recording(on=self._recorder.is_on and not quiet):
            self._statements.block(node.body, flow)
        if quiet:
            self._may_be_left(before, flow)

    def _may_be_left(self, before: dict[str, Type], flow: Flow) -> None:
        """Go on behind something that may have been left anywhere, whatever its names held by then."""
        flow.merge([(before, False), (flow.now, flow.ended)])
        for name, type in before.items():
            if flow.ever.get(name, type) != type:
                flow.forget(name)

    def try_(self, node: ast.Try | ast.TryStar, flow: Flow) -> None:
        """Follow what is tried, and each way in which it may go wrong."""
        before = dict(flow.now)
        # Whatever goes wrong within is caught, so it is no error.
        with self._recorder.recording(on=self._recorder.is_on and not node.handlers):
            self._statements.block(node.body, flow)
        if not flow.ended:
            self._statements.block(node.orelse, flow)
        ways = [(flow.now, flow.ended)]
        for handler in node.handlers:
            flow.now, flow.ended = dict(before), False
            for name in flow.ever:
                if name in before and flow.ever[name] != before[name]:
                    flow.forget(name)
            if handler.name:
                flow.give(handler.name, UNKNOWN)
            with self._recorder.recording(on=False):
                self._statements.block(handler.body, flow)
            ways.append((flow.now, flow.ended))
        flow.merge(ways)
        ended, flow.ended = flow.ended, False
        self._statements.block(node.finalbody, flow)
        flow.ended |= ended

    def match(self, node: ast.Match, flow: Flow) -> None:
        """Follow each case."""
        self._expressions.value(node.subject, flow)
        before = dict(flow.now)
        ways = [(dict(before), False)]
        for case in node.cases:
            flow.now, flow.ended = dict(before), False
            for item in ast.walk(case.pattern):
                name = getattr(item, "name", None) or getattr(item, "rest", None)
                if isinstance(name, str):
                    flow.give(name, UNKNOWN)
            if isinstance(node.subject, ast.Name):
                flow.forget(node.subject.id)
            self._expressions.value(case.guard, flow)
            self._statements.block(case.body, flow)
            ways.append((flow.now, flow.ended))
        flow.merge(ways)


def _asked(tree: ast.Module) -> Iterator[str]:
    """The names of whose class a script asks, wherever it keeps the answer."""
    for node in nodes(tree):
        match node:
            case ast.Call(func=ast.Name(id=asked), args=[ast.Name(id=name), *_]) if asked in _LOOKING:
                yield name
            case ast.Attribute(value=ast.Name(id=name), attr="__class__"):
                yield name
