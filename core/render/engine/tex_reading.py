"""Reading a script for the calls that it will make: loops over literals unrolled, functions entered."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from typing import cast

from core.render.engine.tex_values import UNKNOWN, Unknowable, target_names, value_of

Names = dict[str, object]
Heard = Callable[[object, tuple[object, ...], Names], None]
"""Hears a call: a class or a method's name, the arguments, the keywords; what is not known is UNKNOWN."""

_DEEPEST = 3
_LONGEST_LOOP = 60
_Function = ast.FunctionDef | ast.AsyncFunctionDef
_Comprehension = ast.ListComp | ast.SetComp | ast.GeneratorExp | ast.DictComp


class Reader:
    """Walks through the functions and classes of a script whose module has run and means `names`."""

    def __init__(self, tree: ast.Module, names: Names, heard: Heard) -> None:
        self._tree, self._names, self._heard = tree, names, heard
        self._depth = 0
        classes = [node for node in tree.body if isinstance(node, ast.ClassDef)]
        self._functions = _functions(tree.body)
        self._methods = _functions(node for made in classes for node in made.body)

    def read(self) -> None:
        """Tell every call that can be told, some of them more than once."""
        for node in self._tree.body:  # the rest of the module has run already
            if isinstance(node, (_Function, ast.ClassDef)):
                self._statement(node, dict(self._names))

    def _block(self, body: Iterable[ast.stmt], names: Names) -> None:
        for statement in body:
            self._statement(statement, names)

    def _statement(self, node: ast.stmt, names: Names) -> None:
        if isinstance(node, _Function):
            self._function(node, names, {})
        elif isinstance(node, ast.For):
            self._calls(node.iter, names)
            for turn in self._turns(node.target, node.iter, names):
                names.update(turn)
                self._block(node.body, names)
            self._block(node.orelse, names)
        elif isinstance(node, (ast.Assign, ast.AnnAssign)) and node.value is not None:
            self._calls(node.value, names)
            for target in node.targets if isinstance(node, ast.Assign) else (node.target,):
                names.update(_bound(target, _worth(node.value, names)))
        else:
            if isinstance(node, ast.AugAssign):
                names.update(dict.fromkeys(target_names(node.target), UNKNOWN))
            self._below(node, names)

    def _below(self, node: ast.AST, names: Names) -> None:
        for child in ast.iter_child_nodes(node):
            if isinstance(child, ast.stmt):
                self._statement(child, names)
            elif isinstance(child, ast.expr):
                self._calls(child, names)
            else:  # a handler, a case, an item of a with
                self._below(child, names)

    def _function(self, node: _Function | ast.Lambda, outer: Names, given: Names) -> None:
        """Read a function's body; its own names are unknown until something is assigned to them."""
        arguments = node.args
        every = (
            *arguments.posonlyargs,
            *arguments.args,
            *arguments.kwonlyargs,
            arguments.vararg,
            arguments.kwarg,
        )
        inner = {**outer, **{argument.arg: UNKNOWN for argument in every if argument}}
        stored = (
            found.id
            for found in ast.walk(node)
            if isinstance(found, ast.Name) and isinstance(found.ctx, ast.Store)
        )
        inner |= dict.fromkeys(stored, UNKNOWN)
        inner |= given
        if isinstance(node, ast.Lambda):
            self._calls(node.body, inner)
        else:
            self._block(node.body, inner)

    def _calls(self, node: ast.expr, names: Names) -> None:
        if isinstance(node, _Comprehension):
            self._comprehension(node, node.generators, names)
        elif isinstance(node, ast.Lambda):
            self._function(node, names, {})
        else:
            if isinstance(node, ast.Call):
                self._call(node, names)
            self._below(node, names)

    def _comprehension(self, node: _Comprehension, loops: Sequence[ast.comprehension], names: Names) -> None:
        if loops:
            for turn in self._turns(loops[0].target, loops[0].iter, names):
                inner = {**names, **turn}
                if all(_worth(condition, inner) for condition in loops[0].ifs):
                    self._comprehension(node, loops[1:], inner)
        elif isinstance(node, ast.DictComp):
            self._calls(node.key, names)
            self._calls(node.value, names)
        else:
            self._calls(node.elt, names)

    def _turns(self, target: ast.expr, over: ast.expr, names: Names) -> Iterator[Names]:
        """What the loop's names mean, turn by turn; a loop over what is not known takes one."""
        try:
            items = list(islice(iter(cast("Iterable[object]", value_of(over, names))), _LONGEST_LOOP))
        except (Unknowable, TypeError):
            items = [UNKNOWN]
        for item in items:
            yield _bound(target, item)

    def _call(self, node: ast.Call, names: Names) -> None:
        args: list[object] = []
        for arg in node.args:
            worth = _worth(arg.value if isinstance(arg, ast.Starred) else arg, names)
            args += worth if isinstance(arg, ast.Starred) and isinstance(worth, (list, tuple)) else [worth]
        keywords: Names = {}
        for keyword in node.keywords:
            worth = _worth(keyword.value, names)
            if keyword.arg is not None:
                keywords[keyword.arg] = worth
            elif isinstance(worth, dict):
                keywords |= worth
        called = _worth(node.func, names)
        if called is UNKNOWN and isinstance(node.func, ast.Attribute):
            called = node.func.attr
        self._heard(called, tuple(args), keywords)
        self._enter(node.func, args, keywords)

    def _enter(self, called: ast.expr, args: list[object], keywords: Names) -> None:
        """Read the body of a function of the script for the arguments that it is called with."""
        if isinstance(called, ast.Name):
            function, skipped = self._functions.get(called.id), 0
        elif isinstance(called, ast.Attribute) and isinstance(called.value, ast.Name):
            function, skipped = self._methods.get(called.attr), int(called.value.id == "self")
        else:
            return
        if function is None or self._depth == _DEEPEST or not (args or keywords):
            return
        parameters = [argument.arg for argument in function.args.args]
        given = dict(zip(parameters[skipped:], args, strict=False))
        defaults = dict(zip(reversed(parameters), reversed(function.args.defaults), strict=False))
        usual = {name: _worth(value, self._names) for name, value in defaults.items()}
        self._depth += 1
        self._function(function, self._names, {**usual, **given, **keywords})
        self._depth -= 1


def _functions(body: Iterable[ast.stmt]) -> dict[str, _Function]:
    return {node.name: node for node in body if isinstance(node, _Function)}


def _worth(node: ast.expr, names: Names) -> object:
    try:
        return value_of(node, names)
    except Unknowable:
        return UNKNOWN


def _bound(target: ast.expr, value: object) -> Names:
    """What each name of a target means once it is given this value."""
    if isinstance(target, ast.Name):
        return {target.id: value}
    if isinstance(target, (ast.Tuple, ast.List)) and isinstance(value, (tuple, list)):
        pairs = zip(target.elts, value, strict=False)
        return {name: part for one, item in pairs for name, part in _bound(one, item).items()}
    return dict.fromkeys(target_names(target), UNKNOWN)
