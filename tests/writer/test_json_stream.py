"""Objects of a JSON array that arrives in pieces."""

from __future__ import annotations

import json

import pytest

from core.writer.json_stream import UnfinishedArray, objects_of

OBJECTS: list[dict[str, object]] = [
    {"text": 'braces } { ] [ and "quotes" \\ and ünï ∑ 🎬'},
    {"candidates": [{"content": {"parts": [{"text": "}"}, {}]}}]},
    {},
]
ARRAY = (
    "[" + "\n,\r\n".join(json.dumps(one, indent=2, ensure_ascii=False) for one in OBJECTS) + "\n]\n"
).encode()


@pytest.mark.parametrize("size", [1, 2, 3, 10, 100_000])
def test_the_pieces_may_be_cut_anywhere(size: int) -> None:
    assert list(objects_of(ARRAY[at : at + size] for at in range(0, len(ARRAY), size))) == OBJECTS


def test_each_object_comes_as_soon_as_it_is_whole() -> None:
    stream = objects_of(iter([b'\n[{"a": 1}', b',{"b"', b":2}]"]))
    assert next(stream) == {"a": 1}
    assert list(stream) == [{"b": 2}]


def test_an_empty_array_has_nothing() -> None:
    assert list(objects_of([b"[]"])) == []


@pytest.mark.parametrize(
    "text", [b"", b"[", b'[{"a": 1}', b'[{"a": 1},{"b"', b'{"a": 1}', b"<html></html>", b"[1, {}]", b"[{} {}"]
)
def test_what_is_cut_or_no_array_is_told(text: bytes) -> None:
    with pytest.raises(UnfinishedArray):
        list(objects_of([text]))
