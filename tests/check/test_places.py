from __future__ import annotations

import ast

import pytest

from core.check.lines import Lines
from core.check.mending.places import (
    attribute_place,
    edit,
    edit_keyword,
    edit_name,
    insert_argument,
    remove_argument,
)
from core.model import Edit


def _call(source: str) -> tuple[Lines, ast.Call]:
    """The outermost call of a source."""
    return Lines(source), next(node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call))


def _made(source: str, change: Edit) -> str:
    lines = source.split("\n")
    first, last = lines[change.line - 1], lines[change.end_line - 1]
    middle = first[: change.column - 1] + change.text + last[change.end_column - 1 :]
    result = "\n".join([*lines[: change.line - 1], middle, *lines[change.end_line :]])
    ast.parse(result)
    return result


@pytest.mark.parametrize(
    ("source", "number", "expected"),
    [
        ("f(a)", 0, "f()"),
        ("f((a),(b))", 0, "f((b))"),
        ("f((a),(b))", 1, "f((a))"),
        ("é = f('ü', b=(c), )", 0, "é = f(b=(c), )"),
        ("é = f('ü', b=(c), )", 1, "é = f('ü', )"),
        ("f(\n  a,  # one\n  b,  # two\n  c,\n)", 1, "f(\n  a,  # one\n  c,\n)"),
        ("f(\n  a,  # one\n  b,  # two\n  c,\n)", 2, "f(\n  a,  # one\n  b,  # two\n)"),
        ("f(lambda a, b: a, *(q), **r)", 0, "f(*(q), **r)"),
        ("f(lambda a, b: a, *(q), **r)", 2, "f(lambda a, b: a, *(q))"),
        ("f(x for x in y)", 0, "f()"),
        ("(a\n  .b(c)\n .d(1, e))", 1, "(a\n  .b(c)\n .d(1))"),
        ("f(g)(a)", 0, "f(g)()"),
    ],
)
def test_an_argument_goes_with_its_comma(source: str, number: int, expected: str) -> None:
    lines, call = _call(source)
    argument = [*call.args, *call.keywords][number]
    assert _made(source, remove_argument(lines, call, argument)) == expected


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("f()", "f(k=1)"),
        ("é(a, (b), )", "é(a, (b), k=1, )"),
        ("f(\n  a,\n  b  # last\n)", "f(\n  a,\n  b, k=1  # last\n)"),
        ("f((\n b # c)\n))", "f((\n b # c)\n), k=1)"),
        ("f(x for x in y)", "f((x for x in y), k=1)"),
    ],
)
def test_an_argument_is_put_behind_the_last(source: str, expected: str) -> None:
    lines, call = _call(source)
    assert _made(source, insert_argument(lines, call, "k=1")) == expected


def test_names_are_found_behind_text_that_is_not_ascii() -> None:
    source = "'é'.x(\n  größe=('ü')).moveTo(a)"
    lines, call = _call(source)
    name = call.func
    assert isinstance(name, ast.Attribute)
    assert attribute_place(lines, name) == (2, 16)
    assert _made(source, edit_name(lines, name, "move_to")) == "'é'.x(\n  größe=('ü')).move_to(a)"
    assert _made(source, edit(lines, call.args[0], "b")) == "'é'.x(\n  größe=('ü')).moveTo(b)"
    inner = name.value
    assert isinstance(inner, ast.Call)
    assert _made(source, edit_keyword(lines, inner.keywords[0], "k")) == "'é'.x(\n  k=('ü')).moveTo(a)"
