"""Braces of TeX's in an f-string, where Python takes them for its own."""

from __future__ import annotations

import ast
import re

from core.check.tree import nodes

_BEFORE = re.compile(r"(\\[A-Za-z]+|[\x0c\x08\x09\x0a\x0d\x07\x0b][a-z]+|[_^])$")
"""What a group of TeX's stands behind: a command, perhaps with its first letter lost, or a sign."""


def is_in_tex(node: ast.Name, tree: ast.Module) -> bool:
    """Whether a name is all that stands in braces, right behind what TeX wants a group for."""
    for text in nodes(tree):
        if not isinstance(text, ast.JoinedStr):
            continue
        is_group = False
        for part in text.values:
            if isinstance(part, ast.Constant):
                is_group = bool(_BEFORE.search(str(part.value)))
            elif isinstance(part, ast.FormattedValue) and part.value is node:
                return is_group
            # Another group may follow at once, as behind a fraction.
    return False
