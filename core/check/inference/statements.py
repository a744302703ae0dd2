"""Going through the statements of a script and its classes."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Sequence

from core.check.facts import Act
from core.check.inference.arithmetic import combined
from core.check.inference.expressions import Expressions
from core.check.inference.flow import Flow
from core.check.inference.functions import Functions, gets_itself
from core.check.inference.growth import extended, with_entry, with_item
from core.check.inference.mutation import Mutation, mutation, only_spread, opened
from core.check.inference.reach import FunctionNode
from core.check.inference.ways import Ways
from core.check.tree import nodes
from core.check.types import UNKNOWN, ClassOf, Instance, Own, Plain, Type, item_of, join
from core.check.world import ScriptClass


class Statements:
    """Follows statements. What nobody knows to run is followed, but not recorded."""

    def __init__(self, expressions: Expressions, functions: Functions) -> None:
        self._expressions = expressions
        expressions.statements = functions.statements = self
        self._recorder = expressions.recorder
        self._world = expressions.world
        self._functions = functions
        self.ways = Ways(self, expressions)
        self._learned: dict[str, dict[str, Type]] = {}
        self._unlearned: dict[str, set[str]] = {}
        self._shared: frozenset[str] = frozenset()
        self._spread: frozenset[str] = frozenset()
        self._mutation = Mutation()

    def module(self, tree: ast.Module, reached: frozenset[FunctionNode]) -> None:
        """One pass over everything; `reached` are the functions that run."""
        self._shared = _shared(tree)
        self._mutation = self._expressions.mutation = mutation(tree)
        self._spread = only_spread(tree)
        self.ways.begin(tree)
        self._learned, self._unlearned = {}, {}
        module = self._functions.begin(tree, reached)
        self.block(tree.body, module)
        self._functions.finish()
        for name, fields in self._learned.items():
            unlearned = self._unlearned.get(name, set())
            self._world.own[name].fields.update(
                (field, UNKNOWN if field in unlearned else type) for field, type in fields.items()
            )

    def block(self, statements: Sequence[ast.stmt], flow: Flow) -> None:
        """Statements one after another, up to where the block is left."""
        for statement in statements:
            if flow.ended:
                return
            self._recorder.step()
            self._statement(statement, flow)

    def _statement(self, node: ast.stmt, flow: Flow) -> None:
        value = self._expressions.value
        match node:
            case ast.Expr():
                value(node.value, flow)
            case ast.Assign():
                type = value(node.value, flow)
                if isinstance(node.value, ast.Name | ast.Attribute | ast.Subscript) or len(node.targets) > 1:
                    # It has another name as well.
                    type = self._mutation.shared(type, (node.value, *node.targets))
                if isinstance(node.value, ast.Name) and isinstance(type, Plain | Instance):
                    flow.give(node.value.id, type)
                for target in node.targets:
                    self.assign(target, type, flow)
            case ast.AnnAssign():
                if node.value is not None:
                    self.assign(node.target, value(node.value, flow), flow)
            case ast.AugAssign():
                self._change(node, flow)
            case ast.Return():
                type = Plain("None") if node.value is None else value(node.value, flow)
                is_part = isinstance(node.value, ast.Attribute | ast.Subscript)
                flow.returned.append(opened(type) if is_part else type)
                flow.ended = True
            case ast.Raise():
                value(node.exc, flow)
                flow.ended = True
            case ast.Break() | ast.Continue():
                flow.left.append(dict(flow.now))
                flow.ended = True
            case ast.If():
                self.ways.branch(node, flow)
            case ast.For() | ast.AsyncFor() | ast.While():
                self.ways.loop(node, flow)
            case ast.With() | ast.AsyncWith():
                self.ways.with_(node, flow)
            case ast.Try() | ast.TryStar():
                self.ways.try_(node, flow)
            case ast.Match():
                self.ways.match(node, flow)
            case ast.FunctionDef() | ast.AsyncFunctionDef():
                self._define(node, flow)
            case ast.ClassDef():
                self._class(node, flow)
            case ast.Import() | ast.ImportFrom():
                for alias in node.names:
                    name = alias.asname or alias.name.partition(".")[0]
                    if name != "*":
                        flow.give(name, self._expressions.import_of(name))
            case ast.Delete():
                for target in node.targets:
                    if isinstance(target, ast.Name):
                        flow.forget(target.id)
            case ast.Assert():
                value(node.test, flow)
                self.ways.look(node.test, flow)

    def assign(self, target: ast.expr, type: Type, flow: Flow) -> None:
        """Give a value to a name, an attribute or several at once."""
        match target:
            case ast.Name():
                kept = self._mutation.kept(target.id, type)
                flow.give(target.id, UNKNOWN if target.id in self._shared else kept)
            case ast.Attribute():
                owner = self._expressions.value(target.value, flow)
                self._recorder.access(target, owner, called=False, stored=True)
                self._learn(target, owner, type)
            case ast.Tuple() | ast.List():
                if not any(isinstance(item, ast.Starred) for item in target.elts):
                    self._recorder.operation(target, Act.UNPACK, type, count=len(target.elts))
                self._unpack(target.elts, type, flow)
            case ast.Starred():
                self.assign(target.value, Plain("list"), flow)
            case ast.Subscript():
                owner = self._expressions.value(target.value, flow)
                self._expressions.value(target.slice, flow)
                if isinstance(target.value, ast.Name):
                    self._expressions.give(target.value.id, _holding(owner, target, type), flow)

    def _unpack(self, targets: list[ast.expr], type: Type, flow: Flow) -> None:
        items = type.items if isinstance(type, Plain) else None
        if (
            items is None
            or len(items) != len(targets)
            or any(isinstance(item, ast.Starred) for item in targets)
        ):
            items = tuple(item_of(type) or UNKNOWN for _ in targets)
        for target, item in zip(targets, items, strict=True):
            self.assign(target, item, flow)

    def _learn(self, target: ast.Attribute, owner: Type, type: Type) -> None:
        """Remember what an attribute of `self` holds, for the next pass."""
        own = self._world.own.get(owner.kind) if isinstance(owner, Instance) else None
        if own is None or not isinstance(target.value, ast.Name) or target.value.id != "self":
            return
        fields, held = self._learned.setdefault(own.key, {}), self._mutation.field(target.attr, type)
        fields[target.attr] = join(fields.get(target.attr, held), held)

    def _change(self, node: ast.AugAssign, flow: Flow) -> None:
        target: ast.expr = node.target
        if isinstance(target, ast.Name):
            before = self._expressions.name(target.id, flow)
            value = self._expressions.value(node.value, flow)
            self._recorder.operation(node, Act.COMBINE, before, value)
            after = combined(node.op, before, value)
            if isinstance(before, Plain) and before.kind == "list":
                after = extended(before, value)
            self.assign(target, after, flow)
        else:
            self._expressions.value(node.value, flow)
            self.assign(target, UNKNOWN, flow)

    def _define(self, node: FunctionNode, flow: Flow, owner: str | None = None) -> None:
        self._values((*node.decorator_list, *node.args.defaults, *node.args.kw_defaults), flow)
        if owner is None:
            flow.give(node.name, UNKNOWN if node.decorator_list else Own(node))
        self._functions.later(node, flow, owner)
        if owner and not gets_itself(node):
            stored = (item for item in ast.walk(node) if isinstance(item, ast.Attribute))
            names = {item.attr for item in stored if not isinstance(item.ctx, ast.Load)}
            self._unlearned.setdefault(owner, set()).update(names)

    def _class(self, node: ast.ClassDef, flow: Flow) -> None:
        self._values((*node.decorator_list, *node.bases), flow)
        inner = Flow(flow)
        flow.give(node.name, ClassOf(node.name) if node.name in self._world.own else UNKNOWN)
        styles: dict[str, Type] = {}
        own: ScriptClass | None = self._world.own.get(node.name)
        for item in node.body:
            if isinstance(item, FunctionNode):
                self._define(item, flow, node.name if own and own.node is node else "")
            else:
                self._statement(item, inner)
        if own is not None and own.node is node and not any(True for _ in self._world.below(own.key)):
            styles = {
                name: type for name, type in inner.now.items() if name in self._spread and _has_keys(type)
            }
            self._learned.setdefault(own.key, {}).update(styles)
        if own is not None:
            # What the body of a class gives its objects is there, too, when a method gives them something.
            self._unlearned.setdefault(own.key, set()).update(inner.now.keys() - styles.keys())

    def _values(self, nodes: Iterable[ast.expr | None], flow: Flow) -> None:
        for node in nodes:
            self._expressions.value(node, flow)


def _holding(owner: Type, target: ast.Subscript, type: Type) -> Type:
    """What is known of something that holds this at a place from now on."""
    if isinstance(owner, Plain) and owner.kind == "dict":
        return with_entry(owner, type)
    if isinstance(owner, Plain) and owner.kind == "list" and not isinstance(target.slice, ast.Slice):
        return with_item(owner, type)
    if isinstance(owner, Instance) and owner.item is not None:
        item = join(owner.item, type)
        return Instance(owner.kind, owner.exact, item if isinstance(item, Instance) else None)
    return opened(owner)


def _has_keys(type: Type) -> bool:
    return isinstance(type, Plain) and type.keys is not None


def _shared(tree: ast.Module) -> frozenset[str]:
    """The names that functions change outside of themselves: nobody knows when."""
    found = (node.names for node in nodes(tree) if isinstance(node, ast.Global | ast.Nonlocal))
    return frozenset(name for names in found for name in names)
