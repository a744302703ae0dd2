"""What a whole job may use of memory, processes and disk, looked at from outside a few times a second."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

from core.render import tree
from core.render.exits import Kill
from core.render.held import Held
from core.render.pace import Pace
from core.render.walk import walk
from core.render.wire import Bounds

SOCKET_BYTES = 512 << 10
"""What a socket can hold in the kernel, where it counts as nobody's memory; as Linux has it by default."""

_BLOCK = 512


class Budget:
    """The limits of one job whose files are below `folder`."""

    def __init__(self, folder: Path, bounds: Bounds) -> None:
        """Raises OSError where the folder cannot be read."""
        self._folder = folder
        self._device = folder.stat().st_dev
        self._bounds = bounds
        self._hidden = 0
        self._before = 0
        """Processes and threads of the machine when those of the job were counted."""
        self._weighing = Pace(bounds.resident, bounds.processes)
        # What is open hides memory too.
        self._looking = Pace(bounds.resident, bounds.disk, bounds.files)

    def overdrawn(self, family: Callable[[], list[tree.Process]]) -> Kill | None:
        """What a job takes too much of, if anything; `family` finds all processes that it has."""
        free = _free_memory()
        weigh = self._weighing.is_due(free, -_running())
        look = self._looking.is_due(free, *_room(self._folder))
        if not (weigh or look):
            return None
        try:
            members = self._counted(family)
            found = None
            if weigh:
                found = self._weigh(members, family)
                self._weighing.looked()
            if found is None and look:
                found = self._look(members, family)
                self._looking.looked()
        except _TooMany:
            return Kill.PROCESSES
        return found

    def _counted(self, family: Callable[[], list[tree.Process]]) -> list[tree.Process]:
        """The processes. Raises _TooMany."""
        self._before = _running()
        members = family()
        # The first process of an isolated job is none of its own.
        if len(members) > self._bounds.processes + 1:
            raise _TooMany
        return members

    def _each(
        self, members: list[tree.Process], family: Callable[[], list[tree.Process]]
    ) -> Iterator[tree.Process]:
        """The members, one at a time to look into. Raises _TooMany once there are more than there may be.

        Who looks into a process that forks waits for it, and among many that do so for seconds.
        """
        for process in members:
            yield process
            if _running() > self._before + self._bounds.processes // 2:
                self._counted(family)

    def _weigh(self, members: list[tree.Process], family: Callable[[], list[tree.Process]]) -> Kill | None:
        """Sum up the memory that the processes have."""
        limit = self._bounds.resident - self._hidden
        # Counting shared pages for each is quick and never too little; forked processes share nearly all.
        if sum(process.resident for process in members) <= limit:
            return None
        return Kill.MEMORY if sum(map(tree.share, self._each(members, family))) > limit else None

    def _look(self, members: list[tree.Process], family: Callable[[], list[tree.Process]]) -> Kill | None:
        """Go through the files on the disk, and those that are open."""
        held = Held.by((process.pid for process in self._each(members, family)), self._device)
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
        for facts in walk(self._folder):
            files += 1
            size += facts.st_blocks * _BLOCK
            if files > self._bounds.files:
                break
        return files, size


class _TooMany(Exception):
    """There are more processes than a job may have."""


def _free_memory() -> int:
    """Bytes that programs on this machine can still get; 0 where the kernel does not tell."""
    with suppress(OSError):
        for line in Path("/proc/meminfo").read_text("ascii").splitlines():
            if line.startswith("MemAvailable:"):
                return int(line.split()[1]) << 10
    return 0


def _running() -> int:
    """Processes and threads of the whole machine; 0 where the kernel does not tell."""
    with suppress(OSError, IndexError, ValueError):
        return int(Path("/proc/loadavg").read_text("ascii").split()[3].partition("/")[2])
    return 0


def _room(folder: Path) -> tuple[int, int]:
    """Bytes and files that fit on the disk yet. Raises OSError."""
    facts = os.statvfs(folder)
    return facts.f_bavail * facts.f_frsize, facts.f_favail
