"""What an expression is known to give."""

from __future__ import annotations

import ast
import builtins
from collections.abc import Iterable
from functools import reduce
from typing import TYPE_CHECKING

from core.check.facts import Act, Argument
from core.check.inference.answers import Answers, own_function
from core.check.inference.arithmetic import array, combined, constant, member, negated
from core.check.inference.flow import Flow
from core.check.inference.imports import Imports, module_type, type_of
from core.check.inference.mutation import opened
from core.check.inference.recorder import Recorder
from core.check.types import (
    UNKNOWN,
    Beginning,
    Bound,
    ClassOf,
    Definition,
    FunctionOf,
    Instance,
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

_BUILTINS = frozenset(dir(builtins))
_COMPREHENSIONS = ast.ListComp | ast.SetComp | ast.GeneratorExp | ast.DictComp
_REDRAWING = "always_redraw"
_UPDATING = "add_updater"


class Expressions:
    """Follows expressions of one script; `statements` and `functions` follow what they lead to."""

    statements: Statements
    functions: Functions

    def __init__(self, world: World, given: Imports, recorder: Recorder) -> None:
        self.world = world
        self.recorder = recorder
        self.answers = Answers(world)
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
                return self._call(node, flow)
            case ast.List() | ast.Tuple() | ast.Set():
                return self._sequence(node, flow)
            case ast.Lambda():
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
                return member(owner, place)
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
                self._all([item for item in (*node.keys, *node.values) if item is not None], flow)
                keys = [item.value if isinstance(item, ast.Constant) else None for item in node.keys]
                words = tuple(item for item in keys if isinstance(item, str))
                return Plain("dict", keys=words if len(words) == len(keys) else None)
        if isinstance(node, _COMPREHENSIONS):
            return self._comprehension(node, flow)
        self._all([child for child in ast.iter_child_nodes(node) if isinstance(child, ast.expr)], flow)
        return UNKNOWN

    def name(self, name: str, flow: Flow) -> Type:
        """What a name holds: the script's own, what it imports, what stars give."""
        found = flow.find(name)
        if found is not None:
            return found
        if name in self._given.types:
            return self._given.types[name]
        if name in self.world.own:
            return ClassOf(name)
        if name in self._given.stars:
            return type_of(self._given.stars[name], self.world.index)
        return UNKNOWN

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
        for way, side in ((True, node.body), (False, node.orelse)):
            with self.recorder.recording(on=self.recorder.is_on and fixed in (None, way)):
                types.append(self.value(side, flow))
        return reduce(join, types)

    def _either(self, node: ast.BoolOp, flow: Flow) -> Type:
        # What stands behind `and` or `or` may not be looked at.
        first, *rest = node.values
        types = [self.value(first, flow)]
        with self.recorder.recording(on=False):
            types += self._all(rest, flow)
        return reduce(join, types)

    def _sequence(self, node: ast.List | ast.Tuple | ast.Set, flow: Flow) -> Type:
        kind = type(node).__name__.lower()
        types = []
        spread = False
        for item in node.elts:
            inner = item.value if isinstance(item, ast.Starred) else item
            found = self.value(inner, flow)
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
            self.statements.assign(generator.target, item_of(items) or UNKNOWN, inner)
            self._all(generator.ifs, inner)
        if isinstance(node, ast.DictComp):
            self._all([node.key, node.value], inner)
            return Plain("dict")
        item = self.value(node.elt, inner)
        if isinstance(node, ast.GeneratorExp):
            return Plain("generator", item=item)
        return Plain("set" if isinstance(node, ast.SetComp) else "list", item=item)

    def _call(self, node: ast.Call, flow: Flow) -> Type:
        function = node.func
        if isinstance(function, ast.Attribute):
            callee = self._beginning(function, flow) or self._attribute(function, flow, called=True)
        else:
            callee = self.value(function, flow)
        arguments = tuple(self._arguments(node, callee, flow))
        if callee == UNKNOWN or isinstance(callee, Own | Bound | Beginning):
            self._hand_over(arguments, flow)
        result = self._result(node, callee, arguments, flow)
        self.recorder.call(node, callee, arguments, result)
        return result

    def _beginning(self, node: ast.Attribute, flow: Flow) -> Beginning | None:
        match node:
            case ast.Attribute(value=ast.Call(func=ast.Name("super"), args=[]), attr="__init__"):
                above = self.world.above(flow.owner) if flow.owner else None
                return Beginning(above) if above else None
        return None

    def _arguments(self, node: ast.Call, callee: Type, flow: Flow) -> Iterable[Argument]:
        self._hint(node, callee)
        for item in node.args:
            if isinstance(item, ast.Starred):
                yield Argument(item.value, self.value(item.value, flow), spread=True)
            else:
                yield Argument(item, self.value(item, flow))
        for keyword in node.keywords:
            type = self.value(keyword.value, flow)
            yield Argument(keyword.value, type, keyword.arg, spread=keyword.arg is None)

    def _hand_over(self, arguments: tuple[Argument, ...], flow: Flow) -> None:
        """Whoever is given a list may change it."""
        for item in arguments:
            if isinstance(item.node, ast.Name) and not item.spread and isinstance(item.type, Plain):
                flow.give(item.node.id, opened(item.type))

    def _hint(self, node: ast.Call, callee: Type) -> None:
        """An updater that is written where it is added gets the mobject that it is added to."""
        if not isinstance(callee, Bound) or callee.name != _UPDATING or not node.args:
            return
        updater = node.args[0]
        owner = callee.owner
        if not isinstance(updater, ast.Lambda) or not updater.args.args or not isinstance(owner, Instance):
            return
        self.functions.hint(updater, updater.args.args[0].arg, Instance(owner.kind, owner.exact))

    def _result(self, node: ast.Call, callee: Type, arguments: tuple[Argument, ...], flow: Flow) -> Type:
        types = [
            (item_of(item.type) or UNKNOWN) if item.spread else item.type
            for item in arguments
            if item.name is None
        ]
        if isinstance(callee, Own):
            self.functions.callers.note(callee, arguments)
            return self.functions.result(callee, flow)
        if isinstance(callee, Bound) and isinstance(callee.owner, Instance):
            own = own_function(callee.owner, callee.name, self.world)
            if own is not None:
                self.functions.callers.note(own, arguments)
                return self.functions.result(own, flow)
            self._widen(node, callee, types, flow)
        if isinstance(callee, FunctionOf) and callee.key.endswith("." + _REDRAWING) and arguments:
            drawing = arguments[0].type
            if isinstance(drawing, Own):
                return _less_exact(self.functions.result(drawing, flow))
            return UNKNOWN
        if callee == UNKNOWN:
            self.functions.callers.miss(getattr(node.func, "attr", getattr(node.func, "id", "")))
        if callee == UNKNOWN and types and isinstance(node.func, ast.Attribute):
            return array(node.func, types[0])
        name = node.func.id if isinstance(node.func, ast.Name) else ""
        if name == "__import__" and types and isinstance(types[0], Plain):
            return module_type(str(types[0].value), self.world.index)
        if callee == UNKNOWN and name in _BUILTINS and flow.find(name) is None:
            if name == "dict" and not node.args and all(item.arg for item in node.keywords):
                return Plain("dict", keys=tuple(item.arg or "" for item in node.keywords))
            return self.answers.builtin(name, types)
        return self.answers.call(callee, types)

    def _widen(self, node: ast.Call, callee: Bound, types: list[Type], flow: Flow) -> None:
        """What is added to a group that a name holds becomes one of its members."""
        owner, function = callee.owner, node.func
        if callee.name not in ("add", "add_to_back", "insert") or not isinstance(owner, Instance):
            return
        if isinstance(function, ast.Attribute) and isinstance(function.value, ast.Name):
            known = [owner.item] if owner.item else []
            members = [*known, *types] if known or callee.name == "add" else []
            item = reduce(join, members) if members and UNKNOWN not in members else None
            item = item if isinstance(item, Instance) else None
            flow.give(function.value.id, Instance(owner.kind, owner.exact, item if known else None))


def _less_exact(type: Type) -> Type:
    # What is redrawn becomes like what is drawn anew, but stays of the class that it was first.
    return Instance(type.kind, type.exact) if isinstance(type, Instance) else type


def parameters(node: Definition) -> list[ast.arg]:
    """All parameters of a function."""
    given = node.args
    rest = [item for item in (given.vararg, given.kwarg) if item]
    return [*given.posonlyargs, *given.args, *given.kwonlyargs, *rest]
