"""Removing a folder in which a script has done its worst: depth, number, names and modes do not matter."""

from __future__ import annotations

import os
import secrets
import sys
from contextlib import suppress
from pathlib import Path

_FOLDER = os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC


def remove(folder: Path) -> bool:
    """Remove what lies there, a folder with all that is in it; whether it is gone. Raises nothing.

    No link is followed. It takes neither recursion nor a descriptor for each level: folders within folders
    are moved up to the top and emptied there, so that no path is ever longer than two names.
    """
    try:
        if not folder.is_dir() or folder.is_symlink():
            folder.unlink()
            return True
        top = _open(str(folder), None)
        try:
            emptied = _Emptying(top).run()
        finally:
            os.close(top)
        folder.rmdir()
    except FileNotFoundError:
        return True
    except OSError:
        return False
    return emptied


class _Emptying:
    """The emptying of one open folder, and the folders in it that were moved up and wait for theirs."""

    def __init__(self, top: int) -> None:
        self._top = top
        # No script can have foreseen this, so no name of its own is taken for one of ours.
        self._mark = f".{secrets.token_hex(16)}-"
        self._moved = 0
        self._waiting: list[str] = []

    def run(self) -> bool:
        """Whether everything could be removed."""
        whole = self._clear(self._top)
        while self._waiting:
            name = self._waiting.pop()
            try:
                folder = _open(name, self._top)
                try:
                    self._clear(folder)
                finally:
                    os.close(folder)
                os.rmdir(name, dir_fd=self._top)
            except OSError:
                whole = False
        return whole

    def _clear(self, folder: int) -> bool:
        """Take everything out of a folder; whether nothing but what was moved there is left."""
        while True:
            done = failed = 0
            with os.scandir(folder) as entries:
                for entry in entries:
                    if entry.name.startswith(self._mark):
                        continue
                    if self._take(entry, folder):
                        done += 1
                    else:
                        failed += 1
            # Not every file system lists all of a folder that shrinks meanwhile.
            if not done:
                return not failed

    def _take(self, entry: os.DirEntry[str], folder: int) -> bool:
        try:
            if entry.is_dir(follow_symlinks=False):
                if not _remove_empty(entry.name, folder):
                    self._move_up(entry.name, folder)
            else:
                os.unlink(entry.name, dir_fd=folder)
        except OSError:
            return False
        return True

    def _move_up(self, name: str, folder: int) -> None:
        new = f"{self._mark}{self._moved}"
        try:
            os.rename(name, new, src_dir_fd=folder, dst_dir_fd=self._top)
        except PermissionError:  # a folder that its owner may not change cannot be moved either
            _unlock(name, folder)
            os.rename(name, new, src_dir_fd=folder, dst_dir_fd=self._top)
        self._moved += 1
        self._waiting.append(new)


def _remove_empty(name: str, parent: int) -> bool:
    """Whether the folder was empty, and is gone: most are, and are done with like this."""
    try:
        os.rmdir(name, dir_fd=parent)
    except OSError:
        return False
    return True


def _open(name: str, parent: int | None) -> int:
    """A folder that its owner may read and change from now on. Raises OSError."""
    try:
        folder = os.open(name, _FOLDER, dir_fd=parent)
    except PermissionError:
        _unlock(name, parent)
        folder = os.open(name, _FOLDER, dir_fd=parent)
    with suppress(OSError):  # another's; whether it can be emptied will show
        os.fchmod(folder, 0o700)
    return folder


def _unlock(name: str, parent: int | None) -> None:
    """Give a folder's owner all rights to it, never through a link. Raises OSError."""
    if sys.platform == "linux":
        # The kernel changes no mode without following links, but that of what is open it does.
        held = os.open(name, os.O_PATH | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC, dir_fd=parent)
        try:
            os.chmod(f"/proc/self/fd/{held}", 0o700)  # noqa: PTH101 - a Path says no more about it
        finally:
            os.close(held)
    else:
        os.chmod(name, 0o700, dir_fd=parent, follow_symlinks=False)
