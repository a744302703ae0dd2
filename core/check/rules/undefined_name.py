"""Names that do not exist where they are used. See undefined_name.md."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from core.check.names.advice import Advice
from core.check.names.evaluation import Missing
from core.check.names.import_faults import import_faults
from core.check.names.insertions import insert_import
from core.check.names.lookups import lookups
from core.check.names.module_names import star_names
from core.check.names.name_advice import Adviser
from core.check.names.name_sources import imported_manim
from core.check.names.scopes import Scope, scopes
from core.check.reading import Reading
from core.model import Diagnostic, Fix, Severity

RULE = "undefined-name"
MOST = 100
"""How many are told; a script with more of them is not mended one by one."""


def judge_names(reading: Reading) -> Iterator[Diagnostic]:
    """An error for each use of a name that certainly has no value there, and for each import that fails."""
    yield from islice(_judge(reading), MOST)


def _judge(reading: Reading) -> Iterator[Diagnostic]:
    index, tree, lines = reading.index, reading.tree, reading.lines
    if index is None:
        return
    given = star_names(scopes(tree).stars, index)
    try:
        found = lookups(tree, given or frozenset())
    except RecursionError:
        # What is nested so deeply may well run; nobody can tell here.
        return
    for node in found.imports:
        for fault in import_faults(node, tree, lines, index):
            yield Diagnostic(RULE, Severity.ERROR, fault.line, fault.column, fault.sentence, fault.fix)
    if given is None:
        return
    missing = list(found.missing)
    if imported_manim(tree) is None and not given & index.star.keys():
        # One line mends all of them.
        lost = next((item for item in missing if item.node.id in index.star), None)
        if lost is not None:
            line = "from manim import *"
            fix = Fix(f"Write {line}", (insert_import(tree, line),), certain=True)
            yield _error(
                lost, Advice(f"This script does not import Manim. Write {line} at its top.", fix), reading
            )
            given |= index.star.keys()
            missing = [item for item in missing if item.node.id not in index.star]
    adviser = Adviser(tree, lines, index, found, given)
    told: set[tuple[str, Scope]] = set()
    fixes: set[Fix | None] = set()
    for item in missing:
        place = (item.node.id, item.scope)
        if place in told:
            continue
        advice = adviser.advise(item)
        if advice.once:
            told.add(place)
            if advice.fix in fixes:
                continue
            fixes.add(advice.fix)
        yield _error(item, advice, reading)


def _error(item: Missing, advice: Advice, reading: Reading) -> Diagnostic:
    column = reading.lines.column(item.node)
    return Diagnostic(RULE, Severity.ERROR, item.node.lineno, column, advice.sentence, advice.fix)
