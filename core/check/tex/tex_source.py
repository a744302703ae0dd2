"""What a formula's strings become before LaTeX sees them, as Manim joins and mends them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

MARK = "\ue000"
"""Where Manim marks the beginning or the end of a part of the formula, for finding it in the picture."""

UNKNOWN = "\ue001"
"""A part of a string that is known only when the script runs."""

_DELIMITERS = "(){}[]|.\\" + MARK


@dataclass(frozen=True, slots=True)
class Source:
    """The text that LaTeX gets; `origins` has the number of the string and the place in it of each character.

    `pairs` says whether there are as many `\\left` as `\\right`: Manim makes `\\big` of them where not.
    """

    text: str
    origins: tuple[tuple[int, int], ...]
    pairs: bool


def join(strings: Sequence[str], separator: str, isolated: Iterable[str] = ()) -> Source:
    """The strings as one formula; `isolated` are what Manim sets apart in it."""
    made: list[tuple[str, tuple[int, int]]] = []
    words = [word for word in isolated if word]
    for number, string in enumerate(strings):
        for place, piece in _groups(string):
            if not piece:
                continue
            here = (number, place)
            if made:
                made += [(character, here) for character in separator]
            made.append((MARK, here))
            for start, text, is_isolated in _cut(piece, words):
                inside = [(character, (number, place + start + at)) for at, character in enumerate(text)]
                marks = [(MARK, (number, place + start))] if is_isolated else []
                made += [*marks, *inside, *marks]
            made.append((MARK, here))
    text = "".join(character for character, _ in made)
    before, after = _missing_braces(text)
    first, last = (made[0][1], made[-1][1]) if made else ((0, 0), (0, 0))
    return Source(
        "{" * before + text + "}" * after,
        (*[first] * before, *(origin for _, origin in made), *[last] * after),
        _count(text, "\\left") == _count(text, "\\right"),
    )


def _groups(string: str) -> Iterator[tuple[int, str]]:
    """The parts that `{{ … }}` makes of a string, each with its place."""
    start, place, depth, inside = 0, 0, 0, False
    while place < len(string):
        if string[place] == "\\" and string[place + 1 : place + 2] in ("\\", "{", "}"):
            place += 2
            continue
        two = string[place : place + 2]
        if not inside and two == "{{" and (place == 0 or string[place - 1].isspace()):
            yield start, string[start:place]
            start, place, depth, inside = place + 2, place + 2, 0, True
            continue
        if inside and two == "}}" and depth == 0:
            yield start, string[start:place]
            start, place, inside = place + 2, place + 2, False
            continue
        if inside:
            depth += {"{": 1, "}": -1}.get(string[place], 0)
        place += 1
    yield start, string[start:]


def _cut(text: str, words: Sequence[str]) -> Iterator[tuple[int, str, bool]]:
    """A text cut at the words, the longest first where several begin at the same place."""
    if not words:
        yield 0, text, False
        return
    pattern = "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
    done = 0
    for found in re.finditer(pattern, text):
        yield done, text[done : found.start()], False
        yield found.start(), found[0], True
        done = found.end()
    yield done, text[done:], False


def _missing_braces(text: str) -> tuple[int, int]:
    """How many braces Manim puts before and behind a text, so that as many are closed as opened."""
    opened = text.count("{") - text.count("\\{") + text.count("\\\\{")
    closed = text.count("}") - text.count("\\}") + text.count("\\\\}")
    return max(closed - opened, 0), max(opened - closed, 0)


def _count(text: str, command: str) -> int:
    return sum(1 for rest in text.split(command)[1:] if rest and rest[0] in _DELIMITERS)
