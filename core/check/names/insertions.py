"""Lines that are put into a script: imports at its top."""

from __future__ import annotations

import ast

from core.model import Edit


def insert_import(tree: ast.Module, line: str) -> Edit:
    """An import behind the docstring and what is imported from the future, before all else."""
    rest = [node for number, node in enumerate(tree.body) if not _comes_first(node, number)]
    if not rest:
        return Edit(1, 1, 1, 1, f"{line}\n")
    first = rest[0]
    place = min([first.lineno, *(item.lineno for item in getattr(first, "decorator_list", ()))])
    # Several statements on one line are parted by semicolons.
    alone = all(node.end_lineno != place for node in tree.body if node is not first and node not in rest)
    gap = "" if isinstance(first, ast.Import | ast.ImportFrom) else "\n"
    if alone:
        return Edit(place, 1, place, 1, f"{line}\n{gap}")
    return Edit(place, first.col_offset + 1, place, first.col_offset + 1, f"{line}; ")


def _comes_first(node: ast.stmt, number: int) -> bool:
    if isinstance(node, ast.ImportFrom):
        return node.module == "__future__"
    is_text = isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    return number == 0 and is_text and isinstance(node.value.value, str)  # type: ignore[attr-defined]
