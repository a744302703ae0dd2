"""What of its memory a process has changed or looked at, and having as much before it is needed.

A forked process shares all memory with the one that it comes from. The kernel copies a page when one of the
two first changes it, and finds a file's page when it is first looked at. That takes longer than what a small
job then does with the page.
"""

from __future__ import annotations

import mmap
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from core.render.sandbox import kernel

Range = tuple[int, int]
"""Where a piece of memory starts, and how many bytes it has."""

_Words = npt.NDArray[np.uint64]

_PRESENT, _OF_A_FILE, _ALONE = 1 << 63, 1 << 61, 1 << 56
"""What /proc/PID/pagemap says of a page: it is there, it is a file's or shared, no other process has it."""

_SPECIAL = ("[vvar]", "[vvar_vclock]", "[vdso]", "[vsyscall]", "[stack]")
_WORD = 8
_PAGE = mmap.PAGESIZE

_ROOM = 12 << 20
"""Bytes that a small job asks for: the pictures of a draft and what encodes them."""


@dataclass(frozen=True, slots=True)
class Footprint:
    """The pieces of memory that were changed, and those of files that were looked at."""

    changed: tuple[Range, ...] = ()
    seen: tuple[Range, ...] = ()

    @classmethod
    def of_this_process(cls) -> Footprint:
        """What this process has alone, and what of files it has at hand. Raises OSError."""
        changed: list[Range] = []
        seen: list[Range] = []
        with Path("/proc/self/pagemap").open("rb", buffering=0) as pages:
            for start, end, writable in _mappings():
                pages.seek(start // _PAGE * _WORD)
                words = np.frombuffer(pages.read((end - start) // _PAGE * _WORD), np.uint64)
                if writable:
                    changed += _ranges(start, words, lambda kind: kind == _PRESENT | _ALONE)
                seen += _ranges(
                    start, words, lambda kind: kind & (_PRESENT | _OF_A_FILE) == _PRESENT | _OF_A_FILE
                )
        return cls(tuple(changed), tuple(seen))

    def tread(self) -> None:
        """Have all of it in this process, as far as it is there, and some room for what is new."""
        for ranges, write in ((self.changed, True), (self.seen, False)):
            for start, length in ranges:
                with suppress(OSError):  # it is not there any more, or the kernel is older than 5.14
                    kernel.populate(start, length, write=write)
        _make_room()


def _make_room() -> None:
    """Have memory for new things."""
    # What malloc gives back to the kernel the first time, it keeps the second: by then it has learnt that
    # blocks of this size come and go.
    np.empty(_ROOM, np.uint8)
    block = np.empty(_ROOM, np.uint8)
    start = -(-block.ctypes.data // _PAGE) * _PAGE
    with suppress(OSError):
        kernel.populate(start, _ROOM - _PAGE, write=True)


def _mappings() -> Iterator[tuple[int, int, bool]]:
    """Start, end and whether it can be written, of each private mapping that can be read."""
    for line in Path("/proc/self/maps").read_text("utf-8", "replace").splitlines():
        place, rights, *_ = line.split()
        if rights.startswith("r") and rights.endswith("p") and not line.endswith(_SPECIAL):
            start, end = (int(part, 16) for part in place.split("-"))
            yield start, end, "w" in rights


def _ranges(start: int, words: _Words, wanted: Callable[[_Words], npt.NDArray[np.bool_]]) -> list[Range]:
    """The pieces of a mapping whose pages are of the wanted kind."""
    kinds = words & np.uint64(_PRESENT | _OF_A_FILE | _ALONE)
    edges = np.flatnonzero(np.diff(wanted(kinds), prepend=False, append=False)).tolist()
    return [
        (start + first * _PAGE, (last - first) * _PAGE)
        for first, last in zip(edges[::2], edges[1::2], strict=True)
    ]
