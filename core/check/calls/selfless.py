"""Methods of the script that lack their `self`, or want more than Manim gives them."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from core.check.facts import Call, Facts
from core.check.inference.answers import own_function
from core.check.lines import Lines
from core.check.names.stand_ins import with_self
from core.check.types import Bound, Instance
from core.check.world import SCENE
from core.model import Diagnostic, Severity

_Method = ast.FunctionDef | ast.AsyncFunctionDef
_STARTED = ("setup", "construct", "tear_down")


def judge_selfless(facts: Facts, lines: Lines, rule: str) -> Iterator[tuple[ast.Call | None, Diagnostic]]:
    """An error for each such method, with the call that shows it."""
    told: set[_Method] = set()
    for entry in facts.world.own.values():
        if not any(base.key == SCENE for base in facts.world.lineage(entry.key)):
            continue
        if any(True for _ in facts.world.below(entry.key)):
            continue
        for name in _STARTED:
            method = entry.methods.get(name)
            if method is None or method.decorator_list or name in entry.fields:
                continue
            told.add(method)
            if not _takes_any(method) and not _places(method):
                yield None, _lacking(method, lines, rule)
            elif len(wanted := _wanted(method)) > 1:
                yield None, _wanting(method, wanted[1:], lines, rule)
    for call in facts.calls:
        lacking = _method(call, facts)
        if lacking is not None and lacking not in told and _lacks_self(call, lacking):
            told.add(lacking)
            yield call.node, _lacking(lacking, lines, rule)


def _method(call: Call, facts: Facts) -> _Method | None:
    callee = call.callee
    if not isinstance(callee, Bound) or not isinstance(callee.owner, Instance):
        return None
    if not callee.owner.exact:
        return None
    found = own_function(callee.owner, callee.name, facts.world)
    method = found.node if found else None
    return method if isinstance(method, _Method) and not method.decorator_list else None


def _lacks_self(call: Call, method: _Method) -> bool:
    """Whether a call gives one argument too many, and the first parameter is nobody's `self`."""
    places = _places(method)
    if _takes_any(method) or call.is_open:
        return False
    if not places:
        return True
    first = places[0].arg
    is_owner = any(
        isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == first
        for node in ast.walk(method)
    )
    return first not in ("self", "cls") and not is_owner and len(call.places) == len(places)


def _takes_any(method: _Method) -> bool:
    return method.args.vararg is not None


def _places(method: _Method) -> list[ast.arg]:
    return [*method.args.posonlyargs, *method.args.args]


def _wanted(method: _Method) -> list[str]:
    """The parameters that have to be given."""
    places = _places(method)
    names = [item.arg for item in places[: len(places) - len(method.args.defaults)]]
    by_name = zip(method.args.kwonlyargs, method.args.kw_defaults, strict=True)
    return [*names, *(item.arg for item, default in by_name if default is None)]


def _lacking(method: _Method, lines: Lines, rule: str) -> Diagnostic:
    said = f"{method.name} is a method and has no self. Write self as its first parameter."
    return Diagnostic(
        rule, Severity.ERROR, method.lineno, lines.column(method), said, with_self(method, lines)
    )


def _wanting(method: _Method, names: list[str], lines: Lines, rule: str) -> Diagnostic:
    said = f"Manim calls {method.name} with nothing, and this one needs {' and '.join(names)}"
    return Diagnostic(
        rule, Severity.ERROR, method.lineno, lines.column(method), f"{said}. Give that a default."
    )
