"""Edits on a text, whose lines are counted as Python counts them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import pairwise

from core.model import Edit

# str.splitlines also ends lines at form feeds, and Python does not.
ENDING = re.compile(r"\r\n|\r|\n")

Span = tuple[int, int]
"""From a character to before another, counted from 0."""


def apply(source: str, edits: Iterable[Edit]) -> str:
    """The source after the edits; the lines that they bring end as the source's own do.

    A place beyond the end of a line, or of the source, is that end. ValueError where edits overlap.
    """
    places = Places(source)
    wanted = sorted(((places.span(edit), edit.text) for edit in edits), key=lambda item: item[0])
    if overlap(span for span, _ in wanted):
        raise ValueError("two edits change the same characters")
    pieces, done = [], 0
    for (start, end), text in wanted:
        pieces += [source[done:start], ENDING.sub(places.ending, text)]
        done = end
    return "".join((*pieces, source[done:]))


def overlap(spans: Iterable[Span]) -> bool:
    """Whether of spans in their order one begins within the one before."""
    return any(after[0] < before[1] for before, after in pairwise(spans))


class Places:
    """Where the lines and columns of a source are, and how its lines end, judged by the first."""

    def __init__(self, source: str) -> None:
        found = list(ENDING.finditer(source))
        self.ending = found[0].group() if found else "\n"
        self._source = source
        self._starts = [0, *(ending.end() for ending in found)]
        self._ends = [*(ending.start() for ending in found), len(source)]

    def span(self, edit: Edit) -> Span:
        """What an edit replaces."""
        start = self._place(edit.line, edit.column)
        return start, max(start, self._place(edit.end_line, edit.end_column))

    def changes(self, edit: Edit) -> bool:
        """Whether an edit puts anything else there than what is there."""
        start, end = self.span(edit)
        return self._source[start:end] != ENDING.sub(self.ending, edit.text)

    def _place(self, line: int, column: int) -> int:
        if line > len(self._starts):
            return self._ends[-1]
        row = max(line, 1) - 1
        return min(self._starts[row] + max(column, 1) - 1, self._ends[row])
