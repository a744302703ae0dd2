"""What a script reads from outside its own folder: it decides the frames as the script does."""

from __future__ import annotations

import os
import sys
import sysconfig
from pathlib import Path

_LIBRARIES = tuple(
    {
        *(os.path.realpath(place) for place in sysconfig.get_paths().values()),
        *(os.path.realpath(place) for place in (sys.prefix, sys.base_prefix)),
        "/usr",
        "/lib",
        "/etc",
        "/proc",
        "/dev",
        "/sys",
        "/var",
    }
)
"""What belongs to the machine, and changes with the versions that are in every key."""


class Watch:
    """Notes each file that is opened from now on, with its size and time of change."""

    def __init__(self, *own: Path) -> None:
        """Files below `own`, the job's folder and the cache's layers, are the script's or the engine's."""
        self._own = (*_LIBRARIES, *(os.path.realpath(folder) for folder in own))
        self._read: dict[str, str] = {}
        self._on = False

    @property
    def read(self) -> tuple[str, ...]:
        """What has been opened, in order, each as a string that changes when the file does."""
        return tuple(self._read.values())

    def start(self) -> None:
        """Begin to watch this process."""
        self._on = True
        sys.addaudithook(self._hear)

    def _hear(self, event: str, arguments: tuple[object, ...]) -> None:
        if event != "open" or not isinstance(arguments[0], str | bytes | os.PathLike):
            return
        try:
            place = os.path.realpath(os.fsdecode(arguments[0]))
            if place in self._read or any(place == own or place.startswith(f"{own}/") for own in self._own):
                return
            facts = Path(place).stat()
        except (OSError, ValueError):  # there is nothing to read
            return
        self._read[place] = f"{place} {facts.st_size} {facts.st_mtime_ns}"
