"""Points that are written with two numbers, and the edits that give them a third."""

from __future__ import annotations

import ast
from collections.abc import Container, Iterator

from core.check.lines import Lines
from core.check.mending.places import end_of
from core.check.types import ARRAY, NUMBERS, Definition, Plain, Type, Unknown
from core.model import Edit

_ARRAYS = frozenset({"array", "asarray"})


def is_flat(type: Type) -> bool:
    """Whether a value is certainly a list or tuple of two numbers."""
    return (
        isinstance(type, Plain)
        and type.kind in ("list", "tuple", ARRAY)
        and type.items is not None
        and len(type.items) == 2
        and all(_may_be_number(item) for item in type.items)
        and any(isinstance(item, Plain) for item in type.items)
    )


def is_list_of_flat(type: Type) -> bool:
    """Whether a value is certainly a list of such points."""
    if not isinstance(type, Plain) or type.kind not in ("list", "tuple"):
        return False
    if type.items is not None:
        return len(type.items) > 0 and all(is_flat(item) for item in type.items)
    return type.item is not None and is_flat(type.item)


def is_flat_array(node: ast.expr, names: Container[str] = frozenset()) -> bool:
    """Whether an expression is `np.array([1, 2])`, or one changed by a number or by another such array.

    `names` are known to be such arrays.
    """
    if isinstance(node, ast.Name):
        return node.id in names
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add | ast.Sub | ast.Mult | ast.Div):
        left, right = is_flat_array(node.left, names), is_flat_array(node.right, names)
        return (left and (right or _is_number(node.right))) or (right and _is_number(node.left))
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        return is_flat_array(node.operand, names)
    if not isinstance(node, ast.Call) or not node.args or isinstance(node.args[0], ast.Starred):
        return False
    function = node.func
    name = function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")
    return name in _ARRAYS and is_written_flat(node.args[0])


def is_written_flat(node: ast.expr) -> bool:
    """Whether an expression is a list or tuple of two things that can be numbers, one of them certainly."""
    if not isinstance(node, ast.List | ast.Tuple) or len(node.elts) != 2:
        return False
    return all(_looks_like_number(item) for item in node.elts)


def deeper(lines: Lines, node: ast.expr) -> Iterator[Edit]:
    """Edits that put a third number, 0, into each flat point that is written in an expression."""
    for part in _points(node):
        line, column = end_of(lines, part)
        text = lines.between(part)
        if _is_enclosed(text):
            column -= 1
            text = text[:-1]
        comma = " 0" if text.rstrip().endswith(",") else ", 0"
        yield Edit(line, column, line, column, comma)


def _points(node: ast.expr) -> Iterator[ast.expr]:
    match node:
        case ast.List(elts=[_, _]) | ast.Tuple(elts=[_, _]) if is_written_flat(node):
            yield node
        case ast.List(elts=items) | ast.Tuple(elts=items):
            for item in items:
                yield from _points(item)
        case ast.ListComp(elt=item):
            yield from _points(item)
        case ast.BinOp(left=left, right=right):
            yield from _points(left)
            yield from _points(right)
        case ast.UnaryOp(operand=operand):
            yield from _points(operand)
        case ast.Call(args=[first, *_]) if is_flat_array(node) or _is_array(node):
            yield from _points(first)


def _is_array(node: ast.Call) -> bool:
    name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
    return name in _ARRAYS


def returned(function: Definition) -> list[ast.expr] | None:
    """What a function of the script gives back; None where that is not only written expressions."""
    if isinstance(function, ast.Lambda):
        return [function.body]
    found: list[ast.expr] = []
    waiting: list[ast.AST] = list(function.body)
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda | ast.ClassDef):
            continue
        if isinstance(node, ast.Yield | ast.YieldFrom):
            return None
        if isinstance(node, ast.Return):
            if node.value is None:
                return None
            found.append(node.value)
        waiting += ast.iter_child_nodes(node)
    return found or None


def _may_be_number(type: Type) -> bool:
    return isinstance(type, Unknown) or (isinstance(type, Plain) and type.kind in NUMBERS)


def _is_number(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, int | float)


def _looks_like_number(node: ast.expr) -> bool:
    """Whether an expression may be a number and is nothing else that could be an item of a list of points."""
    return not isinstance(
        node,
        ast.List | ast.Tuple | ast.Dict | ast.Set | ast.Starred | ast.ListComp | ast.JoinedStr | ast.Lambda,
    ) and not (isinstance(node, ast.Constant) and not isinstance(node.value, int | float))


def _is_enclosed(text: str) -> bool:
    """Whether a list's or tuple's text has its own brackets around it."""
    if text[:1] not in "([" or text[-1:] not in ")]":
        return False
    depth = 0
    for place, character in enumerate(text):
        depth += {"(": 1, "[": 1, "{": 1, ")": -1, "]": -1, "}": -1}.get(character, 0)
        if depth == 0:
            return place == len(text) - 1
    return False
