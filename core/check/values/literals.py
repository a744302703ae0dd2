"""Strings that are written down in a script: what they say, and where each character of it stands."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass

from core.check.lines import Lines
from core.check.mending.places import start_of
from core.check.tex.tex_source import UNKNOWN
from core.model import Edit

PIECE = re.compile(
    r"""
    \#[^\n]*
  | (?P<prefix>[a-zA-Z]*) (?P<quotes>\'{3}|"{3}|\'|") (?P<body>(?:\\.|(?!(?P=quotes)).)*) (?P=quotes)
    """,
    re.VERBOSE | re.DOTALL,
)
"""A comment, or a string with its prefix: several beside each other are one."""

_ESCAPE = re.compile(
    r"\\(?:x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|N\{[^}]*\}|[0-7]{1,3}|\n|[\\'\"abfnrtv])|.",
    re.DOTALL,
)
_NUMBER_FORMAT = re.compile(r"[-+, ]?0?\d*,?(?:\.\d+)?[dfeEgG]")

LONGEST = 10_000
"""How long a string may be that is looked at character by character; no formula and no label is as long."""


@dataclass(frozen=True, slots=True)
class Literal:
    """A string or f-string; its `text` has UNKNOWN in the place of each value that is put in.

    `_where` has for each character its line, its column and the length that it is written with, or is empty
    where that could not be told.
    """

    node: ast.expr
    text: str
    is_raw: bool
    _where: tuple[tuple[int, int, int], ...]
    _end: tuple[int, int]

    def place(self, at: int) -> tuple[int, int]:
        """The line and the column of a character, or of the whole string."""
        if at < len(self._where):
            return self._where[at][:2]
        return self._end

    def edit(self, at: int, length: int, text: str) -> Edit | None:
        """Another text in the place of some characters; None where it is not told where they stand."""
        if len(self._where) < at + length or not self._where:
            return None
        written = text if self.is_raw else text.replace("\\", "\\\\")
        if at < len(self._where) and self._where[at][2] > 1:
            written = written.replace("\n", "\\n")
        line, column = self._where[at][:2] if at < len(self._where) else self._end
        if not length:
            return Edit(line, column, line, column, written)
        last_line, last_column, size = self._where[at + length - 1]
        return Edit(line, column, last_line, last_column + size, written)

    def whole(self, text: str) -> Edit | None:
        """Another text in the place of all of it, between the same quotes."""
        return self.edit(0, len(self.text), text)


def literal(node: ast.expr, lines: Lines) -> Literal | None:
    """The string that an expression is, if it is written down as one and not too long to be looked at."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        text = node.value
    elif isinstance(node, ast.JoinedStr):
        text = "".join(_piece(item) for item in node.values)
    else:
        return None
    line, column = start_of(lines, node)
    source = lines.between(node)
    if len(source) > LONGEST:
        return None
    pieces = [found for found in PIECE.finditer(source) if found["quotes"]]
    offsets = [item for found in pieces for item in _characters(found)]
    is_told = len(offsets) == len(text)
    places = [_place(source, offset, line, column) for offset, _ in offsets] if is_told else []
    return Literal(
        node,
        text,
        all("r" in found["prefix"].lower() for found in pieces),
        tuple((*place, size) for place, (_, size) in zip(places, offsets, strict=False)),
        _place(source, pieces[-1].end("body"), line, column) if places and pieces else (line, column),
    )


def _piece(node: ast.expr) -> str:
    """The text of a part of an f-string: a digit for what is certainly a number."""
    if isinstance(node, ast.Constant):
        return str(node.value)
    if isinstance(node, ast.FormattedValue) and isinstance(node.format_spec, ast.JoinedStr):
        spec = "".join(
            str(item.value) if isinstance(item, ast.Constant) else "?" for item in node.format_spec.values
        )
        if _NUMBER_FORMAT.fullmatch(spec):
            return "1"
    return UNKNOWN


def _characters(found: re.Match[str]) -> Iterator[tuple[int, int]]:
    """For each character that a piece stands for, its place in the source and its length there."""
    prefix, body, start = found["prefix"].lower(), found["body"], found.start("body")
    at = 0
    while at < len(body):
        if "f" in prefix and body[at] in "{}" and body[at : at + 2] not in ("{{", "}}"):
            end = _end_of_value(body, at)
            yield start + at, end - at
            at = end
            continue
        if "f" in prefix and body[at] in "{}":
            yield start + at, 2
            at += 2
            continue
        escape = None if "r" in prefix else _ESCAPE.match(body, at)
        size = len(escape[0]) if escape else 1
        if not (escape and escape[0] == "\\\n"):
            yield start + at, size
        at += size


def _end_of_value(body: str, at: int) -> int:
    depth = 0
    for place in range(at, len(body)):
        depth += {"{": 1, "}": -1}.get(body[place], 0)
        if depth == 0:
            return place + 1
    return len(body)


def _place(source: str, offset: int, line: int, column: int) -> tuple[int, int]:
    before = source[:offset]
    rows = before.count("\n")
    return line + rows, (column + offset if not rows else offset - before.rfind("\n"))
