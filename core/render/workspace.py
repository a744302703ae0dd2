"""The folder where jobs work: one per renderer, gone when it closes, swept when its server was killed."""

from __future__ import annotations

import fcntl
import os
import tempfile
from pathlib import Path

from core.errors import DiskFull, MachineError
from core.render.removal import remove

_LOCK = "lock"
_PREFIX = "run-"


class Workspace:
    """A folder below `root` that belongs to this renderer for as long as it holds the folder's lock."""

    def __init__(self, root: Path) -> None:
        try:
            root.mkdir(parents=True, exist_ok=True)
            _sweep(root)
            made = Path(tempfile.mkdtemp(prefix="new-", dir=root)).resolve()
            self._lock: int | None = os.open(made / _LOCK, os.O_CREAT | os.O_RDWR, 0o600)
            fcntl.flock(self._lock, fcntl.LOCK_EX)
            # A job that is a user of its own has to get through to its folder.
            made.chmod(0o711)
            # Only now may another renderer's sweep see it.
            self.folder = made.rename(made.with_name(made.name.replace("new-", _PREFIX, 1)))
        except OSError as error:
            raise MachineError(
                f"The work folder {root} cannot be used: {error.strerror}. "
                "Make it writable, or set CHALKMOTION_DATA to a folder that is."
            ) from error

    def make(self, name: str) -> Path:
        """A new empty folder. Raises DiskFull."""
        try:
            return Path(tempfile.mkdtemp(prefix=f"{name}-", dir=self.folder))
        except OSError as error:
            raise DiskFull(
                f"No folder can be made in {self.folder}: {error.strerror}. Free some space and render again."
            ) from error

    def close(self) -> None:
        """Remove the folder; closing twice is closing once."""
        if self._lock is None:
            return
        remove(self.folder)
        os.close(self._lock)
        self._lock = None


def _sweep(root: Path) -> None:
    """Remove folders whose renderer no longer lives: nobody holds their lock."""
    for folder in root.glob(f"{_PREFIX}*"):
        try:
            lock = os.open(folder / _LOCK, os.O_RDWR)
        except FileNotFoundError:  # half removed by its owner
            continue
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            remove(folder)
        except BlockingIOError:
            pass
        finally:
            os.close(lock)
