"""Colours that Manim does not know. See colour_name.md."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from core.api_index import ApiIndex
from core.check.calls.purposes import Given, given
from core.check.mending.places import edit
from core.check.nearest import nearest
from core.check.reading import Reading
from core.check.types import NUMBERS, Bound, Builder, ClassOf, Instance, Plain, Type
from core.check.values.colours import fails, is_hex, names, web_hex, web_names
from core.check.values.literals import literal
from core.check.world import VMOBJECT, World
from core.model import Diagnostic, Fix, Severity

RULE = "colour-name"

_COLOUR = "ManimColor"
_SVG = "manim.mobject.svg.svg_mobject.SVGMobject"
_SEVERAL = frozenset({"ParsableManimColor", "ParsableManimColor | list[ParsableManimColor]"})
_NAMES = frozenset({"color", "fill_color", "stroke_color"})
_SETTERS = frozenset({"set_color", "set_fill", "set_stroke", "set_style"})
_MAPS = frozenset({"t2c", "text2color", "tex_to_color_map"})
"""What has colours as the values of a dictionary."""


def judge_colours(reading: Reading) -> Iterator[Diagnostic]:
    """An error for each text that is given as a colour and that Manim makes no colour of."""
    if reading.facts is None or reading.index is None:
        return
    for item in given(reading.facts):
        if _is_list_of_fractions(item, reading.facts.world):
            yield _fractions(item, reading)
            continue
        for node, type in _colours(item):
            text = type.value if isinstance(type, Plain) else None
            if isinstance(text, str) and fails(text, reading.index):
                yield _error(node, text, reading, reading.index)


def _colours(item: Given) -> Iterator[tuple[ast.expr, Type]]:
    """The expressions in an argument that are colours, and what is known of each."""
    node = item.argument.node
    if item.name in _MAPS:
        if isinstance(node, ast.Dict):
            for value in node.values:
                if isinstance(value, ast.Constant) and isinstance(value.value, str):
                    yield value, Plain("str", value.value)
    elif _COLOUR in item.annotation and "Callable" not in item.annotation:
        known = item.argument.type
        if isinstance(known, Plain) and known.items is not None:
            parts = node.elts if isinstance(node, ast.List | ast.Tuple) else []
            for place, type in enumerate(known.items):
                yield parts[place] if len(parts) == len(known.items) else node, type
        else:
            yield node, known


def _is_list_of_fractions(item: Given, world: World) -> bool:
    """Whether red, green and blue from 0 to 1 are given where Manim takes a list for several colours."""
    known = item.argument.type
    if item.annotation.removesuffix(" | None") not in _SEVERAL or item.name not in _NAMES:
        return False
    if not isinstance(known, Plain) or known.items is None or len(known.items) not in (3, 4):
        return False
    numbers = [part.kind for part in known.items if isinstance(part, Plain) and part.kind in NUMBERS]
    return "float" in numbers and len(numbers) == len(known.items) and _takes_several(item, world)


def _takes_several(item: Given, world: World) -> bool:
    match item.call.callee:
        case ClassOf(kind):
            made = Instance(kind)
            return (
                bool(world.is_a(made, VMOBJECT)) and item.function != "Brace" and not world.is_a(made, _SVG)
            )
        case Bound(Builder(Instance() as owner), name) | Bound(Instance() as owner, name):
            return name in _SETTERS and bool(world.is_a(owner, VMOBJECT))
    return False


def _fractions(item: Given, reading: Reading) -> Diagnostic:
    node = item.argument.node
    fix = None
    if isinstance(node, ast.List | ast.Tuple) and len(node.elts) == 3:
        text = f"rgb_to_color({reading.lines.between(node)})"
        fix = Fix("Write rgb_to_color(…)", (edit(reading.lines, node, text),), certain=True)
    return Diagnostic(
        RULE,
        Severity.ERROR,
        node.lineno,
        reading.lines.column(node),
        "Manim takes this list for several colours, and a number is none. Write rgb_to_color(…) around it.",
        fix,
    )


def _error(node: ast.expr, text: str, reading: Reading, index: ApiIndex) -> Diagnostic:
    colour = web_hex(text)
    near = None if colour else nearest(text.upper().replace(" ", "_"), names(index) | web_names())
    near = web_hex(near) or near if near else None
    said = f'Manim knows no colour "{text[:40]}".'
    if colour:
        said += f' Write "{colour}", which is that colour.'
    elif near:
        said += f' Write "{near}".'
    elif is_hex(text) or text.startswith("#"):
        said = f'"{text[:40]}" is no colour: behind the # come 3 or 6 hexadecimal digits, such as "#87CEEB".'
    else:
        said += ' Write one of its names, such as BLUE or TEAL, or a hexadecimal one, such as "#87CEEB".'
    fix = None
    written = literal(node, reading.lines)
    word = colour or (near if near else None)
    made = written.whole(word) if written and word else None
    if made:
        fix = Fix(f'Write "{word}"', (made,), certain=colour is not None)
    return Diagnostic(RULE, Severity.ERROR, node.lineno, reading.lines.column(node), said, fix)
