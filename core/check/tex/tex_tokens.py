"""A formula's text as TeX's tokens."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from core.check.tex.tex_source import MARK, UNKNOWN


@dataclass(frozen=True, slots=True)
class Token:
    """A command with its backslash, or one character, or spaces as one; `at` is its place in the text."""

    text: str
    at: int

    @property
    def is_command(self) -> bool:
        """Whether it begins with a backslash."""
        return self.text.startswith("\\")

    @property
    def name(self) -> str:
        """A command's name, or "" for what is none."""
        return self.text[1:] if self.is_command else ""

    @property
    def is_space(self) -> bool:
        """Whether TeX sees a space, or nothing at all."""
        return self.text.isspace()


_TOKEN = re.compile(r"\\(?:[a-zA-Z]+|.|$)|[ \t\r\f\v]*\n\s*|[ \t\r\f\v]+|.", re.DOTALL)


def tokens(text: str) -> Iterator[Token]:
    """The tokens of a text; a comment stays as its `%` and what follows."""
    return (Token(found[0], found.start()) for found in _TOKEN.finditer(text))


def is_opaque(token: Token) -> bool:
    """Whether it stands for something that is not written in the text."""
    return token.text in (MARK, UNKNOWN)
