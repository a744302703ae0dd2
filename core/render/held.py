"""What the processes of a job hold that has no name on the disk and counts as nobody's memory."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

_BLOCK = 512
_SHARED_MEMORY = -1
"""In the place of a device: memory that is mapped to be shared and has no file."""


@dataclass(frozen=True, slots=True)
class Held:
    """What processes hold without a name, each by its number, in bytes: once, however many hold it.

    `shared` is memory that was mapped to be shared: it stays in the kernel when nobody has its pages.
    """

    unlinked: dict[int, int]
    sockets: set[int]
    shared: dict[int, int]

    @classmethod
    def by(cls, pids: Iterable[int], device: int) -> Held:
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
