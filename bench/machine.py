"""The machine that is measured on."""

from __future__ import annotations

import os
import platform
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Machine:
    """Its cores, processor, memory in bytes, system and versions; `load` is the load average before."""

    date: str
    cores: int
    processor: str
    memory: int
    system: str
    python: str
    manim: str
    av: str
    load: tuple[float, float, float]

    @property
    def busy(self) -> bool:
        """Whether other work took so much of it that no wall time is to be believed."""
        return self.load[0] > self.cores / 4


def describe() -> Machine:
    """The machine as it is now."""
    return Machine(
        date=datetime.now(UTC).strftime("%Y-%m-%d %H:%M UTC"),
        cores=len(os.sched_getaffinity(0)),
        processor=_processor(),
        memory=os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES"),
        system=f"{_system()}, Linux {platform.release()}",
        python=platform.python_version(),
        manim=version("manim"),
        av=version("av"),
        load=os.getloadavg(),
    )


def _processor() -> str:
    for line in Path("/proc/cpuinfo").read_text("utf-8", "replace").splitlines():
        if line.startswith("model name"):
            return line.split(":", 1)[1].strip()
    return platform.machine()


def _system() -> str:
    try:
        return platform.freedesktop_os_release()["PRETTY_NAME"]
    except (OSError, KeyError):
        return platform.system()
