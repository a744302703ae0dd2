"""What LaTeX knows with Manim's template: commands, and characters beyond ASCII that it can set.

The lists were read out of LaTeX itself, behind `\\begin{document}` of the template, and tried in a text
and in a formula.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

_HERE = Path(__file__).parent


@cache
def commands() -> frozenset[str]:
    """The names of all commands and environments, of those with a star too."""
    sections = _sections("tex_commands.txt")
    return frozenset(name for names in sections.values() for name in names)


@cache
def only_in_math() -> frozenset[str]:
    """The commands and environments that stop LaTeX outside of a formula."""
    return frozenset(_sections("tex_commands.txt")["math"])


@cache
def only_in_text() -> frozenset[str]:
    """The commands that stop LaTeX in a formula."""
    return frozenset(_sections("tex_commands.txt")["text"])


def can_be_set(character: str, in_math: bool) -> bool:
    """Whether LaTeX can set a character that is written as itself, in a formula or in a text."""
    return character.isascii() or ord(character) in _characters("math" if in_math else "text")


@cache
def _characters(section: str) -> frozenset[int]:
    found: set[int] = set()
    for item in _sections("tex_characters.txt")[section]:
        first, _, last = item.partition("-")
        found.update(range(int(first, 16), int(last or first, 16) + 1))
    return frozenset(found)


@cache
def _sections(file: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    name = ""
    for word in (_HERE / file).read_text("utf-8").split():
        if word.startswith("["):
            name = word.strip("[]")
        else:
            found.setdefault(name, []).append(word)
    return found
