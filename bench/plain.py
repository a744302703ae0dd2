"""Plain Manim: a fresh process for each render, with its own caching as it comes."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

from bench.cases import Case
from bench.sample import RenderBroken, Sample, look_at
from bench.usage import PeakMemory
from core.model import Quality

FLAGS = {Quality.DRAFT: "-ql", Quality.STANDARD: "-qm", Quality.HIGH: "-qh"}

_LAST_LINES = 3


class Plain:
    """One case's folder: the script, and Manim's media folder beside it."""

    def __init__(self, folder: Path, case: Case) -> None:
        self._case = case
        self._folder = folder
        self._file = folder / f"{case}.py"
        self._media = folder / "media"
        folder.mkdir(parents=True)

    def warm(self) -> None:
        """Render once in the smallest size, so that formulas, texts and Python's own caches are there."""
        self.render(self._case.source, Quality.DRAFT)

    def clear_parts(self) -> None:
        """Forget every drawn play; formulas stay."""
        shutil.rmtree(self._media / "videos", ignore_errors=True)

    def render(self, source: str, quality: Quality) -> Sample:
        """Measure one render. Raises RenderBroken."""
        process, began = self._start(source, quality)
        return self._finish(process, began, quality)

    def peak(self, source: str, quality: Quality) -> int:
        """The memory of one render at its highest, in bytes. Raises RenderBroken."""
        process, began = self._start(source, quality)
        with PeakMemory(process.pid) as memory:
            self._finish(process, began, quality)
        return memory.peak

    def _start(self, source: str, quality: Quality) -> tuple[subprocess.Popen[bytes], float]:
        self._file.write_text(source, "utf-8")
        # --silent: whether a newer Manim is out is asked over the network, which is no part of a render.
        command = [sys.executable, "-m", "manim", "render", FLAGS[quality], "--media_dir", str(self._media)]
        command += [str(self._file), self._case.scene, "--progress_bar", "none", "--silent"]
        with self._log.open("wb") as log:
            began = time.perf_counter()
            process = subprocess.Popen(command, cwd=self._folder, stdout=log, stderr=subprocess.STDOUT)
        return process, began

    def _finish(self, process: subprocess.Popen[bytes], began: float, quality: Quality) -> Sample:
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - began
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            lines = self._log.read_text("utf-8", "replace").split("\n")
            raise RenderBroken(f"plain Manim ended with {process.returncode}: {lines[-_LAST_LINES:]}")
        video = self._media / "videos" / self._case / str(quality.picture) / f"{self._case.scene}.mp4"
        return Sample(wall, usage.ru_utime + usage.ru_stime, look_at(video))

    @property
    def _log(self) -> Path:
        return self._folder / "log.txt"
