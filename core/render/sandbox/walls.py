"""How the jobs of one render host are isolated: found once, at its start."""

from __future__ import annotations

import os
from collections.abc import Iterable, Set
from dataclasses import dataclass
from pathlib import Path

from core.model import Isolation
from core.render.sandbox import identity
from core.render.sandbox.entry import Cell
from core.render.sandbox.means import Means
from core.render.sandbox.places import Places, find
from core.render.sandbox.probe import probe
from core.render.sandbox.root import Rooms
from core.render.wire import Start


@dataclass(frozen=True, slots=True)
class Walls:
    """The means that work, the level that they amount to, and what jobs may read."""

    means: Set[Means]
    level: Isolation
    places: Places

    @classmethod
    def raised(cls, allowed: Set[Means], hidden: Iterable[Path], ground: Path) -> Walls:
        """Try what of the `allowed` works, below `ground`, with these folders out of reach."""
        places = find(hidden)
        found = probe(allowed, places, ground)
        return cls(found.means, found.level, places)

    def cell(self, order: Start, turn: int) -> Cell:
        """The cell of a job; `turn` differs between jobs of the same time, so that their users do."""
        user = None
        if Means.IDENTITY in self.means and os.geteuid() == 0:
            user = order.uid or identity.spare_user(turn)
        is_nobody_else = user is not None and order.uid is None
        others = 0 if is_nobody_else else identity.threads_of(os.geteuid() if user is None else user)
        rooms = Rooms(*(Path(folder).resolve() for folder in (order.folder, order.cache, order.shared)))
        return Cell(self.means, self.places, rooms, order.bounds, user, others)
