"""A script's text as the syntax tree counts it, and as people do."""

from __future__ import annotations

import ast
import re


class Lines:
    """The source by its lines, in the UTF-8 in which the syntax tree counts columns."""

    def __init__(self, source: str) -> None:
        # As Python counts lines: str.splitlines also ends them at form feeds.
        self._lines = [line.encode() for line in re.split(r"\r\n|\r|\n", source)]

    def between(self, node: ast.expr) -> str:
        """The text of a node."""
        first, last = node.lineno - 1, (node.end_lineno or node.lineno) - 1
        lines = self._lines[first : last + 1]
        if not lines:
            return ""
        lines[-1] = lines[-1][: node.end_col_offset]
        lines[0] = lines[0][node.col_offset :]
        return b"\n".join(lines).decode("utf-8", "replace")

    def column(self, node: ast.expr | ast.keyword | ast.stmt) -> int:
        """Where a node begins, in characters from 1."""
        return self.character(node.lineno, node.col_offset)

    def character(self, line: int, offset: int) -> int:
        """The column in characters, from 1, of a place that the syntax tree gives as a line and bytes."""
        return len(self._lines[line - 1][:offset].decode("utf-8", "replace")) + 1

    def line(self, number: int) -> str:
        """The text of a line, without its end."""
        return self._lines[number - 1].decode("utf-8", "replace")
