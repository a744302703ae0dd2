"""Values that Manim's parameters certainly refuse, by their annotations; each exception was found by trying.

What is excepted takes the value without an error, or does not use it.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from core.check.calls.chosen_values import choice, parts
from core.check.calls.grid_values import rows
from core.check.calls.naming import an
from core.check.calls.point_values import point
from core.check.calls.purposes import Given
from core.check.calls.value_case import Case
from core.check.types import ARRAY, NUMBERS, Instance, Own, Plain
from core.check.world import ANIMATION, MOBJECT, World

_NUMBERS = frozenset({"float", "int", "complex | float"})
_TAKES_TEXT = frozenset(
    {
        "background_stroke_opacity", "background_stroke_width", "colorscale_axis", "darkness", "depth", "dt",
        "fill_opacity", "index", "length", "line_to_number_buff", "opacity", "font_size", "stroke_opacity",
        "stroke_width", "t", "tab_width", "tip_height", "tip_width", "u", "unit_buff_per_font_unit", "v",
        "value",
        "phi", "theta", "gamma", "zoom", "focal_distance", "x", "z_index", "z_index_value", "var",
    }
)  # fmt: skip
"""Numbers that Manim takes as a text too, at least somewhere."""

_TAKES_LIST = _TAKES_TEXT | {
    "azimuth",
    "corner_radius",
    "dim",
    "number",
    "layout_scale",
    "gain",
    "time_offset",
}
_OPAQUE = frozenset({"opacity", "fill_opacity", "value"})
"""Numbers that a text or list may stand for, but no colour."""
_UNUSED = frozenset(
    {
        "tip_length",
        "pre_function_handle_to_anchor_scale_factor",
        "num_components",
        "dot_radius",
        "dot_distance",
        "tolerance_for_point_equality",
        "longer_tick_multiple",
        ("Annulus", "radius"),
        ("AnnularSector", "radius"),
        ("Circumscribe", "lag_ratio"),
        ("Rotating", "lag_ratio"),
        ("set_stroke", "width"),
        ("set_background_stroke", "width"),
        ("Text", "opacity"),
    }
)
"""Numbers that are not counted with, at least in some classes: tried with colours and mobjects."""
_TAKES_ANY = frozenset(
    {
        ("ArcPolygon", "angle"),
        ("ArcPolygon", "radius"),
        ("set_points_by_ends", "path_arc"),
        ("arrange", "buff"),
    }
)
_FUNCTIONS = frozenset(
    {"Callable[[float], float]", "RateFunction", "MappingFunction", "Callable[[], M]", "Updater", "_Updater"}
)
_UNUSED_FUNCTIONS = frozenset({"apply_function_to_submobject_positions"})
_TUPLES = re.compile(r"tuple\[(float(?:, float)*)\]")
_TEXTS = frozenset({("Text", "text"), ("MarkupText", "text"), ("Paragraph", "text")})
_TIMES = frozenset({"run_time", "lag_ratio", "path_arc", "duration"})


def refusal(item: Given, world: World) -> str | None:
    """What is wrong with a value and what to write instead, where Manim certainly stops at it."""
    case = Case(item, item.annotation.removesuffix(" | None"), item.argument.type, world)
    return next((said for judge in _JUDGES if (said := judge(case))), None)


def _number(case: Case) -> str | None:
    item, known = case.item, case.known
    key = (item.function, item.name)
    if case.annotation not in _NUMBERS or key in _TAKES_ANY:
        return None
    is_strict = item.name not in _TAKES_LIST or (item.name in _OPAQUE and case.is_of("ManimColor"))
    if is_strict and not {key, item.name} & _UNUSED and (word := _no_number(case)):
        return f"{item.name} is a number, and this is {word}. Write a number, or the name of what it is for."
    if not isinstance(known, Plain):
        return None
    if known.kind == "str" and item.name not in _TAKES_TEXT:
        return f"{item.name} is a number, and this is a text. Write it without quotes."
    if known.kind in ("list", "tuple", "dict") and item.name not in _TAKES_LIST and known.items != ():
        return f"{item.name} is one number, and this is a {known.kind}. Write a number."
    if known.kind == "None" and item.name in _TIMES and "None" not in item.annotation:
        return f"{item.name} is a number, and this is None. Write a number, or leave it out."
    return None


def _no_number(case: Case) -> str | None:
    """A colour, a point or a mobject, which cannot be counted with; trackers can, in part."""
    known, world = case.known, case.world
    if isinstance(known, Plain):
        # An array does where it is only multiplied by, but no time can be one.
        is_time = case.item.name in ("run_time", "duration")
        return "a point or direction" if known.kind == ARRAY and is_time else None
    if not isinstance(known, Instance):
        return None
    if world.title(known.kind) == "ManimColor":
        return "a colour"
    is_mobject = known.exact and world.is_a(known, MOBJECT) and not world.has(known.kind, "__mul__")
    return an(world.title(known.kind)) if is_mobject else None


def _function(case: Case) -> str | None:
    item, known = case.item, case.known
    if not _is_function(case.annotation, item.name) or item.function in _UNUSED_FUNCTIONS:
        return None
    if isinstance(known, Plain):
        if known.kind == "None" and "None" in item.annotation:
            return None
        what = "None" if known.kind == "None" else f"a {known.kind}"
    elif isinstance(known, Instance) and (
        case.world.is_a(known, MOBJECT) or (known.exact and case.world.is_a(known, ANIMATION))
    ):
        what = f"a {case.world.title(known.kind)}"
    else:
        return None
    return f"{item.name} is a function that Manim calls, and this is {what}. {_instead(item)}"


def _applied(case: Case) -> str | None:
    """A method that is called already, where the method itself is wanted."""
    item = case.item
    if (item.function, item.name) != ("ApplyMethod", "method") or not case.is_mobject:
        return None
    if item.argument not in item.call.places[:1]:
        return None
    return "ApplyMethod takes a method that is not called yet. Write ApplyMethod(circle.shift, UP)."


def _is_function(annotation: str, name: str) -> bool:
    """Whether an annotation says that nothing but a function will do."""
    if annotation in _FUNCTIONS or (annotation == "Callable" and name == "path_func"):
        return True
    if not annotation.startswith("Callable[["):
        return False
    depth = 0
    for place, letter in enumerate(annotation):
        depth += {"[": 1, "]": -1}.get(letter, 0)
        if letter == "]" and depth == 0:
            return place == len(annotation) - 1
    return False


def _instead(item: Given) -> str:
    if item.name == "rate_func":
        return "Write smooth or linear, without parentheses, or leave it out."
    if item.function == "always_redraw":
        return "Write lambda: before it."
    return "Write the name of a function without parentheses, or a lambda."


def _redrawn(case: Case) -> str | None:
    """What `always_redraw` gets from a function that is written beside it."""
    item, known = case.item, case.known
    if item.function != "always_redraw" or not isinstance(known, Own):
        return None
    result = item.call.result
    if isinstance(result, Plain) and result.kind in ("list", "tuple", "set", "dict", "str", "int", "float"):
        return f"always_redraw needs one mobject, and this function gives a {result.kind}. Write VGroup(…)."
    return None


def _range(case: Case) -> str | None:
    item, known = case.item, case.known
    if item.name.endswith("_range") and case.is_of("ManimColor"):
        return f"{item.name} is a list, and this is a colour. Write color= before it."
    if not item.name.endswith("_range") or not isinstance(known, Plain):
        return None
    lengths = _lengths(item, case.annotation)
    if lengths is None:
        return None
    written = "[from, to]" if max(lengths) == 2 else "[from, to, step]"
    if known.kind in NUMBERS:
        return f"{item.name} is a list, and this is one number. Write {written}."
    if known.kind not in ("list", "tuple") or known.items is None or not known.items:
        return None
    given = len(known.items)
    if given > max(lengths) or (given == 1 and min(lengths) == 2):
        numbers = " or ".join(map(str, sorted(lengths - {1})))
        return f"{item.name} takes {numbers} numbers, and this has {given}. Write {written}."
    return None


def _lengths(item: Given, annotation: str) -> frozenset[int] | None:
    """How many numbers a range has; 1 is among them where Manim takes that too."""
    tuples = [len(found.split(",")) for found in _TUPLES.findall(annotation)]
    if tuples:
        return frozenset(tuples) | ({1} if tuples == [2] and item.function != "get_area" else set())
    if annotation == "Sequence[float]" and item.function != "get_riemann_rectangles":
        return frozenset({2, 3} if item.function[:1].isupper() else {1, 2, 3})
    return None


def _text(case: Case) -> str | None:
    item, known = case.item, case.known
    if (item.function, item.name) not in _TEXTS or not isinstance(known, Plain):
        return None
    if known.kind in ("int", "float", "bool"):
        return f"{item.function} takes a text, and this is a number. Write str(…) around it."
    if known.kind in ("None", "list", "tuple", "dict"):
        return f"{item.function} takes a text, and this is {_article(known.kind)}. Write a text in quotes."
    return None


def _article(kind: str) -> str:
    return kind if kind == "None" else f"a {kind}"


def _colour(case: Case) -> str | None:
    item, known = case.item, case.known
    if case.annotation == "ParsableManimColor" and isinstance(known, Plain) and known.kind == "float":
        return f"{item.name} is a colour, and this is a number. Write a colour, such as BLUE."
    return None


_Judge = Callable[[Case], str | None]
_JUDGES: tuple[_Judge, ...] = (
    _number,
    point,
    _function,
    _applied,
    _redrawn,
    _range,
    _text,
    _colour,
    choice,
    rows,
    parts,
)
