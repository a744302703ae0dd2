"""The bounded folder that keeps what was drawn: a few files for each key, shared by all processes."""

from __future__ import annotations

import contextlib
import os
import re
import secrets
import shutil
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from core.render.pruning import Weighed, prune
from core.render.store_entry import (
    NEW,
    Listed,
    Spoiled,
    copy,
    is_name,
    measure,
    open_listed,
    opened,
    read_list,
    write,
)

LEFTOVER_SECONDS = 3600.0
"""After so long without a change, what a writer left unfinished belongs to nobody."""

_KEY = re.compile(r"[0-9a-f]{64}")
_OLD = ".old-"


@dataclass(frozen=True, slots=True)
class Entry:
    """What is kept under one key: its files by name, and the bytes of all of them together."""

    key: str
    files: Mapping[str, Path]
    size: int


class Store:
    """Entries below `folder`, at most `limit` bytes of them after `prune`; safe from several processes.

    A key is the hex of a SHA-256; a file's name is letters, digits, dots, dashes. Others are a ValueError.
    No method raises OSError: a disk that fails makes a miss.
    """

    def __init__(self, folder: Path, limit: int) -> None:
        self._folder = folder
        self._limit = limit

    def find(self, key: str) -> Entry | None:
        """The entry where it lies, its files' sizes checked but not their bytes. It may go at any moment."""
        with self._use(key) as entry:
            if entry is None:
                return None
            listed = read_list(entry, key)
            for name, expected in listed.items():
                os.close(open_listed(entry, name, expected))
            return _entry(key, self._folder / key[:2] / key, listed)
        return None

    def take(self, key: str, into: Path) -> Entry | None:
        """A copy of the entry in `into`, every byte of it checked; an entry that fails is removed."""
        with self._use(key) as entry, contextlib.ExitStack() as undo:
            if entry is None:
                return None
            into.mkdir(parents=True, exist_ok=True)
            listed = read_list(entry, key)
            copies: dict[str, Path] = {}
            for name, expected in listed.items():
                copies[name] = into / f"{NEW}{secrets.token_hex(8)}"
                undo.callback(copies[name].unlink, missing_ok=True)
                if copy(open_listed(entry, name, expected), copies[name]) != expected:
                    raise Spoiled
            for name, made in copies.items():
                made.replace(into / name)
            return _entry(key, into, listed)
        return None

    def read(self, key: str, name: str) -> bytes | None:
        """The bytes of one file of the entry, all of them checked; an entry that fails is removed."""
        with self._use(key) as entry:
            if entry is None:
                return None
            expected = read_list(entry, key).get(name)
            if expected is None:
                return None
            with os.fdopen(open_listed(entry, name, expected), "rb") as file:
                data = file.read()
            if sha256(data).hexdigest() != expected.digest:
                raise Spoiled
            return data
        return None

    def keep(self, key: str, files: Mapping[str, Path | bytes], within: int | None = None) -> bool:
        """Keep copies of the files, by name; a whole entry that is there stays. False if nothing is kept.

        What is not given as bytes is a path, which goes from the open folder `within`, where there is one.
        """
        if not files or not all(map(is_name, files)):
            raise ValueError(f"not names for the files of an entry: {sorted(files)}")
        if self._is_whole(key):
            return True
        with contextlib.suppress(OSError):
            (self._folder / key[:2]).mkdir(parents=True, exist_ok=True)
            with opened(self._folder / key[:2]) as fan:
                return write(fan, key, files, within) or self.find(key) is not None
        return False

    def touch(self, key: str) -> None:
        """Mark the entry, if there is one, as used now: who may only read it cannot."""
        with self._use(key):
            return

    def prune(self) -> None:
        """Remove the entries that were not used for longest, until the rest is within the limit."""
        prune([self], self._limit)

    def weigh(self) -> Iterator[Weighed]:
        """Every entry; what a writer that was killed has left is removed on the way."""
        for fan in _names_in(self._folder):
            with contextlib.suppress(OSError), opened(self._folder / fan) as folder:
                for name in _names_in(folder):
                    with contextlib.suppress(OSError):  # another process has just removed it
                        if _KEY.fullmatch(name):
                            yield Weighed(_used(name, folder), _weight(name, folder), name)
                        elif _is_forsaken(name, folder):
                            shutil.rmtree(name, ignore_errors=True, dir_fd=folder)

    def drop(self, one: Weighed) -> bool:
        """Remove an entry that was weighed; False if it has been used since, and so stays."""
        with contextlib.suppress(OSError), opened(self._folder / one.name[:2]) as folder:
            if _used(one.name, folder) != one.used:
                return False
            _remove(one.name, folder)
        return True

    def _is_whole(self, key: str) -> bool:
        """Whether there is an entry that is what was kept, to the last byte; another is removed."""
        with self._use(key) as entry:
            if entry is None:
                return False
            for name, expected in read_list(entry, key).items():
                if measure(open_listed(entry, name, expected)) != expected:
                    raise Spoiled
            return True
        return False

    @contextlib.contextmanager
    def _use(self, key: str) -> Iterator[int | None]:
        """The open folder of an entry, marked as used now; None if there is no entry that can be read."""
        if not _KEY.fullmatch(key):
            raise ValueError(f"not a key: {key}")
        with contextlib.ExitStack() as stack:
            try:
                fan = stack.enter_context(opened(self._folder / key[:2]))
                entry = stack.enter_context(opened(key, fan))
            except OSError:
                entry = None
            if entry is not None:
                with contextlib.suppress(OSError):  # who may only read leaves no mark
                    os.utime(entry)
            try:
                yield entry
            except Spoiled:
                if entry is not None and _is_same(key, fan, entry):
                    _remove(key, fan)
            except OSError:
                return


def _entry(key: str, folder: Path, listed: Mapping[str, Listed]) -> Entry:
    return Entry(key, {name: folder / name for name in listed}, sum(one.size for one in listed.values()))


def _used(key: str, fan: int) -> int:
    return os.stat(key, dir_fd=fan, follow_symlinks=False).st_mtime_ns


def _is_same(key: str, fan: int, entry: int) -> bool:
    """Whether the key still leads to this open folder, and not to one kept since."""
    with contextlib.suppress(OSError):
        return os.path.samestat(os.stat(key, dir_fd=fan, follow_symlinks=False), os.fstat(entry))
    return False


def _weight(key: str, fan: int) -> int:
    with opened(key, fan) as entry, os.scandir(entry) as files:
        return sum(file.stat(follow_symlinks=False).st_size for file in files)


def _names_in(folder: Path | int) -> list[str]:
    """What is in a folder; nothing if it cannot be read."""
    with contextlib.suppress(OSError), os.scandir(folder) as items:
        return [item.name for item in items]
    return []


def _remove(key: str, fan: int) -> None:
    """Make an entry go at once, whoever reads it; what they have open they can read to its end."""
    old = f"{_OLD}{secrets.token_hex(8)}"
    with contextlib.suppress(OSError):  # removed by another, or not ours to remove
        os.rename(key, old, src_dir_fd=fan, dst_dir_fd=fan)
        shutil.rmtree(old, ignore_errors=True, dir_fd=fan)


def _is_forsaken(name: str, fan: int) -> bool:
    """Whether a process that was killed has left this behind."""
    if name.startswith(_OLD):  # nobody writes to what is being removed
        return True
    return name.startswith(NEW) and time.time() - _used(name, fan) / 1e9 > LEFTOVER_SECONDS
