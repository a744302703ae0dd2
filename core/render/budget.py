"""What a whole job may use of memory, processes and disk, looked at from outside a few times a second."""

from __future__ import annotations

import os
import stat
import time
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from core.render import tree
from core.render.exits import Kill
from core.render.wire import Bounds

DEEPEST = 64
"""Most folders within each other that a job may make; those below could not be looked at."""

SHARE = 40.0
"""How many times as long as a look took nobody looks again unless something calls for it: looking costs."""

LOST = 8
"""Where the machine has lost this part of a limit since the last look, it is looked at again at once."""

SOCKET_BYTES = 512 << 10
"""What a socket can hold in the kernel, where it counts as nobody's memory; as Linux has it by default."""

_FOLDER = os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC
_BLOCK = 512
_SHARED_MEMORY = -1
"""In the place of a device: memory that is mapped to be shared and has no file."""


class Budget:
    """The limits of one job whose files are below `folder`."""

    def __init__(self, folder: Path, bounds: Bounds) -> None:
        """Raises OSError where the folder cannot be read."""
        self._folder = folder
        self._device = folder.stat().st_dev
        self._bounds = bounds
        self._next_look = 0.0
        self._hidden = 0
        self._next_weighing = 0.0
        self._free = (0, 0)
        self._room = (0, 0)

    def overdrawn(self, family: list[tree.Process]) -> Kill | None:
        """What these processes, all that the job has, take too much of together, if anything."""
        # The first process of an isolated job is none of its own.
        if len(family) > self._bounds.processes + 1:
            return Kill.PROCESSES
        if self._is_heavy(family):
            return Kill.MEMORY
        began, room = time.monotonic(), _room(self._folder)
        limits = (min(self._bounds.disk, self._bounds.resident), self._bounds.files)
        if began < self._next_look and not _lost(self._room, room, limits):
            return None
        self._room = room
        found = self._look(family)
        ended = time.monotonic()
        self._next_look = ended + SHARE * (ended - began)
        return found

    def _is_heavy(self, family: list[tree.Process]) -> bool:
        """Whether they hold too much memory; to weigh many processes takes long, and little changes."""
        began, free = time.monotonic(), (_free_memory(), 0)
        if began < self._next_weighing and not _lost(self._free, free, (self._bounds.resident, 1)):
            return False
        heavy = tree.exceeds(family, self._bounds.resident - self._hidden)
        ended = time.monotonic()
        self._free, self._next_weighing = free, ended + SHARE * (ended - began)
        return heavy

    def _look(self, family: list[tree.Process]) -> Kill | None:
        """Go through the files on the disk, and those that are open."""
        held = _Held.by((process.pid for process in family), self._device)
        self._hidden = SOCKET_BYTES * len(held.sockets) + sum(held.shared.values())
        if self._hidden > self._bounds.resident:
            return Kill.MEMORY
        try:
            files, size = self._on_disk()
        except OSError:  # the script has closed a folder to whoever looks, or made too many within each other
            return Kill.FILES
        if files > self._bounds.files:
            return Kill.FILES
        return Kill.DISK if size + sum(held.unlinked.values()) > self._bounds.disk else None

    def _on_disk(self) -> tuple[int, int]:
        """How many files and folders there are, and the bytes of them. Raises OSError."""
        files = size = 0
        for facts in _walk(self._folder):
            files += 1
            size += facts.st_blocks * _BLOCK
            if files > self._bounds.files:
                break
        return files, size


@dataclass(frozen=True, slots=True)
class _Held:
    """What processes hold without a name, each by its number, in bytes: once, however many hold it.

    `shared` is memory that was mapped to be shared: it stays in the kernel when nobody has its pages.
    """

    unlinked: dict[int, int]
    sockets: set[int]
    shared: dict[int, int]

    @classmethod
    def by(cls, pids: Iterable[int], device: int) -> _Held:
        """Look through the open files and the mappings; of files those on this device."""
        held = cls({}, set(), {})
        for pid in pids:
            for facts in _open_files(pid):
                if stat.S_ISSOCK(facts.st_mode):
                    held.sockets.add(facts.st_ino)
                elif facts.st_nlink == 0 and facts.st_dev == device and stat.S_ISREG(facts.st_mode):
                    held.unlinked[facts.st_ino] = facts.st_blocks * _BLOCK
            mapped = _mapped(pid)
            for (place, number), length in mapped.items():
                if place == device:
                    held.unlinked.setdefault(number, length)
                elif place == _SHARED_MEMORY:
                    held.shared[number] = max(length, held.shared.get(number, 0))
        return held


def _lost(before: tuple[int, int], now: tuple[int, int], limits: tuple[int, int]) -> bool:
    """Whether more than its part of a limit has gone since."""
    return any(old - new > limit // LOST for old, new, limit in zip(before, now, limits, strict=True))


def _free_memory() -> int:
    """Bytes that programs on this machine can still get; 0 where the kernel does not tell."""
    with suppress(OSError):
        for line in Path("/proc/meminfo").read_text("ascii").splitlines():
            if line.startswith("MemAvailable:"):
                return int(line.split()[1]) << 10
    return 0


def _room(folder: Path) -> tuple[int, int]:
    """Bytes and files that fit on the disk yet. Raises OSError."""
    facts = os.statvfs(folder)
    return facts.f_bavail * facts.f_frsize, facts.f_favail


def _walk(folder: Path) -> Iterator[os.stat_result]:
    """What is in a folder and in those below it; what goes meanwhile is passed over. Raises OSError."""
    opened = [os.open(folder, _FOLDER)]
    pending: list[list[str]] = [[]]
    try:
        names, facts = _entries(opened[0])
        pending[0] = names
        yield from facts
        while opened:
            if not pending[-1]:
                os.close(opened.pop())
                pending.pop()
                continue
            name = pending[-1].pop()
            if len(opened) > DEEPEST:
                raise OSError(f"folders within each other, more than {DEEPEST}")
            try:
                opened.append(os.open(name, _FOLDER, dir_fd=opened[-1]))
            except (FileNotFoundError, NotADirectoryError):
                continue
            pending.append([])
            pending[-1], facts = _entries(opened[-1])
            yield from facts
    finally:
        for descriptor in opened:
            os.close(descriptor)


def _entries(folder: int) -> tuple[list[str], list[os.stat_result]]:
    """The folders in an open folder, and the facts of everything in it."""
    folders: list[str] = []
    facts: list[os.stat_result] = []
    with os.scandir(folder) as entries:
        for entry in entries:
            try:
                seen = entry.stat(follow_symlinks=False)
            except FileNotFoundError:
                continue
            facts.append(seen)
            if stat.S_ISDIR(seen.st_mode):
                folders.append(entry.name)
    return folders, facts


def _open_files(pid: int) -> Iterator[os.stat_result]:
    with suppress(OSError):  # it has just ended
        for link in Path(f"/proc/{pid}/fd").iterdir():
            with suppress(OSError):  # it was closed
                yield link.stat()


def _mapped(pid: int) -> dict[tuple[int, int], int]:
    """Mapped files without a name: of each, by its device and number, how many bytes are mapped."""
    try:
        text = Path(f"/proc/{pid}/maps").read_bytes()
    except OSError:  # it has just ended
        return {}
    lengths: dict[tuple[int, int], int] = {}
    for line in text.splitlines():
        if line.endswith(b" (deleted)"):
            span, _, _, place, number = line.split(maxsplit=5)[:5]
            major, minor = place.split(b":")
            begin, end = span.split(b"-")
            is_memory = line.endswith(b" /dev/zero (deleted)")
            device = _SHARED_MEMORY if is_memory else os.makedev(int(major, 16), int(minor, 16))
            what = device, int(number)
            lengths[what] = lengths.get(what, 0) + int(end, 16) - int(begin, 16)
    return lengths
