"""Keywords that are another one but for an inflection, an underscore or a slip of the finger."""

from __future__ import annotations

import re
from difflib import SequenceMatcher

from core.check.calls.keyword_case import KeywordCase
from core.check.nearest import plain_parts
from core.check.types import Plain

_ENDINGS = re.compile(r"(?<=\w{3})(?:ing|ed|es|e|s)$")
_LONG = 4
"""From how many letters on a part of a name is not another one by a slip."""


def slip(case: KeywordCase) -> str | None:
    """The one keyword that is meant beyond doubt; None where several are as near, or its value is another."""
    known = [item for item in case.free if not item.startswith("_")]
    near = [item for item in known if _is_inflected(case.word, item)]
    if not near and not _is_word(case):
        near = [item for item in known if _is_misspelled(case.word, item)]
    return near[0] if len(near) == 1 and _fits(case, near[0]) else None


def _is_inflected(word: str, other: str) -> bool:
    one, two = _stems(word), _stems(other)
    return one == two or "".join(one) == "".join(two)


def _stems(word: str) -> list[str]:
    return [_ENDINGS.sub("", part) for part in re.split("_+", word.lower()) if part]


def _is_misspelled(word: str, other: str) -> bool:
    one, two = plain_parts(word), plain_parts(other)
    if len(one) != len(two):
        one, two = ["".join(one)], ["".join(two)]
    return all(left == right or _is_slip(left, right) for left, right in zip(one, two, strict=True))


def _is_slip(one: str, other: str) -> bool:
    """Whether a letter is missing, too many or exchanged; the first ones make it another word."""
    if one[:1] != other[:1] or max(len(one), len(other)) < _LONG or abs(len(one) - len(other)) > 1:
        return False
    if sorted(one) == sorted(other):
        return sum(a != b for a, b in zip(one, other, strict=True)) == 2
    same = sum(block.size for block in SequenceMatcher(None, one, other).get_matching_blocks())
    return max(len(one), len(other)) - same <= 1


def _is_word(case: KeywordCase) -> bool:
    """Whether anything else in Manim takes the keyword, so that it was not written by a slip."""
    entries = case.world.index.classes.values()
    return any(
        item.name == case.word
        for entry in entries
        for function in (entry.constructor, *entry.methods.values())
        for item in function.parameters
    )


def _fits(case: KeywordCase, keyword: str) -> bool:
    """Whether a list is given for a plural, and one value for a singular."""
    if case.word.endswith("s") == keyword.endswith("s"):
        return True
    type = case.argument.type
    kind = type.kind if isinstance(type, Plain) else None
    if keyword.endswith("s"):
        return kind in ("list", "tuple") or (kind == "bool" and "_" in keyword)
    return kind not in ("list", "tuple")
