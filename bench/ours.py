"""Ours: one warm renderer, used through its public door."""

from __future__ import annotations

import itertools
import shutil
import time
from dataclasses import replace
from pathlib import Path

from bench.sample import RenderBroken, Sample, look_at
from bench.usage import PeakMemory, cpu_seconds, has_reaped
from core.events import FramePreview, Planned, RenderEvent, RenderFailed, RenderFinished, TimelineFound
from core.model import Isolation, Quality, RenderJob, RenderSettings, Script
from core.render.layers import all_layers
from core.render.local import LocalRenderer
from core.render.sandbox.means import ALL, Means
from core.settings import RenderLimits

FORMULAS = "tex"
"""The folder of a layer of the cache that a cold render keeps."""

START_SECONDS = 60.0
"""How long a host may take to start."""

_POLL_SECONDS = 0.005

_LIMITS = RenderLimits(
    wall_draft=1800, wall_final=1800, workers=1, host_jobs=1_000_000, minimum=Isolation.NONE
)
"""As a studio has them, but that no clock ends a measurement and no fresh host falls into one; without any
isolation it is measured too."""


class Ours:
    """A renderer with a folder of its own; `start_seconds` is the time that its host took to start."""

    def __init__(self, folder: Path, children: int | None = None, means: frozenset[Means] = ALL) -> None:
        """Start the host, which isolates by these means. Raises RenderBroken when it does not come up."""
        limits = _LIMITS if children is None else replace(_LIMITS, children=children)
        self._folder = folder
        self._ids = itertools.count()
        folder.mkdir(parents=True)
        began = time.perf_counter()
        self._renderer = LocalRenderer(limits, folder / "work", means=means)
        self._renderer.warm()
        while not self._renderer.alive:
            if self._renderer.host_pid is None or time.perf_counter() > began + START_SECONDS:
                self._renderer.close()
                raise RenderBroken("the render host does not start; `cli.py doctor` may say why")
            time.sleep(_POLL_SECONDS)
        self.start_seconds = time.perf_counter() - began

    @property
    def level(self) -> Isolation:
        """How jobs are isolated."""
        level = self._renderer.level
        if level is None:
            raise RenderBroken("the render host has not said how it isolates")
        return level

    def close(self) -> None:
        """End the host."""
        self._renderer.close()

    def warm(self, source: str) -> None:
        """Go through the script once, so that its formulas are there. Raises RenderBroken."""
        self._measure(source, Quality.DRAFT, dry_run=True)

    def clear_parts(self) -> None:
        """Forget every drawn play; formulas stay."""
        for layer in all_layers(self._folder / "cache"):
            for kind in layer.iterdir() if layer.is_dir() else ():
                if kind.name != FORMULAS:
                    shutil.rmtree(kind)

    def render(self, source: str, quality: Quality) -> Sample:
        """Measure one render, from handing it in to its last event. Raises RenderBroken."""
        output, wall, cpu, events = self._measure(source, quality)
        last = events[-1][1]
        if not isinstance(last, RenderFinished) or last.result.video is None:
            raise RenderBroken(f"ours ended with {last}")
        sample = Sample(
            wall,
            cpu,
            look_at(last.result.video),
            first_still=_first(events, FramePreview),
            planned=_first(events, Planned),
            plays=last.result.plays,
            reused=last.result.reused,
        )
        shutil.rmtree(output)
        return sample

    def peak(self, source: str, quality: Quality) -> int:
        """The memory of the host and its job at its highest, in bytes. Raises RenderBroken."""
        with PeakMemory(self._host) as memory:
            self.render(source, quality)
        return memory.peak

    @property
    def _host(self) -> int:
        pid = self._renderer.host_pid
        if pid is None:
            raise RenderBroken("the render host is gone")
        return pid

    def _measure(
        self, source: str, quality: Quality, dry_run: bool = False
    ) -> tuple[Path, float, float, list[tuple[float, RenderEvent]]]:
        """The job's output folder, its wall and CPU seconds, and its events with their times."""
        name = f"job{next(self._ids)}"
        output = self._folder / name
        output.mkdir()
        job = RenderJob(name, Script(source), RenderSettings(quality), output, dry_run=dry_run)
        host, used = self._host, cpu_seconds(self._host)
        began = time.perf_counter()
        self._renderer.submit(job)
        events = [(time.perf_counter() - began, event) for event in self._renderer.events(name)]
        wall = time.perf_counter() - began
        last = events[-1][1]
        if isinstance(last, RenderFailed):
            raise RenderBroken(f"ours failed: {last.failure.message}")
        if not isinstance(last, RenderFinished | TimelineFound):
            raise RenderBroken(f"ours ended with {last}")
        # The last event does not wait for the end of the processes that have watched the job.
        while not has_reaped(host):
            time.sleep(_POLL_SECONDS)
        return output, wall, cpu_seconds(host) - used, events


def _first(events: list[tuple[float, RenderEvent]], kind: type[RenderEvent]) -> float | None:
    """When the first event of this kind came, in seconds."""
    return next((seconds for seconds, event in events if isinstance(event, kind)), None)
