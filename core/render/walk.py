"""Walking through a folder that its script may change meanwhile, without following a link."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path

DEEPEST = 64
"""Most folders within each other that are walked into."""

_FOLDER = os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC


def walk(folder: Path) -> Iterator[os.stat_result]:
    """What is in a folder and in those below it; what goes meanwhile is passed over.

    Raises OSError, also where folders lie too deep within each other."""
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
