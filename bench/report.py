"""The results as a page: what was aimed at and found, then every table."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from statistics import median

from bench.cases import Case, Mode
from bench.machine import Machine
from bench.results import Results
from bench.sample import Sample, Side
from bench.spread import Spread, percentile, ratio, spread
from bench.targets import summary

NONE = "n/a"


def page(results: Results) -> str:
    """The whole page in Markdown."""
    parts = [
        "# Measured",
        said(results.machine),
        f"The run took {results.seconds / 60:.0f} minutes. Seconds everywhere, medians with the lowest and "
        "the highest in parentheses; “cached” is plain Manim with the same script again.",
        table(("aim", "limit", "found", "met"), summary(results)),
    ]
    if results.entries:
        parts += ["## Ratios of wall time, ours to plain Manim's", *_ratios(results)]
        parts += ["## Wall and CPU seconds", *_seconds(results)]
        parts += ["## First signs of ours", *_signs(results)]
        parts += ["## Videos", *_films(results)]
    parts += _small_parts(results)
    if results.failures:
        parts += ["## Not measured", "\n".join(f"- {failure}" for failure in results.failures)]
    return "\n\n".join(parts) + "\n"


def said(machine: Machine) -> str:
    """The machine in one sentence."""
    busy = " **Other work was running: the wall times mean little.**" if machine.busy else ""
    return (
        f"{machine.date}: {machine.cores} cores of {machine.processor}, {machine.memory / 2**30:.0f} GB, "
        f"{machine.system}, Python {machine.python}, Manim {machine.manim}, PyAV {machine.av}; "
        f"load average before {', '.join(f'{load:.2f}' for load in machine.load)}.{busy}"
    )


def _ratios(results: Results) -> list[str]:
    header = (
        "case",
        "cold",
        "cold, CPU",
        "late edit to plain cold",
        "late edit to plain cached",
        "late edit",
        "early edit",
        "no change",
    )
    tables = []
    for quality in results.qualities():

        def compare(
            case: Case,
            ours: Mode,
            plain: Mode,
            what: Callable[[Sample], float | None] = lambda sample: sample.wall,
            quality: str = quality,
        ) -> float | None:
            return ratio(
                results.spread(case, quality, ours, Side.OURS, what),
                results.spread(case, quality, plain, Side.PLAIN, what),
            )

        found = {
            case: (
                compare(case, Mode.COLD, Mode.COLD),
                compare(case, Mode.COLD, Mode.COLD, lambda sample: sample.cpu),
                compare(case, Mode.LATE_EDIT, Mode.COLD),
                compare(case, Mode.LATE_EDIT, Mode.NO_CHANGE),
                compare(case, Mode.LATE_EDIT, Mode.LATE_EDIT),
                compare(case, Mode.EARLY_EDIT, Mode.EARLY_EDIT),
                compare(case, Mode.NO_CHANGE, Mode.NO_CHANGE),
            )
            for case in results.cases()
        }
        rows = [[str(case), *map(_number, numbers)] for case, numbers in found.items()]
        columns = zip(*found.values(), strict=True)
        middles = [spread(column) for column in columns]
        rows.append(["**median**", *(_number(middle.median if middle else None) for middle in middles)])
        tables.append(f"### {quality}\n\n{table(header, rows)}")
    return tables


def _seconds(results: Results) -> list[str]:
    header = ("case", "mode", "ours", "plain", "ours, CPU", "plain, CPU", "n")
    tables = []
    for quality in results.qualities():
        rows = []
        for case in results.cases():
            for mode in Mode:
                pair = [results.samples(case, quality, mode, side) for side in (Side.OURS, Side.PLAIN)]
                if not any(pair):
                    continue
                walls = [_said(spread([sample.wall for sample in samples])) for samples in pair]
                cpus = [_said(spread([sample.cpu for sample in samples])) for samples in pair]
                rows.append([str(case), str(mode), *walls, *cpus, str(max(map(len, pair)))])
        tables.append(f"### {quality}\n\n{table(header, rows)}")
    return tables


def _signs(results: Results) -> list[str]:
    header = ("case", "mode", "first still", "planned", "plays", "reused")
    tables = []
    for quality in results.qualities():
        rows = []
        for case in results.cases():
            for mode in Mode:
                samples = results.samples(case, quality, mode, Side.OURS)
                if not samples:
                    continue
                still = spread([sample.first_still for sample in samples])
                planned = spread([sample.planned for sample in samples])
                last = samples[-1]
                counts = [str(last.plays), str(last.reused)]
                rows.append([str(case), str(mode), _said(still), _said(planned), *counts])
        tables.append(f"### {quality}\n\n{table(header, rows)}")
    return tables


def _films(results: Results) -> list[str]:
    rows = []
    for quality in results.qualities():
        for case in results.cases():
            pair = [results.samples(case, quality, Mode.COLD, side) for side in (Side.OURS, Side.PLAIN)]
            ours, plain = (samples[-1].film if samples else None for samples in pair)
            if ours and plain:
                picture = f"{ours.width}x{ours.height}, {ours.frame_rate:g}"
                frames = f"{ours.frames} / {plain.frames}"
                sizes = [f"{film.size / 1000:,.0f}" for film in (ours, plain)]
                rows.append([str(case), picture, f"{ours.seconds:.1f}", frames, *sizes])
    return [table(("case", "picture", "seconds", "frames, ours / plain", "ours, kB", "plain, kB"), rows)]


def _small_parts(results: Results) -> list[str]:
    parts = []
    if results.scaled:
        rows = []
        for children in sorted({one.children for one in results.scaled}):
            samples = [one.sample for one in results.scaled if one.children == children]
            walls, cpus = ([getattr(sample, name) for sample in samples] for name in ("wall", "cpu"))
            rows.append([str(children), _said(spread(walls)), _said(spread(cpus)), str(len(samples))])
        parts += [
            "## Raster children: lesson, 720p30, cold",
            table(("children", "wall", "CPU", "n"), rows),
        ]
    if results.peaks:
        rows = [
            [str(peak.case), peak.quality, str(peak.side), f"{peak.memory / 2**20:,.0f}"]
            for peak in results.peaks
        ]
        parts += [
            "## Memory at its peak",
            "Proportional set sizes of all processes, summed every 50 ms; ours with its warm host.",
            table(("case", "quality", "side", "MiB"), rows),
        ]
    if results.latencies:
        rows = [
            [
                one.name,
                f"{1000 * median(one.seconds):.0f}",
                f"{1000 * percentile(one.seconds, 90):.0f}",
                _milliseconds(spread(one.first_still)),
                str(len(one.seconds)),
                str(one.reused),
            ]
            for one in results.latencies
        ]
        header = ("render", "median, ms", "p90, ms", "first still, ms", "n", "plays reused")
        parts += ["## Small renders on a warm host", table(header, rows)]
    if results.isolated:
        parts += ["## Isolation: an empty job on a warm host", _isolation(results)]
    if results.host_start:
        parts += [f"A host starts in {_said(spread(results.host_start))} seconds."]
    return parts


def _isolation(results: Results) -> str:
    rows = [
        [
            f"{one.level}, {one.level.word}",
            f"{1000 * median(one.seconds):.1f}",
            f"{1000 * percentile(one.seconds, 90):.1f}",
            NONE if (more := results.overhead(one.level)) is None else f"{1000 * more:+.1f}",
            str(len(one.seconds)),
        ]
        for one in results.isolated
    ]
    return table(("level", "median, ms", "p90, ms", "more than level 0, ms", "n"), rows)


def table(header: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A table in Markdown."""
    lines = [header, ["---"] * len(header), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _said(numbers: Spread | None) -> str:
    return str(numbers) if numbers else NONE


def _number(number: float | None) -> str:
    return NONE if number is None else f"{number:.2f}"


def _milliseconds(numbers: Spread | None) -> str:
    return f"{1000 * numbers.median:.0f}" if numbers else NONE
