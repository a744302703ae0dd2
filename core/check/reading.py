"""A script that Python can read, as the rules look at it."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from core.api_index import ApiIndex
from core.check.facts import Facts
from core.check.lines import Lines
from core.model import Diagnostic

Rule = Callable[["Reading"], Iterator[Diagnostic]]
"""What looks for one kind of mistake."""


@dataclass(frozen=True, slots=True)
class Reading:
    """The syntax tree and the text; what Manim has and what the script does, where the index is there."""

    tree: ast.Module
    lines: Lines
    index: ApiIndex | None = None
    facts: Facts | None = None
