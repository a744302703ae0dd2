"""Functions that are plotted where they have no value. See outside_domain.md."""

from __future__ import annotations

import ast
import math
from collections.abc import Iterator, Mapping

from core.check.calls.calling import called, matched
from core.check.facts import Call, Facts
from core.check.reading import Reading
from core.check.types import ModuleOf, Plain
from core.model import Diagnostic, Severity

RULE = "outside-domain"

_ONE_NUMBER = frozenset({"log", "log2", "log10", "log1p", "sqrt", "asin", "acos", "acosh", "atanh", "gamma"})
"""Functions of `math` that take one number, and raise an error for some."""


def judge_domains(reading: Reading) -> Iterator[Diagnostic]:
    """An error for each plot that begins with a number that its function of `math` does not take."""
    facts = reading.facts
    if facts is None:
        return
    functions = {
        access.node: access.node.attr
        for access in facts.accesses
        if access.owner == ModuleOf("math") and access.node.attr in _ONE_NUMBER
    }
    if not functions:
        return
    for call in facts.calls:
        found = _plotted(call, facts, functions)
        if found is not None:
            name, start, node = found
            yield Diagnostic(
                RULE,
                Severity.ERROR,
                node.lineno,
                reading.lines.column(node),
                f"math.{name} has no value at {start:g}, where this plot begins. Begin further on: "
                "x_range=[0.01, ...].",
            )


def _plotted(
    call: Call, facts: Facts, functions: Mapping[ast.Attribute, str]
) -> tuple[str, float, ast.expr] | None:
    """The name of the function, the number at which it is first asked, and where that stands."""
    if not isinstance(call.node.func, ast.Attribute) or call.node.func.attr != "plot":
        return None
    for function in called(call, facts.world):
        given = {match.name: match.argument for match in matched(call, function)}
        drawn, span = given.get("function"), given.get("x_range")
        name = _function(drawn.node, functions) if drawn else None
        if name is None or span is None or not isinstance(span.type, Plain) or not span.type.items:
            return None
        start = span.type.items[0]
        if isinstance(start, Plain) and isinstance(start.value, int | float) and _fails(name, start.value):
            return name, start.value, span.node
    return None


def _function(node: ast.expr, functions: Mapping[ast.Attribute, str]) -> str | None:
    """`log` in `math.log`, in `name := math.log` and in `lambda x: ... math.log(x) ...`."""
    if isinstance(node, ast.NamedExpr):
        return _function(node.value, functions)
    if isinstance(node, ast.Attribute):
        return functions.get(node)
    if not isinstance(node, ast.Lambda) or len(node.args.args) != 1:
        return None
    x = node.args.args[0].arg
    if any(isinstance(inner, ast.IfExp | ast.BoolOp) for inner in ast.walk(node.body)):
        return None
    for inner in ast.walk(node.body):
        if isinstance(inner, ast.Call) and [ast.unparse(item) for item in inner.args] == [x]:
            name = functions.get(inner.func) if isinstance(inner.func, ast.Attribute) else None
            if name is not None:
                return name
    return None


def _fails(name: str, number: float) -> bool:
    try:
        getattr(math, name)(number)
    except ValueError:
        return True
    except OverflowError:
        return False
    return False
