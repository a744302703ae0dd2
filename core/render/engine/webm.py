"""A WebM file as it lies on the disk."""

from __future__ import annotations

import errno
import os
from pathlib import Path
from typing import BinaryIO

_HEAD, _SEGMENT = 0x1A45DFA3, 0x18538067
_LONGEST = 8


def require_whole(file: Path) -> None:
    """Raise OSError (ENOSPC) for a file that was cut short, or that its writer could not complete."""
    with file.open("rb") as opened:
        end = os.fstat(opened.fileno()).st_size
        found: list[int] = []
        # More than these two is not a WebM, however long it goes on.
        while opened.tell() < end and len(found) < 2:
            found.append(_number(opened, marked=True))
            opened.seek(_number(opened), os.SEEK_CUR)
        place = opened.tell()
    # A segment whose writer did not come to its end has all bits of its length set.
    if found != [_HEAD, _SEGMENT] or place != end:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(file))


def _number(opened: BinaryIO, marked: bool = False) -> int:
    """A number of variable length; `marked` leaves in it the bit that tells the length."""
    first = opened.read(1)
    length = _LONGEST + 1 - (first[0].bit_length() if first else 0)
    value = int.from_bytes(first + opened.read(length - 1), "big")
    return value if marked else value & ~(1 << 7 * length)
