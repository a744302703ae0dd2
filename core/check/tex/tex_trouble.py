"""What can stop LaTeX in a formula."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """A way in which a formula is wrong; the values are only for reading."""

    DOLLAR_IN_MATH = "a $ within a formula"
    OPEN_DOLLAR = "a formula that does not end"
    OUTSIDE_MATH = "what is only for formulas, outside of one"
    INSIDE_MATH = "what is only for text, in a formula"
    UNKNOWN_COMMAND = "a command that LaTeX does not have"
    CUT_COMMAND = "a command that is cut apart by what is isolated"
    UNKNOWN_ENVIRONMENT = "an environment that LaTeX does not have"
    PERCENT = "a % that hides the rest"
    AMPERSAND = "an & where there is nothing to align"
    HASH = "a #"
    CHARACTER = "a character that LaTeX cannot set"
    DOUBLE_SCRIPT = "two superscripts, or two subscripts, on one thing"
    EMPTY_SCRIPT = "a ^ or _ with nothing behind it"
    BRACE = "braces and other pairs that cross"
    NOT_ENDED = "a \\begin without its \\end"
    NOT_BEGUN = "an \\end without its \\begin"
    NESTED_DISPLAY = "an environment that begins a formula within a formula"
    UNPAIRED = "a \\left without its \\right"
    SPLIT_PAIR = "a \\left and its \\right in different cells or rows"
    NO_DELIMITER = "a \\left or \\right without a bracket"
    TOO_MANY_CELLS = "more cells in a row than there are columns"
    NO_ROW = "a new line where there are no rows"
    NO_ARGUMENT = "a command without what it is for"
    ONLY_BEFORE = "what belongs before the document"
    BLANK_LINE = "an empty line in a formula"


@dataclass(frozen=True, slots=True)
class Trouble:
    """The first thing at which LaTeX stops: its place, what is wrong there, and whether in a formula."""

    kind: Kind
    at: int
    word: str
    in_math: bool = True
