"""Everything that one run of the bench has found."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass, field
from pathlib import Path
from statistics import median

from bench.cases import Case, Mode
from bench.machine import Machine
from bench.sample import Sample, Side
from bench.spread import Spread, spread
from core.model import Isolation


@dataclass(frozen=True, slots=True)
class Entry:
    """One render of the comparison; `quality` is the picture's name, "720p30"."""

    case: Case
    quality: str
    mode: Mode
    side: Side
    sample: Sample


@dataclass(frozen=True, slots=True)
class Scaled:
    """One cold render with so many raster children."""

    children: int
    sample: Sample


@dataclass(frozen=True, slots=True)
class Peak:
    """The memory of one cold render at its highest, in bytes."""

    case: Case
    quality: str
    side: Side
    memory: int


@dataclass(frozen=True, slots=True)
class Latency:
    """Many small renders, one after the other: the seconds of each, and how many plays were reused in all."""

    name: str
    seconds: tuple[float, ...]
    first_still: tuple[float | None, ...]
    reused: int


@dataclass(frozen=True, slots=True)
class Isolated:
    """Many empty jobs at one level of isolation: the seconds of each."""

    level: Isolation
    seconds: tuple[float, ...]


@dataclass(slots=True)
class Results:
    """Grows while the bench runs; `failures` are sentences about what could not be measured."""

    machine: Machine
    host_start: list[float] = field(default_factory=list)
    latencies: list[Latency] = field(default_factory=list)
    isolated: list[Isolated] = field(default_factory=list)
    entries: list[Entry] = field(default_factory=list)
    scaled: list[Scaled] = field(default_factory=list)
    peaks: list[Peak] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)
    seconds: float = 0.0

    def samples(self, case: Case, quality: str, mode: Mode, side: Side) -> list[Sample]:
        """The renders of one cell of the comparison."""
        wanted = (case, quality, mode, side)
        return [
            entry.sample
            for entry in self.entries
            if (entry.case, entry.quality, entry.mode, entry.side) == wanted
        ]

    def spread(
        self,
        case: Case,
        quality: str,
        mode: Mode,
        side: Side,
        what: Callable[[Sample], float | None] = lambda sample: sample.wall,
    ) -> Spread | None:
        """A number of the renders of one cell, wall seconds if nothing else is asked for."""
        return spread([what(sample) for sample in self.samples(case, quality, mode, side)])

    def overhead(self, level: Isolation) -> float | None:
        """By how many seconds the median of an empty job grows by a level of isolation; None if unknown."""
        medians = {one.level: median(one.seconds) for one in self.isolated}
        if level not in medians or Isolation.NONE not in medians:
            return None
        return medians[level] - medians[Isolation.NONE]

    def cases(self) -> list[Case]:
        """The cases that were measured."""
        return _present(Case, {entry.case for entry in self.entries})

    def qualities(self) -> list[str]:
        """The pictures that were measured, in the order of the run."""
        return list(dict.fromkeys(entry.quality for entry in self.entries))

    def save(self, path: Path) -> None:
        """Write everything as JSON."""
        path.write_text(json.dumps(asdict(self), indent=1) + "\n", "utf-8")


def _present(kind: type[Case], found: Iterable[Case]) -> list[Case]:
    return [case for case in kind if case in set(found)]
