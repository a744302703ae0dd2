"""An mp4 file as it lies on the disk."""

from __future__ import annotations

import errno
import os
from pathlib import Path

_HEAD = 16


def require_whole(file: Path) -> None:
    """Raise OSError (ENOSPC) for a file that was cut short; its writer does not say so when it closes it."""
    found: set[bytes] = set()
    place = 0
    with file.open("rb") as opened:
        end = os.fstat(opened.fileno()).st_size
        while place < end:
            opened.seek(place)
            head = opened.read(_HEAD)
            size = int.from_bytes(head[:4], "big")
            if size == 1:  # the true one did not fit
                size = int.from_bytes(head[8:], "big")
            found.add(head[4:8])
            place += max(size, 8)
    if place != end or not {b"moov", b"mdat"} <= found:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(file))
