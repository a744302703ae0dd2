"""A way through a formula's tokens."""

from __future__ import annotations

from collections.abc import Iterator

from core.check.tex.tex_source import MARK
from core.check.tex.tex_tokens import Token, tokens

_ENDS = frozenset({MARK, "}", "&", "$"})


class Cursor:
    """Gives the tokens one after another, and looks at what follows."""

    def __init__(self, text: str) -> None:
        self._tokens = list(tokens(text))
        self._next = 0

    def __iter__(self) -> Iterator[Token]:
        while self._next < len(self._tokens):
            self._next += 1
            yield self._tokens[self._next - 1]

    def is_next(self, text: str) -> bool:
        """Whether the next token is this one."""
        return self._text(self._next) == text

    def following(self) -> Token | None:
        """The next token that is no space."""
        place = self._behind_spaces(self._next)
        return self._tokens[place] if place < len(self._tokens) else None

    def skip(self, token: Token) -> None:
        """Go on behind a token that follows."""
        self._next = self._tokens.index(token, self._next) + 1

    def skip_line(self) -> bool:
        """Go on behind the end of the line; False where that hides a mark of Manim's, or there is none."""
        for place in range(self._next, len(self._tokens)):
            if self._text(place) == MARK:
                return False
            if "\n" in self._text(place):
                self._next = place + 1
                return True
        return False

    def group(self) -> str | None:
        """The text in the braces that follow, behind which it goes on; None where there are none."""
        place = self._behind_spaces(self._next)
        end = self._behind(place)
        if self._text(place) != "{" or self._text(end - 1) != "}":
            return None
        self._next = end
        return "".join(token.text for token in self._tokens[place + 1 : end - 1])

    def arguments(self) -> str:
        """The text of all that follows in square brackets and braces, behind which it goes on."""
        start = self._next
        if self.is_next("["):
            self._next = self._behind_option(self._next)
        while self.is_next("{") and self.group() is not None:
            pass
        return "".join(token.text for token in self._tokens[start : self._next])

    def has_arguments(self, number: int, has_option: bool) -> bool:
        """Whether so many tokens or groups follow before the string ends."""
        place = self._next
        for _ in range(number):
            place = self._behind_spaces(place)
            if self._text(place) == "*":
                place = self._behind_spaces(place + 1)
            if has_option and self._text(place) == "[":
                place = self._behind_spaces(self._behind_option(place))
            if place >= len(self._tokens) or self._text(place) in _ENDS:
                return False
            place = self._behind(place)
        return True

    def _text(self, place: int) -> str:
        return self._tokens[place].text if 0 <= place < len(self._tokens) else ""

    def _behind_spaces(self, place: int) -> int:
        while place < len(self._tokens) and self._tokens[place].is_space:
            place += 1
        return place

    def _behind_option(self, place: int) -> int:
        while place < len(self._tokens) and self._text(place) != "]":
            place += 1
        return place + 1

    def _behind(self, place: int) -> int:
        """The place behind a token or a group."""
        depth = 0
        for at in range(place, len(self._tokens)):
            depth += {"{": 1, "}": -1}.get(self._text(at), 0)
            if depth == 0:
                return at + 1
        return len(self._tokens)
