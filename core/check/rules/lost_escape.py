"""Backslashes that Python took for itself before TeX could see them. See lost_escape.md."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from core.check.lines import Lines
from core.model import Diagnostic, Severity

RULE = "lost-escape"

FORMULAS = frozenset({"MathTex", "Tex", "SingleStringMathTex", "BulletedList", "Title"})
"""What hands its strings to TeX."""

_TAKEN = re.compile(
    r"""
    (?P<before> (?:^|[^\\]) (?:\\\\)* )
    (?P<command>
        \\[abfrtv][a-zA-Z]+              # a bell, a backspace, a form feed, a return, a tab of either kind
      | \\n(?:eq?|u|abla|ot|i|eg|leq|geq|leftarrow|rightarrow|mid|parallel)(?![a-zA-Z])  # a new line
    )
    """,
    re.VERBOSE,
)
_PREFIX = re.compile(r"[a-zA-Z]*")


def judge_escapes(tree: ast.Module, lines: Lines) -> Iterator[Diagnostic]:
    """A warning for each string of a formula in which Python has read a TeX command as something else."""
    for call in ast.walk(tree):
        if not isinstance(call, ast.Call) or _name(call.func) not in FORMULAS:
            continue
        for given in call.args:
            text = given.value if isinstance(given, ast.Starred) else given
            for literal in ast.walk(text):
                if isinstance(literal, ast.Constant) and isinstance(literal.value, str):
                    command = _lost(lines.between(literal))
                    if command:
                        yield _warning(literal, command, lines)


def _name(function: ast.expr) -> str:
    return function.id if isinstance(function, ast.Name) else getattr(function, "attr", "")


def _lost(literal: str) -> str | None:
    """The first TeX command in the source text of a string that Python does not leave to TeX."""
    prefix = _PREFIX.match(literal)
    # A piece of an f-string has no quotes of its own, and how it is prefixed is not told.
    if (
        prefix is None
        or "r" in prefix[0].lower()
        or literal[prefix.end() : prefix.end() + 1] not in ('"', "'")
    ):
        return None
    found = _TAKEN.search(literal)
    return found["command"] if found else None


def _warning(literal: ast.Constant, command: str, lines: Lines) -> Diagnostic:
    return Diagnostic(
        RULE,
        Severity.WARNING,
        literal.lineno,
        lines.column(literal),
        f"TeX will not see {command}: Python reads {command[:2]} in it as one character of its own. "
        'Put an r before the quotes: r"…".',
    )
