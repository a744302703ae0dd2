"""What clicks have done to the editor's text, so that each can be undone."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Change:
    """A text that a click has put in another's place, and what that did, as a sentence."""

    words: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Written:
    """A text that is to be written into the open editor, once; the id tells it from another time."""

    id: str
    text: str


@dataclass
class Changes:
    """The changes of one editor, newest last."""

    _made: list[Change] = field(default_factory=list)

    def add(self, change: Change) -> None:
        """Remember a change."""
        self._made.append(change)

    def undoable(self, text: str) -> Change | None:
        """The newest change, while the editor's text is what it has left."""
        newest = self._made[-1] if self._made else None
        return newest if newest and newest.after == text else None

    def drop(self) -> None:
        """Forget the newest change, which is undone."""
        self._made.pop()
