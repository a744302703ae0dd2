"""Keywords that belong into a dictionary which hands them on: `Code(font=...)`."""

from __future__ import annotations

import ast

from core.check.calls.keyword_case import KeywordCase, Remedy
from core.check.calls.old_keywords import meanings
from core.check.mending.places import end_of, insert_argument, remove_argument, start_of
from core.model import Edit, Fix

_CONFIGS = (
    ("axis_config", "NumberLine"),
    ("background_config", "SurroundingRectangle"),
    ("paragraph_config", "Paragraph"),
    ("element_to_mobject_config", "Text"),
    ("background_line_style", "Line"),
)
"""Parameters that hold keywords for what a class makes itself, and of which class that is."""

_INTERNAL = frozenset({"dim", "target", "self", "use_override"})
_SAME = {
    "axis_config": frozenset(
        {
            "include_ticks", "tick_size", "numbers_with_elongated_ticks", "longer_tick_multiple",
            "include_tip", "tip_width", "tip_height", "tip_shape", "include_numbers", "font_size",
            "label_direction", "line_to_number_buff", "decimal_number_config", "numbers_to_exclude",
            "numbers_to_include", "exclude_origin_tick",
        }
    ),
    "paragraph_config": frozenset(
        {"font", "font_size", "line_spacing", "slant", "weight", "disable_ligatures"}
    ),
    "background_config": frozenset({"corner_radius", "buff"}),
}  # fmt: skip
"""Keywords that mean there what they would mean for the whole."""
_AXIS = "axis_"
_BACK = "background_"
_BACKS = {"color": "fill_color", "opacity": "fill_opacity", "margin": "buff", "padding": "buff"}


def in_config(case: KeywordCase) -> Remedy | None:
    """What puts the keyword, and nothing else, into the dictionary that it belongs to."""
    for config, kind in _CONFIGS:
        entry = case.world.index.by_name.get(kind)
        if config not in case.keywords or entry is None:
            continue
        word, certain = _word(case, config, (entry.constructor.keywords or frozenset()) - _INTERNAL)
        if word is None:
            continue
        item = f'"{word}": {case.value}'
        text = f"{config}={{{item}}}"
        if config in case.free:
            fix = Fix(f"Write {text}", (case.rewritten(text),), certain and not _is_later(case, config))
            return Remedy(f"Write {text}.", fix)
        made = _joined(case, config, word, item)
        if made is not None:
            return Remedy(f"Write {item} into its {config}.", Fix(f"Write {text}", made, certain))
    return None


def _word(case: KeywordCase, config: str, taken: frozenset[str]) -> tuple[str | None, bool]:
    """What the keyword is called in a dictionary, and whether it means the same there."""
    word = case.word
    if word.startswith(_BACK) and "background_config" in case.keywords:
        if config != "background_config":
            return None, False
        inner = word.removeprefix(_BACK)
        inner = _BACKS.get(inner, inner)
        return (inner, True) if inner in taken else (None, False)
    if config == "axis_config" and word.removeprefix(_AXIS) in taken and word.startswith(_AXIS):
        return word.removeprefix(_AXIS), True
    if config == "background_config" and word not in ("corner_radius", "margin", "padding"):
        return None, False
    words = [word, *(item.keyword for item in meanings(word, frozenset()))]
    found = next((item for item in words if item in taken), None)
    return found, found in _SAME.get(config, ())


def _is_later(case: KeywordCase, config: str) -> bool:
    """Whether a keyword before it makes the dictionary, which this one comes into afterwards."""
    entry = case.world.index.by_name[dict(_CONFIGS)[config]]
    taken = (entry.constructor.keywords or frozenset()) - _INTERNAL
    for item in case.call.node.keywords:
        if item is case.keyword:
            return False
        if item.arg and item.arg not in case.keywords and _word(case.of(item), config, taken)[0]:
            return True
    return False


def _joined(case: KeywordCase, config: str, word: str, item: str) -> tuple[Edit, ...] | None:
    """The edits that write one more thing into a dictionary that is written down in the call."""
    call = case.call.node
    given = next((each.value for each in call.keywords if each.arg == config), None)
    keys: list[str] = []
    match given:
        case ast.Dict(keys=found) if None not in found:
            keys = [
                key.value for key in found if isinstance(key, ast.Constant) and isinstance(key.value, str)
            ]
            if len(keys) < len(found) or word in keys:
                return None
            last = given.values[-1] if given.values else None
            place = end_of(case.lines, last) if last else _inside(case, given)
            text = f", {item}" if last else item
        case ast.Call(func=ast.Name(id="dict"), args=[]) if all(each.arg != word for each in given.keywords):
            if any(each.arg is None for each in given.keywords):
                return None
            return (
                insert_argument(case.lines, given, f"{word}={case.value}"),
                remove_argument(case.lines, call, case.keyword),
            )
        case _:
            return None
    return Edit(*place, *place, text), remove_argument(case.lines, call, case.keyword)


def _inside(case: KeywordCase, node: ast.Dict) -> tuple[int, int]:
    line, column = start_of(case.lines, node)
    return line, column + 1
