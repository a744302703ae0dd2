"""One run of the bench: its parts, one after the other, into one set of results."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from bench.cases import Case, Mode
from bench.comparison import Comparison, Plan
from bench.isolation import isolated
from bench.latency import latencies
from bench.ours import Ours
from bench.plain import Plain
from bench.results import Entry, Peak, Results, Scaled
from bench.sample import RenderBroken, Side
from core.model import Quality

CHILDREN = (1, 2)
"""The numbers of raster children that are compared."""

STARTS = 3
"""How often the start of a host is measured."""


class Part(StrEnum):
    """What can be measured by itself."""

    START = "start"
    LATENCY = "latency"
    ISOLATION = "isolation"
    COMPARISON = "comparison"
    CHILDREN = "children"
    MEMORY = "memory"


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be measured; `memory` names the cases and the quality of that part."""

    parts: Sequence[Part]
    cases: Sequence[Case]
    plans: Sequence[Plan]
    child_rounds: int
    memory: Sequence[tuple[Case, Quality]]


class Run:
    """Fills `results`, in folders below `folder`; a part that breaks is noted and the next one begins."""

    def __init__(self, order: Order, results: Results, folder: Path) -> None:
        self._order = order
        self._results = results
        self._folder = folder
        self._began = time.perf_counter()

    def go(self) -> None:
        """Measure everything that was ordered."""
        steps: dict[Part, Callable[[], None]] = {
            Part.START: self._start,
            Part.LATENCY: self._latency,
            Part.ISOLATION: self._isolation,
            Part.COMPARISON: self._comparison,
            Part.CHILDREN: self._children,
            Part.MEMORY: self._memory,
        }
        try:
            for part in self._order.parts:
                with self._noting(part):
                    steps[part]()
        finally:
            self._results.seconds = time.perf_counter() - self._began

    def _start(self) -> None:
        for turn in range(STARTS):
            with closing(Ours(self._folder / f"start{turn}")) as ours:
                self._results.host_start.append(ours.start_seconds)
                self._say(f"host started in {ours.start_seconds:.2f} s")

    def _latency(self) -> None:
        with closing(Ours(self._folder / "latency")) as ours:
            for found in latencies(ours):
                self._results.latencies.append(found)
                self._say(f"{found.name}: {len(found.seconds)} renders, quickest {min(found.seconds):.3f} s")

    def _isolation(self) -> None:
        for found in isolated(self._folder / "isolation"):
            self._results.isolated.append(found)
            self._say(
                f"level {found.level}: {len(found.seconds)} renders, quickest {min(found.seconds):.3f} s"
            )

    def _comparison(self) -> None:
        with closing(Ours(self._folder / "ours")) as ours:
            for case in self._order.cases:
                with self._noting(case):
                    comparison = Comparison(ours, self._folder / "plain" / case, case)
                    for plan in self._order.plans:
                        with self._noting(f"{case} {plan.quality.picture}"):
                            comparison.run(plan, self._take)

    def _take(self, entry: Entry) -> None:
        self._results.entries.append(entry)
        sample = entry.sample
        self._say(
            f"{entry.case} {entry.quality} {entry.mode}, {entry.side}: "
            f"{sample.wall:.2f} s wall, {sample.cpu:.2f} s CPU"
        )

    def _children(self) -> None:
        case, quality = Case.LESSON, Quality.STANDARD
        made = {count: Ours(self._folder / f"children{count}", count) for count in CHILDREN}
        try:
            for ours in made.values():
                ours.warm(case.source)
            for _ in range(self._order.child_rounds):
                for count, ours in made.items():
                    ours.clear_parts()
                    sample = ours.render(Mode.COLD.script(case), quality)
                    self._results.scaled.append(Scaled(count, sample))
                    self._say(f"{count} children: {sample.wall:.2f} s wall, {sample.cpu:.2f} s CPU")
        finally:
            for ours in made.values():
                ours.close()

    def _memory(self) -> None:
        """Never both sides at once: processes that share libraries share their cost."""
        for case, quality in self._order.memory:
            source = Mode.COLD.script(case)
            plain = Plain(self._folder / "memory" / case, case)
            plain.warm()
            plain.clear_parts()
            self._peak(case, quality, Side.PLAIN, plain.peak(source, quality))
            with closing(Ours(self._folder / "memory" / f"{case}-ours")) as ours:
                ours.warm(source)
                self._peak(case, quality, Side.OURS, ours.peak(source, quality))

    def _peak(self, case: Case, quality: Quality, side: Side, memory: int) -> None:
        self._results.peaks.append(Peak(case, str(quality.picture), side, memory))
        self._say(f"{case} {quality.picture}, {side}: {memory >> 20} MiB at its peak")

    @contextmanager
    def _noting(self, what: str) -> Iterator[None]:
        """Go on after what is inside breaks, and say so."""
        try:
            yield
        except RenderBroken as error:
            self._results.failures.append(f"{what}: {error}")
            self._say(f"{what} BROKEN: {error}")

    def _say(self, words: str) -> None:
        sys.stderr.write(f"{time.perf_counter() - self._began:7.1f}  {words}\n")
        sys.stderr.flush()
