"""Whether Python can read a script, and if not, what to do about it."""

from __future__ import annotations

import ast
import re
import warnings
from collections.abc import Iterable

from core.check.mending.edits import apply
from core.check.syntax.complaints import Complaint
from core.check.syntax.explanations import explain
from core.check.syntax.mends import Mend, mends, tab_mends
from core.model import Diagnostic, Edit, Fix, Severity

RULE = "syntax"

TRIED = 400_000
"""How many characters are read in all to find out which fix works."""

COMPILED = 60_000
"""How long a script may be to be compiled as well; no scene is as long, and it takes as long as reading."""

_MOVED = 2
"""How many columns an error may move without Python having come any further."""

_BOM = "\ufeff"


def judge_syntax(source: str) -> tuple[ast.Module | None, tuple[Diagnostic, ...]]:
    """The syntax tree, and the one error that stops Python, if there is one.

    Where there is no tree, there is an error; there may be both. Hostile text ends in an error too.
    """
    if "\0" in source:
        return None, (_nul(source),)
    found = _read(source)
    if isinstance(found, SyntaxError):
        return None, (_Judge(source, found).diagnostic(),)
    if isinstance(found, ast.Module):
        fault = _compiled(source) if len(source) <= COMPILED else None
        return found, () if fault is None else (_Judge(source, fault).diagnostic(),)
    return None, (_TOO_DEEP,)


def reads(source: str) -> bool:
    """Whether Python can read it."""
    return "\0" not in source and isinstance(_read(source), ast.Module)


def _read(source: str) -> ast.Module | SyntaxError | None:
    """The tree, or the reason why there is none; None for what is nested too deeply."""
    try:
        with warnings.catch_warnings():
            # An invalid escape such as "\\frac" is a warning of the parser; it must not reach stderr.
            warnings.simplefilter("ignore")
            return ast.parse(source)
    except SyntaxError as error:
        return error
    except (RecursionError, MemoryError, ValueError, OverflowError):
        return None


def _compiled(source: str) -> SyntaxError | None:
    """What Python finds only when it compiles what it has read, such as a return outside of functions."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            compile(source, "<script>", "exec", dont_inherit=True)
    except SyntaxError as error:
        return error
    except (RecursionError, MemoryError, ValueError, OverflowError):
        return None
    return None


class _Judge:
    """Looks for the words and the fix for one error; reads no more than a bounded number of characters."""

    def __init__(self, source: str, error: SyntaxError) -> None:
        self._source = source
        self._lines = re.split(r"\r\n|\r|\n", source)
        self._error = error
        self._left = TRIED
        self._line = min(max(error.lineno or 1, 1), len(self._lines))

    def diagnostic(self) -> Diagnostic:
        """The error with what to do about it."""
        message = self._error.msg
        if self._source.startswith(_BOM):
            edits = (Edit(1, 1, 1, 2, ""),)
            told = "The script begins with an invisible mark (U+FEFF). Delete it."
            return _error(1, 1, told, Fix("Delete the mark", edits, certain=self._works(edits) is True))
        found = self._mended(list(mends(self._source, self._lines)))
        if found is not None:
            return found
        if isinstance(self._error, TabError) or (
            isinstance(self._error, IndentationError) and self._has_tabs()
        ):
            found = self._without_tabs()
            if found is not None:
                return found
        column = max(self._error.offset or 1, 1)
        end = self._error.end_offset or 0
        if self._error.end_lineno != self._error.lineno:
            end = 0
        told_of = explain(Complaint(message, self._line, column, end, self._lines))
        fix = self._fix(told_of.title, told_of.ways, told_of.clear)
        return _error(told_of.line, told_of.column, told_of.sentence, fix)

    def _mended(self, found: list[Mend]) -> Diagnostic | None:
        """What is the matter with the source as a whole, if that is what stops Python."""
        if not found:
            return None
        for some in (*([item] for item in found if len(found) > 1), found):
            edits = tuple(edit for item in some for edit in item.edits)
            if self._works(edits) is True:
                titles = [item.title for item in some]
                title = " and ".join([titles[0], *(text[0].lower() + text[1:] for text in titles[1:])])
                first = self._nearest(some)
                return _error(first.line, first.column, first.sentence, Fix(title, edits, certain=True))
        here = [
            item for item in found if any(edit.line <= self._line <= edit.end_line for edit in item.edits)
        ]
        if not here:
            return None
        first = here[0]
        works = self._works(first.edits)
        fix = None if works is None else Fix(first.title, first.edits, first.certain)
        return _error(max(first.line, 1), first.column, first.sentence, fix)

    def _nearest(self, found: list[Mend]) -> Mend:
        """The one that stops Python first."""
        return min(found, key=lambda item: (item.line, item.column))

    def _has_tabs(self) -> bool:
        return any("\t" in line[: len(line) - len(line.lstrip())] for line in self._lines)

    def _without_tabs(self) -> Diagnostic | None:
        works = [item for item in tab_mends(self._source, self._lines) if self._works(item.edits) is True]
        if not works:
            if not isinstance(self._error, TabError):
                return None
            told = "Tabs and spaces are mixed at the beginnings of lines. Use four spaces for each step."
            return _error(self._line, 1, told)
        # Two widths may both be read and mean different things: one of them puts lines behind a method that
        # belong into it.
        strays = {item: _strays(apply(self._source, item.edits)) for item in works}
        fewest = min(count for count, _ in strays.values())
        best = [item for item in works if strays[item][0] == fewest]
        shapes = {strays[item][1] for item in best}
        fix = Fix(best[0].title, best[0].edits, certain=len(shapes) == 1)
        return _error(self._line, 1, best[0].sentence, fix)

    def _fix(self, title: str, ways: Iterable[tuple[Edit, ...]], clear: bool) -> Fix | None:
        """The first way that works as a whole, or else that gets Python further."""
        certain = title in _BEYOND_DOUBT
        better = None
        for number, edits in enumerate(dict.fromkeys(ways)):
            works = self._works(edits)
            if works:
                return Fix(title, edits, certain or (clear and number == 0))
            if works is False and better is None:
                better = edits
        return Fix(title, better, certain) if better else None

    def _works(self, edits: tuple[Edit, ...]) -> bool | None:
        """Whether Python can read the source after the edits; False where it gets further, None where not."""
        if len(self._source) > self._left:
            return None
        self._left -= len(self._source)
        try:
            found = _read(apply(self._source, edits))
        except ValueError:
            return None
        if isinstance(found, ast.Module):
            return True
        if not isinstance(found, SyntaxError):
            return None
        line, column = self._error.lineno or 1, self._error.offset or 1
        # On the same line the edit itself moves what follows.
        further = (found.lineno or 1, found.offset or 1) > (line, column + _MOVED)
        return False if further else None


_BEYOND_DOUBT = frozenset(
    {
        "Write :", "Write print( )", "Write elif", "Write def", "Delete the word", "Write += 1", "Write -= 1",
        "Write and", "Write or", "Write not", "Write #", "Write =", "Write parentheses", "Delete return",
        "Delete the prompts",
    }
)  # fmt: skip
"""Titles of fixes that mean what is written, if the script can be read after them."""


def _strays(source: str) -> tuple[int, str]:
    """How many statements stand behind the methods of a class, and all that the source is."""
    tree = _read(source)
    if not isinstance(tree, ast.Module):
        return 0, ""
    count = 0
    for kind in ast.walk(tree):
        if isinstance(kind, ast.ClassDef):
            kinds = [isinstance(item, ast.FunctionDef | ast.ClassDef) for item in kind.body]
            count += sum(not item for item in kinds[kinds.index(True) :]) if True in kinds else 0
    return count, ast.dump(tree)


def _nul(source: str) -> Diagnostic:
    place = source.index("\0")
    before = source[:place]
    line = before.count("\n") + 1
    column = place - (before.rfind("\n") + 1) + 1
    edits = tuple(
        Edit(number, found.start() + 1, number, found.end() + 1, "")
        for number, text in enumerate(re.split(r"\r\n|\r|\n", source), 1)
        for found in re.finditer("\0+", text)
    )
    without = source.replace("\0", "")
    fix = (
        Fix("Delete the NUL characters", edits, certain=True)
        if len(edits) < 1_000 and reads(without)
        else None
    )
    told = "The script holds a NUL character. Delete it."
    if source.count("\0") > len(source) / 3:
        told = "Every other character of the script is a NUL: it was saved as UTF-16. Save it as UTF-8."
    return _error(line, column, told, fix)


def _error(line: int, column: int, sentence: str, fix: Fix | None = None) -> Diagnostic:
    return Diagnostic(RULE, Severity.ERROR, max(line, 1), max(column, 1), sentence, fix)


_TOO_DEEP = _error(1, 1, "The script is nested too deeply to read. Simplify it.")
