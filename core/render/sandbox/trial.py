"""Trying a sandbox: a throw-away process enters it and looks whether it holds."""

from __future__ import annotations

import os
import select
import signal
import sysconfig
import tempfile
from collections.abc import Set
from pathlib import Path
from typing import NoReturn

from core.render.sandbox import identity
from core.render.sandbox.entry import WORK, Cell, enter, prepare, separate, stand_by
from core.render.sandbox.limits import SMALL
from core.render.sandbox.means import Means
from core.render.sandbox.places import Places
from core.render.sandbox.root import Rooms

_SECONDS = 10.0
_HELD = b"held"


class _Leak(Exception):
    """Something was possible that must not be."""


def trial(means: Set[Means], places: Places, ground: Path) -> str | None:
    """Enter with these means somewhere below `ground`; None if they hold, or else what went wrong."""
    try:
        with tempfile.TemporaryDirectory(prefix="trial-", dir=ground) as name:
            base = Path(name)
            base.chmod(0o711)
            return _try(means, places, base)
    except OSError as error:
        return f"No process could try it: {error.strerror or error}."


def _try(means: Set[Means], places: Places, base: Path) -> str | None:
    folders = [base / name for name in ("folder", "cache", "shared", f"folder/{WORK}")]
    for folder in folders:
        folder.mkdir()
    (base / "secret").write_text("secret", "ascii")
    (base / "secret").chmod(0o644)
    own = Means.IDENTITY in means and os.geteuid() == 0
    user = identity.spare_user(os.getpid()) if own else None
    others = identity.threads_of(os.geteuid()) if user is None else 0
    cell = Cell(means, places, Rooms(*folders[:3]), SMALL, user, others)
    reading, writing = os.pipe()
    pid = os.fork()
    if pid == 0:
        os.close(reading)
        _overlook(cell, base / "secret", writing)
    os.close(writing)
    try:
        said = _read(reading)
    finally:
        os.close(reading)
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)
    return None if said == _HELD else said.decode("utf-8", "replace") or "It ended without a word."


def _read(reading: int) -> bytes:
    ready, _, _ = select.select([reading], [], [], _SECONDS)
    return os.read(reading, 1 << 12) if ready else b"It took too long."


def _overlook(cell: Cell, secret: Path, writing: int) -> NoReturn:
    """The life of the process in the supervisor's place."""
    try:
        status, status_end = os.pipe()
        separate(cell.means)
        prepare(cell)
        pid = os.fork()
        if pid == 0:
            root = stand_by(cell.means, cell.places, secret.parent, status_end)
            rooms = enter(cell, root, (writing,))
            _look(cell, rooms, secret)
            os.write(writing, _HELD)
            os._exit(0)
        os.waitpid(pid, 0)
        os.close(status)
    except OSError as error:
        place = f" ({error.filename})" if error.filename else ""
        os.write(writing, f"{error.strerror}{place}."[:1000].encode())
    except (_Leak, ValueError) as error:
        os.write(writing, str(error)[:1000].encode())
    finally:
        os._exit(0)


def _look(cell: Cell, rooms: Rooms, secret: Path) -> None:
    """Do what a job needs, and what it must not be able to do. Raises OSError, _Leak."""
    Path("own").write_text("own", "ascii")
    Path(os.__file__).read_bytes()
    list(Path(sysconfig.get_path("purelib")).iterdir())
    list(rooms.cache.iterdir())
    if cell.user is not None and os.getresuid() != (cell.user,) * 3:
        raise _Leak("It is still the studio's user.")
    if cell.means & {Means.NAMESPACES, Means.LANDLOCK} and _can(secret.read_bytes):
        raise _Leak("A file outside could be read.")
    if Means.SECCOMP in cell.means and _can(os.setsid):
        raise _Leak("The filter of system calls does nothing.")


def _can(act: object) -> bool:
    assert callable(act)
    try:
        act()
    except OSError:
        return False
    return True
