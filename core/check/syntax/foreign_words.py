"""Words and signs of other languages, and what Python writes for them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from core.check.syntax.complaints import Complaint, Explain, Explanation, edit_in, said
from core.model import Edit

_LONGEST = 2_000
"""How long a line may be, in characters, to be looked through."""


def foreign_words(complaint: Complaint) -> Explanation | None:
    """What the line of a complaint has of another language, if that is what it is about."""
    for words in _TEXTS if len(complaint.text) < _LONGEST else ():
        found = words.pattern.search(complaint.text)
        if found and re.search(words.only, complaint.message):
            return words.explain(complaint, found)
    return None


def is_foreign(line: str) -> bool:
    """Whether a line begins like code in another language, and so is not a sentence."""
    return any(words.pattern.match(line) for words in _TEXTS)


@dataclass(frozen=True, slots=True)
class _Words:
    """What other languages write; `only` is what Python says of the line then."""

    pattern: re.Pattern[str]
    explain: Explain
    only: str = ""


def _write(sentence: str, title: str, replacement: str) -> Explain:
    """What says what Python writes; where a line begins with it, all other lines are put right with it."""

    def words(complaint: Complaint, found: re.Match[str]) -> Explanation:
        here = edit_in(complaint.line, found.start() + 1, found.end() + 1, found.expand(replacement))
        everywhere: tuple[Edit, ...] = ()
        if found.re.pattern.startswith("^"):
            everywhere = tuple(
                Edit(number, 1, number, other.end() + 1, other.expand(replacement))
                for number, line in enumerate(complaint.lines, 1)
                if len(line) < _LONGEST and (other := found.re.search(line))
            )
        column = found.start() + len(found[0]) - len(found[0].lstrip()) + 1
        return Explanation(sentence, complaint.line, column, title, (everywhere or here, here))

    return words


_SYNTAX = r"^invalid syntax|expected|cannot assign"


def _foreign(pattern: str, sentence: str, title: str, replacement: str, only: str = _SYNTAX) -> _Words:
    return _Words(re.compile(pattern), _write(sentence, title, replacement), only)


_TEXTS = (
    _foreign(
        r"^(\s*)print[ \t]+(?![=(])(\S.*?)(?=[ \t]*(?:$|#))",
        "print is a function. Write parentheses around what it prints.",
        "Write print( )",
        r"\1print(\2)",
        "call to 'print'|" + _SYNTAX,
    ),
    _foreign(r"\belse\s+if\b(?=.*:)", "Python writes elif for else if.", "Write elif", "elif"),
    _foreign(r"\bfunction\s+(?=\w+\()", "Python writes def for a function.", "Write def", "def "),
    _foreign(
        r"^(\s*)(?:let|var|const)\s+(?=\w+\s*=)",
        "Python needs no word before a name that gets a value.",
        "Delete the word",
        r"\1",
    ),
    _foreign(r"^(\s*)(\w+)\s*:=\s*", "Python writes = to give a value on a line.", "Write =", r"\1\2 = "),
    _foreign(
        r"^(\s*)class\s+(\w+)\s+(?:extends\s+|\(?)?(\w+)\s*[:{]?\s*$",
        "A class has what it builds on in parentheses.",
        "Write parentheses",
        r"\1class \2(\3):",
    ),
    _foreign(r"(lambda[^:]*:\s*)return\s+", "A lambda needs no return.", "Delete return", r"\1"),
    _foreign(r"(\b[\w.]+)\+\+", "Python has no ++. Write += 1.", "Write += 1", r"\1 += 1"),
    _foreign(r"(\b[\w.]+)--(?=\s*;?\s*$)", "Python has no --. Write -= 1.", "Write -= 1", r"\1 -= 1"),
    _foreign(r"\s*&&\s*", "Python writes and for &&.", "Write and", " and "),
    _foreign(r"\s*\|\|\s*", "Python writes or for ||.", "Write or", " or "),
    _foreign(r"(?<![\w\"'!])!(?=[\w(])", "Python writes not for !.", "Write not", "not "),
    _foreign(r"^(\s*)//", "A comment begins with # in Python.", "Write #", r"\1#", ""),
    _foreign(
        r"^\s*(?:>>>|\.\.\.)(?: |$)",
        "These lines were copied with the prompt of Python. Delete it.",
        "Delete the prompts",
        "",
    ),
    _Words(
        re.compile(r"^(?:<{7}|={7}|>{7})"),
        said("This is a mark of two versions that were put together. Keep one of them, without the marks."),
    ),
)
