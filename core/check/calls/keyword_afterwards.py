"""Keywords for what is done to a mobject in a method of its own."""

from __future__ import annotations

from core.check.calls.keyword_case import KeywordCase, Remedy
from core.check.mending.places import end_of, remove_argument
from core.check.types import Bound, Plain
from core.check.world import MOBJECT
from core.model import Edit, Fix

_BRACES = frozenset({"get_text", "get_tex"})


def _sized(case: KeywordCase) -> Remedy | None:
    """`brace.get_text("a", font_size=24)` cannot hand the size on; the text can be given it then."""
    if case.word != "font_size" or not (isinstance(case.call.callee, Bound) and case.title in _BRACES):
        return None
    text = f".set(font_size={case.value})"
    return _behind(case, text, certain=True)


_METHODS = {
    "move_to": "position pos location loc center centre at point coords",
    "scale": "scale scale_factor scaling",
    "rotate": "rotation rotate rotation_angle angle",
    "shift": "shift offset",
    "to_edge": "to_edge",
    "to_corner": "to_corner corner",
    "scale_to_fit_width": "width",
    "scale_to_fit_height": "height",
    "set_fill": "fill fill_color",
}
_LATER = {word: method for method, words in _METHODS.items() for word in words.split()}
_SAME = frozenset(
    {
        "position", "pos", "location", "loc", "center", "centre", "scale", "scale_factor", "shift", "to_edge",
        "to_corner",
    }
)  # fmt: skip
"""Words that say what happens to the mobject as plainly as the method does."""
_ARRANGING = {"buff": "buff", "spacing": "buff", "padding": "buff", "gap": "buff", "direction": "direction"}


def afterwards(case: KeywordCase) -> Remedy | None:
    """What a mobject is not made with can be done to it then: `Text("a").scale(2)`."""
    sized = _sized(case)
    if sized is not None:
        return sized
    if not case.makes_a(MOBJECT):
        return None
    if case.title in ("VGroup", "Group") and case.word in _ARRANGING:
        text = f".arrange({_ARRANGING[case.word]}={case.value})"
    elif case.word in _LATER:
        text = f".{_LATER[case.word]}({case.value})"
    else:
        return None
    is_text = isinstance(case.argument.type, Plain) and case.argument.type.kind == "str"
    return _behind(case, text, certain=case.word in _SAME and not is_text)


def _behind(case: KeywordCase, text: str, certain: bool) -> Remedy:
    place = end_of(case.lines, case.call.node)
    edits = (remove_argument(case.lines, case.call.node, case.keyword), Edit(*place, *place, text))
    return Remedy(f"Write {text} behind it.", Fix(f"Write {text} behind it", edits, certain))
