"""Where a script is itself ready for something to be missing, or does not go at all."""

from __future__ import annotations

import ast

_CATCHING = frozenset({"NameError", "UnboundLocalError", "Exception", "BaseException", "ImportError"})
_ASKING = frozenset(
    {"hasattr", "getattr", "TYPE_CHECKING", "__name__", "__version__", "version", "version_info", "find_spec"}
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


def silences(context: ast.expr) -> bool:
    """Whether a `with` of this takes exceptions that are raised in it."""
    function = context.func if isinstance(context, ast.Call) else context
    name = function.id if isinstance(function, ast.Name) else getattr(function, "attr", "")
    return name in ("suppress", "raises", "catch")


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
