"""Characters that look like those of Python's own and are others, as texts bring them along."""

from __future__ import annotations

import re
from dataclasses import dataclass

from core.model import Edit

DOUBLE, SINGLE = "“”„‟«»＂″", "‘’‚‛＇′‹›"
_CLOSING = "”»’›＂＇″′"
SPACES = "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
INVISIBLE = "\u00ad\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\ufeff"
SIGNS = {
    "−": "-", "–": "-", "—": "-", "×": "*", "·": "*", "÷": "/", "≤": "<=", "≥": ">=", "≠": "!=", "…": "...",
    "（": "(", "）": ")", "［": "[", "］": "]", "｛": "{", "｝": "}", "，": ",", "、": ",", "：": ":",
    "；": ";", "．": ".", "＝": "=", "＋": "+", "－": "-", "＊": "*", "／": "/", "＜": "<", "＞": ">",
    "＃": "#",
}  # fmt: skip

_STRING = re.compile(r"(?P<quotes>'''|\"\"\"|'|\")")
_BODIES = {quotes: re.compile(rf"(?:\\.|[^\\{quotes}])*{quotes}") for quotes in "'\""}
_END = re.compile(r"[\r\n]")
_LONGEST = 2_000
"""How far the end of a string in curly quotes is looked for, in characters."""

_MOST_CURLY = 3_000
"""For how many strings it is looked for."""

_ORDINARY = re.compile(r"[\x20!\x24-\x26\x28-\x7e\t]+")


@dataclass(frozen=True, slots=True)
class Tidied:
    """The edits that put Python's characters in the place of others, and the lines inside of long strings."""

    edits: tuple[Edit, ...]
    inside: frozenset[int]


def tidied(source: str) -> Tidied:
    """The edits for all that stands outside of strings and comments, and for the quotes of strings."""
    scan = _Scan(source)
    while scan.at < len(source):
        scan.step()
    return Tidied(tuple(scan.edits), frozenset(scan.inside))


class _Scan:
    """One way through a source, that knows what is a string; what is broken ends with its line."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.at = 0
        self.line = 1
        self.start = 0
        self.end = -1
        self.edits: list[Edit] = []
        self.curly = 0
        self.inside: set[int] = set()

    def step(self) -> None:
        ordinary = _ORDINARY.match(self.source, self.at)
        if ordinary:
            self.at = ordinary.end()
            return
        char = self.source[self.at]
        if char in "'\"":
            self._string()
        elif char == "#":
            self.at = self._line_end()
        elif char in DOUBLE or char in SINGLE:
            self._curly(char)
        else:
            if char in SPACES:
                self._replace(" ")
            elif char in INVISIBLE:
                self._replace("")
            elif char in SIGNS:
                self._replace(SIGNS[char])
            self._next()

    def _string(self) -> None:
        found = _STRING.match(self.source, self.at)
        assert found is not None
        quotes = found["quotes"]
        if len(quotes) == 3:
            self._skip(3)
            while self.at < len(self.source) and not self.source.startswith(quotes, self.at):
                before = self.line
                self._skip(2 if self.source[self.at] == "\\" else 1)
                if self.line != before:
                    self.inside.add(self.line)
            self._skip(3)
            return
        end = self._line_end()
        body = _BODIES[quotes].match(self.source, self.at + 1, end)
        if body:
            self.at = body.end()
            return
        # A string that begins straight and ends curly.
        curly = DOUBLE if quotes == '"' else SINGLE
        close = max(self.source.rfind(char, self.at + 1, min(end, self.at + _LONGEST)) for char in curly)
        if close > 0:
            self.at = close
            self._replace(quotes)
            self._next()
        else:
            self.at = end

    def _curly(self, char: str) -> None:
        """A string in curly quotes: up to the next that may close it, on the same line."""
        same, plain = (DOUBLE, '"') if char in DOUBLE else (SINGLE, "'")
        self._replace(plain)
        self.curly += 1
        if self.curly > _MOST_CURLY:
            self._next()
            return
        end = min(self._line_end(), self.at + _LONGEST)
        marks = [place for place in range(self.at + 1, end) if self.source[place] in same + plain]
        curly = next((place for place in marks if self.source[place] != plain), None)
        if curly is not None and self.source[curly] in _CLOSING:
            # Straight quotes before it stand within the string.
            for place in marks[: marks.index(curly)]:
                self.at = place
                self._replace("\\" + plain)
        close = curly if curly is not None and self.source[curly] in _CLOSING else next(iter(marks), None)
        if close is None:
            self._next()
            return
        self.at = close
        if self.source[close] != plain:
            self._replace(plain)
        self._next()

    def _replace(self, text: str) -> None:
        column = self.at - self.start + 1
        self.edits.append(Edit(self.line, column, self.line, column + 1, text))

    def _line_end(self) -> int:
        if self.end < self.at:
            found = _END.search(self.source, self.at)
            self.end = found.start() if found else len(self.source)
        return self.end

    def _skip(self, count: int) -> None:
        for _ in range(count):
            if self.at < len(self.source):
                self._next()

    def _next(self) -> None:
        char = self.source[self.at]
        self.at += 1
        if char == "\n" or (char == "\r" and not self.source.startswith("\n", self.at)):
            self.line += 1
            self.start = self.at
