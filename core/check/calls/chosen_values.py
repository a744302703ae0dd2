"""Values of which there are only a few, and those that say how parts of a text look."""

from __future__ import annotations

import re

from core.check.calls.value_case import Case
from core.check.types import Plain

_CHOICES = {
    ("weight", "str"): "NORMAL BOLD THIN ULTRALIGHT LIGHT BOOK MEDIUM SEMIBOLD ULTRABOLD HEAVY ULTRAHEAVY",
    ("slant", "str"): "NORMAL ITALIC OBLIQUE",
    ("layout", "LayoutName | dict[Hashable, Point3DLike] | LayoutFunction"): (
        "circular kamada_kawai partite planar random shell spectral spiral spring tree"
    ),
}
_LITERAL = re.compile(r"Literal\[((?:'\w+'(?:, )?)+)\]")


def choice(case: Case) -> str | None:
    """What is wrong with one of a few words, where only those will do."""
    item, known = case.item, case.known
    if (item.function, item.name) == ("Circumscribe", "shape") and isinstance(known, Plain):
        return "shape is Rectangle or Circle, without quotes. Write one of them."
    if not isinstance(known, Plain) or not isinstance(known.value, str):
        return None
    literal = _LITERAL.fullmatch(case.annotation)
    if literal and item.function == "Code":
        words = re.findall(r"\w+", literal[1])
    elif (item.name, case.annotation) in _CHOICES:
        words = _CHOICES[item.name, case.annotation].split()
    elif (item.function, item.name) == ("begin_ambient_camera_rotation", "about"):
        words = ["theta", "phi", "gamma"]
    else:
        return None
    if known.value in words or (item.name == "about" and known.value.lower() in words):
        return None
    return f"{item.name} is one of {', '.join(words)}, and this is {known.value!r}. Write one of them."


_PARTS = frozenset({"t2c", "t2f", "t2g", "t2s", "t2w"})


def parts(case: Case) -> str | None:
    """What is wrong with what says how parts of a text look."""
    item, known = case.item, case.known
    if item.function not in ("Text", "Paragraph"):
        return None
    if item.name in _PARTS and isinstance(known, Plain) and known.kind in ("list", "tuple", "str"):
        is_empty = known.items == () or known.value == ""
        said = f'{item.name} is a dict, such as {{"part": RED}}, and this is a {known.kind}. Write a dict.'
        return None if is_empty else said
    if item.name == "gradient" and case.is_of("ManimColor"):
        return "gradient is several colours, and this is one. Write gradient=(RED, BLUE), or color=RED."
    return None
