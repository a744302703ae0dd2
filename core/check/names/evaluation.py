"""Following what a script evaluates, in Python's order, with an eye on the names that it looks up."""

from __future__ import annotations

import ast
import builtins
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from core.check.names.guards import constant, is_guard
from core.check.names.scopes import Comprehension, Function, Scope, Scopes

_ALWAYS = frozenset(dir(builtins)) | {
    "__annotations__", "__builtins__", "__class__", "__file__", "__module__", "__path__", "__qualname__",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Missing:
    """A use of a name that has no value there. `later` is the line that gives it one, if there is such."""

    node: ast.Name
    scope: Scope
    later: int | None = None
    called: bool = False


class Evaluation:
    """One way through the script. `scope` is where it is, `quiet` whether faults there would be caught."""

    def __init__(self, all_scopes: Scopes, given: frozenset[str], lazy: bool) -> None:
        self.scopes = all_scopes
        self.given = given
        self.lazy = lazy
        self.missing: list[Missing] = []
        self.imports: list[ast.Import | ast.ImportFrom] = []
        self.scope = next(iter(all_scopes.of.values()))
        self.quiet = False
        self.seen: dict[Scope, set[str]] = {scope: set() for scope in all_scopes.of.values()}
        self.mentioned: set[str] = set()
        self.waiting: dict[str, list[Callable[[], None]]] = {}
        self.ready: deque[Callable[[], None]] = deque()
        self.scene_classes: set[str] = set()

    # Functions run when something mentions them, which may be before or after their place in the source.

    def _mention(self, name: str) -> None:
        if not self.quiet and name not in self.mentioned:
            self.mentioned.add(name)
            self.ready.extend(self.waiting.pop(name, ()))

    def _when(self, name: str, act: Callable[[], None]) -> None:
        if name in self.mentioned:
            self.ready.append(act)
        else:
            self.waiting.setdefault(name, []).append(act)

    def _body(self, node: Function | ast.Lambda) -> None:
        """Run a function from its beginning."""
        scope, before, quiet = self.scopes.of[node], self.scope, self.quiet
        self.seen[scope].update(item.arg for item in ast.walk(node.args) if isinstance(item, ast.arg))
        self.scope, self.quiet = scope, quiet and isinstance(node, ast.Lambda)
        if isinstance(node, ast.Lambda):
            self._expression(node.body)
        else:
            self._block(node.body)
        self.scope, self.quiet = before, quiet

    def _block(self, body: list[ast.stmt]) -> bool:
        """Walk statements; whether the end of them is never reached."""
        raise NotImplementedError

    def _quietly(self, quiet: bool, walk: Callable[[], object]) -> None:
        before, self.quiet = self.quiet, self.quiet or quiet
        walk()
        self.quiet = before

    # Expressions.

    def _parts(self, nodes: Iterable[ast.AST | None]) -> None:
        for node in nodes:
            if node is not None:
                self._expression(node)

    def _expression(self, node: ast.AST, called: bool = False) -> None:
        match node:
            case ast.Constant():
                return
            case ast.Name():
                if isinstance(node.ctx, ast.Load):
                    self._load(node, called)
                elif isinstance(node.ctx, ast.Store):
                    self._bind(node.id)
            case ast.Attribute():
                self._mention(node.attr)
                self._expression(node.value)
            case ast.Call():
                self._expression(node.func, called=True)
                self._parts([*node.args, *node.keywords])
            case ast.NamedExpr():
                self._expression(node.value)
                self._bind(node.target.id)
            case ast.Lambda():
                self._parts([*node.args.defaults, *node.args.kw_defaults])
                self._body(node)
            case ast.ListComp() | ast.SetComp() | ast.DictComp() | ast.GeneratorExp():
                self._comprehension(node)
            case ast.IfExp() if (known := constant(node.test)) is not None:
                self._expression(node.body if known else node.orelse)
            case ast.IfExp() | ast.BoolOp():
                self._quietly(is_guard(node), lambda: self._parts(_in_order(node)))
            case _:
                self._parts(ast.iter_child_nodes(node))

    def _comprehension(self, node: Comprehension) -> None:
        self._expression(node.generators[0].iter)
        before, self.scope = self.scope, self.scopes.of[node]
        self.seen[self.scope].update(self.scope.bound)
        for number, part in enumerate(node.generators):
            self._parts([part.target, *([part.iter] if number else []), *part.ifs])
        self._parts([node.key, node.value] if isinstance(node, ast.DictComp) else [node.elt])
        self.scope = before

    def _bind(self, name: str) -> None:
        scope = self.scope
        while isinstance(scope.owner, Comprehension) and scope.parent is not None and name not in scope.bound:
            scope = scope.parent
        self.seen[scope].add(name)

    def _load(self, node: ast.Name, called: bool = False) -> None:
        self._mention(node.id)
        if self.quiet or node.id.startswith("__") or node.id in self.scopes.shared:
            return
        holder = self.scope.holder(node.id)
        if holder is None:
            if node.id not in self.given and node.id not in _ALWAYS:
                self.missing.append(Missing(node, self.scope, called=called))
        elif (
            self._runs_in(holder)
            and node.id not in self.seen[holder]
            and (isinstance(holder.owner, Function) or not self._is_seen_outside(holder, node.id))
        ):
            self.missing.append(Missing(node, self.scope, holder.bound[node.id], called))

    def _runs_in(self, holder: Scope) -> bool:
        """Whether this very place runs in the course of the scope, not in a function called at some time."""
        scope = self.scope
        while scope is not holder and scope.is_class and scope.parent is not None:
            scope = scope.parent
        return scope is holder and not isinstance(scope.owner, ast.Lambda | Comprehension)

    def _is_seen_outside(self, holder: Scope, name: str) -> bool:
        """Whether a class or the module has the name from elsewhere."""
        if name in self.given or name in _ALWAYS:
            return True
        return holder.is_class and holder.parent is not None and holder.parent.holder(name) is not None


def _in_order(node: ast.IfExp | ast.BoolOp) -> Iterator[ast.AST]:
    if isinstance(node, ast.IfExp):
        yield from (node.test, node.body, node.orelse)
    else:
        yield from node.values
