"""What the engine aims at, and whether a run of the bench has found it so."""

from __future__ import annotations

from statistics import median

from bench.cases import Mode
from bench.results import Results
from bench.sample import Sample, Side
from bench.spread import percentile, ratio
from core.model import Isolation

QUALITY = "720p30"
"""The quality that the aims are about, where they name no other."""

MEMORY_QUALITY = "1080p60"
"""The quality that the aim for memory is about."""

EMPTY = "empty scene"
"""The small render that the aim for latency is about."""


OVERHEAD = {Isolation.ISOLATED: 0.05, Isolation.CONFINED: 0.025}
"""How many seconds a level of isolation may add to an empty job."""


def summary(results: Results) -> list[list[str]]:
    """A row for each aim: what, its limit, what was found, and whether that is met."""
    return [
        _below("cold, ratio to plain, median of the cases", 0.33, _ratios(results, Mode.COLD, Mode.COLD)),
        _below("late edit, ratio to plain cold, median", 0.1, _ratios(results, Mode.LATE_EDIT, Mode.COLD)),
        _below(
            "late edit, ratio to plain cached, median",
            0.33,
            _ratios(results, Mode.LATE_EDIT, Mode.NO_CHANGE),
        ),
        _below("no change, seconds, worst case", 0.5, _ours(results, Mode.NO_CHANGE, "wall"), worst=True),
        _below(
            "first still, cold, seconds, worst case", 1, _ours(results, Mode.COLD, "first_still"), worst=True
        ),
        _below("empty job, p90, seconds", 0.1, _empty(results)),
        *(
            _below(f"empty job, cost of level {level}, seconds", limit, _overhead(results, level))
            for level, limit in OVERHEAD.items()
        ),
        _below(
            f"peak memory at {MEMORY_QUALITY}, ratio to plain, worst case", 1, _memory(results), worst=True
        ),
    ]


def _below(what: str, limit: float, numbers: list[float], worst: bool = False) -> list[str]:
    if not numbers:
        return [what, f"{limit:g}", "n/a", "n/a"]
    found = max(numbers) if worst else median(numbers)
    each = f" ({min(numbers):.3f}–{max(numbers):.3f})" if len(numbers) > 1 else ""
    return [what, f"{limit:g}", f"{found:.3f}{each}", "yes" if found <= limit else "**no**"]


def _ratios(results: Results, ours: Mode, plain: Mode) -> list[float]:
    """The ratio of wall time of each case that was measured."""
    found = (
        ratio(
            results.spread(case, QUALITY, ours, Side.OURS), results.spread(case, QUALITY, plain, Side.PLAIN)
        )
        for case in results.cases()
    )
    return [one for one in found if one is not None]


def _ours(results: Results, mode: Mode, name: str) -> list[float]:
    """The median of one of our numbers in each case that was measured."""

    def what(sample: Sample) -> float | None:
        number: float | None = getattr(sample, name)
        return number

    found = (results.spread(case, QUALITY, mode, Side.OURS, what) for case in results.cases())
    return [one.median for one in found if one]


def _empty(results: Results) -> list[float]:
    return [percentile(one.seconds, 90) for one in results.latencies if one.name == EMPTY]


def _overhead(results: Results, level: Isolation) -> list[float]:
    found = results.overhead(level)
    return [] if found is None else [found]


def _memory(results: Results) -> list[float]:
    peaks = [peak for peak in results.peaks if peak.quality == MEMORY_QUALITY]
    plain = {peak.case: peak.memory for peak in peaks if peak.side is Side.PLAIN}
    return [
        peak.memory / plain[peak.case] for peak in peaks if peak.side is Side.OURS and plain.get(peak.case)
    ]
