"""The small root that an isolated job lives in: what it needs to read, its own folder, and nothing else."""

from __future__ import annotations

import os
import stat
from dataclasses import dataclass
from pathlib import Path

from core.render.sandbox import kernel
from core.render.sandbox.kernel import BIND, NO_DEVICES, NO_EXEC, NO_SETUID, PRIVATE, READ_ONLY, RECURSIVE
from core.render.sandbox.places import DEVICES, SYSTEM, Places

TEMPORARY_BYTES = 64 << 20
"""Room in /tmp and in /dev/shm."""

JOB, OWN_CACHE, SHARED_CACHE = Path("/job"), Path("/cache/own"), Path("/cache/shared")
"""Where an isolated job finds its folder and what earlier jobs left it."""

_OLD, _NEW = Path("/old"), Path("/new")
_INERT = NO_SETUID | NO_DEVICES | NO_EXEC
_FILES = "16k"

_PASSWD = "job:x:{user}:{user}:job:/job:/bin/sh\nnobody:x:65534:65534::/:/bin/sh\n"
_NAMES = "passwd: files\ngroup: files\nhosts: files\n"


@dataclass(frozen=True, slots=True)
class Rooms:
    """The folders of one job outside: the one that it may change, and the two layers of the cache."""

    folder: Path
    cache: Path
    shared: Path


class Root:
    """The root of one job, made in two steps: what every job finds there, and then what is this one's own."""

    def __init__(self, places: Places, ground: Path) -> None:
        """Begin it for this process, which is alone in its mount namespace. Raises OSError.

        `ground` is any folder. The first process of this one's namespace must have left that of mounts.
        """
        # A link would lead elsewhere from where the old root will be.
        real = {place: place.resolve() for place in (*places.runnable, *places.readable)}
        # The interpreter may lie below one of the job's rooms, which come later.
        self._covered = {place: real.pop(place) for place in tuple(real) if _is_below_rooms(place)}
        kernel.mount("none", Path("/"), "", RECURSIVE | PRIVATE)
        _start_from_nothing(ground.resolve())
        _mount_empty("tmp", _INERT)
        for place, source in real.items():
            _show(place, source)
        _make_devices()
        _mount_processes()

    def furnish(self, rooms: Rooms, user: int) -> None:
        """Show the job its rooms, whose paths lead through no link, and no more. Raises OSError."""
        _bind(rooms.folder, JOB, _INERT)
        _bind(rooms.cache, OWN_CACHE, _INERT | READ_ONLY)
        _bind(rooms.shared, SHARED_CACHE, _INERT | READ_ONLY)
        for place, source in self._covered.items():
            _show(place, source)
        _write_configuration(user)
        _forget_the_old()


def _is_below_rooms(place: Path) -> bool:
    return any(place.is_relative_to(room) for room in (JOB, OWN_CACHE, SHARED_CACHE))


def _start_from_nothing(anywhere: Path) -> None:
    """Stand on an empty file system, with what was the root below it."""
    kernel.mount("tmpfs", anywhere, "tmpfs", NO_SETUID | NO_DEVICES, "size=4m,nr_inodes=8k,mode=755")
    old = anywhere / _OLD.name
    old.mkdir()
    kernel.pivot_root(anywhere, old)
    os.chdir("/")
    # The new root has to be a mount of its own before it can take the old one's place.
    _NEW.mkdir()
    kernel.mount(_NEW, _NEW, "", BIND)


def _show(place: Path, source: Path) -> None:
    outside = _outside(place)
    if place in SYSTEM and outside.is_symlink():
        _inside(place).symlink_to(outside.readlink())
    else:
        _bind(source, place, NO_SETUID | NO_DEVICES | READ_ONLY)


def _write_configuration(user: int) -> None:
    """The few files of /etc that name people and machines, without the real ones."""
    folder = _inside(Path("/etc"))
    folder.mkdir(exist_ok=True)
    for name, text in (
        ("passwd", _PASSWD.format(user=user)),
        ("group", f"job:x:{user}:\n"),
        ("nsswitch.conf", _NAMES),
    ):
        (folder / name).write_text(text, "ascii")


def _make_devices() -> None:
    folder = _inside(Path("/dev"))
    folder.mkdir()
    for name in DEVICES:
        (folder / name).touch()
        kernel.mount(_outside(Path("/dev", name)), folder / name, "", BIND)
    for name, target in (("fd", "fd"), ("stdin", "fd/0"), ("stdout", "fd/1"), ("stderr", "fd/2")):
        (folder / name).symlink_to(f"/proc/self/{target}")
    _mount_empty("dev/shm", _INERT)


def _mount_processes() -> None:
    """This namespace's processes; a kernel that shows less of it, or a container, has its way."""
    target = _inside(Path("/proc"))
    target.mkdir()
    for options in ("subset=pid,hidepid=invisible", ""):
        try:
            kernel.mount("proc", target, "proc", _INERT, options)
        except OSError:
            continue
        return
    # Containers with parts of /proc covered allow no new one. Scenes can do without.


def _mount_empty(name: str, flags: int) -> None:
    target = _NEW / name
    target.mkdir(parents=True, exist_ok=True)
    kernel.mount("tmpfs", target, "tmpfs", flags, f"size={TEMPORARY_BYTES},nr_inodes={_FILES},mode=1777")


def _bind(place: Path, at: Path, forbidden: int) -> None:
    outside, inside = _outside(place), _inside(at)
    if stat.S_ISDIR(outside.stat().st_mode):
        inside.mkdir(parents=True, exist_ok=True)
    else:
        inside.parent.mkdir(parents=True, exist_ok=True)
        inside.touch()
    kernel.mount(outside, inside, "", BIND | RECURSIVE)
    kernel.restrict_mount(inside, forbidden)


def _forget_the_old() -> None:
    last = _NEW / _OLD.name
    last.mkdir()
    kernel.pivot_root(_NEW, last)
    os.chdir("/")
    kernel.detach(_OLD)
    _OLD.rmdir()
    kernel.restrict_mount(Path("/"), NO_SETUID | NO_DEVICES | READ_ONLY, below=False)


def _outside(place: Path) -> Path:
    return _OLD / place.relative_to("/")


def _inside(place: Path) -> Path:
    return _NEW / place.relative_to("/")
