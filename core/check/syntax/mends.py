"""What can be put right in a whole source that Python cannot read, whatever it is that stops Python first."""

from __future__ import annotations

import ast
import keyword
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from core.check.syntax.characters import DOUBLE, INVISIBLE, SINGLE, SPACES, tidied
from core.check.syntax.foreign_words import is_foreign
from core.model import Edit

_FENCE = re.compile(r"\s*(```|~~~)[\w+-]*\s*$")
_CODE = re.compile(r"\s*(from\s+[\w.]+\s+import\b|import\s+\w|class\s+\w+|def\s+\w+|@|#|\"\"\"|''')")
_MOST_PROSE = 60


@dataclass(frozen=True, slots=True)
class Mend:
    """Edits that may make a source readable; the place, the sentence and the title are the first one's."""

    line: int
    column: int
    sentence: str
    title: str
    edits: tuple[Edit, ...]
    certain: bool = True


def mends(source: str, lines: Sequence[str]) -> Iterator[Mend]:
    """All that apply to the source; their edits do not meet."""
    tidy = tidied(source)
    dropped: set[int] = set()
    for found in (_fences(lines, tidy.inside), _prose(lines, tidy.inside)):
        if found is not None:
            for edit in found.edits:
                dropped.update(range(edit.line, edit.end_line + (edit.end_column > 1)))
            yield found
    edits = tuple(edit for edit in tidy.edits if edit.line not in dropped)
    if edits:
        yield _characters(lines, edits)


def _fences(lines: Sequence[str], inside: frozenset[int]) -> Mend | None:
    """The lines that a model puts around code."""
    found = [
        number
        for number, line in enumerate(lines, 1)
        if line.lstrip()[:3] in ("```", "~~~") and number not in inside and _FENCE.match(line)
    ]
    if not found:
        return None
    what = "Delete the code fence" if len(found) == 1 else "Delete the code fences"
    sentence = "A code fence (```) was left in the script. Delete this line."
    return Mend(found[0], 1, sentence, what, tuple(_deleted(lines, number, number) for number in found))


def _prose(lines: Sequence[str], inside: frozenset[int]) -> Mend | None:
    """Text for people before and after the code."""
    numbers = range(1, len(lines) + 1)
    first = list(_run(lines, numbers, inside))
    last = list(_run(lines, reversed(numbers), inside)) if len(first) < len(lines) else []
    edits = [_deleted(lines, min(part), max(part)) for part in (first, last) if part]
    if not edits:
        return None
    start = min(number for number in first + last if _is_prose(lines[number - 1]))
    sentence = "This line is text for people, not Python. Delete it, or put # before it."
    return Mend(start, 1, sentence, "Delete the text around the script", tuple(edits), certain=False)


def _run(lines: Sequence[str], numbers: Iterator[int] | range, inside: frozenset[int]) -> Iterator[int]:
    """The lines of prose from one end on, up to the last of them."""
    waiting: list[int] = []
    for number in list(numbers)[:_MOST_PROSE]:
        line = lines[number - 1]
        if _is_prose(line) and number not in inside:
            yield from waiting
            yield number
            waiting = []
        elif not line.strip():
            waiting.append(number)
        else:
            return


def _is_prose(line: str) -> bool:
    text = line.strip()
    if not text or len(text) > 2_000 or line[0] in " \t" or _CODE.match(line) or _FENCE.match(line):
        return False
    words = re.findall(r"[^\W\d_]{2,}", text)
    if (
        is_foreign(line)
        or len(words) < 2 - text.endswith((".", "!", ":"))
        or (keyword.iskeyword(text.split()[0]) and len(words) < 4)
    ):
        return False
    if re.search(r"[\w)\]]\(|[^=!<>]=[^=]|[\[\](){}]\s*$|\\$", text) and not text.endswith((".", "!", "?")):
        return False
    try:
        ast.parse(text)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return True
    # One word with nothing around it is read as a name.
    return False


def _characters(lines: Sequence[str], edits: tuple[Edit, ...]) -> Mend:
    """Characters that only look like Python's."""
    first = edits[0]
    char = lines[first.line - 1][first.column - 1]
    if char in DOUBLE or char in SINGLE:
        sentence = f"Python knows only straight quotes. Write {first.text} in place of {char}."
        title = "Write straight quotes"
    elif char in SPACES:
        sentence = "There is a space here that Python does not know. Write an ordinary one."
        title = "Write ordinary spaces"
    elif char in INVISIBLE:
        sentence = f"There is an invisible character here (U+{ord(char):04X}). Delete it."
        title = "Delete what is invisible"
    else:
        sentence = f"Python does not know the sign {char}. Write {first.text} in its place."
        title = f"Write {first.text}"
    return Mend(first.line, first.column, sentence, title, edits)


def tab_mends(source: str, lines: Sequence[str]) -> Iterator[Mend]:
    """Spaces in the place of tabs, for each width that a tab may have been seen with."""
    inside = tidied(source).inside
    tabbed = {
        number: line[: len(line) - len(line.lstrip(" \t"))]
        for number, line in enumerate(lines, 1)
        if line[:1] in ("\t", " ") and number not in inside
    }
    tabbed = {number: space for number, space in tabbed.items() if "\t" in space}
    if not tabbed:
        return
    sentence = "Tabs and spaces are mixed at the beginnings of lines. Use four spaces for each step."
    for width in (8, 4, 2):
        edits = tuple(
            Edit(number, 1, number, len(space) + 1, space.expandtabs(width))
            for number, space in tabbed.items()
        )
        yield Mend(min(tabbed), 1, sentence, "Write spaces for tabs", edits)


def _deleted(lines: Sequence[str], first: int, last: int) -> Edit:
    """Nothing in the place of whole lines."""
    if last < len(lines):
        return Edit(first, 1, last + 1, 1, "")
    return Edit(first, 1, last, len(lines[last - 1]) + 1, "")
