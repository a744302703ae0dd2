"""What is said of several measurements of the same thing."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median


@dataclass(frozen=True, slots=True)
class Spread:
    """The middle, the lowest and the highest of some numbers."""

    median: float
    low: float
    high: float

    def __str__(self) -> str:
        if self.low == self.high:
            return f"{self.median:.2f}"
        return f"{self.median:.2f} ({self.low:.2f}–{self.high:.2f})"


def spread(numbers: Sequence[float | None]) -> Spread | None:
    """The spread of those that are known; None where none is."""
    known = [number for number in numbers if number is not None]
    return Spread(median(known), min(known), max(known)) if known else None


def percentile(numbers: Sequence[float], percent: float) -> float:
    """The smallest of the numbers that so many percent of them do not exceed."""
    ordered = sorted(numbers)
    return ordered[max(0, math.ceil(percent / 100 * len(ordered)) - 1)]


def ratio(one: Spread | None, other: Spread | None) -> float | None:
    """How the medians compare; None where one is unknown or there is nothing to divide by."""
    return one.median / other.median if one and other and other.median else None
