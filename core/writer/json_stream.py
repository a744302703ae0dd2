"""The objects of a JSON array that is still arriving."""

from __future__ import annotations

import codecs
import json
from collections.abc import Iterable, Iterator


class UnfinishedArray(ValueError):
    """The text ended before the array did, or was no array."""


def objects_of(pieces: Iterable[bytes]) -> Iterator[dict[str, object]]:
    """Yield each object of the array as soon as its last brace is there; the pieces may be cut anywhere.

    Raises UnfinishedArray when the array is cut off or is not an array of objects.
    """
    decode = codecs.getincrementaldecoder("utf-8")("replace").decode
    parse = json.JSONDecoder(strict=False).raw_decode
    rest = ""
    opened = False
    for piece in pieces:
        rest += decode(piece)
        if not opened:
            rest = rest.lstrip("\ufeff \t\r\n")
            if not rest:
                continue
            if rest[0] != "[":
                raise UnfinishedArray("the answer is not a JSON array")
            opened, rest = True, rest[1:]
        # An object can only have become whole with a closing brace; anything else waits for more.
        while "}" in piece.decode("latin-1"):
            rest = rest.lstrip(", \t\r\n")
            try:
                value, end = parse(rest)
            except json.JSONDecodeError:
                break
            if not isinstance(value, dict):
                raise UnfinishedArray("the answer holds something that is not an object")
            yield value
            rest = rest[end:]
    if not opened or rest.strip(", \t\r\n") != "]":
        raise UnfinishedArray("the answer ended too early")
