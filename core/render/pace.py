"""How often something is looked at that costs the watched one time."""

from __future__ import annotations

import math
import time
from collections.abc import Callable

SHARE = 100.0
"""How many times as long as a look took nobody looks again unless something calls for it."""

LONGEST = 1.0
"""Most seconds from one look to the next."""

LOST = 8
"""Where this part of a limit has gone since the last look, the next is due at once."""


class Pace:
    """Says when the next look is due, by what is left of something that has `limits`."""

    def __init__(self, *limits: int, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._steps = [max(1, limit // LOST) for limit in limits]
        self._left: tuple[int, ...] = ()
        self._began = 0.0
        self._next = -math.inf

    def is_due(self, *left: int) -> bool:
        """Whether to look now, as so much of each is left; if so, `looked` is to follow."""
        self._began = self._clock()
        gone = (old - new for old, new in zip(self._left, left, strict=False))
        lost = any(less > step for less, step in zip(gone, self._steps, strict=False))
        if self._began < self._next and not lost:
            return False
        self._left = left
        return True

    def looked(self) -> None:
        """The look is over."""
        now = self._clock()
        self._next = now + min(LONGEST, SHARE * (now - self._began))
