"""Where the parts of an expression stand in the text, and the edits that change them there."""

from __future__ import annotations

import ast
import io
import re
import tokenize

from core.check.lines import Lines
from core.model import Edit

Place = tuple[int, int]
"""A line and a column, in characters, both from 1."""

_BLANK = frozenset({tokenize.NL, tokenize.NEWLINE, tokenize.INDENT, tokenize.DEDENT, tokenize.ENDMARKER})


def start_of(lines: Lines, node: ast.expr | ast.keyword | ast.stmt) -> Place:
    """Where a node begins."""
    return node.lineno, lines.character(node.lineno, node.col_offset)


def end_of(lines: Lines, node: ast.expr | ast.keyword | ast.stmt) -> Place:
    """Where a node ends: the place behind its last character."""
    line = node.end_lineno or node.lineno
    return line, lines.character(line, node.end_col_offset or node.col_offset)


def attribute_place(lines: Lines, node: ast.Attribute) -> Place:
    """Where an attribute's name begins, behind the dot."""
    line, column = end_of(lines, node)
    # The tree has the name in a normal form of Unicode, whose length may be another.
    name = re.search(r"\w*$", lines.line(line)[: column - 1])
    return line, column - len(name[0]) if name else column


def edit(lines: Lines, node: ast.expr, text: str) -> Edit:
    """A text in the place of a whole expression, without the parentheses around it."""
    return _between(start_of(lines, node), end_of(lines, node), text)


def edit_name(lines: Lines, node: ast.Attribute, text: str) -> Edit:
    """A text in the place of an attribute's name."""
    return _between(attribute_place(lines, node), end_of(lines, node), text)


def edit_keyword(lines: Lines, node: ast.keyword, text: str) -> Edit:
    """A text in the place of a keyword's name."""
    line, column = start_of(lines, node)
    name = re.match(r"\w*", lines.line(line)[column - 1 :])
    return _between((line, column), (line, column + len(name[0] if name else "")), text)


def insert_argument(lines: Lines, call: ast.Call, text: str) -> Edit:
    """Another argument behind a call's last one."""
    given: list[ast.expr | ast.keyword] = [*call.args, *call.keywords]
    if not given:
        line, column = end_of(lines, call)
        return _between((line, column - 1), (line, column - 1), text)
    last = max(given, key=lambda item: end_of(lines, item))
    if end_of(lines, last) == end_of(lines, call):
        # `f(x for x in y)`: the call's parentheses are the generator's own.
        assert isinstance(last, ast.GeneratorExp)
        return edit(lines, last, f"({lines.between(last)}, {text})")
    tokens = _tokens(lines, call)
    place = tokens[_whole(tokens, lines, last)[1]][1]
    return _between(place, place, f", {text}")


def remove_argument(lines: Lines, call: ast.Call, argument: ast.expr | ast.keyword) -> Edit:
    """Nothing in the place of an argument and of the comma that it leaves over."""
    if end_of(lines, argument) == end_of(lines, call):
        return _between(start_of(lines, argument), end_of(lines, argument), "()")
    tokens = _tokens(lines, call)
    first, last = _whole(tokens, lines, argument)
    start, end = tokens[first][0], tokens[last][1]
    after = _skip_comments(tokens, last + 1, 1)
    has_comma = tokens[after][2] == ","
    if has_comma and tokens[_skip_comments(tokens, after + 1, 1)][2] != ")":
        following = after + 1
        if tokens[following][2].startswith("#") and tokens[following][0][0] == tokens[after][0][0]:
            following += 1
        return _between(start, tokens[following][0], "")
    before = _skip_comments(tokens, first - 1, -1)
    if tokens[before][2] == ",":
        if tokens[before][0][0] == start[0]:
            return _between(tokens[_skip_comments(tokens, before - 1, -1)][1], end, "")
        start = tokens[first - 1][1]
    return _between(start, tokens[after][1] if has_comma else end, "")


_Token = tuple[Place, Place, str]


def _tokens(lines: Lines, call: ast.Call) -> list[_Token]:
    """A call's tokens and comments, where each begins and ends in the whole script."""
    line, column = start_of(lines, call)

    def place(given: tuple[int, int]) -> Place:
        # One character of the first line is the parenthesis that keeps a call's lines together.
        return line + given[0] - 1, given[1] + (column - 1 if given[0] == 1 else 1)

    text = io.StringIO(f"({lines.between(call)})")
    found = [
        (place(token.start), place(token.end), token.string)
        for token in tokenize.generate_tokens(text.readline)
        if token.type not in _BLANK
    ]
    return found[1:-1]


def _whole(tokens: list[_Token], lines: Lines, argument: ast.expr | ast.keyword) -> tuple[int, int]:
    """The first and the last token of an argument, with the parentheses around it."""
    start, end = start_of(lines, argument), end_of(lines, argument)
    first = next(number for number, token in enumerate(tokens) if token[0] >= start)
    last = max(number for number, token in enumerate(tokens) if token[1] <= end)
    while True:
        before, after = _skip_comments(tokens, first - 1, -1), _skip_comments(tokens, last + 1, 1)
        if after == len(tokens) - 1 or (tokens[before][2], tokens[after][2]) != ("(", ")"):
            return first, last
        first, last = before, after


def _skip_comments(tokens: list[_Token], number: int, step: int) -> int:
    while tokens[number][2].startswith("#"):
        number += step
    return number


def _between(start: Place, end: Place, text: str) -> Edit:
    return Edit(*start, *end, text)
