"""Calls of Python's own functions with what they certainly refuse."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from core.check.facts import Argument, Facts
from core.check.lines import Lines
from core.check.types import NUMBERS, UNKNOWN, Bound, Plain
from core.model import Diagnostic, Severity

_WALKING = frozenset({"len", "sum", "sorted", "enumerate", "list", "tuple", "set", "zip", "min", "max"})
_ALONE = frozenset({"min", "max", "zip"})
"""These also take several, each of which is one of the values."""


def judge_builtins(facts: Facts, lines: Lines, rule: str) -> Iterator[Diagnostic]:
    """An error for each such call."""
    for call in facts.calls:
        function = call.node.func
        if call.callee != UNKNOWN or not isinstance(function, ast.Name) or function.id in _given(facts):
            continue
        for item in call.places:
            said = _wrong(function.id, item, len(call.arguments))
            if said:
                yield Diagnostic(rule, Severity.ERROR, item.node.lineno, lines.column(item.node), said)
                break


def _given(facts: Facts) -> frozenset[str]:
    """The names of Python's own that the script gives something else."""
    return facts.world.assigned


def _wrong(name: str, item: Argument, count: int) -> str | None:
    known = item.type
    if name == "range" and isinstance(known, Plain):
        if known.kind == "float":
            return "range counts in whole numbers, and this may have a fraction. Write int(...) around it."
        if known.kind in ("str", "list", "tuple"):
            return f"range takes whole numbers, and this is a {known.kind}. Write len(...) around it."
        return None
    if name in ("int", "float") and isinstance(known, Plain) and isinstance(known.value, str):
        return _number(name, known.value) if count == 1 else None
    if name not in _WALKING or (name in _ALONE and count > 1) or count > 1:
        return None
    if isinstance(known, Bound):
        return f"{known.name} is not called here. Write {known.name}()."
    if isinstance(known, Plain) and known.kind in NUMBERS | {"None"}:
        return f"{name} needs several things, and this is {'None' if known.kind == 'None' else 'one number'}."
    return None


def _number(name: str, text: str) -> str | None:
    try:
        int(text) if name == "int" else float(text)
    except ValueError:
        return f"{name} cannot read {text!r} as a number."
    return None
