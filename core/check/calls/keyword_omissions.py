"""Keywords that are left out, and whether anybody misses them."""

from __future__ import annotations

import ast

from core.check.calls.keyword_case import KeywordCase, Remedy
from core.check.mending.places import remove_argument
from core.check.types import ClassOf
from core.model import Fix

TIMING = frozenset({"run_time", "rate_func", "lag_ratio"})
"""Keywords of what takes time."""


def without(case: KeywordCase) -> Remedy:
    """To leave the keyword out, when nothing else is known."""
    if case.word in TIMING and not isinstance(case.call.callee, ClassOf):
        return Remedy("It happens at once. Leave this out, or animate it with self.play.", leaving_out(case))
    return Remedy("Leave it out.", leaving_out(case))


def leaving_out(case: KeywordCase) -> Fix:
    """The fix that does so."""
    edits = (remove_argument(case.lines, case.call.node, case.keyword),)
    return Fix(f"Leave {case.word} out", edits, certain=_says_nothing(case))


def _says_nothing(case: KeywordCase) -> bool:
    """Whether the value is what there is without it, so that nobody misses it."""
    value = case.keyword.value
    if not isinstance(value, ast.Constant):
        return False
    return value.value is None or value.value in _NOTHING.get(case.word, ())


_NOTHING: dict[str, tuple[object, ...]] = {
    **dict.fromkeys(("buff", "inner_radius", "corner_radius", "rotation", "angle"), (0,)),
    **dict.fromkeys(("text_align", "align", "alignment", "justify"), ("left",)),
    "opacity": (1,),
    "label_y_axis": (True,),
}
"""Values that say what is so anyway."""
