"""The names that a script looks up in vain when it is run: followed in the order in which Python goes."""

from __future__ import annotations

import ast
from dataclasses import dataclass

from core.check.names.evaluation import Evaluation, Missing
from core.check.names.guards import catches_missing_names, constant, is_guard, silences, swallowing
from core.check.names.scopes import Comprehension, Function, Scopes, scopes

_CALLED_BY_MANIM = frozenset(
    {
        "construct", "setup", "tear_down", "begin", "finish", "clean_up_from_scene", "interpolate",
        "interpolate_mobject", "interpolate_submobject", "create_target", "create_starting_mobject",
        "generate_points", "init_points", "init_colors",
    }
)  # fmt: skip
_Block = list[ast.stmt]


@dataclass(frozen=True, slots=True)
class Lookups:
    """All uses of missing names, and the imports that are reached, in the order of the source."""

    missing: tuple[Missing, ...]
    imports: tuple[ast.Import | ast.ImportFrom, ...]
    scopes: Scopes


def lookups(tree: ast.Module, given: frozenset[str]) -> Lookups:
    """What is reached of a script, with the names that its star imports give.

    Left out is what stands in a function that nothing reached mentions, in a branch that is never taken, and
    where the script itself is ready for a name to be missing. Raises RecursionError for a deep tree.
    """
    walk = _Walk(scopes(tree), given, _lazy_annotations(tree))
    walk.swallowing = swallowing(tree)
    walk.run(tree)
    found = {(item.node.lineno, item.node.col_offset): item for item in walk.missing}
    missing = () if walk.scopes.rewriting else tuple(found[place] for place in sorted(found))
    return Lookups(missing, tuple(sorted(walk.imports, key=lambda node: node.lineno)), walk.scopes)


def _lazy_annotations(tree: ast.Module) -> bool:
    return any(
        isinstance(node, ast.ImportFrom)
        and node.module == "__future__"
        and any(alias.name == "annotations" for alias in node.names)
        for node in tree.body
    )


class _Walk(Evaluation):
    """One way through the script's statements, and then through the functions that they mention."""

    swallowing: frozenset[str] = frozenset()

    def run(self, tree: ast.Module) -> None:
        self._block(tree.body)
        while self.ready:
            self.ready.popleft()()

    def _block(self, body: _Block) -> bool:
        """Walk statements; whether the end of them is never reached."""
        return any(self._statement(node) for node in body)

    def _statement(self, node: ast.stmt) -> bool:
        match node:
            case ast.FunctionDef() | ast.AsyncFunctionDef():
                self._define(node)
            case ast.ClassDef():
                self._define_class(node)
            case ast.If():
                return self._if(node)
            case ast.For() | ast.AsyncFor() | ast.While():
                self._loop(node)
            case ast.Try():
                self._try(node)
            case ast.With() | ast.AsyncWith():
                for item in node.items:
                    self._parts([item.context_expr, item.optional_vars])
                quiet = any(silences(item.context_expr, self.swallowing) for item in node.items)
                self._quietly(quiet, lambda: self._block(node.body))
            case ast.Match():
                self._match(node)
            case ast.Assign(targets=[ast.Name(id=name)], value=ast.Lambda() as function):
                self._parts([*function.args.defaults, *function.args.kw_defaults])
                self._when(name, lambda: self._body(function))
                self._bind(name)
            case ast.Assign():
                self._parts([node.value, *node.targets])
            case ast.AnnAssign():
                if not self.lazy and not isinstance(self.scope.owner, Function):
                    self._expression(node.annotation)
                if node.value is not None or not isinstance(node.target, ast.Name):
                    self._parts([node.value, node.target])
            case ast.AugAssign():
                if isinstance(node.target, ast.Name):
                    self._load(ast.copy_location(ast.Name(node.target.id, ast.Load()), node.target))
                self._parts([node.value, node.target])
            case ast.Import() | ast.ImportFrom():
                if not self.quiet:
                    self.imports.append(node)
                for alias in node.names:
                    self._bind(alias.asname or alias.name.partition(".")[0])
            case _:
                self._parts(ast.iter_child_nodes(node))
        return isinstance(node, ast.Return | ast.Raise | ast.Break | ast.Continue)

    def _define(self, node: Function) -> None:
        self._parts([*node.decorator_list, *node.args.defaults, *node.args.kw_defaults])
        if not self.lazy and not getattr(node, "type_params", ()):
            noted = [item.annotation for item in ast.walk(node.args) if isinstance(item, ast.arg)]
            self._parts([*noted, node.returns])
        self._bind(node.name)
        owner = self.scope.owner
        if not isinstance(owner, ast.ClassDef):
            self._when(node.name, lambda: self._body(node))
        elif owner.name in self.scene_classes:
            self._method(node)
        else:
            self._when(owner.name, lambda: self._method(node))

    def _define_class(self, node: ast.ClassDef) -> None:
        self._parts([*node.decorator_list, *node.bases, *(item.value for item in node.keywords)])
        bases = {base.id if isinstance(base, ast.Name) else getattr(base, "attr", "") for base in node.bases}
        if any(base.endswith("Scene") or base in self.scene_classes for base in bases):
            self.scene_classes.add(node.name)
        before, self.scope = self.scope, self.scopes.of[node]
        self._block(node.body)
        self.scope = before
        self._bind(node.name)

    def _if(self, node: ast.If) -> bool:
        known = constant(node.test)
        guard = is_guard(node.test)
        self._quietly(guard, lambda: self._expression(node.test))
        ends = []
        for branch, taken in ((node.body, True), (node.orelse, False)):
            if known is not None and known is not taken:
                ends.append(True)
                continue
            before, self.quiet = self.quiet, self.quiet or guard
            ends.append(self._block(branch))
            self.quiet = before
        return all(ends)

    def _loop(self, node: ast.For | ast.AsyncFor | ast.While) -> None:
        first = node.test if isinstance(node, ast.While) else node.iter
        self._expression(first)
        # What the loop binds may have been bound on the way round before.
        self.seen[self.scope].update(_bound(node, self.scopes))
        if not isinstance(node, ast.While):
            self._expression(node.target)
        if not isinstance(node, ast.While) or constant(node.test) is not False:
            self._block(node.body)
        self._block(node.orelse)

    def _try(self, node: ast.Try) -> None:
        self._quietly(catches_missing_names(node), lambda: self._block(node.body))
        for handler in node.handlers:
            if handler.name:
                self._bind(handler.name)
            # Only an exception leads here, and whether there is one is not known.
            self._quietly(True, lambda body=handler.body: self._block(body))  # type: ignore[misc]
        self._block(node.orelse)
        self._block(node.finalbody)

    def _match(self, node: ast.Match) -> None:
        self._expression(node.subject)
        for case in node.cases:
            for name in _bound(case.pattern, self.scopes):
                self._bind(name)
            self._parts([case.guard])
            self._block(case.body)

    def _method(self, node: Function) -> None:
        if node.name in _CALLED_BY_MANIM or node.name.startswith("__"):
            self.ready.append(lambda: self._body(node))
        else:
            self._when(node.name, lambda: self._body(node))


def _bound(node: ast.AST, all_scopes: Scopes) -> set[str]:
    """The names that a piece of source binds in its own scope."""
    found: set[str] = set()
    waiting = [node]
    while waiting:
        item = waiting.pop()
        if isinstance(item, ast.Name):
            if isinstance(item.ctx, ast.Store):
                found.add(item.id)
        elif isinstance(item, ast.alias):
            found.add(item.asname or item.name.partition(".")[0])
        else:
            name = getattr(item, "rest" if isinstance(item, ast.MatchMapping) else "name", None)
            if isinstance(name, str):
                found.add(name)
            # Names that a comprehension binds by := are those of the scope around it.
            if item is node or item not in all_scopes.of or isinstance(item, Comprehension):
                waiting += ast.iter_child_nodes(item)
    return found
