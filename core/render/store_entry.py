"""One entry of the store on the disk: its files, and the list that says what they must be."""

from __future__ import annotations

import contextlib
import errno
import hashlib
import json
import os
import re
import secrets
import shutil
import stat
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

NEW = ".new-"
"""How the names of what is being written begin."""

_LIST = "entry.json"
_LONGEST_LIST = 1 << 16
_CHUNK = 1 << 20
_NAME = re.compile(r"[A-Za-z0-9_][A-Za-z0-9._-]{0,99}")
_FOLDER = os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC
# O_NONBLOCK: a pipe in the place of a file is refused, not waited for.
_READ = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC
_WRITE = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC

_NOT_AS_KEPT = (errno.ENOENT, errno.ELOOP, errno.ENXIO)
"""A file is gone, or something else is in its place; any other error is not the entry's fault."""


class Listed(NamedTuple):
    """A file as its entry's list has it."""

    size: int
    digest: str


class Spoiled(Exception):
    """An entry is not what was kept."""


@contextlib.contextmanager
def opened(folder: Path | str, parent: int | None = None) -> Iterator[int]:
    """A folder, never through a symbolic link. Raises OSError."""
    descriptor = os.open(folder, _FOLDER, dir_fd=parent)
    try:
        yield descriptor
    finally:
        os.close(descriptor)


def write(fan: int, key: str, files: Mapping[str, Path | bytes], within: int | None) -> bool:
    """Write an entry, which appears as a whole; False if that failed, or if there is one already.

    What is not given as bytes is a path, which goes from the open folder `within`, where there is one.
    """
    new = f"{NEW}{secrets.token_hex(8)}"
    try:
        os.mkdir(new, dir_fd=fan)
        with opened(new, fan) as entry:
            listed = {name: _put(given, name, entry, within) for name, given in files.items()}
            with os.fdopen(os.open(_LIST, _WRITE, 0o666, dir_fd=entry), "w", encoding="utf-8") as file:
                json.dump({"key": key, "files": listed}, file)
        os.rename(new, key, src_dir_fd=fan, dst_dir_fd=fan)
    except OSError:
        shutil.rmtree(new, ignore_errors=True, dir_fd=fan)
        return False
    return True


def copy(source: int, target: Path | str, folder: int | None = None) -> Listed:
    """Copy an open file, and close it, to a new one; says what was copied. Raises OSError."""
    with os.fdopen(source, "rb", 0) as given:
        return _write_all(iter(lambda: given.read(_CHUNK), b""), target, folder)


def _put(given: Path | bytes, name: str, entry: int, within: int | None) -> Listed:
    if isinstance(given, bytes):
        return _write_all([given], name, entry)
    return copy(_open_regular(given, within), name, entry)


def _write_all(chunks: Iterable[bytes], target: Path | str, folder: int | None) -> Listed:
    size, told = 0, hashlib.sha256()
    with os.fdopen(os.open(target, _WRITE, 0o666, dir_fd=folder), "wb") as file:
        for chunk in chunks:
            size += len(chunk)
            told.update(chunk)
            file.write(chunk)
    return Listed(size, told.hexdigest())


def measure(source: int) -> Listed:
    """What an open file, which is closed then, would be listed as. Raises OSError."""
    with os.fdopen(source, "rb") as given:
        digest = hashlib.file_digest(given, "sha256").hexdigest()
        return Listed(given.tell(), digest)


def _open_regular(path: Path | str, folder: int | None = None) -> int:
    descriptor = os.open(path, _READ, dir_fd=folder)
    if stat.S_ISREG(os.fstat(descriptor).st_mode):
        return descriptor
    os.close(descriptor)
    raise OSError(errno.ENXIO, "not a file", str(path))


def open_listed(entry: int, name: str, expected: Listed) -> int:
    """A file of an entry, of the size that it had when it was kept. Raises Spoiled, OSError."""
    try:
        descriptor = _open_regular(name, entry)
    except OSError as error:
        if error.errno in _NOT_AS_KEPT:
            raise Spoiled from error
        raise
    if os.fstat(descriptor).st_size == expected.size:
        return descriptor
    os.close(descriptor)
    raise Spoiled


def read_list(entry: int, key: str) -> dict[str, Listed]:
    """What the entry says that it holds. Raises Spoiled, OSError."""
    try:
        with os.fdopen(_open_regular(_LIST, entry), "rb") as file:
            told = json.loads(file.read(_LONGEST_LIST))
        if told["key"] != key or not all(map(is_name, told["files"])):
            raise Spoiled
        return {name: Listed(int(size), str(digest)) for name, (size, digest) in told["files"].items()}
    except OSError as error:
        if error.errno in _NOT_AS_KEPT:
            raise Spoiled from error
        raise
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise Spoiled from error


def is_name(name: str) -> bool:
    """Whether an entry may have a file of this name."""
    return _NAME.fullmatch(name) is not None and name != _LIST
