"""Modules of others that are not installed where scripts run, which is where the studio runs."""

from __future__ import annotations

import ast
import importlib.util
from functools import lru_cache

from core.check.lines import Lines
from core.check.mending.places import end_of, start_of
from core.check.tree import nodes
from core.model import Edit, Fix

_INSTEAD = {"colour": "Manim has ManimColor.", "manim_voiceover": "Manim itself has self.add_sound(…)."}
_OTHERWISE = "Draw with Manim and NumPy alone."


@lru_cache(maxsize=256)
def is_not_installed(module: str) -> bool:
    """Whether importing a module certainly fails; nothing is imported to find out."""
    try:
        return importlib.util.find_spec(module.partition(".")[0]) is None
    except (ImportError, ValueError):
        return False


def told_of_missing(module: str) -> str:
    """That it is not there, and what is."""
    name = module.partition(".")[0]
    return f"{name} is not installed. {_INSTEAD.get(name, _OTHERWISE)}"


def with_manims_color(node: ast.ImportFrom, tree: ast.Module, lines: Lines) -> Fix | None:
    """The fix that takes Manim's color for that of the module colour."""
    names = [(alias.name, alias.asname) for alias in node.names]
    if node.module != "colour" or len(names) != 1 or names[0][0] != "Color" or node.end_lineno != node.lineno:
        return None
    own = names[0][1] or "Color"
    calls = {item.func: item for item in nodes(tree) if isinstance(item, ast.Call)}
    uses = [calls.get(item) for item in nodes(tree) if isinstance(item, ast.Name) and item.id == own]
    certain = all(call is not None and _is_of_a_text(call) for call in uses)
    text = f"from manim import ManimColor as {own}"
    return Fix(f"Write {text}", (Edit(*start_of(lines, node), *end_of(lines, node), text),), certain)


def _is_of_a_text(call: ast.Call) -> bool:
    match call:
        case ast.Call(args=[ast.Constant(value=str())], keywords=[]):
            return True
    return False
