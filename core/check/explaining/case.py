"""A script that failed while it ran, with all that is known of where and why."""

from __future__ import annotations

import ast
from dataclasses import dataclass

from core.check.lines import Lines
from core.raised import Part, Raised


@dataclass(frozen=True, slots=True)
class Case:
    """The exception, the script, and the part of it that failed."""

    raised: Raised
    tree: ast.Module
    lines: Lines
    part: Part | None

    @property
    def words(self) -> str:
        """The exception's own words."""
        return self.raised.words

    @property
    def is_direct(self) -> bool:
        """Whether the script's own line failed, not something in what it called."""
        return not self.raised.steps

    @property
    def call(self) -> ast.Call | None:
        """The call that failed, where it was one."""
        return self.part if isinstance(self.part, ast.Call) else None

    def text(self, node: ast.expr, limit: int = 40) -> str:
        """A part of the script on one line, as it is written; longer ones are cut."""
        text = " ".join(self.lines.between(node).split())
        return text if len(text) <= limit else f"{text[:limit]}…"


def listed(words: list[str]) -> str:
    """`a, b and c`."""
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"
