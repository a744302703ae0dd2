"""Judging a script without running it."""

from __future__ import annotations

import ast
import warnings
from dataclasses import dataclass

from core.check.lines import Lines
from core.check.outline import SceneOutline, outline
from core.check.policy import judge_imports
from core.check.rules.lost_escape import judge_escapes
from core.check.rules.no_time import judge_times
from core.check.rules.twice_animated import judge_animates
from core.model import Diagnostic, Script, Severity

RULES = (judge_escapes, judge_times, judge_animates)
"""What is looked for in a script that Python can read; each has its page beside it."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the checker found: diagnostics in the order of their lines, and the scenes to pick from."""

    diagnostics: tuple[Diagnostic, ...]
    scenes: tuple[SceneOutline, ...] = ()

    @property
    def error(self) -> Diagnostic | None:
        """The first diagnostic that stops a render."""
        return next((found for found in self.diagnostics if found.severity is Severity.ERROR), None)


def check(script: Script) -> Verdict:
    """Judge the script. Hostile text ends in a diagnostic, never in an exception."""
    try:
        with warnings.catch_warnings():
            # An invalid escape such as "\\frac" is a warning of the parser; it must not reach stderr.
            warnings.simplefilter("ignore")
            tree = ast.parse(script.source)
    except SyntaxError as error:
        return Verdict((_syntax(error),))
    except (RecursionError, MemoryError):
        return Verdict((_TOO_DEEP,))
    except ValueError:
        return Verdict((_error("syntax", 1, 1, "The script holds a NUL character. Delete it."),))
    scenes = outline(tree)
    lines = Lines(script.source)
    found = list(judge_imports(tree))
    try:
        for judge in RULES:
            found += judge(tree, lines)
    except RecursionError:
        return Verdict((_TOO_DEEP,), scenes)
    if not any(isinstance(node, ast.ClassDef) for node in ast.walk(tree)):
        found.append(
            _error("no-scene", 1, 1, "There is no scene here. Add a class such as `class Lesson(Scene):`.")
        )
    return Verdict(tuple(sorted(found, key=lambda item: (item.line, item.column))), scenes)


def _syntax(error: SyntaxError) -> Diagnostic:
    reason = error.msg[:1].upper() + error.msg[1:]
    message = f"Python cannot read this line: {reason}. Correct it and render again."
    if (error.text or "").lstrip().startswith("```"):
        message = "A code fence (```) was left in the script. Delete this line."
    return _error("syntax", error.lineno or 1, error.offset or 1, message)


def _error(rule: str, line: int, column: int, message: str) -> Diagnostic:
    return Diagnostic(rule, Severity.ERROR, max(line, 1), max(column, 1), message)


_TOO_DEEP = _error("syntax", 1, 1, "The script is nested too deeply to read. Simplify it.")
