"""What Manim takes for no point and no direction; each exception was found by trying."""

from __future__ import annotations

from core.check.calls.purposes import Given
from core.check.calls.value_case import Case
from core.check.types import ARRAY, NUMBERS, Bound, Builder, Plain

POINTS = frozenset(
    {
        "Point3DLike",
        "Vector3DLike",
        "Point3D",
        "Vector3D",
        "Point3DLike | Mobject",
        "Mobject | Point3DLike",
    }
)
"""The annotations of points and directions."""

_FREE_POINTS = frozenset(
    {
        "label_direction", "sheen_direction", "edge_to_fix", "normal_vector",
        ("apply_function", "about_point"), ("apply_function", "about_edge"),
        ("apply_complex_function", "about_point"),
        ("set_sheen_direction", "direction"),
    }
)  # fmt: skip
_TAKES_MOBJECT = frozenset({("GrowFromPoint", "point"), ("arrange", "direction")})
"""Points that may be mobjects, though their annotations do not tell."""
_TAKES_COLOUR = frozenset(
    {"direction", "about_edge", "edge", "aligned_edge", "center", "mobject_or_point", "point_or_mobject"}
)
"""Only compared with numbers: a colour makes no sense there, but stops nothing."""
_THREE = 3


def is_way(item: Given) -> bool:
    """Whether an argument says from where, or to where, something fades."""
    return item.function in ("FadeIn", "FadeOut") and item.name in ("shift", "target_position")


def point(case: Case) -> str | None:
    """What is wrong with a point or direction."""
    item, known = case.item, case.known
    if not (case.annotation in POINTS or is_way(item)):
        return None
    if item.name in _FREE_POINTS or (item.function, item.name) in _FREE_POINTS:
        return None
    if isinstance(known, Bound) and known.name.startswith("get_") and not isinstance(known.owner, Builder):
        return f"{known.name} is not called here. Write {known.name}()."
    if _is_wrong_mobject(case) and "Mobject" not in case.annotation and not is_way(item):
        return f"{item.name} is a point or direction, and this is a mobject. Write its get_center()."
    if case.is_of("ManimColor") and item.name not in _TAKES_COLOUR:
        return "This is a colour, where a point or direction stands. Write color= before it."
    if not isinstance(known, Plain):
        return None
    if (item.function, item.name) == ("move_to", "aligned_edge") and known.kind in NUMBERS:
        return "aligned_edge is a direction, such as UP, and this is a number. Write a place as [1, 2, 0]."
    if wrong := _list_for_point(item, known):
        return wrong
    if known.kind != "str":
        return None
    return "Points and directions are no texts. Write RIGHT without quotes, or three numbers: [1, 2, 0]."


def _is_wrong_mobject(case: Case) -> bool:
    key = (case.item.function, case.item.name)
    return case.is_mobject and key not in _TAKES_MOBJECT and case.item.name != "about_edge"


def _list_for_point(item: Given, known: Plain) -> str | None:
    """A list that is no point: of points, of too many numbers, or with texts in it."""
    if known.kind not in ("list", "tuple", ARRAY) or not known.items or item.argument.spread:
        return None
    kinds = [each.kind if isinstance(each, Plain) else "" for each in known.items]
    if item.name == "vertices" and all(kind in ("list", "tuple", ARRAY) for kind in kinds):
        return f"{item.function} takes points one by one, and this is a list of them. Write a star before it."
    if len(kinds) > _THREE and all(kind in NUMBERS for kind in kinds):
        return f"Points have three numbers, and this has {len(kinds)}. Write [1, 2, 0]."
    if len(kinds) == _THREE and "str" in kinds and all(kind in NUMBERS | {"str"} for kind in kinds):
        return "A point has three numbers, and there is a text in this one. Write numbers without quotes."
    return None
