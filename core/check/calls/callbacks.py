"""Functions that a script hands to Manim, which calls them with a number of arguments of its own choice."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from core.api_index import Function
from core.check.calls.calling import needed, signature
from core.check.calls.purposes import Given, given
from core.check.facts import Facts
from core.check.inference.answers import own_function
from core.check.lines import Lines
from core.check.types import Bound, Instance, Own, Type
from core.check.world import World
from core.model import Diagnostic, Severity

_COUNTS = {"RateFunction": 1, "MappingFunction": 1, "MultiMappingFunction": 1}
_UNTRUE = frozenset({"plot_surface", "remove_updater", "set_key_function"})
"""Their annotations say another number, or they never call it."""
_UPDATERS = frozenset({"Updater", "_Updater"})
_LETTERS = {"add_updater": "m", "UpdateFromFunc": "m", "UpdateFromAlphaFunc": "m, alpha", "Surface": "u, v"}


def judge_callbacks(facts: Facts, lines: Lines, rule: str) -> Iterator[Diagnostic]:
    """An error for each function that cannot take the arguments that Manim calls it with."""
    for item in given(facts):
        own = _own(item.argument.type, facts.world)
        function = signature(own.node, is_method=own.owner is not None) if own else None
        if function is None or item.argument.spread or item.function in _UNTRUE:
            continue
        count = _count(item, function, facts)
        if count is None or _takes(function, count):
            continue
        node = item.argument.node
        yield Diagnostic(
            rule, Severity.ERROR, node.lineno, lines.column(node), _sentence(item, function, count), None
        )


def _own(type: Type, world: World) -> Own | None:
    """The script's own function that is handed over."""
    if isinstance(type, Bound) and isinstance(type.owner, Instance):
        return own_function(type.owner, type.name, world)
    return type if isinstance(type, Own) else None


def _count(item: Given, function: Function, facts: Facts) -> int | None:
    """How many arguments Manim gives it; None where that is not known."""
    annotation = item.annotation.removesuffix(" | None").strip()
    if annotation in _UPDATERS:
        return _updating(function, facts)
    if annotation in _COUNTS:
        return _COUNTS[annotation]
    if annotation == "Callable[[], M]":
        return 0
    try:
        written = ast.parse(annotation, mode="eval").body
    except SyntaxError:
        return None
    match written:
        case ast.Subscript(ast.Name("Callable"), ast.Tuple([ast.List(places), _])):
            return len(places)
    return None


def _updating(function: Function, facts: Facts) -> int | None:
    """An updater gets the time too if it has a dt, and is called in each play."""
    is_played = any(isinstance(call.callee, Bound) and call.callee.name == "play" for call in facts.calls)
    has_time = any(item.name == "dt" for item in function.parameters)
    if not is_played and not has_time:
        return None
    return 2 if has_time else 1


def _takes(function: Function, count: int) -> bool:
    most = len(function.places)
    if count > most and not function.takes_any_number:
        return False
    placed = {item.name for item in function.places[:count]}
    return all(name in placed for name in needed(function))


def _sentence(item: Given, function: Function, count: int) -> str:
    takes = len(needed(function))
    gives = "nothing" if count == 0 else "one argument" if count == 1 else f"{count} arguments"
    wants = "none" if takes == 0 else str(takes)
    letters = "" if count == 0 else _LETTERS.get(item.function, "x" if count == 1 else "x, y")
    if count > 2:
        letters = "..."
    written = f"lambda {letters}:" if letters else "lambda:"
    return f"{item.function} calls this function with {gives}, and it takes {wants}. Write {written} ..."
