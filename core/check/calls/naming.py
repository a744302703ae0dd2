"""How a script calls Manim's names."""

from __future__ import annotations

import ast


def manim_name(tree: ast.Module, name: str) -> str | None:
    """What the script writes for one of Manim's names: "Create", or "mn.Create"; None where it has none."""
    for node in tree.body:
        if isinstance(node, ast.ImportFrom) and node.module == "manim":
            for alias in node.names:
                if alias.name in ("*", name):
                    return alias.asname or name
        elif isinstance(node, ast.Import):
            for alias in node.names:
                if alias.name == "manim":
                    return f"{alias.asname or alias.name}.{name}"
    return None


def an(word: str) -> str:
    """A word with its article."""
    return f"{'an' if word[:1] in 'AEIOUaeiou' else 'a'} {word}"
