"""A script that Python can read, as the rules look at it."""

from __future__ import annotations

import ast
from dataclasses import dataclass

from core.api_index import ApiIndex
from core.check.facts import Facts
from core.check.lines import Lines


@dataclass(frozen=True, slots=True)
class Reading:
    """The syntax tree and the text; what Manim has and what the script does, where the index is there."""

    tree: ast.Module
    lines: Lines
    index: ApiIndex | None = None
    facts: Facts | None = None
