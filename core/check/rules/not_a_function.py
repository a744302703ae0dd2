"""Parentheses behind what is no function. See not_a_function.md."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from core.check.facts import Call
from core.check.inference.answers import Answers
from core.check.lines import Lines
from core.check.mending.places import edit, edit_name, end_of
from core.check.reading import Reading
from core.check.types import NUMBERS, Bound, Builder, Instance, Plain, Type
from core.check.world import MOBJECT, World
from core.model import Diagnostic, Edit, Fix, Severity

RULE = "not-a-function"

_WORDS = {
    "str": "a text",
    "int": "a number",
    "float": "a number",
    "bool": "True or False",
    "None": "None",
    "list": "a list",
    "tuple": "a list",
    "dict": "a dict",
    "ndarray": "a point or direction",
}
_NAMED = {"ManimColor": "a colour", "ManimConfig": "Manim's settings", "Camera": "the camera"}


def judge_functions(reading: Reading) -> Iterator[Diagnostic]:
    """An error for each call of a value that cannot be called."""
    if reading.facts is None:
        return
    world = reading.facts.world
    for call in reading.facts.calls:
        word = _word(call.callee, world)
        if word is None:
            continue
        function = call.node.func
        place = function if not isinstance(function, ast.Attribute) else function.value
        name = function.attr if isinstance(function, ast.Attribute) else reading.lines.between(function)
        instead, fix = _instead(call, name, reading.lines)
        yield Diagnostic(
            RULE,
            Severity.ERROR,
            place.lineno,
            reading.lines.column(place),
            f"{name if len(name) < 30 else 'This'} is {word} and no function. {instead}",
            fix,
        )


def _word(callee: Type, world: World) -> str | None:
    """What a value is, if it certainly cannot be called."""
    match callee:
        case Plain(kind):
            return _WORDS.get(kind)
        case Bound(Builder(Instance() as target), name):
            # What `animate` gives has the mobject's methods, and its values as well.
            found = Answers(world).attribute(target, name)
            return None if isinstance(found, Bound) else _word(found, world)
        case Instance(kind):
            if world.title(kind) in _NAMED:
                return _NAMED[world.title(kind)]
            if callee.exact and world.is_a(callee, MOBJECT) and world.is_closed(kind):
                return None if world.has(kind, "__call__") else "a mobject"
            is_camera = kind.startswith("manim.camera.") and not world.has(kind, "__call__")
            return "the camera" if is_camera else None
    return None


def _instead(call: Call, name: str, lines: Lines) -> tuple[str, Fix | None]:
    node = call.node
    given = len(node.args) + len(node.keywords)
    if given == 0:
        text = lines.between(node.func)
        return "Leave the parentheses out.", Fix(
            "Leave the parentheses out",
            (edit(lines, node, text),),
            certain=not isinstance(call.callee, Bound),
        )
    if isinstance(node.func, ast.Constant) and isinstance(call.callee, Plain) and call.callee.kind in NUMBERS:
        place = end_of(lines, node.func)
        is_next = lines.line(place[0])[place[1] - 1 :].lstrip().startswith("(")
        if given == 1 and node.args and is_next:
            before = lines.line(node.lineno)[: lines.column(node) - 1].rstrip()
            sure = not before.endswith(("/", "*", "%"))
            fix = Fix("Write * before the parenthesis", (Edit(*place, *place, " * "),), certain=sure)
            return "Write * between what is multiplied.", fix
    owner = call.callee.owner if isinstance(call.callee, Bound) else None
    is_of_mobject = isinstance(owner, Builder) or (
        isinstance(node.func, ast.Attribute) and isinstance(call.callee, Instance | Plain)
    )
    if is_of_mobject and given == 1 and isinstance(node.func, ast.Attribute) and _can_be_set(name):
        return f"Write set_{name}(...).", Fix(
            f"Write set_{name}", (edit_name(lines, node.func, f"set_{name}"),), certain=True
        )
    return "Leave the parentheses and what is in them out.", None


def _can_be_set(name: str) -> bool:
    """Whether Manim has a method for it, or makes one up that does what it says."""
    return name in ("color", "width", "height", "depth", "opacity", "stroke_width", "font_size", "value")
