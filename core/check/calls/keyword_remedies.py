"""What to write instead of a keyword that is not taken: one act for each way to find it, best first."""

from __future__ import annotations

import ast
import re

from core.check.calls.axis_labels import as_axis_label
from core.check.calls.keyword_afterwards import afterwards
from core.check.calls.keyword_case import KeywordCase, Remedy
from core.check.calls.keyword_configs import in_config
from core.check.calls.keyword_omissions import TIMING, leaving_out, without
from core.check.calls.keyword_slips import slip
from core.check.calls.old_keywords import Meaning, meanings
from core.check.mending.places import Place, edit, edit_keyword, edit_name, end_of, remove_argument
from core.check.nearest import nearest
from core.check.types import NUMBERS, Plain
from core.model import Edit, Fix

_POINTS = 8
"""From here on a text's size is in points; older versions of Manim had factors such as 0.5."""
_INTERNAL = frozenset({"dim", "target", "self", "use_override"})
_SPOKEN = {"bold": "weight=BOLD", "italic": "slant=ITALIC"}
_FONTS = {
    "weight": ("BOLD", "THIN", "LIGHT", "MEDIUM", "SEMIBOLD", "ULTRABOLD", "HEAVY"),
    "slant": ("ITALIC", "OBLIQUE"),
}
_DOUBLE = frozenset({"diameter", "size", "width", "height"})


def remedy(case: KeywordCase) -> Remedy:
    """The best remedy there is; the last is to leave the keyword out."""
    ways = (
        _animated, _as_move, _as_range, _as_most, as_axis_label, _as_class, _as_slip, _as_meant, in_config,
        afterwards, _as_spelled,
    )  # fmt: skip
    return next((found for way in ways if (found := way(case))), None) or without(case)


def remedy_within(case: KeywordCase) -> str:
    """What to write instead of a keyword that comes out of a dict."""
    found = next((found for way in (_as_slip, _as_meant, _as_spelled) if (found := way(case))), None)
    return found.sentence if found else "Leave it out."


def _write(text: str, edits: tuple[Edit, ...], certain: bool) -> Remedy:
    return Remedy(f"Write {text}.", Fix(f"Write {text}", edits, certain))


def _animated(case: KeywordCase) -> Remedy | None:
    """`circle.animate.shift(UP, run_time=2)`: the time belongs to `animate`."""
    if case.word not in TIMING:
        return None
    function: ast.expr = case.call.node.func
    while isinstance(function, ast.Attribute | ast.Call):
        if isinstance(function, ast.Attribute):
            if function.attr == "animate":
                return _behind_animate(case, function)
            function = function.value
        elif isinstance(function.func, ast.Attribute) and function.func.attr == "animate":
            return Remedy(f"Give {case.word} to animate instead.")
        else:
            function = function.func
    return None


def _behind_animate(case: KeywordCase, animate: ast.Attribute) -> Remedy:
    place = end_of(case.lines, animate)
    text = f"({case.word}={case.value})"
    edits = (_insert(place, text), remove_argument(case.lines, case.call.node, case.keyword))
    return _write(f"animate{text}", edits, certain=True)


_MOVING = {"set_camera_orientation": "move_camera"}
"""What does over time what a method does at once, with the same keywords."""


def _as_move(case: KeywordCase) -> Remedy | None:
    """`self.set_camera_orientation(phi=1, run_time=2)` turns the camera at once."""
    function, meant = case.call.node.func, _MOVING.get(case.title)
    if case.word not in TIMING or meant is None or not isinstance(function, ast.Attribute):
        return None
    fix = Fix(f"Write {meant}", (edit_name(case.lines, function, meant),))
    return Remedy(f"It happens at once. Write {meant} to see it happen.", fix)


def _as_range(case: KeywordCase) -> Remedy | None:
    """`x_min=0, x_max=3` are `x_range=[0, 3]`."""
    found = re.fullmatch(r"([a-z])_(min|max)", case.word)
    if not found:
        return None
    names = (f"{found[1]}_range", "x_range", "t_range")
    name = next((item for item in names if item in case.free), None)
    if name is None:
        return None
    keywords = case.call.node.keywords
    place = keywords.index(case.keyword)
    bounds = {item.arg: case.lines.between(item.value) for item in keywords[place : place + 2]}
    low, high = bounds.get(f"{found[1]}_min"), bounds.get(f"{found[1]}_max")
    if low is not None and high is not None:
        text = f"{name}=[{low}, {high}]"
        return _write(text, (case.rewritten(text, keywords[place + 1]),), certain=True)
    if f"{found[1]}_{'max' if found[2] == 'min' else 'min'}" in case.given:
        return Remedy(f"Write {name}=[first, last].")
    owner = case.call.node.func
    if isinstance(owner, ast.Attribute) and isinstance(owner.value, ast.Name) and "plot" in owner.attr:
        axes = f"{owner.value.id}.{name}"
        text = f"{name}=[{low or f'{axes}[0]'}, {high or f'{axes}[1]'}]"
        return _write(text, (case.rewritten(text),), certain=False)
    return Remedy(f"Write {name}=[first, last].")


def _as_most(case: KeywordCase) -> Remedy | None:
    """`BarChart(max_value=5)`: the bars stand on 0."""
    if case.word not in ("max_value", "y_max", "max_y") or case.title != "BarChart":
        return None
    if "y_range" not in case.free:
        return None
    text = f"y_range=[0, {case.value}]"
    return _write(text, (case.rewritten(text),), certain=True)


def _as_slip(case: KeywordCase) -> Remedy | None:
    """The same word with another ending or a slip."""
    word = slip(case)
    if word is None:
        return None
    return _write(word, (edit_keyword(case.lines, case.keyword, word),), certain=True)


def _as_meant(case: KeywordCase) -> Remedy | None:
    """By the words that people use for it."""
    for meaning in meanings(case.word, case.titles):
        if meaning.keyword in case.free and _fits(meaning, case):
            return _renamed(case, meaning)
    return None


def _fits(meaning: Meaning, case: KeywordCase) -> bool:
    type = case.argument.type
    return not meaning.numbers or (isinstance(type, Plain) and type.kind in NUMBERS)


def _renamed(case: KeywordCase, meaning: Meaning) -> Remedy:
    name = meaning.keyword
    if name == "dx":
        return Remedy("Write dx, which is how wide each of them is.", leaving_out(case))
    rename = edit_keyword(case.lines, case.keyword, name)
    value = case.argument.type.value if isinstance(case.argument.type, Plain) else None
    if name == "radius" and case.word in _DOUBLE:
        is_written = isinstance(value, int | float) and isinstance(case.keyword.value, ast.Constant)
        half = f"{float(value or 0) / 2:g}" if is_written else f"({case.value}) / 2"
        halved = (rename, edit(case.lines, case.keyword.value, half))
        return _write(f"radius={half}", halved, certain=False)
    if case.word == "degrees":
        turned = (rename, edit(case.lines, case.keyword.value, f"({case.value}) * DEGREES"))
        return _write(f"{name} in radians, with DEGREES", turned, certain=True)
    said = next((word for word, values in _FONTS.items() if case.value in values), None)
    if case.word == "style" and said in case.free:
        return _write(said, (edit_keyword(case.lines, case.keyword, said),), certain=True)
    if value is True and case.word in _SPOKEN:
        text = _SPOKEN[case.word]
        return _write(text, (case.rewritten(text),), certain=True)
    certain = meaning.certain
    if name == "font_size":
        certain = certain and isinstance(value, int | float) and value >= _POINTS
    return _write(name, (rename,), certain)


_CLASSES = {
    "dash_length": ("Line", "DashedLine"),
    "dashed_ratio": ("Line", "DashedLine"),
    "corner_radius": ("Rectangle", "RoundedRectangle"),
    "tip_shape": ("Line", "Arrow"),
    "x_range": ("VectorField", "ArrowVectorField"),
    "y_range": ("VectorField", "ArrowVectorField"),
    "length_func": ("VectorField", "ArrowVectorField"),
    "max_tip_length_to_length_ratio": ("Line", "Arrow"),
    "max_stroke_width_to_length_ratio": ("Line", "Arrow"),
}
"""Keywords that a class lacks and that the class that is meant has."""


def _as_class(case: KeywordCase) -> Remedy | None:
    plain, meant = _CLASSES.get(case.word, ("", ""))
    entry, function = case.world.index.by_name.get(meant), case.call.node.func
    if case.title != plain or entry is None or not isinstance(function, ast.Name):
        return None
    if not case.given <= (entry.constructor.keywords or case.given):
        return None
    return _write(meant, (edit(case.lines, function, meant),), certain=True)


def _as_spelled(case: KeywordCase) -> Remedy | None:
    known = {item for item in case.free if not item.startswith("_")} - _INTERNAL
    word = nearest(case.word, known)
    if word is None:
        return None
    return _write(word, (edit_keyword(case.lines, case.keyword, word),), certain=False)


def _insert(place: Place, text: str) -> Edit:
    return Edit(*place, *place, text)
