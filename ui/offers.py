"""What the buttons beside the editor do, and how far their clicks have been followed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

Act = Callable[[], None]


@dataclass
class Offers:
    """The buttons by their keys, and the numbers of the clicks that were heard and answered last.

    Clicks are counted up; a message that was on its way may tell an older one again.
    """

    heard: int = 0
    answered: int = 0
    _drawing: dict[str, Act] = field(default_factory=dict)
    _drawn: dict[str, Act] = field(default_factory=dict)

    def add(self, key: str, act: Act) -> None:
        """Say what a button does that is being drawn."""
        self._drawing[key] = act

    def open(self) -> None:
        """The buttons are drawn anew; until all are, those of the last drawing can be clicked."""
        self._drawing = {}

    def close(self) -> None:
        """All buttons are drawn."""
        self._drawn = self._drawing

    def get(self, key: str) -> Act | None:
        """What a button does that can be clicked."""
        return self._drawn.get(key)
