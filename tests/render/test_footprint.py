"""What a job takes of memory is found by running one, and had before there is a job."""

from __future__ import annotations

import json
import mmap
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from core.render.footprint import Footprint, Range
from core.render.sandbox import kernel
from core.settings import PROJECT
from tests.sandbox.forked import forked

PAGE = mmap.PAGESIZE
PAGES = 64


@pytest.fixture
def memory() -> np.ndarray:
    """Some pages, each filled with its own number."""
    pages = np.frombuffer(mmap.mmap(-1, PAGES * PAGE, mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS), np.uint8)
    pages = pages.reshape(PAGES, PAGE)
    pages[:] = np.arange(PAGES)[:, None]
    if isinstance(forked(lambda: kernel.populate(pages.ctypes.data, PAGE, write=True)), list):
        pytest.skip("this kernel has no MADV_POPULATE_WRITE")
    return pages


def place(memory: np.ndarray, first: int, last: int) -> Range:
    return memory[first].ctypes.data, (last - first) * PAGE


def changed(memory: np.ndarray) -> list[int]:
    """The numbers of the pages that this process has changed since it was forked."""
    found = []
    for start, length in Footprint.of_this_process().changed:
        pages = range((start - memory.ctypes.data) // PAGE, (start + length - memory.ctypes.data) // PAGE)
        found += [page for page in pages if page in range(PAGES)]
    return found


def test_the_pages_that_were_changed_are_found(memory: np.ndarray) -> None:
    def write() -> list[int]:
        for page in (3, 4, 60):
            memory[page, 7] = 1
        return changed(memory)

    assert forked(lambda: changed(memory)) == []
    assert forked(write) == [3, 4, 60]


def test_files_that_were_looked_at_are_found(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"x" * PAGE * 32)
    with (tmp_path / "file").open("rb") as file:
        seen = mmap.mmap(file.fileno(), 0, mmap.MAP_PRIVATE, mmap.PROT_READ)
    start = np.frombuffer(seen, np.uint8).ctypes.data

    def pages(act: Callable[[], object]) -> int:
        act()
        return sum(
            length for at, length in Footprint.of_this_process().seen if start <= at < start + PAGE * 32
        )

    nothing, one = forked(lambda: pages(lambda: None)), forked(lambda: pages(lambda: seen[0]))
    assert nothing == 0
    assert PAGE <= one <= 32 * PAGE  # the kernel may take its neighbours too
    whole = Footprint(seen=((start, PAGE * 32),))
    assert forked(lambda: pages(whole.tread)) == 32 * PAGE


def test_who_has_trodden_a_footprint_has_its_pages_as_they_were(memory: np.ndarray) -> None:
    footprint = Footprint((place(memory, 5, 40),))

    def tread() -> list[object]:
        footprint.tread()
        return [changed(memory), bool((memory == np.arange(PAGES)[:, None]).all())]

    assert forked(tread) == [list(range(5, 40)), True]


def test_what_is_not_there_any_more_is_passed_over(memory: np.ndarray) -> None:
    nowhere = (PAGE, PAGE), (1 << 46, 8 * PAGE)

    def tread() -> list[int]:
        Footprint((*nowhere, place(memory, 9, 10)), nowhere).tread()
        return changed(memory)

    assert forked(tread) == [9]


def test_a_small_job_leaves_a_footprint_and_nothing_else(tmp_path: Path) -> None:
    code = """
import json, sys
from pathlib import Path
from core.render.rehearsal import rehearse
footprint = rehearse(Path("."))
json.dump([footprint.changed, footprint.seen], sys.stdout)
"""
    ran = subprocess.run(
        [sys.executable, "-c", code],
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": str(PROJECT)},
        check=True,
        capture_output=True,
    )
    sizes = [sum(length for _, length in ranges) >> 20 for ranges in json.loads(ran.stdout)]
    assert all(1 <= size < 200 for size in sizes), sizes
    assert ran.stderr == b""
    assert [found.name for found in tmp_path.iterdir() if found.name != "media"] == []
