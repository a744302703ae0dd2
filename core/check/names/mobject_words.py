"""Small words that NumPy has, and that are rather meant to be mobjects: square, dot, cross."""

from __future__ import annotations

import ast

from core.api_index import ApiIndex
from core.check.tree import nodes
from core.check.world import MOBJECT


def is_mobject(call: ast.Call | None, tree: ast.Module, index: ApiIndex) -> bool:
    """Whether a call of such a word makes a mobject, and counts nothing."""
    if call is None or not isinstance(call.func, ast.Name):
        return False
    entry = index.by_name.get(call.func.id.capitalize())
    if entry is None or not any(base.key == MOBJECT for base in index.lineage(entry.key)):
        return False
    return len(call.args) < 2 and not any(_counts(node, call) for node in nodes(tree))


def _counts(node: ast.AST, call: ast.Call) -> bool:
    """Whether the call is part of a formula there."""
    match node:
        case ast.BinOp() | ast.UnaryOp() | ast.Compare():
            return call in ast.iter_child_nodes(node)
        case ast.Lambda():
            return node.body is call and bool(call.args) and bool(node.args.args)
        case ast.Return():
            return node.value is call and bool(call.args)
    return False
