"""Sets whose order could be seen: objects stand in them by their addresses, which differ from run to run."""

from __future__ import annotations

import ast
from collections.abc import Sequence

_BLIND_CALLS = {"len", "sorted", "bool", "any", "all", "isinstance"}
_BLIND_METHODS = {
    *("add", "discard", "remove", "clear", "update", "issubset", "issuperset", "isdisjoint"),
    *("difference_update", "intersection_update", "symmetric_difference_update"),
}


def has_unordered_sets(nodes: Sequence[ast.AST]) -> bool:
    """Whether the script has a set that is used for more than asking what is in it."""
    blind = {id(child) for node in nodes for child in _order_blind(node)}
    keepers: set[str] = set()
    for node in nodes:
        match node:
            case (
                ast.Assign(targets=[target], value=value)
                | ast.AnnAssign(target=target, value=value)
                | ast.AugAssign(target=target, value=value)
            ):
                name = _name(target)
                if name and value is not None and _makes_set(value):
                    keepers.add(name)
                    blind.add(id(value))
    for node in nodes:
        if _makes_set(node) and not _is_fixed(node) and id(node) not in blind:
            return True
        if _hands_on_set(node):
            return True
        loaded = isinstance(getattr(node, "ctx", None), ast.Load)
        if loaded and _name(node) in keepers and id(node) not in blind:
            return True
    return False


def _order_blind(node: ast.AST) -> list[ast.expr]:
    """The parts of a node for which the order of a set makes no difference."""
    match node:
        case ast.Compare(left=left, ops=ops, comparators=comparators):
            asked = [
                right
                for op, right in zip(ops, comparators, strict=True)
                if isinstance(op, ast.In | ast.NotIn)
            ]
            equal = all(
                isinstance(op, ast.Eq | ast.NotEq | ast.LtE | ast.GtE | ast.Lt | ast.Gt) for op in ops
            )
            return [left, *comparators] if equal else asked
        case ast.Call(func=ast.Name(id=name), args=args) if name in _BLIND_CALLS:
            return args
        case ast.Attribute(value=value, attr=name) if name in _BLIND_METHODS:
            return [value]
        case ast.If(test=test) | ast.While(test=test) | ast.IfExp(test=test) | ast.Assert(test=test):
            return [test]
        case ast.UnaryOp(op=ast.Not(), operand=operand):
            return [operand]
    return []


def _makes_set(node: ast.AST) -> bool:
    match node:
        case ast.Set() | ast.SetComp():
            return True
        case ast.Call(func=ast.Name(id="set" | "frozenset")):
            return True
        case ast.BinOp(left=ast.Call(func=ast.Attribute(attr="keys" | "items"))):
            return True
    return False


def _hands_on_set(node: ast.AST) -> bool:
    """Whether the type itself is given to something that makes sets with it, such as defaultdict(set)."""
    match node:
        case ast.Call(func=ast.Name(id="isinstance")):
            return False
        case ast.Call(args=args, keywords=keywords):
            given = [*args, *(keyword.value for keyword in keywords)]
        case ast.Assign(value=value) | ast.Return(value=value):
            given = [value] if value else []
        case _:
            return False
    return any(isinstance(value, ast.Name) and value.id in ("set", "frozenset") for value in given)


def _is_fixed(node: ast.AST) -> bool:
    """Whether the set holds only constants: a job's hash seed is fixed, so their order is too."""
    match node:
        case ast.Set(elts=items):
            return all(isinstance(item, ast.Constant) and item.value is not None for item in items)
        case ast.Call(args=[ast.Constant(value=str())], keywords=[]):
            return True
        case ast.Call(args=[ast.Call(func=ast.Name(id="range"))], keywords=[]):
            return True
    return False


def _name(node: ast.AST) -> str | None:
    match node:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name
    return None
