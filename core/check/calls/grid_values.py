"""What is put into tables and matrices."""

from __future__ import annotations

from core.check.calls.value_case import Case
from core.check.types import NUMBERS, Instance, Plain
from core.check.world import MOBJECT

_EDGES = frozenset({("Graph", "edges"), ("DiGraph", "edges")})
_GRIDS = frozenset(
    {
        ("Table", "table"),
        ("MathTable", "table"),
        ("IntegerTable", "table"),
        ("DecimalTable", "table"),
        ("MobjectTable", "table"),
        ("Matrix", "matrix"),
    }
)


def rows(case: Case) -> str | None:
    """What is wrong with the rows of a table or matrix."""
    item, known = case.item, case.known
    if (item.function, item.name) in _EDGES and isinstance(known, Plain):
        lists = [edge for edge in known.items or () if isinstance(edge, Plain) and edge.kind == "list"]
        return (
            "An edge is a pair in parentheses, and this has lists. Write (1, 2) for each." if lists else None
        )
    if (item.function, item.name) not in _GRIDS or not isinstance(known, Plain) or not known.items:
        return None
    if any(isinstance(row, Plain) and row.kind in NUMBERS for row in known.items):
        return f"{item.function} takes a list of rows, and this is a single row. Write [[1, 2], [3, 4]]."
    rows = [row.items for row in known.items if isinstance(row, Plain) and row.kind in ("list", "tuple")]
    if len(rows) < len(known.items) or any(row is None for row in rows):
        return None
    if item.function != "Matrix" and len({len(row) for row in rows if row is not None}) > 1:
        return f"The rows of a {item.function} have to be of one length. Fill the short ones up with texts."
    if item.function != "Table" or item.call.is_open or item.call.given("element_to_mobject"):
        return None
    cells = [cell for row in rows if row for cell in row]
    if any(isinstance(cell, Plain) and cell.kind in NUMBERS for cell in cells):
        return (
            "Table takes texts, and there are numbers in this. Write each in quotes, or take a DecimalTable."
        )
    if any(isinstance(cell, Instance) and case.world.is_a(cell, MOBJECT) for cell in cells):
        return "Table takes texts, and there are mobjects in this. Take a MobjectTable instead."
    return None
