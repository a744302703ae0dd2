"""Python's scopes over a syntax tree: which names each part of a script can see."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache

Function = ast.FunctionDef | ast.AsyncFunctionDef
Comprehension = ast.ListComp | ast.SetComp | ast.DictComp | ast.GeneratorExp
Owner = ast.Module | ast.ClassDef | Function | ast.Lambda | Comprehension

_REWRITING = frozenset({"exec", "globals", "locals", "vars", "dir", "builtins", "__builtins__", "_getframe"})
"""A script that mentions one of these may make names, or ask for them, in ways that nobody sees."""
_TABLES = frozenset({"globals", "locals", "vars", "dir"})
_READING = frozenset({"get", "keys", "values", "items", "copy"})


@dataclass(slots=True, eq=False)
class Scope:
    """What a module, class, function or comprehension binds: each name with the line where it first does.

    `outer` are the names that it declares as global or nonlocal.
    """

    owner: Owner
    parent: Scope | None = None
    bound: dict[str, int] = field(default_factory=dict)
    outer: dict[str, bool] = field(default_factory=dict)

    @property
    def is_class(self) -> bool:
        """Whether its names are seen by itself alone, and not by the functions in it."""
        return isinstance(self.owner, ast.ClassDef)

    @property
    def root(self) -> Scope:
        """The module's scope."""
        return self if self.parent is None else self.parent.root

    def holder(self, name: str) -> Scope | None:
        """The scope whose name a use in this one means; None where no scope of the script has it."""
        if name in self.outer:
            if self.outer[name]:
                return self.root if name in self.root.bound else None
        elif name in self.bound:
            return self
        scope = self.parent
        while scope is not None:
            if name in scope.bound and not scope.is_class and not scope.outer.get(name):
                return scope
            scope = scope.parent
        return None

    def visible(self) -> Iterator[str]:
        """The names of the script that can be used in it."""
        yield from self.bound
        scope = self.parent
        while scope is not None:
            if not scope.is_class:
                yield from scope.bound
            scope = scope.parent

    def bind(self, name: str, line: int) -> None:
        """Note that it gives a value to a name."""
        self.bound[name] = min(line, self.bound.get(name, line))


@dataclass(frozen=True, slots=True)
class Scopes:
    """The scope of each node that has one, and all star imports.

    `shared` are the names that functions declare as global or nonlocal: those get values at any time.
    `rewriting` says that the script may have names that it does not show.
    """

    of: dict[ast.AST, Scope]
    stars: tuple[ast.ImportFrom, ...]
    shared: frozenset[str]
    rewriting: bool


@lru_cache(maxsize=4)
def scopes(tree: ast.Module) -> Scopes:
    """The scopes of a whole script, found once for all who look; trees of any depth."""
    builder = _Builder(tree)
    while builder.waiting:
        builder.take(*builder.waiting.pop())
    return Scopes(builder.of, tuple(builder.stars), frozenset(builder.shared), builder.rewriting)


class _Builder:
    def __init__(self, tree: ast.Module) -> None:
        self.module = Scope(tree)
        self.of: dict[ast.AST, Scope] = {tree: self.module}
        self.stars: list[ast.ImportFrom] = []
        self.shared: set[str] = set()
        self.rewriting = False
        self.read: set[ast.AST] = set()
        self.waiting: list[tuple[ast.AST, Scope]] = [(node, self.module) for node in tree.body]

    def take(self, node: ast.AST, scope: Scope) -> None:
        """Note what a node binds, and leave its parts for later."""
        self.read.update(_only_read(node))
        match node:
            case ast.Name(id=name):
                self.rewriting |= name in _REWRITING and node not in self.read
                if not isinstance(node.ctx, ast.Load):
                    scope.bind(name, node.lineno)
            case ast.Attribute(attr=name):
                self.rewriting |= name in _REWRITING or name == "modules"
                self.waiting.append((node.value, scope))
            case ast.FunctionDef() | ast.AsyncFunctionDef():
                scope.bind(node.name, node.lineno)
                self._function(node, scope, [*node.body])
                outside = [*node.decorator_list, *([node.returns] if node.returns else [])]
                self.waiting += ((item, scope) for item in outside)
            case ast.Lambda():
                self._function(node, scope, [node.body])
            case ast.ClassDef():
                scope.bind(node.name, node.lineno)
                inner = self._enter(node, scope)
                outside = [*node.decorator_list, *node.bases, *(item.value for item in node.keywords)]
                self.waiting += ((item, scope) for item in outside)
                self.waiting += ((item, inner) for item in node.body)
            case ast.ListComp() | ast.SetComp() | ast.DictComp() | ast.GeneratorExp():
                inner = self._enter(node, scope)
                self.waiting += ((item, inner) for item in ast.iter_child_nodes(node))
            case ast.NamedExpr():
                while isinstance(scope.owner, Comprehension) and scope.parent is not None:
                    scope = scope.parent
                scope.bind(node.target.id, node.lineno)
                self.waiting.append((node.value, scope))
            case ast.Global(names=names):
                self.shared.update(names)
                scope.outer.update(dict.fromkeys(names, True))
                for name in names:
                    self.module.bind(name, node.lineno)
            case ast.Nonlocal(names=names):
                self.shared.update(names)
                scope.outer.update(dict.fromkeys(names, False))
            case ast.Import() | ast.ImportFrom():
                self._import(node, scope)
            case _:
                # What a handler or a pattern catches has no node of its own, only a name.
                caught = getattr(node, "rest" if isinstance(node, ast.MatchMapping) else "name", None)
                if isinstance(caught, str):
                    scope.bind(caught, getattr(node, "lineno", 1))
                self.waiting += ((item, scope) for item in ast.iter_child_nodes(node))

    def _enter(self, node: Owner, scope: Scope) -> Scope:
        inner = self.of[node] = Scope(node, scope)
        # From Python 3.12 on a function or a class can have parameters for types.
        for item in getattr(node, "type_params", ()):
            inner.bind(item.name, item.lineno)
            scope.bind(item.name, item.lineno)
        return inner

    def _function(self, node: Function | ast.Lambda, scope: Scope, body: list[ast.AST]) -> None:
        inner = self._enter(node, scope)
        for item in ast.iter_child_nodes(node.args):
            if isinstance(item, ast.arg):
                inner.bind(item.arg, item.lineno)
                if item.annotation is not None:
                    self.waiting.append((item.annotation, scope))
            else:
                self.waiting.append((item, scope))
        self.waiting += ((item, inner) for item in body)

    def _import(self, node: ast.Import | ast.ImportFrom, scope: Scope) -> None:
        for alias in node.names:
            if alias.name == "*" and isinstance(node, ast.ImportFrom):
                self.stars.append(node)
                continue
            self.rewriting |= alias.name in _REWRITING
            bare = alias.name.partition(".")[0] if isinstance(node, ast.Import) else alias.name
            scope.bind(alias.asname or bare, node.lineno)


def _only_read(node: ast.AST) -> Iterator[ast.Name]:
    """The `globals` in what only looks at names: `"x" in globals()`, `globals()["x"]`, `globals().get(x)`."""
    match node:
        case ast.Compare(comparators=tables):
            pass
        case ast.Subscript(value=table, ctx=ast.Load()) | ast.For(iter=table):
            tables = [table]
        case ast.Attribute(value=table, attr=name) if name in _READING:
            tables = [table]
        case _:
            return
    for table in tables:
        match table:
            case ast.Call(func=ast.Name() as function, args=[], keywords=[]) if function.id in _TABLES:
                yield function
