"""What an expression is known to give."""

from __future__ import annotations

import ast
from collections.abc import Iterable
from functools import reduce
from typing import TYPE_CHECKING

from core.check.facts import Act
from core.check.inference.answers import Answers
from core.check.inference.arithmetic import combined, constant, member, negated
from core.check.inference.calls import Calls
from core.check.inference.flow import Flow
from core.check.inference.imports import Imports, type_of
from core.check.inference.mutation import Mutation, opened
from core.check.inference.recorder import Recorder
from core.check.types import (
    UNKNOWN,
    ClassOf,
    Definition,
    Own,
    Plain,
    Type,
    bounded,
    item_of,
    join,
)
from core.check.world import World

if TYPE_CHECKING:
    from core.check.inference.functions import Functions
    from core.check.inference.statements import Statements

_COMPREHENSIONS = ast.ListComp | ast.SetComp | ast.GeneratorExp | ast.DictComp


class Expressions:
    """Follows expressions of one script; `statements` and `functions` follow what they lead to."""

    statements: Statements
    functions: Functions

    def __init__(self, world: World, given: Imports, recorder: Recorder) -> None:
        self.world = world
        self.imported = frozenset(given.types.keys() | given.stars.keys())
        self.recorder = recorder
        self.answers = Answers(world)
        self.mutation = Mutation()
        self.calls = Calls(self)
        self._given = given

    def value(self, node: ast.expr | None, flow: Flow) -> Type:
        """What the expression gives here; names that it assigns are given to the flow."""
        if node is None:
            return UNKNOWN
        self.recorder.step()
        match node:
            case ast.Constant():
                return constant(node.value)
            case ast.Name():
                return self.name(node.id, flow)
            case ast.Attribute():
                return self._attribute(node, flow, called=False)
            case ast.Call():
                return self.calls.result(node, flow)
            case ast.List() | ast.Tuple() | ast.Set():
                return self._sequence(node, flow)
            case ast.Lambda():
                self._all([item for item in (*node.args.defaults, *node.args.kw_defaults) if item], flow)
                self.functions.later(node, flow)
                return Own(node)
            case ast.NamedExpr():
                type = self.value(node.value, flow)
                flow.give(node.target.id, type)
                return type
            case ast.IfExp():
                return self._choice(node, flow)
            case ast.BoolOp():
                return self._either(node, flow)
            case ast.UnaryOp():
                return negated(node.op, self.value(node.operand, flow))
            case ast.BinOp():
                left, right = self.value(node.left, flow), self.value(node.right, flow)
                self.recorder.operation(node, Act.COMBINE, left, right)
                return combined(node.op, left, right)
            case ast.Subscript():
                owner, place = self.value(node.value, flow), self.value(node.slice, flow)
                self.recorder.operation(node, Act.TAKE, owner, place)
                return self.answers.part(owner) if isinstance(node.slice, ast.Slice) else member(owner, place)
            case ast.JoinedStr():
                self._all(node.values, flow)
                return Plain("str")
            case ast.Compare():
                types = self._all([node.left, *node.comparators], flow)
                self.recorder.operation(node, Act.COMPARE, types[0], types[1])
                return UNKNOWN
            case ast.FormattedValue():
                type = self.value(node.value, flow)
                self.value(node.format_spec, flow)
                if node.format_spec is not None and node.conversion < 0:
                    self.recorder.operation(node, Act.FORMAT, type)
                return UNKNOWN
            case ast.Dict():
                return self._dict(node, flow)
        if isinstance(node, _COMPREHENSIONS):
            return self._comprehension(node, flow)
        self._all([child for child in ast.iter_child_nodes(node) if isinstance(child, ast.expr)], flow)
        return UNKNOWN

    def name(self, name: str, flow: Flow) -> Type:
        """What a name holds: the script's own, what it imports, what stars give."""
        found = flow.find(name)
        if found is not None:
            return found
        if name in self.world.own:
            return ClassOf(name)
        if name in self._given.types:
            return self._given.types[name]
        if name in self._given.stars:
            return type_of(self._given.stars[name], self.world.index)
        return UNKNOWN

    def import_of(self, name: str) -> Type:
        """What an import gives under this name."""
        return self._given.types.get(name, UNKNOWN)

    def _all(self, nodes: Iterable[ast.expr], flow: Flow) -> list[Type]:
        return [self.value(node, flow) for node in nodes]

    def _attribute(self, node: ast.Attribute, flow: Flow, called: bool) -> Type:
        owner = self.value(node.value, flow)
        self.recorder.access(node, owner, called)
        return self.answers.attribute(owner, node.attr)

    def _choice(self, node: ast.IfExp, flow: Flow) -> Type:
        self.value(node.test, flow)
        fixed = bool(node.test.value) if isinstance(node.test, ast.Constant) else None
        types = []
        before = dict(flow.now)
        ways = []
        for way, side in ((True, node.body), (False, node.orelse)):
            flow.now = dict(before)
            self.statements.ways.look(node.test, flow)
            with self.recorder.recording(on=self.recorder.is_on and fixed in (None, way)):
                types.append(self.value(side, flow))
            ways.append((flow.now, False))
        flow.merge(ways)
        flow.restore(before, node)
        return reduce(join, types)

    def _either(self, node: ast.BoolOp, flow: Flow) -> Type:
        # What stands behind `and` or `or` may not be looked at.
        first, *rest = node.values
        types = [self.value(first, flow)]
        before = dict(flow.now)
        with self.recorder.recording(on=False):
            types += self._all(rest, flow)
        flow.merge([(before, False), (flow.now, False)])
        return reduce(join, types)

    def _dict(self, node: ast.Dict, flow: Flow) -> Type:
        self._all([item for item in node.keys if item is not None], flow)
        entries = tuple(self.stored(item, self.value(item, flow)) for item in node.values)
        keys = [item.value if isinstance(item, ast.Constant) else None for item in node.keys]
        words = tuple(item for item in keys if isinstance(item, str))
        if len(words) == len(keys):
            return bounded(Plain("dict", keys=words, entries=entries))
        return bounded(Plain("dict", entry=None if None in node.keys else reduce(join, entries)))

    def stored(self, node: ast.expr, type: Type) -> Type:
        """What is known of something in a list or the like, whose name may still serve to change it."""
        without = opened(type)
        return without if without is not type and self.mutation.is_changed(node) else type

    def _sequence(self, node: ast.List | ast.Tuple | ast.Set, flow: Flow) -> Type:
        kind = type(node).__name__.lower()
        types = []
        spread = False
        for item in node.elts:
            inner = item.value if isinstance(item, ast.Starred) else item
            found = self.stored(inner, self.value(inner, flow)) if inner is item else self.value(inner, flow)
            spread |= isinstance(item, ast.Starred)
            types.append((item_of(found) or UNKNOWN) if isinstance(item, ast.Starred) else found)
        if spread or kind == "set":
            return Plain(kind, item=reduce(join, types) if types else None)
        return bounded(Plain(kind, items=tuple(types)))

    def _comprehension(
        self, node: ast.ListComp | ast.SetComp | ast.GeneratorExp | ast.DictComp, flow: Flow
    ) -> Type:
        inner = Flow(flow, dict(flow.now), dict(flow.ever))
        for generator in node.generators:
            items = self.value(generator.iter, inner)
            self.recorder.operation(generator.target, Act.WALK, items)
            self.statements.assign(generator.target, item_of(items) or UNKNOWN, inner)
            self._all(generator.ifs, inner)
            for test in generator.ifs:
                self.statements.ways.look(test, inner)
        for child in ast.walk(node):
            if isinstance(child, ast.NamedExpr):
                flow.forget(child.target.id)  # it outlives the comprehension
        if isinstance(node, ast.DictComp):
            _, entry = self._all([node.key, node.value], inner)
            return Plain("dict", entry=entry)
        item = self.value(node.elt, inner)
        if isinstance(node, ast.GeneratorExp):
            return Plain("generator", item=item)
        return Plain("set" if isinstance(node, ast.SetComp) else "list", item=item)

    def give(self, name: str, type: Type, flow: Flow) -> None:
        """The name holds something whose content is changed elsewhere too, perhaps."""
        flow.give(name, self.mutation.kept(name, type))


def parameters(node: Definition) -> list[ast.arg]:
    """All parameters of a function."""
    given = node.args
    rest = [item for item in (given.vararg, given.kwarg) if item]
    return [*given.posonlyargs, *given.args, *given.kwonlyargs, *rest]
