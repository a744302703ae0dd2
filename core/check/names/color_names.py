"""The constant of Manim that comes nearest to a color with another name."""

from __future__ import annotations

import re
from collections.abc import Container

from core.check.names.color_table import MANIM
from core.check.values.colours import web_hex, web_names

_LIGHTER = frozenset({"light", "pale", "soft", "pastel", "lighter"})
_DARKER = frozenset({"dark", "deep", "darker"})
_AS_IT_IS = frozenset({"bright", "vivid", "neon", "pure", "hot", "medium", "mid", "electric"})
_DEGREES = _LIGHTER | _DARKER | _AS_IT_IS

Color = tuple[int, int, int]


def nearest_color(name: str, known: Container[str]) -> tuple[str, bool] | None:
    """A known constant for a constant's name that is a color's, and whether it is that very color."""
    if not re.fullmatch(r"[A-Z][A-Z0-9_]*", name):
        return None
    words = [word.lower() for word in re.sub(r"\d", "", name).replace("GREY", "GRAY").split("_")]
    css = _css("".join(words))
    color = _mixed([word for word in words if len(word) > 1]) if css is None else _parts(css)
    if color is None:
        return None
    same = next((constant for constant, value in MANIM.items() if _parts(value) == color), None)
    if css is not None and same is not None and same in known:
        return same, True
    there = [constant for constant in MANIM if constant in known and not constant.startswith("PURE_")]
    # A dark red is rather another red than a brown, and a dark blue rather any blue than a gray.
    family = [constant for constant in there if set(words) & set(_words(constant))]
    tinted = [constant for constant in there if _is_tinted(_parts(MANIM[constant])) or not _is_tinted(color)]
    if family:
        best = min(family, key=lambda constant: (_distance(_parts(MANIM[constant]), color), constant))
        return best, False
    return (min(tinted, key=lambda constant: (_unlike(constant, color), constant)), False) if tinted else None


def _unlike(constant: str, color: Color) -> float:
    """How far a color is from a constant: from its own color, or from that of CSS by the same name."""
    looks = [MANIM[constant], _css(constant.replace("_", "")) or MANIM[constant]]
    return min(_distance(_parts(value), color) for value in looks)


def _mixed(words: list[str]) -> Color | None:
    """What the words of a name such as LIGHT_TEAL say, if each is a color's or tells how light it is."""
    bases = [color for color in map(_base, words) if color is not None]
    if len(bases) != 1 or any(_base(word) is None and word not in _DEGREES for word in words):
        return None
    toward = 255 if _LIGHTER & set(words) else 0 if _DARKER & set(words) else None
    if toward is None:
        return bases[0]
    red, green, blue = ((part + toward) // 2 for part in bases[0])
    return red, green, blue


def _words(constant: str) -> list[str]:
    """The words of a constant that name a color, not a degree of it."""
    return [word for word in constant.lower().split("_") if len(word) > 1 and word not in _DEGREES]


def _is_tinted(color: Color) -> bool:
    return max(color) - min(color) > max(color) / 4


def _base(word: str) -> Color | None:
    value = MANIM.get(word.upper()) or _css(word)
    return None if value is None else _parts(value)


def _css(name: str) -> str | None:
    """The six digits of a color of the web."""
    found = web_hex(name) if name.upper() in web_names() else None
    return found.removeprefix("#") if found else None


def _parts(value: str) -> Color:
    red, green, blue = bytes.fromhex(value)
    return red, green, blue


def _distance(one: Color, other: Color) -> float:
    """How different two colors look: the eye tells greens better than reds, and those better than blues."""
    red, green, blue = (a - b for a, b in zip(one, other, strict=True))
    warmth = (one[0] + other[0]) / 512
    return (2 + warmth) * red**2 + 4 * green**2 + (3 - warmth) * blue**2
