"""The scripts that ship with the studio, as their digests."""

from __future__ import annotations

from collections.abc import Iterator

from core.model import Complexity, Script
from core.shelf.catalogue import SCENES
from core.shelf.source import without_catalogue

_USUAL = f'COMPLEXITY = "{Complexity.STANDARD}"'


def shipped() -> frozenset[str]:
    """The digests of the shelf's scenes, byte for byte: each file, and what the writer makes of it when the
    prompt fills in nothing and asks for the usual length.

    A scene that a prompt has filled is not among them: part of it is a visitor's.
    """
    return frozenset(Script(source).digest for source in _sources())


def _sources() -> Iterator[str]:
    for path in sorted(SCENES.glob("*.py")):
        whole = path.read_text("utf-8")
        yield whole
        # Plain text and not `with_constants`, which parses: every start of the studio would wait for it.
        for complexity in Complexity:
            yield without_catalogue(whole).replace(_USUAL, f'COMPLEXITY = "{complexity}"')
