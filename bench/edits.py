"""The edits that a render is measured after: the first number of one statement of `construct` is changed."""

from __future__ import annotations

import ast
from enum import StrEnum


class Edit(StrEnum):
    """Which statement of `construct` an author changes."""

    EARLY = "early"
    LATE = "late"


FACTOR = 1.25
"""By how much the number grows."""


def edited(source: str, edit: Edit) -> str:
    """The script with one statement of `construct` changed; a ValueError if that has no number."""
    body = _construct(ast.parse(source)).body
    statement = body[0 if edit is Edit.EARLY else -1]
    numbers = [
        node
        for node in ast.walk(statement)
        if isinstance(node, ast.Constant) and type(node.value) in (int, float)
    ]
    if not numbers:
        raise ValueError(f"line {statement.lineno} has no number to change")
    number = min(numbers, key=lambda node: (node.lineno, node.col_offset))
    lines = source.splitlines(keepends=True)
    # The columns of ast count bytes.
    line = lines[number.lineno - 1].encode()
    changed = f"{float(ast.literal_eval(number)) * FACTOR:g}".encode()
    lines[number.lineno - 1] = (line[: number.col_offset] + changed + line[number.end_col_offset :]).decode()
    return "".join(lines)


def _construct(module: ast.Module) -> ast.FunctionDef:
    for node in ast.walk(module):
        if isinstance(node, ast.FunctionDef) and node.name == "construct":
            return node
    raise ValueError("the script has no method construct")
