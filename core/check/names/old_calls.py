"""The edits that turn a call of an old form into one of the new form."""

from __future__ import annotations

import ast
from dataclasses import dataclass

from core.check.lines import Lines
from core.check.mending.places import edit, edit_keyword, insert_argument
from core.check.names.old_names import OldCall
from core.model import Edit

_OPPOSITES = {
    "UP": "DOWN",
    "LEFT": "RIGHT",
    "IN": "OUT",
    "UL": "DR",
    "UR": "DL",
}
_OPPOSITES |= {other: name for name, other in _OPPOSITES.items()}


@dataclass(frozen=True, slots=True)
class NewCall:
    """The edits, and the arguments that they bring, as text."""

    edits: tuple[Edit, ...]
    arguments: tuple[str, ...]


def rewritten(call: ast.Call, old: OldCall, lines: Lines) -> NewCall | None:
    """The new form; None where not all arguments are written down or they are others than the old form's."""
    if len(call.args) > len(old.places) or any(isinstance(item, ast.Starred) for item in call.args):
        return None
    if any(item.arg is None for item in call.keywords):
        return None
    edits = [edit(lines, call.func, old.name)]
    given: set[str] = set()
    brought = []
    for argument, form in zip(call.args, old.places, strict=False):
        if form:
            given.add(form.lstrip("-"))
            brought.append(f"{form.lstrip('-')}={_turned(argument, form, lines)}")
            edits.append(edit(lines, argument, brought[-1]))
    for item in call.keywords:
        form = old.keywords.get(item.arg or "", item.arg or "")
        name = form.lstrip("-")
        if name in given:
            return None
        given.add(name)
        if name != item.arg:
            brought.append(f"{name}={_turned(item.value, form, lines)}")
            edits.append(edit_keyword(lines, item, name))
        if form.startswith("-"):
            edits.append(edit(lines, item.value, _turned(item.value, form, lines)))
    added = [text for text in old.added if text.partition("=")[0] not in given]
    if added:
        edits.append(insert_argument(lines, call, ", ".join(added)))
    return NewCall(tuple(edits), (*brought, *added))


def _turned(node: ast.expr, form: str, lines: Lines) -> str:
    return _opposite(node, lines) if form.startswith("-") else lines.between(node)


def _opposite(node: ast.expr, lines: Lines) -> str:
    """The source of the direction that is the other way around."""
    text = lines.between(node)
    match node:
        case ast.Name(id=name) if name in _OPPOSITES:
            return _OPPOSITES[name]
        case ast.BinOp(left=ast.Constant() as factor, op=ast.Mult(), right=ast.Name(id=name)):
            if name in _OPPOSITES:
                return f"{lines.between(factor)} * {_OPPOSITES[name]}"
        case ast.BinOp(left=ast.Name(id=name), op=ast.Mult(), right=ast.Constant() as factor):
            if name in _OPPOSITES:
                return f"{_OPPOSITES[name]} * {lines.between(factor)}"
        case ast.UnaryOp(op=ast.USub(), operand=ast.Name() | ast.Attribute() | ast.Call() as operand):
            return lines.between(operand)
        case ast.Name() | ast.Attribute() | ast.Call() | ast.Subscript():
            return f"-{text}"
    return f"-({text})"
