"""The word that was probably meant by one that does not exist."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from difflib import SequenceMatcher, get_close_matches

LIKENESS = 0.75
"""How much two words have in common, from 0 to 1, before the one is taken for the other."""


def nearest(word: str, known: Iterable[str], meanings: Mapping[str, str] | None = None) -> str | None:
    """The known word that is meant: by `meanings`, where those have the word, or else by its letters.

    The order of `known` does not matter; None where nothing is near enough to be worth saying.
    """
    words = sorted(set(known) - {word})
    meant = (meanings or {}).get(word)
    if meant is not None and meant in words:
        return meant
    plain = _plain(word)
    for other in words:
        if _plain(other) == plain:
            return other
    for other in words:
        if _stems(other) == _stems(word):
            return other
    close = get_close_matches(word, words, n=3, cutoff=LIKENESS)
    # Short words are alike by chance: "up" and "dup" share most of their letters.
    return next((other for other in close if len(word) > 3 or _is_one_slip(word, other)), None)


def plain_parts(word: str) -> list[str]:
    """The parts of a name, small and without a plural's s: those of get_X_labels are get, x and label."""
    split = "".join(f"_{letter.lower()}" if letter.isupper() else letter for letter in word)
    return [part.removesuffix("s") or part for part in split.split("_") if part]


def _stems(word: str) -> list[str]:
    """The parts in any order, without the ending of an adverb."""
    return sorted(part.removesuffix("ly") for part in plain_parts(word))


def _plain(word: str) -> str:
    return "".join(plain_parts(word))


def _is_one_slip(word: str, other: str) -> bool:
    """Whether one letter is wrong, missing or too many, or two are exchanged."""
    if abs(len(word) - len(other)) > 1:
        return False
    same = sum(block.size for block in SequenceMatcher(None, word, other).get_matching_blocks())
    return max(len(word), len(other)) - same <= 1
