"""Open files that a forked process has inherited."""

from __future__ import annotations

import os

_HIGHEST = 1 << 16


def close_descriptors(keep: tuple[int, ...]) -> None:
    """Close every inherited file but the standard three and `keep`."""
    start = 3
    for descriptor in sorted(keep):
        os.closerange(start, descriptor)
        start = max(start, descriptor + 1)
    os.closerange(start, _HIGHEST)
