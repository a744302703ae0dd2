"""What a script itself has around a missing name: its class, its functions, the call that it is part of."""

from __future__ import annotations

import ast
from functools import cached_property

from core.api_index import ApiIndex
from core.check.names.evaluation import Missing
from core.check.names.scopes import Function, Scope, Scopes


class Surroundings:
    """Answers questions about the places of a script."""

    def __init__(self, tree: ast.Module, scopes: Scopes, index: ApiIndex) -> None:
        self._tree = tree
        self._scopes = scopes
        self._index = index
        self._given: dict[ast.ClassDef, frozenset[str]] = {}

    def names(self, item: Missing) -> frozenset[str]:
        """The script's own names that can be used there."""
        return frozenset(item.scope.visible()) - {item.node.id}

    def call(self, node: ast.Name) -> ast.Call | None:
        """The call that calls the name."""
        return self._calls.get(node)

    def is_read_from(self, node: ast.Name) -> bool:
        """Whether an attribute of the name is used."""
        return node in self._read_from

    def outer(self, item: Missing) -> str | None:
        """The statement that makes a function use the name from outside: global or nonlocal."""
        scope = item.scope
        if not isinstance(scope.owner, Function) or item.node.id not in scope.bound or scope.parent is None:
            return None
        holder = scope.parent.holder(item.node.id)
        if holder is None:
            return None
        return "global" if holder.parent is None else "nonlocal"

    def first_line(self, scope: Scope) -> tuple[int, int] | None:
        """Where the first statement of a function begins, on a line of its own."""
        owner = scope.owner
        if not isinstance(owner, Function):
            return None
        first = owner.body[0]
        return (first.lineno, first.col_offset + 1) if first.lineno > owner.lineno else None

    def self_class(self, item: Missing) -> ast.ClassDef | None:
        """The class whose `self` can be used there."""
        scope: Scope | None = item.scope
        while scope is not None:
            owner = scope.owner
            if isinstance(owner, Function) and scope.parent and isinstance(scope.parent.owner, ast.ClassDef):
                first = next(iter([*owner.args.posonlyargs, *owner.args.args]), None)
                return scope.parent.owner if first is not None and first.arg == "self" else None
            scope = scope.parent
        return None

    def method_without_self(self, item: Missing) -> ast.FunctionDef | ast.AsyncFunctionDef | None:
        """The method around a place, where its first parameter is none of those that objects have."""
        scope: Scope | None = item.scope
        while scope is not None:
            owner, parent = scope.owner, scope.parent
            if isinstance(owner, Function) and parent and isinstance(parent.owner, ast.ClassDef):
                names = [part.arg for part in (*owner.args.posonlyargs, *owner.args.args)]
                return None if owner.decorator_list or names[:1] in (["cls"], ["this"]) else owner
            scope = parent
        return None

    def has_self(self, item: Missing, name: str) -> bool:
        """Whether `self` has, or is given, something of this name."""
        kind = self.self_class(item)
        if kind is None:
            return False
        if kind not in self._given:
            self._given[kind] = frozenset(
                node.attr
                for node in ast.walk(kind)
                if isinstance(node, ast.Attribute)
                and isinstance(node.ctx, ast.Store)
                and isinstance(node.value, ast.Name)
                and node.value.id == "self"
            )
        return self.is_method(item, name) or name in self._given[kind]

    def is_kept(self, item: Missing, name: str) -> bool:
        """Whether another method, which runs first, gives `self` something of this name."""
        kind = self.self_class(item)
        if kind is None:
            return False
        for method in kind.body:
            is_first = isinstance(method, Function) and method.name in ("__init__", "setup", "construct")
            if is_first and item.scope.owner is not method and _keeps(method, name):
                return True
        return False

    def is_method(self, item: Missing, name: str) -> bool:
        """Whether `self` has a method of this name."""
        kind = self.self_class(item)
        if kind is None:
            return False
        if any(isinstance(node, Function) and node.name == name for node in kind.body):
            return True
        bases = [base.id if isinstance(base, ast.Name) else getattr(base, "attr", "") for base in kind.bases]
        known = [self._index.by_name[base] for base in bases if base in self._index.by_name]
        return any(name in entry.methods for base in known for entry in self._index.lineage(base.key))

    def elsewhere(self, item: Missing) -> tuple[str, int] | None:
        """Another function that has a variable of this name, and the line where it gets its value."""
        for owner, scope in self._scopes.of.items():
            if isinstance(owner, Function) and item.node.id in scope.bound and scope is not item.scope:
                return owner.name, scope.bound[item.node.id]
        return None

    @cached_property
    def _calls(self) -> dict[ast.expr, ast.Call]:
        return {node.func: node for node in ast.walk(self._tree) if isinstance(node, ast.Call)}

    @cached_property
    def _read_from(self) -> frozenset[ast.expr]:
        return frozenset(node.value for node in ast.walk(self._tree) if isinstance(node, ast.Attribute))


def _keeps(method: ast.stmt, name: str) -> bool:
    """Whether one of a method's own statements is `self.name = ...`."""
    return any(
        isinstance(node, ast.Attribute)
        and node.attr == name
        and isinstance(node.value, ast.Name)
        and node.value.id == "self"
        for statement in getattr(method, "body", ())
        if isinstance(statement, ast.Assign)
        for node in statement.targets
    )
