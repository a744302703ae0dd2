"""What a job's processes read from SVGs, as files in a folder of the job, and its way into the cache."""

from __future__ import annotations

import os
import re
import stat
from contextlib import suppress
from itertools import islice
from pathlib import Path

from core.render.store import Store
from core.render.store_entry import opened

NAME = "glyphs"
"""The one file of an entry."""

SIZE_LIMIT = 4 << 20
"""Largest file, in bytes; a page of text has an eighth of that."""

JOB_LIMIT = 1000
"""Most files that are taken from one job."""

_FILE = re.compile(rf"([0-9a-f]{{64}})\.{NAME}")


def place(folder: Path, key: str) -> Path:
    """Where a job puts what it keeps under this key."""
    return folder / f"{key}.{NAME}"


def keep_all(folder: Path, store: Store) -> None:
    """Put what a job left in its folder into the store, and make room there.

    Nothing in the folder is believed to be what it is called. Raises nothing: what is not kept is read anew.
    """
    kept = False
    with suppress(OSError), opened(folder) as place, os.scandir(place) as found:
        for file in islice(found, JOB_LIMIT):
            named = _FILE.fullmatch(file.name)
            if named and _is_plain(file):
                kept |= store.keep(named[1], {NAME: Path(file.name)}, place)
    if kept:
        store.prune()


def _is_plain(file: os.DirEntry[str]) -> bool:
    facts = file.stat(follow_symlinks=False)
    return stat.S_ISREG(facts.st_mode) and facts.st_nlink == 1 and facts.st_size <= SIZE_LIMIT
