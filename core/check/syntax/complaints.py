"""What Python complains of in a script that it cannot read, and what a person is told of it."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from core.model import Edit


@dataclass(frozen=True, slots=True)
class Complaint:
    """What Python says of which place, 1-based, in characters; `end_column` is where the faulty part ends."""

    message: str
    line: int
    column: int
    end_column: int
    lines: Sequence[str]

    @property
    def text(self) -> str:
        """The line that it is about."""
        return self.lines[self.line - 1] if self.line <= len(self.lines) else ""


@dataclass(frozen=True, slots=True)
class Explanation:
    """A sentence about a place, and the `ways` to put it right, each by some edits; the first that works.

    `clear` says that the first of them is meant beyond doubt, if Python can read the whole source after it.
    """

    sentence: str
    line: int
    column: int
    title: str = ""
    ways: tuple[tuple[Edit, ...], ...] = ()
    clear: bool = False


Explain = Callable[[Complaint, re.Match[str]], Explanation]


def at(complaint: Complaint, sentence: str, title: str = "", *ways: tuple[Edit, ...]) -> Explanation:
    """An explanation of the very place."""
    return Explanation(sentence, complaint.line, complaint.column, title, ways)


def edit_in(line: int, start: int, end: int, text: str) -> tuple[Edit, ...]:
    """One text in the place of a part of a line."""
    return (Edit(line, start, line, end, text),)


def said(sentence: str) -> Explain:
    """What says one sentence about every place."""
    return lambda complaint, _: at(complaint, sentence)
