"""Where a script is itself ready for something to be missing, or does not go at all."""

from __future__ import annotations

import ast

from core.check.tree import nodes

_CATCHING = frozenset({"NameError", "UnboundLocalError", "Exception", "BaseException", "ImportError"})
_LEAVING = frozenset({"__exit__", "__aexit__"})
_SILENCING = frozenset({"suppress", "raises", "catch"})
_ASKING = frozenset(
    {
        "hasattr",
        "getattr",
        "globals",
        "locals",
        "vars",
        "dir",
        "TYPE_CHECKING",
        "__name__",
        "__version__",
        "version",
        "version_info",
        "find_spec",
    }
)


def catches_missing_names(node: ast.Try) -> bool:
    """Whether a missing name or module in the body may be caught."""
    return any(_may_catch(handler.type) for handler in node.handlers)


def _may_catch(kind: ast.expr | None) -> bool:
    if isinstance(kind, ast.Tuple):
        return any(_may_catch(item) for item in kind.elts)
    if not isinstance(kind, ast.Name):
        return True
    return kind.id in _CATCHING or not kind.id.endswith(("Error", "Interrupt", "Exit"))


def silences(context: ast.expr, own: frozenset[str]) -> bool:
    """Whether a `with` of this takes exceptions that are raised in it; `own` are the script's that do.

    What holds one of the script's own is not followed: with any in the script, a bare name may be one.
    """
    if not isinstance(context, ast.Call):
        return bool(own)
    function = context.func
    name = function.id if isinstance(function, ast.Name) else getattr(function, "attr", "")
    return name in _SILENCING or name in own


def swallowing(tree: ast.Module) -> frozenset[str]:
    """The script's classes and functions that may take an exception which is raised in a `with` of them."""
    return frozenset(
        node.name
        for node in nodes(tree)
        if (isinstance(node, ast.ClassDef) and any(map(_exit_takes, node.body)))
        or (isinstance(node, ast.FunctionDef) and node.decorator_list and _yields_within_try(node))
    )


def _exit_takes(node: ast.stmt) -> bool:
    """Whether this is an `__exit__` that may give anything but nothing."""
    if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) or node.name not in _LEAVING:
        return False
    given = (child.value for child in ast.walk(node) if isinstance(child, ast.Return))
    return any(value is not None and (constant(value) is not False) for value in given)


def _yields_within_try(node: ast.FunctionDef) -> bool:
    return any(
        isinstance(child, ast.Yield)
        for part in ast.walk(node)
        if isinstance(part, ast.Try) and part.handlers
        for item in part.body
        for child in ast.walk(item)
    )


def constant(test: ast.expr) -> bool | None:
    """What a condition always is, where that is written down."""
    if isinstance(test, ast.UnaryOp) and isinstance(test.op, ast.Not):
        known = constant(test.operand)
        return None if known is None else not known
    return bool(test.value) if isinstance(test, ast.Constant) else None


def is_guard(test: ast.expr) -> bool:
    """Whether a condition asks what is there, so that its branches may be for another Manim."""
    return any(
        (item.id if isinstance(item, ast.Name) else item.attr) in _ASKING
        for item in ast.walk(test)
        if isinstance(item, ast.Name | ast.Attribute)
    )
