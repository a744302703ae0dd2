"""What puts a formula right, where that can be told."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable

from core.check.mending.places import edit
from core.check.nearest import nearest
from core.check.reading import Reading
from core.check.tex import tex_known
from core.check.tex.formulas import Formula
from core.check.tex.tex_judge import trouble
from core.check.tex.tex_source import join
from core.check.tex.tex_symbols import command
from core.check.tex.tex_trouble import Kind, Trouble
from core.model import Edit, Fix

_MOST = 60
"""How many places of a formula are mended at once."""

_ALONE = frozenset({Kind.PERCENT, Kind.HASH, Kind.CHARACTER, Kind.NO_DELIMITER, Kind.AMPERSAND})
"""What is wrong whatever else is."""

_WORD = re.compile(r"(?<![\\a-zA-Z])[a-zA-Z]{3,}")
_OUTER = re.compile(r"\\(?:begin|end)\{((align|gather)\*?)\}")
_INLINE = re.compile(r"\$[^$]*\$")


Answer = Callable[[str, int, Trouble], tuple[int, int, str] | None]
"""For a string, a place in it and what is wrong there: from where and how many characters become what."""


def mend(formula: Formula, found: Trouble, reading: Reading) -> Fix | None:
    """A fix for the first trouble of a formula, and for all of its kind."""
    match found.kind:
        case Kind.DOLLAR_IN_MATH:
            return _as_text(formula, reading) or _everywhere(formula, found, "Take the $ out", _without)
        case Kind.PERCENT | Kind.HASH:
            return _everywhere(formula, found, f"Write \\{found.word}", _escaped)
        case Kind.AMPERSAND if formula.setting.environment != "align*":
            return _everywhere(formula, found, "Write \\&", _escaped)
        case Kind.CHARACTER:
            return _everywhere(formula, found, f"Write TeX for {found.word}", _spelled)
        case Kind.NO_DELIMITER:
            return _everywhere(formula, found, f"Write \\{found.word[-1]}", _delimited)
        case Kind.BLANK_LINE:
            return _everywhere(formula, found, "Take the empty line out", _closed_up)
        case Kind.OPEN_DOLLAR:
            return _everywhere(formula, found, "Write \\$", _price)
        case Kind.NESTED_DISPLAY:
            return _inner(formula)
        case Kind.OUTSIDE_MATH:
            return _as_formula(formula, reading)
        case Kind.UNKNOWN_COMMAND:
            near = nearest(found.word[1:], _common())
            if near:
                return _everywhere(
                    formula,
                    found,
                    f"Write \\{near}",
                    lambda _, at, bad: (at, len(bad.word), f"\\{near}"),
                    False,
                )
    return None


def _everywhere(
    formula: Formula, found: Trouble, title: str, answer: Answer, certain: bool = True
) -> Fix | None:
    """One edit for each place of the same kind; none where the formula would still be wrong in that way."""
    strings = [item.text if item else None for item in formula.literals]
    if None in strings:
        return None
    texts = [text for text in strings if text is not None]
    edits: list[Edit] = []
    kind = found.kind
    following: Trouble | None = found
    while following and following.kind is kind and len(edits) < _MOST:
        number, at = _origin(formula, texts, following)
        change = answer(texts[number], at, following)
        literal = formula.literals[number]
        if literal is None or (change is None and not edits):
            return None
        if change is None:
            break
        start, length, text = change
        made = literal.edit(start, length, text)
        if made is None or any((made.line, made.column) == (other.line, other.column) for other in edits):
            return None
        edits.append(made)
        # What is mended becomes spaces, so that all else stays in its place.
        texts[number] = texts[number][:start] + _stand_in(length, text) + texts[number][start + length :]
        following = _judge(formula, texts)
    certain = certain and (kind in _ALONE or following is None)
    return Fix(title, tuple(edits), certain) if edits else None


def _stand_in(length: int, text: str) -> str:
    if text in ("\\{", "\\}"):
        return "|"
    return (" " if not text or text.isspace() else "x").ljust(length)


def _judge(formula: Formula, texts: list[str]) -> Trouble | None:
    setting = formula.setting
    known = [text + setting.behind for text in texts]
    return trouble(join(known, setting.separator, formula.isolated), setting.environment)


def _origin(formula: Formula, texts: list[str], found: Trouble) -> tuple[int, int]:
    setting = formula.setting
    origins = join([text + setting.behind for text in texts], setting.separator, formula.isolated).origins
    return origins[min(found.at, len(origins) - 1)]


def _without(_string: str, at: int, found: Trouble) -> tuple[int, int, str] | None:
    return at, len(found.word), ""


def _escaped(_string: str, at: int, found: Trouble) -> tuple[int, int, str] | None:
    return at, 1, f"\\{found.word}"


def _closed_up(string: str, at: int, _found: Trouble) -> tuple[int, int, str] | None:
    blank = re.match(r"\s+", string[at:])
    return (at, len(blank[0]), "\n") if blank else None


def _delimited(string: str, at: int, found: Trouble) -> tuple[int, int, str] | None:
    bracket = found.word[-1]
    place = string.find(bracket, at)
    return (place, 1, f"\\{bracket}") if bracket in "{}" and place >= 0 else None


def _price(string: str, at: int, _found: Trouble) -> tuple[int, int, str] | None:
    is_price = re.match(r"\$\d", string[at:]) and string.count("$") == 1
    return (at, 1, "\\$") if is_price else None


def _spelled(string: str, at: int, found: Trouble) -> tuple[int, int, str] | None:
    word = command(found.word)
    if word is None:
        return None
    if not found.in_math:
        return at, 1, f"${word}$"
    following = string[at + 1 : at + 2]
    return at, 1, word + (" " if word[-1].isalpha() and following.isalpha() else "")


def _inner(formula: Formula) -> Fix | None:
    """`aligned` for an `align` within a formula."""
    edits: list[Edit | None] = []
    texts: list[str] = []
    for literal in formula.literals:
        if literal is None:
            return None
        edits += [
            literal.edit(item.start(1), len(item[1]), f"{item[2]}ed")
            for item in _OUTER.finditer(literal.text)
        ]
        texts.append(_OUTER.sub(lambda item: item[0].replace(item[1], f"{item[2]}ed"), literal.text))
    made = tuple(item for item in edits if item is not None)
    if not made or len(made) < len(edits) or _judge(formula, texts) is not None:
        return None
    return Fix("Write aligned or gathered", made, certain=True)


def _as_text(formula: Formula, reading: Reading) -> Fix | None:
    """`Tex` for a `MathTex` that holds words with formulas between them."""
    texts = [item.text for item in formula.literals if item]
    outside = [_INLINE.sub(" ", text) for text in texts]
    if len(texts) != len(formula.literals) or not any(_WORD.search(text) for text in outside):
        return None
    return _renamed(formula, "MathTex", "Tex", reading, trouble(join(texts, ""), "center") is None)


def _as_formula(formula: Formula, reading: Reading) -> Fix | None:
    """`MathTex` for a `Tex` that is all formula and has no words."""
    texts = [item.text for item in formula.literals if item]
    if len(texts) != len(formula.literals) or any(_WORD.search(text) or "$" in text for text in texts):
        return None
    return _renamed(formula, "Tex", "MathTex", reading, trouble(join(texts, " "), "align*") is None)


def _renamed(formula: Formula, old: str, new: str, reading: Reading, is_right: bool) -> Fix | None:
    function = formula.call.node.func
    if not _has_star(reading.tree):
        return None
    if not isinstance(function, ast.Name) or function.id != old or not is_right:
        return None
    return Fix(f"Write {new}", (edit(reading.lines, function, new),), certain=True)


def _has_star(tree: ast.Module) -> bool:
    """Whether all of Manim's names are there."""
    return any(
        isinstance(node, ast.ImportFrom) and node.module == "manim" and node.names[0].name == "*"
        for node in tree.body
    )


def _common() -> frozenset[str]:
    return frozenset(name for name in tex_known.commands() if name.islower() and len(name) > 1)
