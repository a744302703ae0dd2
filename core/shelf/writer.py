"""The writer that needs no key: it takes the nearest scene from the shelf and fills in its constants."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from core.cancel import Cancellation
from core.events import CodeWritten, WriterEvent, WriterNoted
from core.shelf.catalogue import Catalogue, Match, catalogue
from core.shelf.filling import Filling, fill
from core.shelf.words import joined

if TYPE_CHECKING:
    # Only the name of the seam's parameter: the shelf stays independent of the other writers.
    from core.writer.base import Request

_PIECES = 40
_SHOWN_IN = 1.0  # seconds that the code takes to arrive, so that it is seen arriving


class ShelfWriter:
    """A Writer (see core.writer.base) whose answers are the finished scenes of a shelf."""

    def __init__(self, shelf: Catalogue | None = None) -> None:
        self._shelf = shelf or catalogue()

    @property
    def name(self) -> str:
        """Who writes."""
        return "shelf"

    @property
    def can_repair(self) -> bool:
        """A finished scene has no second version; the user edits it."""
        return False

    def write(self, request: Request, cancel: Cancellation) -> Iterator[WriterEvent]:
        """Say which scene it is and what was filled in, then its script. Raises ShelfMiss."""
        cancel.check()
        match = self._shelf.find(request.brief.prompt)
        filling = fill(match.scene, request.brief)
        yield WriterNoted(_note(match, filling))
        lines = filling.source.splitlines(keepends=True)
        size = -(-len(lines) // _PIECES)
        for start in range(0, len(lines), size):
            cancel.wait(_SHOWN_IN / _PIECES)
            yield CodeWritten("".join(lines[start : start + size]))


def _note(match: Match, filling: Filling) -> str:
    filled = f", filled with {joined(filling.shown)}" if filling.shown else ""
    sentences = [f"From the shelf: “{match.scene.title}”{filled}.", *filling.notes]
    if match.unknown:
        words = ", ".join(f"“{word}”" for word in match.unknown[:3])
        sentences.append(f"It leaves aside {words}.")
    sentences.append("No model wrote this; add a Gemini key for other topics.")
    return " ".join(sentences)
