"""Reading a model's answer: where the script is in it, whole or while it still arrives."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable
from dataclasses import dataclass

from core.errors import AnswerEmpty, NoScriptInAnswer
from core.model import SCRIPT_LIMIT

_FENCE = re.compile(r"^(?P<indent>[ \t]*)(?P<marks>`{3,}|~{3,})[ \t]*(?P<info>[^`]*)$")
_HALF_FENCE = re.compile(r"^[ \t]*(`+|~+)[^`~\n]*\Z")
_MARKS = re.compile(r"^[ \t]*(`+|~+)[ \t]*$")
_SCENE = re.compile(r"^class\s+\w+\s*\([^)]*Scene\b", re.MULTILINE)
_CODE_LINE = re.compile(
    r"^(?:from\s+[\w.]+\s+import\b|import\s+[\w.]+(?:\s+as\s+\w+)?\s*(?:#.*)?$|class\s+\w+\s*\(.*\)\s*:)"
)
_DOCSTRING = re.compile(r"^[rRuU]?(?:\"\"\"|''')")
_MANIM = re.compile(r"^(?:from\s+manim\w*[\w.]*\s+import|import\s+manim)\b", re.MULTILINE)
_PYTHON_TAGS = ("", "py", "python", "python3", "manim")
_MOST_PARSES = 40
"""How many ends of a block are tried; more fences than that are not in an honest answer."""


@dataclass(frozen=True, slots=True)
class _Block:
    """A fenced block: the first word after its opening fence, and its code."""

    tag: str
    code: str
    closed: bool

    @property
    def has_scene(self) -> bool:
        return _SCENE.search(self.code) is not None

    @property
    def is_script(self) -> bool:
        return self.has_scene or (self.tag in _PYTHON_TAGS and bool(self.code.strip()))


def find_script(answer: str) -> str:
    """The script in a model's whole answer. Raises AnswerEmpty or NoScriptInAnswer."""
    text = _normal(answer)
    if not text.strip():
        raise AnswerEmpty(
            "The model answered with nothing. Ask again, or say in other words what the video should show."
        )
    code = text if _starts_as_code(text) else ""
    if code and not _parses(code):
        code = _until_stray_fence(code)
    if not code:
        blocks = [block for block in _blocks(text) if block.is_script]
        code = max(blocks, key=_merit).code if blocks else _without_closing_words(_bare_script(text))
    if not code.strip():
        raise NoScriptInAnswer(
            "The model answered without a script. Ask again, or say more plainly what the video should show."
        )
    return code.strip("\n") + "\n"


def code_so_far(answer: str) -> str:
    """The code in an answer that may still be arriving; empty while there is only prose."""
    text = _without_half_fence(_normal(answer))
    if _starts_as_code(text):
        return _until_stray_fence(text).lstrip("\n")
    blocks = list(_blocks(text))
    scenes = [block for block in blocks if block.has_scene]
    if scenes:
        return max(scenes, key=_merit).code
    scripts = [block for block in blocks if block.is_script]
    if scripts:
        return scripts[-1].code
    return "" if blocks else _bare_script(text)


def is_complete(answer: str) -> bool:
    """Whether the answer holds a script that is whole: its fence is closed, or it has none, and it parses."""
    text = _normal(answer)
    blocks = [] if _starts_as_code(text) else [block for block in _blocks(text) if block.is_script]
    if blocks:
        best = max(blocks, key=_merit)
        return best.closed and best.has_scene and _parses(best.code)
    code = _bare_script(text)
    return _SCENE.search(code) is not None and _parses(code)


def _normal(answer: str) -> str:
    return answer.lstrip("\ufeff").replace("\r\n", "\n").replace("\r", "\n")


def _merit(block: _Block) -> tuple[bool, bool, int]:
    return block.has_scene, _parses(block.code), len(block.code)


def _parses(code: str) -> bool:
    if len(code) > SCRIPT_LIMIT:
        return False
    try:
        ast.parse(code)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return False
    return True


def _blocks(text: str) -> Iterable[_Block]:
    """Every fenced block; one that is never closed reaches to the end of the text."""
    lines = text.split("\n")
    at = 0
    while at < len(lines):
        opening = _FENCE.match(lines[at])
        if opening is None:
            at += 1
            continue
        ends = _ends(lines, at + 1, opening)
        end = _first_that_parses(lines, at + 1, ends) if len(ends) > 1 else (ends or [len(lines)])[0]
        if not ends and _MARKS.match(lines[-1]):
            end -= 1  # The answer broke off in the middle of its closing fence.
        code = "\n".join(line.removeprefix(opening["indent"]) for line in lines[at + 1 : end])
        code += "\n" if code and ends else ""
        words = opening["info"].lower().split()
        yield _Block(words[0].strip("{.}") if words else "", code, closed=bool(ends))
        at = end + 1


def _ends(lines: list[str], start: int, opening: re.Match[str]) -> list[int]:
    """The lines that could close the block: as many of the same mark, alone, indented no deeper."""
    ends = []
    for number in range(start, len(lines)):
        fence = _FENCE.match(lines[number])
        if (
            fence is not None
            and not fence["info"].strip()
            and fence["marks"].startswith(opening["marks"])
            and len(fence["indent"].expandtabs()) <= len(opening["indent"].expandtabs()) + 3
        ):
            ends.append(number)
            if len(ends) == _MOST_PARSES:
                break
    return ends


def _first_that_parses(lines: list[str], start: int, ends: list[int]) -> int:
    """A fence inside a docstring does not end the script: take the first end that leaves whole Python."""
    for end in ends:
        if _parses("\n".join(lines[start:end])):
            return end
    return ends[0]


def _starts_as_code(text: str) -> bool:
    """Whether the answer is a bare script: its first line that is no comment is code."""
    for line in text.split("\n"):
        if line.strip() and not line.startswith("#"):
            return bool(_CODE_LINE.match(line) or _DOCSTRING.match(line))
    return False


def _until_stray_fence(code: str) -> str:
    """A bare script up to the closing fence of a block that was never opened; all of it if there is none."""
    if _parses(code):
        return code
    lines = code.split("\n")
    strays = [number for number, line in enumerate(lines) if _FENCE.match(line)]
    for end in strays[:_MOST_PARSES]:
        if _parses("\n".join(lines[:end])):
            return "\n".join(lines[:end]) + "\n"
    return code


def _bare_script(text: str) -> str:
    """The script in unfenced prose: from its first line of code on; empty when there is none."""
    if not _SCENE.search(text) and not _MANIM.search(text):
        return ""
    lines = text.split("\n")
    start = next((number for number, line in enumerate(lines) if _CODE_LINE.match(line)), len(lines))
    return "\n".join(lines[start:])


def _without_closing_words(code: str) -> str:
    """An unfenced script without the prose that follows it."""
    lines = code.split("\n")
    for end in range(len(lines), max(0, len(lines) - _MOST_PARSES), -1):
        if _parses("\n".join(lines[:end])):
            return "\n".join(lines[:end])
    return code


def _without_half_fence(text: str) -> str:
    """The text without a last line that may become a fence when more of it arrives."""
    head, newline, last = text.rpartition("\n")
    return head + newline if _HALF_FENCE.match(last) else text
