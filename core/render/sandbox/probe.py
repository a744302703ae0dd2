"""Which isolation works here, found by doing it.

`python -m core.render.sandbox.probe FOLDER` says it as JSON.
"""

from __future__ import annotations

import dataclasses
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Set
from dataclasses import dataclass
from pathlib import Path

from core.errors import MachineError
from core.model import Isolation
from core.render.sandbox import landlock, syscalls
from core.render.sandbox.environment import clean_environment
from core.render.sandbox.means import ALL, Means, level_of
from core.render.sandbox.places import Places, find
from core.render.sandbox.trial import trial

PROJECT = Path(__file__).resolve().parents[3]

_SECONDS = 60.0

_WORKS = {
    Means.LIMITS: "Time, memory, files and processes are limited.",
    Means.IDENTITY: "Where the studio runs as root, each job runs as a user of its own.",
    Means.SECCOMP: "System calls that no scene needs are refused, network included.",
    Means.LANDLOCK: "Files outside the job's folder are closed to it.",
    Means.NAMESPACES: "Each job has a small read-only root, no network and no sight of other processes.",
}


@dataclass(frozen=True, slots=True)
class ProbeStep:
    """One means, whether it works here, and a sentence on it."""

    name: str
    ok: bool
    said: str


@dataclass(frozen=True, slots=True)
class Probe:
    """The strongest isolation that works here, and what was found on the way."""

    level: Isolation
    steps: tuple[ProbeStep, ...]

    @property
    def means(self) -> frozenset[Means]:
        """The means that work."""
        return frozenset(Means(step.name) for step in self.steps if step.ok)


def probe(allowed: Set[Means], places: Places, ground: Path) -> Probe:
    """Try the strongest means first, in throw-away processes that work below `ground`.

    The calling process must have one thread.
    """
    faults = dict(_missing(allowed))
    for means in _by_strength(allowed - faults.keys()):
        fault = _tried_twice(means, places, ground) if means else None
        if fault is None:
            return _told(means, faults)
        # The last to fail was tried with the fewest others.
        faults |= dict.fromkeys(means, fault)
    raise AssertionError("without any means nothing can fail")


def ask(folder: Path | None = None) -> Probe:
    """Probe in a process of its own, which works below `folder`. Raises MachineError."""
    ground = str(folder or tempfile.gettempdir())
    environment = clean_environment(Path(ground)) | {"PYTHONPATH": str(PROJECT), "PYTHONSAFEPATH": "1"}
    command = [sys.executable, "-m", "core.render.sandbox.probe", ground]
    try:
        ended = subprocess.run(
            command,
            env=environment,
            cwd=ground,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=_SECONDS,
            check=True,
        )
        told = json.loads(ended.stdout)
        return Probe(Isolation(told["level"]), tuple(ProbeStep(**step) for step in told["steps"]))
    except (OSError, subprocess.SubprocessError, ValueError, KeyError, TypeError) as error:
        raise MachineError(
            f"Which isolation works here cannot be found out: {error}. Free some memory and try again."
        ) from error


def _tried_twice(means: Set[Means], places: Places, ground: Path) -> str | None:
    """What is wrong with these means: a machine that is short of something for a moment is no weaker."""
    return trial(means, places, ground) and trial(means, places, ground)


def _missing(allowed: Set[Means]) -> Iterator[tuple[Means, str]]:
    """What need not be tried."""
    for means in Means:
        if means not in allowed:
            yield means, "It is not to be used."
    if not syscalls.KNOWN:
        yield Means.SECCOMP, "System calls of this processor are not known to the studio."
    if not landlock.version():
        yield Means.LANDLOCK, "The kernel has none: it takes Linux 5.13 or newer, built with Landlock."


def _by_strength(wanted: Set[Means]) -> tuple[frozenset[Means], ...]:
    """What to try, the strongest first; the last needs nothing."""
    files, processes = {Means.LANDLOCK}, {Means.NAMESPACES}
    left_out: tuple[set[Means], ...] = (
        set(),
        {Means.IDENTITY},
        processes,
        processes | {Means.IDENTITY},
        processes | files,
        processes | files | {Means.IDENTITY},
        set(ALL) - {Means.LIMITS},
        set(ALL),
    )
    return tuple(dict.fromkeys(frozenset(wanted - left) for left in left_out))


def _told(means: frozenset[Means], faults: dict[Means, str]) -> Probe:
    steps = (
        ProbeStep(
            each,
            each in means,
            _WORKS[each] if each in means else f"Not here. {_advised(each, faults[each])}",
        )
        for each in Means
    )
    return Probe(level_of(means), tuple(steps))


def _advised(means: Means, fault: str) -> str:
    if means is Means.IDENTITY and fault.startswith("Permission denied"):
        return f"{fault} Other users must be able to reach the interpreter and the data folder."
    return fault


def main() -> None:
    """Write what works as JSON."""
    hidden = (PROJECT,)
    json.dump(dataclasses.asdict(probe(ALL, find(hidden), Path(sys.argv[1]))), sys.stdout)


if __name__ == "__main__":
    main()
