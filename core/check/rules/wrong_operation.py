"""Sums, places in lists, and values taken apart that cannot be. See wrong_operation.md."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from core.check.attributes.lacking import CONFIG, lacks
from core.check.attributes.meant import alike
from core.check.facts import Act, Operation
from core.check.reading import Reading
from core.check.types import ARRAY, NUMBERS, Bound, FunctionOf, Instance, Own, Plain, Type
from core.check.values.mobject_operations import (
    compared,
    formatted,
    has_parts_by_tex,
    is_in_order,
    no_number,
    number_of,
    part_by_text,
    refuses,
)
from core.check.values.powers import judge_powers
from core.check.world import World
from core.model import Diagnostic, Severity

RULE = "wrong-operation"

_SIGNS: dict[type[ast.operator], tuple[str, str]] = {
    ast.Add: ("+", "add"),
    ast.Sub: ("-", "sub"),
    ast.Mult: ("*", "mul"),
    ast.Div: ("/", "truediv"),
    ast.FloorDiv: ("//", "floordiv"),
    ast.Mod: ("%", "mod"),
    ast.Pow: ("**", "pow"),
}
_SEQUENCES = frozenset({"list", "tuple", ARRAY})
_SINGLE = NUMBERS | {"None"}
_WORDS = {"str": "a text", "int": "a number", "float": "a number", "bool": "True or False", "None": "None"}


def judge_operations(reading: Reading) -> Iterator[Diagnostic]:
    """An error for each operation of Python's own that certainly stops the script."""
    if reading.facts is None:
        return
    yield from judge_powers(reading.facts, reading.lines, RULE)
    for item in reading.facts.operations:
        said = _wrong(item, reading.facts.world)
        if said:
            fix = number_of(item, reading.facts.world, reading.lines) or part_by_text(
                item, reading.facts.world, reading.lines
            )
            yield Diagnostic(
                RULE, Severity.ERROR, item.node.lineno, reading.lines.column(item.node), said, fix
            )


def _wrong(item: Operation, world: World) -> str | None:
    if said := _uncalled(item):
        return said
    match item.act:
        case Act.COMBINE if isinstance(item.node, ast.BinOp | ast.AugAssign):
            return _combined(item, item.node, world)
        case Act.TAKE:
            return _setting(item, world) or _taken(item) or _taken_by_text(item, world)
        case Act.COMPARE if isinstance(item.node, ast.Compare):
            return compared(item, item.node, world)
        case Act.FORMAT:
            return formatted(item, world)
        case Act.UNPACK:
            return _unpacked(item)
        case Act.WALK:
            return _walked(item)
    return None


def _walked(item: Operation) -> str | None:
    if not isinstance(item.left, Plain) or item.left.kind not in _SINGLE:
        return None
    if item.left.kind == "None":
        return (
            "This goes through None, which has no items. What changes a list, such as append, sort or "
            "reverse, gives nothing: write it in a line of its own."
        )
    more = "" if isinstance(item.node, ast.Starred) else " Write range(...)."
    return f"This goes through {_WORDS[item.left.kind]}, which has no items.{more}"


def _uncalled(item: Operation) -> str | None:
    """A function or method that is used as if it were what it gives."""
    if item.act is Act.COMBINE and not isinstance(item.node, ast.BinOp | ast.AugAssign):
        return None
    if item.act is Act.COMPARE:  # whether it is another function can well be asked
        return None
    sides = (item.left, item.right)
    names = [_function(each) for each in sides]
    if item.act is not Act.COMBINE:
        names = names[:1]
    elif not all(name or isinstance(each, Plain) for name, each in zip(names, sides, strict=True)):
        return None
    name = next(filter(None, names), None)
    return f"{name} is not called here. Write {name}(...)." if name else None


def _function(type: Type) -> str | None:
    """The name of a function, of Manim's or of the script's own, that is not called."""
    match type:
        case Bound(Instance(), name):
            return name
        case FunctionOf(key):
            return key.rpartition(".")[2]
        case Own(ast.FunctionDef(name=name)):
            return name
    return None


def _combined(item: Operation, node: ast.BinOp | ast.AugAssign, world: World) -> str | None:
    sign, name = _SIGNS.get(type(node.op), ("", ""))
    left, right = item.left, item.right
    if not sign:
        return None
    methods = (f"__{name}__", f"__r{name}__")
    refusing = [refuses(each, method, world) for each, method in zip((left, right), methods, strict=True)]
    if (
        any(refusing)
        and (refusing[0] or isinstance(left, Plain))
        and (refusing[1] or isinstance(right, Plain))
    ):
        return no_number(left if refusing[0] else right, sign, world)
    if isinstance(left, Plain) and isinstance(right, Plain):
        by_zero = isinstance(node.op, ast.Div | ast.FloorDiv | ast.Mod) and right.value == 0
        if by_zero and left.kind in NUMBERS and right.kind in NUMBERS:
            return "This divides by 0, which no number can be divided by."
        return _arrays(left, right) or _plain(left, right, node)
    return None


def _arrays(left: Plain, right: Plain) -> str | None:
    if ARRAY not in (left.kind, right.kind):
        return None
    if "str" in (left.kind, right.kind) or "None" in (left.kind, right.kind):
        word = _WORDS["str" if "str" in (left.kind, right.kind) else "None"]
        return f"Points and directions cannot be combined with {word}. Take another point, or a number."
    lengths = [_length(item) for item in (left, right)]
    if None in lengths or 1 in lengths or lengths[0] == lengths[1]:
        return None
    return (
        f"These have {lengths[0]} and {lengths[1]} numbers and cannot be combined. "
        "Points have three numbers: write [1, 2, 0]."
    )


def _length(item: Plain) -> int | None:
    """How many numbers are certainly in it."""
    if item.kind not in _SEQUENCES or item.items is None:
        return None
    is_of_numbers = all(isinstance(each, Plain) and each.kind in NUMBERS for each in item.items)
    return len(item.items) if is_of_numbers else None


def _plain(left: Plain, right: Plain, node: ast.BinOp | ast.AugAssign) -> str | None:
    """What Python itself cannot add, or count with."""
    kinds = {left.kind, right.kind}
    if isinstance(node.op, ast.Add) and isinstance(node, ast.BinOp):
        if "str" in kinds and kinds & NUMBERS:
            return "A text and a number cannot be added. Write str(...) around the number."
        if kinds == {"list", "tuple"} or (kinds & {"list", "tuple"} and kinds & NUMBERS):
            return "A list can be extended by another list alone."
    if "None" in kinds and kinds <= {"None", "str", *NUMBERS} and not isinstance(node.op, ast.Mod):
        return "None is nothing and cannot be counted with."
    return None


def _setting(item: Operation, world: World) -> str | None:
    """One of Manim's settings that there is not."""
    owner, place = item.left, item.right
    if not isinstance(owner, Instance) or owner.kind != CONFIG or not isinstance(place, Plain):
        return None
    if not isinstance(place.value, str) or not lacks(world, owner, place.value):
        return None
    near = alike(place.value, world.names(CONFIG))
    return f"Manim has no setting {place.value}. {f'Write {near.text}.' if near else 'Take it out.'}"


def _taken(item: Operation) -> str | None:
    owner, place = item.left, item.right
    if not isinstance(owner, Plain) or not isinstance(place, Plain):
        return None
    if owner.kind in _SINGLE:
        return f"This is {_WORDS[owner.kind]}, which has no items to take one from."
    count = len(owner.items) if owner.items is not None and owner.kind in _SEQUENCES else None
    if owner.kind == "str" and isinstance(owner.value, str):
        count = len(owner.value)
    if count is None or place.kind != "int" or not isinstance(place.value, int):
        return None
    if -count <= place.value < count:
        return None
    if count == 0:
        return "There is nothing in it, so nothing can be taken out."
    return f"There is nothing at {place.value}: the places of these {count} are 0 to {count - 1}."


def _taken_by_text(item: Operation, world: World) -> str | None:
    """A text in the place of a number, where there are no names."""
    owner, place = item.left, item.right
    if not isinstance(place, Plain) or place.kind != "str":
        return None
    if isinstance(owner, Plain) and owner.kind in ("list", "tuple", "str", "range"):
        return "This is in order and has no names in it: take out of it by a number, from 0 on."
    if not is_in_order(owner, world):
        return None
    return "The parts of a mobject have numbers, from 0 on, and no names. " + (
        "Write get_part_by_tex(…)." if has_parts_by_tex(owner, world) else "Write the number."
    )


def _unpacked(item: Operation) -> str | None:
    type = item.left
    if not isinstance(type, Plain):
        return None
    if type.kind in _SINGLE:
        return f"This is {_WORDS[type.kind]}, which cannot be taken apart into {item.count} names."
    if type.kind not in _SEQUENCES or type.items is None or len(type.items) == item.count:
        return None
    more = "A point has three: write x, y, z, or x, y, _." if type.kind == ARRAY else ""
    return f"There are {item.count} names for {len(type.items)} values. {more}".strip()
