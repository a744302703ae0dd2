"""The fix for a wrong attribute: what is meant, put in its place with the arguments that were given."""

from __future__ import annotations

import ast

from core.check.attributes.meant import Meaning
from core.check.calls.mended_keywords import takes_mended
from core.check.lines import Lines
from core.check.mending.places import attribute_place, edit_name, end_of
from core.check.types import Builder, Instance, Type
from core.check.world import World
from core.model import Edit, Fix

_WHOLE = ast.Name | ast.Constant | ast.Attribute | ast.Call | ast.Subscript | ast.List | ast.Tuple


def renamed(
    world: World, owner: Type, node: ast.Attribute, call: ast.Call | None, meaning: Meaning, lines: Lines
) -> Fix | None:
    """A fix for `owner.node`, which `call` calls if there is one; None where a person has to think."""
    if not meaning.text or meaning.head == "self" or meaning.head[0].isupper():
        return None
    title = f"Write {meaning.text}"
    part, is_part, rest = meaning.text.partition(".animate.")
    if is_part:
        begun = node.value.func if isinstance(node.value, ast.Call) else node.value
        if not isinstance(begun, ast.Attribute) or begun.attr != "animate":
            return None
        edits = (edit_name(lines, begun, f"{part}.animate"), edit_name(lines, node, rest))
        return Fix(title, edits, meaning.same)
    if meaning.text.replace(".", "").isidentifier():
        if call is None or not _is_value(world, owner, meaning.text):
            return Fix(
                title,
                (edit_name(lines, node, meaning.text),),
                meaning.same and _fits(world, owner, call, meaning),
            )
        return (
            None
            if call.args or call.keywords
            else _instead(lines, node, call, meaning.text, title, meaning.same)
        )
    if call is None:
        return (
            None if "…" in meaning.text else Fix(title, (edit_name(lines, node, meaning.text),), meaning.same)
        )
    text = _filled(meaning.text, call, lines)
    # Some count from 1, as people do; 0 is the first for nobody but Python.
    same = meaning.same or (meaning.text.endswith(")[…]") and _is_zero(call))
    return None if text is None else _instead(lines, node, call, text, f"Write {_short(text, meaning)}", same)


def _is_zero(call: ast.Call) -> bool:
    first = call.args[0] if call.args else None
    return isinstance(first, ast.Constant) and type(first.value) is int and first.value == 0


def _instead(
    lines: Lines, node: ast.Attribute, call: ast.Call, text: str, title: str, same: bool
) -> Fix | None:
    """A fix that writes a text instead of the name and all of its call."""
    line, column = end_of(lines, node)
    if not lines.line(line)[column - 1 :].lstrip().startswith("("):
        return None
    return Fix(title, (Edit(*attribute_place(lines, node), *end_of(lines, call), text),), same)


def _filled(text: str, call: ast.Call, lines: Lines) -> str | None:
    """A text with the arguments of a call in the places of its ellipses."""
    if call.keywords or len(call.args) != text.count("…"):
        return None
    for given in call.args:
        written = lines.between(given)
        if isinstance(given, ast.Starred) or "#" in written or "…" in written:
            return None
        before = text[: text.index("…")].rstrip()[-1]
        alone = isinstance(given, _WHOLE) or (before in "(=," and not isinstance(given, ast.NamedExpr))
        text = text.replace("…", written if alone else f"({written})", 1)
    return text


def _short(text: str, meaning: Meaning) -> str:
    return text if len(text) <= 40 and "\n" not in text else meaning.text


def _is_value(world: World, owner: Type, text: str) -> bool:
    """Whether a name stands for a value of the owner, and not for something to call."""
    target = owner.target if isinstance(owner, Builder) else owner
    if not isinstance(target, Instance) or "." in text:
        return False
    return world.has(target.kind, text) and world.method(target.kind, text) is None


def _fits(world: World, owner: Type, call: ast.Call | None, meaning: Meaning) -> bool:
    """Whether what is meant takes the arguments of the call."""
    target = owner.target if isinstance(owner, Builder) else owner
    if call is None or not isinstance(target, Instance) or "." in meaning.text:
        return True
    method = world.method(target.kind, meaning.text)
    if method is None:
        return False
    if not method.takes_any_number and len(call.args) > len(method.places):
        return False
    keywords = method.keywords
    return keywords is None or takes_mended(call, keywords, {meaning.text})
