"""The parts that Manim splits a formula into: what can be asked of it by number or by its TeX."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass

_FORMULAS = frozenset({"MathTex", "Tex"})
_ESCAPED = re.compile(r"\\[\\{}]", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Parts:
    """The strings of a formula's parts in their order, and substrings that are parts as well."""

    main: tuple[str, ...]
    isolated: frozenset[str]

    def has(self, tex: str) -> bool:
        """Whether there is a part with exactly this TeX."""
        return tex in self.main or (tex in self.isolated and any(tex in part for part in self.main))


def parts_of(node: ast.expr) -> Parts | None:
    """The parts of the formula that an expression makes; None where they are not written down.

    Methods that are called on it at once (`MathTex(...).scale(2)`) give the formula itself.
    """
    while (
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr not in _FORMULAS
    ):
        node = node.func.value
    if not isinstance(node, ast.Call) or ast.unparse(node.func).rpartition(".")[2] not in _FORMULAS:
        return None
    given = [_text(item) for item in node.args]
    isolated: set[str] = set()
    for keyword in node.keywords:
        if keyword.arg in ("substrings_to_isolate", "tex_to_color_map"):
            found = _texts(keyword.value)
            if found is None:
                return None
            isolated |= found
        elif keyword.arg is None:
            return None
    if not given or None in given:
        return None
    pieces = [piece for text in given if text is not None for piece in _split(text)]
    return Parts(tuple(piece for piece in pieces if piece), frozenset(isolated))


def _text(node: ast.expr) -> str | None:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None


def _texts(node: ast.expr) -> set[str] | None:
    """The strings of a list or the keys of a dictionary; None where one is not written down."""
    if isinstance(node, ast.Dict):
        items: list[ast.expr | None] = list(node.keys)
    elif isinstance(node, ast.List | ast.Tuple | ast.Set):
        items = list(node.elts)
    else:
        return None
    found = {_text(item) if item is not None else None for item in items}
    return None if None in found else {text for text in found if text is not None}


def _split(text: str) -> Iterator[str]:
    """The pieces outside and inside of double braces, as `MathTex` takes them."""
    start = place = depth = 0
    inside = False
    while place < len(text):
        escaped = _ESCAPED.match(text, place)
        if escaped:
            place = escaped.end()
        elif not inside and text.startswith("{{", place) and (place == 0 or text[place - 1].isspace()):
            yield text[start:place]
            place += 2
            start, depth, inside = place, 0, True
        elif inside and depth == 0 and text.startswith("}}", place):
            yield text[start:place]
            place += 2
            start, inside = place, False
        else:
            if inside:
                depth += {"{": 1, "}": -1}.get(text[place], 0)
            place += 1
    yield text[start:]
