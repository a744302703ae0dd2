"""Taking a file out of a job's folder: a script had its hands on every name in it, and may have still."""

from __future__ import annotations

import os
import shutil
import stat
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from core.render.store_entry import opened


class BadResult(Exception):
    """What a job left is not the plain file that it should be."""


@contextmanager
def reached(folder: Path, *names: str) -> Iterator[int]:
    """The open folder at the end of these names, below `folder`; none of them may be a link.

    Raises BadResult.
    """
    with ExitStack() as stack:
        try:
            place = stack.enter_context(opened(folder))
            for name in names:
                place = stack.enter_context(opened(name, place))
        except OSError as error:
            raise BadResult(f"{'/'.join(names)} is not a folder of its own: {error.strerror}") from error
        yield place


def carry_out(place: int, name: str, target: Path, limit: int) -> None:
    """Copy a file of an open folder to `target`, all or nothing.

    It must be a regular file with one link and at most `limit` bytes; a symbolic link is never followed.
    Raises BadResult, or OSError when the disk is full.
    """
    try:
        source = os.open(name, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC, dir_fd=place)
    except OSError as error:
        raise BadResult(f"{name} cannot be read: {error.strerror}") from error
    facts = os.fstat(source)
    if not stat.S_ISREG(facts.st_mode) or facts.st_nlink != 1 or not 0 < facts.st_size <= limit:
        os.close(source)
        raise BadResult(f"{name} is not a plain file of the allowed size")
    with os.fdopen(source, "rb") as given:
        beside = target.with_name(f".{target.name}.part")
        with beside.open("wb") as made:
            shutil.copyfileobj(given, made, 1 << 20)
        beside.replace(target)
