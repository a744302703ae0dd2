"""Making several stores fit one limit together: what was not used for longest goes first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True, order=True)
class Weighed:
    """What is kept under one name: when it was last used, in nanoseconds of the clock, and its bytes."""

    used: int
    size: int
    name: str


class Prunable(Protocol):
    """Whatever keeps things by name and can let go of one. No method raises OSError."""

    def weigh(self) -> Iterator[Weighed]:
        """All that is kept; what a writer that was killed has left is removed on the way."""
        ...

    def drop(self, one: Weighed) -> bool:
        """Remove what was weighed; False if it has been used since, and so stays."""
        ...


def prune(stores: Iterable[Prunable], limit: int) -> None:
    """Remove what was not used for longest, until the rest of all stores takes at most `limit` bytes."""
    found = [(one, number, store) for number, store in enumerate(stores) for one in store.weigh()]
    total = sum(one.size for one, _, _ in found)
    for one, _, store in sorted(found, key=lambda item: item[:2]):
        if total <= limit:
            return
        if store.drop(one):
            total -= one.size
