"""Compiled formulas as files: each sealed with a digest, and the folder that keeps them for later jobs."""

from __future__ import annotations

import hashlib
import os
import re
import secrets
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from core.render.pruning import Weighed, prune

SIZE_LIMIT = 4 << 20
"""Largest file of a formula, in bytes; a page of text has a tenth of that."""

JOB_LIMIT = 2000
"""Most files that are taken from one job."""

_NAME = re.compile(r"[0-9a-f]{64}\.svg")
_BESIDE = ".part-"
_SEAL = "\n<!-- sha256 {} -->\n"
_SEAL_LENGTH = len(_SEAL.format("0" * 64))


def read(folder: Path, name: str) -> bytes | None:
    """The SVG of that name; None where it is missing, or not as it was written."""
    try:
        place = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    except OSError:
        return None
    try:
        return _read_at(place, name)
    finally:
        os.close(place)


def write(folder: Path, name: str, svg: bytes) -> None:
    """Put a sealed SVG into the folder, all or nothing. Raises OSError."""
    # Not a temporary file of Python's, which nobody else may read: a job can be another user.
    beside = folder / f"{_BESIDE}{secrets.token_hex(8)}"
    try:
        with beside.open("xb") as made:
            made.write(svg + _seal(name, svg))
        beside.replace(folder / name)
    except OSError:
        beside.unlink(missing_ok=True)
        raise


def keep_all(job_store: Path, kept: Path, limit: int) -> None:
    """Copy what a job compiled into `kept`, and hold that folder to `limit` bytes: the least used goes first.

    Nothing in the job's folder is believed but its seals, which tell damage and not malice. Raises nothing:
    a formula that is not kept is compiled again.
    """
    with suppress(OSError):
        kept.mkdir(parents=True, exist_ok=True)
        for name, svg in _found(job_store):
            if read(kept, name) == svg:
                os.utime(kept / name)
            else:
                write(kept, name, svg)
    prune([Kept(kept)], limit)


@dataclass(frozen=True, slots=True)
class Kept:
    """The folder of kept formulas, as pruning sees it."""

    folder: Path

    def weigh(self) -> Iterator[Weighed]:
        """Every formula, and what a writer that was killed has left."""
        with suppress(OSError), os.scandir(self.folder) as entries:
            for entry in entries:
                if _NAME.fullmatch(entry.name) or entry.name.startswith(_BESIDE):
                    facts = entry.stat(follow_symlinks=False)
                    yield Weighed(facts.st_mtime_ns, facts.st_size, entry.name)

    def drop(self, one: Weighed) -> bool:
        """Remove one that was weighed; False if it has been used since, and so stays."""
        with suppress(OSError):
            if (self.folder / one.name).lstat().st_mtime_ns != one.used:
                return False
            (self.folder / one.name).unlink()
        return True


def _found(job_store: Path) -> Iterator[tuple[str, bytes]]:
    with _opened_folder(job_store) as place, os.scandir(place) as entries:
        names = (entry.name for entry in entries if _NAME.fullmatch(entry.name))
        for name in islice(names, JOB_LIMIT):
            svg = _read_at(place, name)
            if svg is not None:
                yield name, svg


@contextmanager
def _opened_folder(path: Path) -> Iterator[int]:
    place = os.open(path, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
    try:
        yield place
    finally:
        os.close(place)


def _read_at(place: int, name: str) -> bytes | None:
    """A plain file of the allowed size whose seal is whole; a link of either kind is none."""
    try:
        opened = os.open(name, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK, dir_fd=place)
        with os.fdopen(opened, "rb") as file:
            facts = os.fstat(opened)
            if not stat.S_ISREG(facts.st_mode) or facts.st_nlink != 1 or facts.st_size > SIZE_LIMIT:
                return None
            sealed = file.read(SIZE_LIMIT)
    except OSError:
        return None
    svg, seal = sealed[:-_SEAL_LENGTH], sealed[-_SEAL_LENGTH:]
    return svg if seal == _seal(name, svg) else None


def _seal(name: str, svg: bytes) -> bytes:
    """The last line of a file: it holds for this SVG under this name only."""
    return _SEAL.format(hashlib.sha256(name.encode() + b"\0" + svg).hexdigest()).encode()
