"""Characters that people type where TeX has a command for them."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

from core.check.tex import tex_known

_HERE = Path(__file__).parent
_COMMANDS = dict(pair.split("=") for pair in (_HERE / "tex_symbols.txt").read_text("utf-8").split())
_GREEK = re.compile(r"GREEK (?P<size>SMALL|CAPITAL) LETTER (?P<name>[A-Z]+)")
_SCRIPT = re.compile(r"(?P<place>SUPERSCRIPT|SUBSCRIPT) (?P<name>[A-Z -]+)")
_SIGNS = {
    "PLUS SIGN": "+",
    "MINUS": "-",
    "EQUALS SIGN": "=",
    "LATIN SMALL LETTER N": "n",
    "LATIN SMALL LETTER I": "i",
}
_LIKE_LATIN = frozenset({"omicron"})
_SPELLED = {"lamda": "lambda"}


def command(character: str) -> str | None:
    """What TeX has for a character, in a formula; None where nothing is known."""
    if character in _COMMANDS:
        return _COMMANDS[character]
    name = unicodedata.name(character, "")
    greek = _GREEK.fullmatch(name)
    if greek:
        letter = greek["name"].lower()
        letter = _SPELLED.get(letter, letter)
        written = letter if greek["size"] == "SMALL" else letter.capitalize()
        if written in tex_known.commands():
            return f"\\{written}"
        return "o" if letter in _LIKE_LATIN else None
    script = _SCRIPT.fullmatch(name)
    if script:
        sign = "^" if script["place"] == "SUPERSCRIPT" else "_"
        digit = unicodedata.digit(character, None)
        written = _SIGNS.get(script["name"]) if digit is None else str(digit)
        return f"{sign}{{{written}}}" if written is not None else None
    return None
