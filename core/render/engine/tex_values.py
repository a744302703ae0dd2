"""What an expression is worth before the scene runs: literals, and what follows from them alone."""

from __future__ import annotations

import ast
from collections.abc import Callable, Mapping
from types import ModuleType

_SAFE = (
    abs,
    bool,
    chr,
    dict,
    enumerate,
    float,
    int,
    len,
    list,
    max,
    min,
    range,
    reversed,
    round,
    set,
    sorted,
)
_FUNCTIONS: dict[str, Callable[..., object]] = {
    made.__name__: made for made in (*_SAFE, str, sum, tuple, zip)
}
_METHODS = frozenset(
    ("format", "items", "join", "keys", "lower", "replace", "split", "strip", "title", "upper", "values")
)
_PLAIN = (
    ast.Constant,
    ast.JoinedStr,
    ast.FormattedValue,
    ast.Tuple,
    ast.List,
    ast.Set,
    ast.Dict,
    ast.Starred,
    ast.BinOp,
    ast.UnaryOp,
    ast.BoolOp,
    ast.Compare,
    ast.IfExp,
    ast.Subscript,
    ast.Slice,
    ast.ListComp,
    ast.SetComp,
    ast.DictComp,
    ast.GeneratorExp,
)
"""What is worth something as soon as its parts are."""

UNKNOWN = object()
"""The value of a name that only the running scene knows."""


class Unknowable(Exception):
    """An expression's value cannot be told without running the scene."""


def value_of(node: ast.expr, names: Mapping[str, object]) -> object:
    """The expression's value where the names mean this. Raises Unknowable."""
    used: dict[str, object] = {}
    _check(node, names, frozenset(), used)
    code = compile(ast.Expression(node), "<expression>", "eval")
    try:
        return eval(code, {"__builtins__": {}, **used})
    except Exception as error:
        raise Unknowable(str(error)) from error


def target_names(target: ast.AST) -> frozenset[str]:
    """The names that an assignment or a loop gives a value to."""
    return frozenset(node.id for node in ast.walk(target) if isinstance(node, ast.Name))


def _check(
    node: ast.expr, names: Mapping[str, object], bound: frozenset[str], used: dict[str, object]
) -> None:
    """Note the names that are used. Raises Unknowable for what might do more than yield a value."""
    if isinstance(node, ast.Name):
        if node.id not in bound:
            used[node.id] = _named(node.id, names)
    elif isinstance(node, ast.Attribute):
        if node.attr.startswith("_") or not isinstance(value_of(node.value, names), (ModuleType, type)):
            raise Unknowable(node.attr)
        _check(node.value, names, bound, used)
    elif isinstance(node, ast.Call):
        _check_call(node, names, bound, used)
    elif isinstance(node, _PLAIN):
        bound |= {name for made in getattr(node, "generators", ()) for name in target_names(made.target)}
        for part in _parts(node):
            _check(part, names, bound, used)
    else:
        raise Unknowable(type(node).__name__)


def _check_call(
    node: ast.Call, names: Mapping[str, object], bound: frozenset[str], used: dict[str, object]
) -> None:
    called = node.func
    if isinstance(called, ast.Attribute) and called.attr in _METHODS:
        _check(called.value, names, bound, used)
    elif isinstance(called, ast.Name) and called.id in _FUNCTIONS and called.id not in names:
        used[called.id] = _FUNCTIONS[called.id]
    else:
        raise Unknowable("a call")
    for part in (*node.args, *(keyword.value for keyword in node.keywords)):
        _check(part, names, bound, used)


def _named(name: str, names: Mapping[str, object]) -> object:
    value = names.get(name, UNKNOWN)
    if value is UNKNOWN:
        raise Unknowable(name)
    return value


def _parts(node: ast.AST) -> list[ast.expr]:
    """The expressions just below a node, those of a comprehension's loops among them."""
    parts: list[ast.expr] = []
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.comprehension):
            parts += [child.iter, *child.ifs]
        elif isinstance(child, ast.expr):
            parts.append(child)
    return parts
