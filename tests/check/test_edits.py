"""What edits make of a text."""

from __future__ import annotations

import pytest

from core.check.mending.edits import apply
from core.model import Edit

TEXT = "one\r\ntwo(é, \x0c3)\nthree\rfour"


def word(line: int, column: int, length: int, text: str) -> Edit:
    return Edit(line, column, line, column + length, text)


@pytest.mark.parametrize(
    ("edits", "after"),
    [
        ((), TEXT),
        ((word(1, 1, 3, "1"),), "1\r\ntwo(é, \x0c3)\nthree\rfour"),
        ((word(2, 5, 1, "x"), word(2, 9, 1, "y")), "one\r\ntwo(x, \x0cy)\nthree\rfour"),
        ((word(4, 1, 4, "4"), word(2, 1, 3, "2")), "one\r\n2(é, \x0c3)\nthree\r4"),
        ((Edit(3, 1, 4, 1, ""),), "one\r\ntwo(é, \x0c3)\nfour"),
        ((Edit(4, 1, 5, 1, ""),), "one\r\ntwo(é, \x0c3)\nthree\r"),
        ((Edit(1, 1, 1, 1, "zero\nhalf\n"),), "zero\r\nhalf\r\n" + TEXT),
        ((Edit(2, 4, 4, 3, "\n"),), "one\r\ntwo\r\nur"),
        ((Edit(3, 90, 3, 99, "!"),), "one\r\ntwo(é, \x0c3)\nthree!\rfour"),
        ((Edit(9, 1, 9, 9, "\rend"),), TEXT + "\r\nend"),
        ((Edit(0, 0, 0, 0, "<"),), "<" + TEXT),
        ((word(1, 1, 3, "a"), word(1, 4, 0, "b")), "ab\r\ntwo(é, \x0c3)\nthree\rfour"),
    ],
)
def test_edits_change_what_they_name_and_nothing_else(edits: tuple[Edit, ...], after: str) -> None:
    assert apply(TEXT, edits) == after
    assert apply(TEXT, edits[::-1]) == after


def test_edits_that_overlap_are_refused() -> None:
    with pytest.raises(ValueError, match="change the same characters"):
        apply("abcdef", (word(1, 1, 3, ""), word(1, 3, 2, "")))
