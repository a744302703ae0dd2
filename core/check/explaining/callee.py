"""How what a script called is written."""

from __future__ import annotations

from core.api_index import Function, Kind, Parameter
from core.check.calls.calling import called
from core.check.calls.keyword_case import title
from core.check.explaining.case import Case
from core.check.facts import Call, Facts

SHOWN = 5
"""How many parameters are told before "...": the first are those that are mostly given."""


def usage(case: Case, facts: Facts) -> str:
    """`It is written Dot(point, radius=0.08, ...).` Nothing where what was called is not known."""
    found = next((item for item in facts.calls if item.node is case.part), None)
    functions = called(found, facts.world) if found else ()
    if found is None or not functions:
        return ""
    return f"It is written {_written(found, functions[0])}."


def _written(call: Call, function: Function) -> str:
    shown = [_parameter(item) for item in function.parameters if item.kind is not Kind.KEYWORDS]
    more = len(shown) > SHOWN or any(item.kind is Kind.KEYWORDS for item in function.parameters)
    return f"{title(call, function)}({', '.join([*shown[:SHOWN], *(['...'] if more else [])])})"


def _parameter(item: Parameter) -> str:
    if item.kind is Kind.REST:
        return f"*{item.name}"
    is_plain = item.default is not None and item.default != "..." and not item.default.startswith("array(")
    return f"{item.name}={item.default}" if is_plain else item.name
