"""Changing a scene's constants in its source text; everything else, comments too, stays as it is."""

from __future__ import annotations

import ast
from collections.abc import Mapping

_QUOTES = '"""'


def with_constants(source: str, values: Mapping[str, str]) -> str:
    """The source with these constants' values replaced; raises KeyError for a constant it lacks.

    `A, B = 1, 2` is one assignment of two constants.
    """
    lines = source.splitlines(keepends=True)
    left = dict(values)
    spans = []
    for node in ast.parse(source).body:
        if isinstance(node, ast.Assign) and len(node.targets) == 1:
            spans += [(part, left.pop(name)) for name, part in _parts(node) if name in left]
    if left:
        raise KeyError(", ".join(sorted(left)))
    for part, value in sorted(spans, key=lambda span: (-span[0].lineno, -span[0].col_offset)):
        if part.end_lineno != part.lineno or part.end_col_offset is None:
            raise KeyError(f"the value in line {part.lineno} spans several lines")
        line = lines[part.lineno - 1].encode()
        lines[part.lineno - 1] = (
            line[: part.col_offset] + value.encode() + line[part.end_col_offset :]
        ).decode()
    return "".join(lines)


def _parts(node: ast.Assign) -> list[tuple[str, ast.expr]]:
    target, value = node.targets[0], node.value
    if isinstance(target, ast.Name):
        return [(target.id, value)]
    if isinstance(target, ast.Tuple) and isinstance(value, ast.Tuple):
        return [(t.id, v) for t, v in zip(target.elts, value.elts, strict=True) if isinstance(t, ast.Name)]
    return []


def without_catalogue(source: str) -> str:
    """The source whose docstring keeps title and summary; what the search needs tells an editor nothing."""
    head, _, rest = source.partition("\n\nKeywords:")
    return f"{head}\n{rest[rest.index(_QUOTES) :]}"


def constant_source(source: str, name: str) -> str:
    """The text of a constant's value."""
    for node in ast.parse(source).body:
        if isinstance(node, ast.Assign):
            for found, part in _parts(node):
                if found == name:
                    return ast.get_source_segment(source, part) or ""
    raise KeyError(name)
