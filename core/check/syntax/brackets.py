"""Brackets of a source that Python cannot read: which are open, and where one was probably to be closed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

_PIECE = re.compile(
    r"'''(?:\\.|(?!''').)*(?:'''|\Z)"
    r'|"""(?:\\.|(?!""").)*(?:"""|\Z)'
    r"|'(?:\\.|[^'\\\n])*(?:'|$)|\"(?:\\.|[^\"\\\n])*(?:\"|$)|\#[^\n]*|[\[\](){}]",
    re.DOTALL | re.MULTILINE,
)
_PAIRS = {"(": ")", "[": "]", "{": "}"}
_NEAR = 200
"""How many lines a call may go on before nobody looks for its end."""


@dataclass(frozen=True, slots=True)
class Gap:
    """Where closing brackets are missing: behind a line's last character, or where the script breaks off."""

    line: int
    column: int
    closing: str
    at_end: bool


def gap(lines: Sequence[str], line: int, column: int) -> Gap:
    """The gap of a bracket that is opened at a 1-based place and never closed."""
    opener = lines[line - 1]
    indent = len(opener) - len(opener.lstrip())
    last, at_end = line, True
    for number in range(line + 1, min(len(lines), line + _NEAR) + 1):
        text = lines[number - 1]
        if not text.strip():
            continue
        if len(text) - len(text.lstrip()) <= indent and text.lstrip()[0] not in ")]}":
            at_end = False
            break
        last = number
    code, waiting = 0, list[str]()
    text = "\n".join((opener[column - 1 :], *lines[line:last]))
    for piece in _PIECE.finditer(text):
        if piece[0] in _PAIRS:
            waiting.append(_PAIRS[piece[0]])
        elif waiting and piece[0] == waiting[-1]:
            waiting.pop()
        if not piece[0].startswith("#"):
            code = piece.end()
    # The end of the code, before a comment that ends it.
    rest = text[code:].partition("#")[0].rstrip()
    end = code + len(rest)
    row = text.count("\n", 0, end)
    start = text.rfind("\n", 0, end) + 1
    offset = column - 1 if row == 0 else 0
    return Gap(line + row, end - start + offset + 1, "".join(reversed(waiting)), at_end)


def outermost(lines: Sequence[str], line: int, column: int) -> tuple[int, int]:
    """The place of the first bracket that is still open where another one is opened: its own at most."""
    text = "\n".join((*lines[: line - 1], lines[line - 1][:column]))
    waiting = list[tuple[str, int]]()
    for piece in _PIECE.finditer(text):
        if piece[0] in _PAIRS:
            waiting.append((_PAIRS[piece[0]], piece.start()))
        elif waiting and piece[0] == waiting[-1][0]:
            waiting.pop()
    if not waiting:
        return line, column
    place = waiting[0][1]
    return text.count("\n", 0, place) + 1, place - text.rfind("\n", 0, place)
