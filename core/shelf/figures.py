"""Numbers as people write them: 1,000,000 and 2/3, 10^6, twenty-five, two hundred, third."""

from __future__ import annotations

import re

NUMBER = r"(?:(?<![\w.)])[-+])?(?<![\w.])\d+(?:\.\d+)?(?:e\+?\d+)?(?:/\d+)?(?![\w^.]*\w)"
"""Digits, possibly with a sign, a point or a fraction's bar."""

LARGEST = 1e12

_UNITS = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_ORDINALS = (
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth",
)  # fmt: skip
_CARDINALS = (
    {word: value for value, word in enumerate(_UNITS)}
    | {word: 10 * value for value, word in enumerate(_TENS, 2)}
    | {"hundred": 100, "thousand": 1000, "million": 1_000_000}
)
NUMBER_WORDS = _CARDINALS | {word: value for value, word in enumerate(_ORDINALS, 1)}
_CARDINAL = rf"(?:{'|'.join(_CARDINALS)})"
_SPELLED = rf"\b{_CARDINAL}(?:(?:\s+and)?[\s-]+{_CARDINAL})*\b|\b(?:{'|'.join(_ORDINALS)})\b"

_TH = r"(?:st|nd|rd|th)\b"
COUNT = rf"(\d{{1,3}}(?:,\d{{3}})+|\d+\^\d+|\d+(?={_TH})|{NUMBER}|{_SPELLED})(?:{_TH})?"
"""A number of things, in one group: digits, a power or words."""

_TIGHT_COMMA = re.compile(r"(?<![\d,.])(\d+),(\d+)(?!\d|[,.]\d)")
_THOUSANDS = re.compile(r"(?<![\d,.])\d{1,3}(?:,\d{3})+(?![\d,])")


def read_number(text: str) -> float:
    """The value of a NUMBER, no larger than LARGEST."""
    top, _, bottom = text.partition("/")
    value = float(top) / (float(bottom or 1) or 1)
    return max(-LARGEST, min(LARGEST, value))


def read_numbers(text: str) -> list[float]:
    """The values of all numbers in a text."""
    return [read_number(found) for found in re.findall(NUMBER, text)]


def read_count(text: str) -> float:
    """The value of a COUNT."""
    if text[0].isalpha():
        return _spelled(re.findall(r"[a-z]+", text))
    base, _, power = text.partition("^")
    if power:
        return LARGEST if int(power[:4]) * len(base) > 12 else float(int(base) ** int(power))
    return read_number(text.replace(",", ""))


def spell(text: str) -> str:
    """A small NUMBER as a word, other ones as they are."""
    return _UNITS[int(text)] if text.isdigit() and int(text) < len(_UNITS) else text


def _spelled(words: list[str]) -> float:
    """Two hundred and five is (2 * 100) + 5."""
    total, current = 0, 0
    for word in words:
        value = NUMBER_WORDS.get(word, 0)
        if value >= 1000:
            total, current = total + max(1, current) * value, 0
        elif value == 100:
            current = max(1, current) * 100
        else:
            current += value
    return float(min(LARGEST, total + current))


def without_commas(text: str) -> str:
    """The text with 2,5 as 2.5 and 1,000 as 1000 outside of brackets, where no list is to be read."""
    parts = re.split(r"([\[(][^\[\]()]*[\])])", text)
    return "".join(part if at % 2 else _point(part) for at, part in enumerate(parts))


def _point(text: str) -> str:
    text = _THOUSANDS.sub(lambda match: match[0].replace(",", ""), text)
    return _TIGHT_COMMA.sub(r"\1.\2", text)
