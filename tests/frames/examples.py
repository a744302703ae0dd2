"""Manim's own examples: the scenes in the docstrings of the installed package."""

from __future__ import annotations

import ast
import re
import textwrap
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

_DIRECTIVE = re.compile(r"^(?P<indent> *)\.\. manim:: (?P<scene>\w+) *$")
_OPTION = re.compile(r"^ *:(\w+):")
_PROMPTS = (">>> ", "... ", ">>>", "...")
_CALLS = (".play(", ".wait(")
_DOCUMENTED = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)


@dataclass(frozen=True, slots=True)
class Example:
    """One documented scene. Its name is unique: the module's, the scene's, a number where that repeats."""

    name: str
    scene: str
    source: str
    options: frozenset[str]

    @property
    def animated(self) -> bool:
        """Whether it moves: shown as a video, or a picture of the end of some plays."""
        return "save_last_frame" not in self.options or any(call in self.source for call in _CALLS)


def all_examples() -> dict[str, Example]:
    """Every example by its name, in the order of the package's files."""
    spec = find_spec("manim")
    assert spec is not None and spec.origin is not None
    root = Path(spec.origin).parent
    seen: Counter[str] = Counter()
    found: dict[str, Example] = {}
    for file in sorted(root.rglob("*.py")):
        module = ".".join(file.relative_to(root).with_suffix("").parts)
        for text in _docstrings(file):
            for scene, options, code in _directives(text):
                name = f"{module}.{scene}"
                seen[name] += 1
                if seen[name] > 1:
                    name = f"{name}.{seen[name]}"
                found[name] = Example(name, scene, f"from manim import *\n\n{code}\n", options)
    return found


def animated_examples() -> dict[str, Example]:
    """The examples that move."""
    return {name: example for name, example in all_examples().items() if example.animated}


def _docstrings(file: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, _DOCUMENTED) and (text := ast.get_docstring(node)):
            yield text


def _directives(text: str) -> Iterator[tuple[str, frozenset[str], str]]:
    """Each directive's scene, options and code."""
    lines = text.splitlines()
    for index, line in enumerate(lines):
        if match := _DIRECTIVE.match(line):
            block = list(_indented(lines[index + 1 :], len(match["indent"])))
            options = set()
            while block and (option := _OPTION.match(block[0])):
                options.add(option[1])
                block.pop(0)
            yield match["scene"], frozenset(options), _code(block)


def _indented(lines: list[str], indent: int) -> Iterator[str]:
    for line in lines:
        if line.strip() and len(line) - len(line.lstrip()) <= indent:
            return
        yield line


def _code(block: list[str]) -> str:
    lines = textwrap.dedent("\n".join(block)).strip("\n").splitlines()
    if lines and lines[0].startswith(">>>"):
        lines = [line[4:] for line in lines if line.startswith(_PROMPTS)]
    return "\n".join(lines)
