"""A job's use of the disk is seen wherever it hides."""

from __future__ import annotations

import mmap
import os
import subprocess
import sys
import textwrap
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from core.render.budget import SOCKET_BYTES, Budget
from core.render.exits import Kill
from core.render.tree import Process, below, family
from core.render.walk import DEEPEST
from core.render.wire import Bounds

MB = 1 << 20
BOUNDS = Bounds(
    wall=60,
    memory=4 << 30,
    resident=64 << 30,
    file_size=256 * MB,
    disk=4 * MB,
    files=50,
    processes=64,
    output=MB,
    children=2,
)


def mine() -> list[Process]:
    """This process in the place of a job's."""
    return [process for process in family(os.getpid()) if process.pid == os.getpid()]


@contextmanager
def doing(code: str) -> Iterator[Callable[[], list[Process]]]:
    """A process that has done this and waits; inside, it and those below it can be asked for."""
    script = f"import sys\n{textwrap.dedent(code)}\nprint('done', flush=True)\nsys.stdin.read()"
    process = subprocess.Popen(
        [sys.executable, "-c", script], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert process.stdin and process.stdout
    try:
        assert process.stdout.readline() == "done\n"
        yield lambda: family(process.pid)
    finally:
        process.stdin.close()
        process.stdout.close()
        process.wait()


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    made = tmp_path / "folder"
    made.mkdir()
    yield made
    made.chmod(0o700)


def test_what_is_within_the_limits_is_nothing(folder: Path) -> None:
    (folder / "deep/deeper").mkdir(parents=True)
    (folder / "deep/deeper/file").write_bytes(b"x" * MB)
    (folder / "link").symlink_to("/usr")
    assert Budget(folder, BOUNDS).overdrawn(mine) is None


def test_bytes_are_counted_in_all_folders(folder: Path) -> None:
    for number in range(5):
        (folder / f"{number}/x").mkdir(parents=True)
        (folder / f"{number}/x/file").write_bytes(b"x" * MB)
    assert Budget(folder, BOUNDS).overdrawn(mine) is Kill.DISK


def test_a_file_with_holes_counts_as_what_it_takes(folder: Path) -> None:
    with (folder / "holes").open("wb") as file:
        file.truncate(1 << 40)
    assert Budget(folder, BOUNDS).overdrawn(mine) is None


def test_files_and_folders_are_counted(folder: Path) -> None:
    for number in range(51):
        (folder / str(number)).mkdir()
    assert Budget(folder, BOUNDS).overdrawn(mine) is Kill.FILES


def test_folders_within_each_other_have_an_end(folder: Path) -> None:
    place = os.open(folder, os.O_RDONLY)
    for _ in range(DEEPEST + 2):
        os.mkdir("x", dir_fd=place)
        deeper = os.open("x", os.O_RDONLY, dir_fd=place)
        os.close(place)
        place = deeper
    os.close(place)
    budget = Budget(folder, replace(BOUNDS, files=1000))
    assert budget.overdrawn(mine) is Kill.FILES


def test_a_file_without_a_name_counts_while_it_is_open(folder: Path) -> None:
    with (folder / "file").open("wb") as file:
        file.write(b"x" * 5 * MB)
        (folder / "file").unlink()
        assert Budget(folder, BOUNDS).overdrawn(mine) is Kill.DISK
    assert Budget(folder, BOUNDS).overdrawn(mine) is None


def test_a_file_without_a_name_counts_while_it_is_mapped(folder: Path) -> None:
    (folder / "file").write_bytes(b"x" * 5 * MB)
    with (folder / "file").open("r+b") as file:
        mapped = mmap.mmap(file.fileno(), 0)
    (folder / "file").unlink()
    assert Budget(folder, BOUNDS).overdrawn(mine) is Kill.DISK
    mapped.close()
    assert Budget(folder, BOUNDS).overdrawn(mine) is None


def test_what_is_forked_while_it_looks_is_counted(folder: Path) -> None:
    """Who looks into a process that forks has to wait for it; a bomb must not win by that."""
    few = replace(BOUNDS, processes=4, resident=1)
    waiting = [sys.executable, "-c", "import sys; sys.stdin.read()"]
    with ExitStack() as stack:

        def start(count: int) -> None:
            for _ in range(count):
                stack.enter_context(subprocess.Popen(waiting, stdin=subprocess.PIPE))

        def growing() -> list[Process]:
            seen = below(os.getpid())
            start(8 - len(seen))
            return seen

        start(1)
        assert Budget(folder, few).overdrawn(growing) is Kill.PROCESSES
        assert Budget(folder, replace(few, processes=64)).overdrawn(growing) is Kill.MEMORY


def test_processes_are_counted(folder: Path) -> None:
    none = replace(BOUNDS, processes=0)
    with doing("") as one:
        assert Budget(folder, none).overdrawn(one) is None, "the first is none of its own"
    with doing("import os\nif os.fork() == 0: sys.stdin.read(); os._exit(0)") as two:
        assert Budget(folder, none).overdrawn(two) is Kill.PROCESSES


def test_memory_is_weighed(folder: Path) -> None:
    assert Budget(folder, replace(BOUNDS, resident=MB)).overdrawn(mine) is Kill.MEMORY


def test_sockets_count_as_memory(folder: Path) -> None:
    bounds = replace(BOUNDS, resident=300 * SOCKET_BYTES)
    with doing("") as nothing:
        assert Budget(folder, bounds).overdrawn(nothing) is None
    with doing("import socket\npairs = [socket.socketpair() for _ in range(151)]") as pairs:
        assert Budget(folder, bounds).overdrawn(pairs) is Kill.MEMORY


def test_memory_that_was_shared_counts_though_nobody_has_it(folder: Path) -> None:
    bounds = replace(BOUNDS, resident=128 * MB)
    code = """
    import mmap
    shared = mmap.mmap(-1, {0} << 20)
    for _ in range({0}):
        shared.write(b"x" * (1 << 20))
    shared.madvise(mmap.MADV_DONTNEED)
    """
    with doing(code.format(32)) as little:
        assert Budget(folder, bounds).overdrawn(little) is None
    with doing(code.format(129)) as much:
        assert Budget(folder, bounds).overdrawn(much) is Kill.MEMORY
