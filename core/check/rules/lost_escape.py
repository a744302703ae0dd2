"""Backslashes that Python took for itself before TeX could see them. See lost_escape.md."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from core.check.lines import Lines
from core.check.reading import Reading
from core.check.tree import nodes
from core.check.values.literals import PIECE
from core.model import Diagnostic, Edit, Fix, Severity

RULE = "lost-escape"

FORMULAS = frozenset({"MathTex", "Tex", "SingleStringMathTex", "BulletedList", "Title"})
"""What hands its strings to TeX."""
_MATHS = frozenset({"MathTex", "SingleStringMathTex"})
"""Those of them that are one formula, in which no paragraph may end."""

_TAKEN = re.compile(
    r"""
    (?<!\\) (?:\\\\)*  # an even number of backslashes is for TeX
    (?P<command>
        \\[abfrtv][a-zA-Z]+              # a bell, a backspace, a form feed, a return, a tab of either kind
      | \\n(?:eq?|u|abla|ot|i|eg|leq|geq|leftarrow|rightarrow|mid|parallel)(?![a-zA-Z])  # a new line
    )
    """,
    re.VERBOSE,
)
_MEANT_FOR_PYTHON = re.compile(r"""\\[\\'"\n0-9xuUN]|\\n(?![a-z])|\\t(?![a-z])""")
"""Backslashes that a string without an r needs: a backslash, a quote, a line's end, a character's number."""


def judge_escapes(reading: Reading) -> Iterator[Diagnostic]:
    """A warning for each string of a formula in which Python has read a TeX command as something else.

    An error where LaTeX certainly stops at what is left of it.
    """
    lines = reading.lines
    made = {call.node for call in reading.facts.calls} if reading.facts else set()
    for call in nodes(reading.tree):
        if not isinstance(call, ast.Call) or _name(call.func) not in FORMULAS:
            continue
        for given in call.args:
            for literal in _literals(given):
                command = _lost(lines.between(literal))
                if command:
                    stops = call in made and _stops(command, _name(call.func), lines.between(literal))
                    yield _found(literal, command, lines, Severity.ERROR if stops else Severity.WARNING)


def _name(function: ast.expr) -> str:
    return function.id if isinstance(function, ast.Name) else getattr(function, "attr", "")


def _literals(given: ast.expr) -> Iterator[ast.expr]:
    """The strings in an argument; an f-string is one, whatever it is made of."""
    waiting: list[ast.AST] = [given]
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.JoinedStr) or (
            isinstance(node, ast.Constant) and isinstance(node.value, str)
        ):
            yield node
        else:
            waiting += ast.iter_child_nodes(node)


def _lost(literal: str) -> str | None:
    """The first TeX command in the source text of a string that Python does not leave to TeX."""
    for piece in PIECE.finditer(literal):
        found = _TAKEN.search(piece["body"] or "")
        if found and "r" not in piece["prefix"].lower():
            return found["command"]
    return None


def _raw(literal: ast.expr, lines: Lines) -> Fix | None:
    """An r before the quotes, where each backslash of the string then means what it looks like."""
    pieces = [piece for piece in PIECE.finditer(lines.between(literal)) if piece["quotes"]]
    if len(pieces) != 1 or pieces[0]["prefix"] not in ("", "f"):
        return None
    if _MEANT_FOR_PYTHON.search(pieces[0]["body"]):
        return None
    line, column = literal.lineno, lines.column(literal)
    return Fix("Write r before the quotes", (Edit(line, column, line, column, "r"),), certain=True)


def _stops(command: str, kind: str, literal: str) -> bool:
    """Whether LaTeX stops at the character that Python has made of the command's beginning.

    It takes no control characters, but for those in its own comments; a form feed ends a paragraph.
    """
    return "%" not in literal and (command[1] in "abv" or (command[1] == "f" and kind in _MATHS))


def _found(literal: ast.expr, command: str, lines: Lines, severity: Severity) -> Diagnostic:
    return Diagnostic(
        RULE,
        severity,
        literal.lineno,
        lines.column(literal),
        f"TeX will not see {command}: Python reads {command[:2]} in it as one character of its own. "
        'Put an r before the quotes: r"…".',
        _raw(literal, lines),
    )
