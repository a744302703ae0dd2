"""The colours that Manim knows by name, and those of the web that it does not."""

from __future__ import annotations

import re
from pathlib import Path

from core.api_index import ApiIndex, NameKind

_COLOUR = "manim.utils.color.core.ManimColor"
_HEX = re.compile(r"(?:(?<=#)|(?<=0x))[A-F0-9]{3,8}", re.IGNORECASE)

_HERE = Path(__file__).parent
_WEB = dict(pair.split("=") for pair in (_HERE / "web_colours.txt").read_text("utf-8").split())
"""The named colours of CSS, as six hexadecimal digits."""


def names(index: ApiIndex) -> frozenset[str]:
    """The names under which Manim has colours; as strings, in small letters too."""
    return frozenset(
        name for name, item in index.star.items() if item.kind is NameKind.VALUE and item.key == _COLOUR
    )


def is_hex(text: str) -> bool:
    """Whether Manim takes hexadecimal digits out of a text, right or wrong ones."""
    return _HEX.search(text) is not None


def fails(text: str, index: ApiIndex) -> bool:
    """Whether Manim certainly makes no colour of a text."""
    digits = _HEX.search(text)
    if digits is not None:
        return len(digits[0]) in (5, 7)
    return text.upper() not in names(index)


def web_names() -> frozenset[str]:
    """The names of CSS that Manim does not have, in large letters."""
    return frozenset(name.upper() for name in _WEB)


def web_hex(text: str) -> str | None:
    """The colour that a text names or describes in CSS, as "#87CEEB"."""
    plain = re.sub(r"[\s_-]", "", text).lower()
    if plain in _WEB:
        return f"#{_WEB[plain]}"
    found = re.fullmatch(r"rgba?\((\d{1,3}),(\d{1,3}),(\d{1,3})(?:,(?:1|1\.0*))?\)", plain)
    if found and all(int(part) < 256 for part in found.groups()):
        return "#" + "".join(f"{int(part):02X}" for part in found.groups())
    if re.fullmatch(r"(?:[0-9a-f]{3}){1,2}", plain):
        return f"#{plain.upper()}"
    return None
