"""Making a piece of a formula one of its parts."""

from __future__ import annotations

import ast
import re

from core.check.lines import Lines
from core.check.mending.places import end_of, insert_argument
from core.model import Edit, Fix

_WORD = "substrings_to_isolate"
_FORMULAS = frozenset({"MathTex", "Tex"})
_GROUPING = re.compile(r"\\left|\\begin|&|\$|\{\{")


def isolating(tree: ast.Module, lines: Lines, name: str, piece: str, written: str) -> Fix | None:
    """A fix that makes a piece of TeX, as it is written, a part of the formula that a name stands for.

    None where the formula cannot be taken apart there, or where its parts are counted.
    """
    call = _formula(tree, name)
    if call is None or any(
        isinstance(node, ast.Subscript) and isinstance(node.value, ast.Name) and node.value.id == name
        for node in ast.walk(tree)
    ):
        return None
    texts = [str(item.value) for item in call.args if isinstance(item, ast.Constant)]
    holding = [text for text in texts if piece in text]
    if not holding or not all(_can_be_taken(piece, text) for text in holding):
        return None
    edit = _told(call, lines, written)
    return Fix(f"Write {_WORD}=[{written}]", (edit,), certain=True) if edit else None


def _formula(tree: ast.Module, name: str) -> ast.Call | None:
    """The call that makes the formula, without the methods that are called on it at once."""
    for node in ast.walk(tree):
        match node:
            case ast.Assign(targets=[ast.Name(id=given)], value=value) if given == name:
                while isinstance(value, ast.Call) and isinstance(value.func, ast.Attribute):
                    if value.func.attr in _FORMULAS:
                        return value
                    value = value.func.value
                match value:
                    case ast.Call(func=ast.Name(id=kind)) if kind in _FORMULAS:
                        return value
                return None
    return None


def _can_be_taken(piece: str, text: str) -> bool:
    """Whether TeX reads the text as before when it is cut around each piece."""
    if _GROUPING.search(text) or piece.count("{") != piece.count("}") or piece != piece.strip():
        return False
    for found in re.finditer(re.escape(piece), text):
        before, after = text[: found.start()], text[found.end() :]
        if before.count("{") != before.count("}") or re.search(r"[\\_^]\s*$|\\[A-Za-z]+\s*$", before):
            return False
        if re.search(r"\\[A-Za-z]*$", piece) and after[:1].isalpha():
            return False
    return True


def _told(call: ast.Call, lines: Lines, written: str) -> Edit | None:
    given = next((item.value for item in call.keywords if item.arg == _WORD), None)
    if given is None:
        return insert_argument(lines, call, f"{_WORD}=[{written}]")
    if not isinstance(given, ast.List) or not given.elts:
        return None
    place = end_of(lines, given.elts[-1])
    return Edit(*place, *place, f", {written}")
