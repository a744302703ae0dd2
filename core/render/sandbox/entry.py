"""Putting a process that a supervisor has forked into the sandbox, step by step, before it runs a script."""

from __future__ import annotations

import os
import signal
from collections.abc import Set
from dataclasses import dataclass
from pathlib import Path

from core.render import process_names
from core.render.sandbox import identity, kernel, landlock, limits, namespaces, seccomp
from core.render.sandbox.descriptors import close_descriptors
from core.render.sandbox.environment import own_environment
from core.render.sandbox.kernel import NEW_MOUNTS
from core.render.sandbox.means import Means
from core.render.sandbox.places import DEVICES, Places
from core.render.sandbox.root import JOB, OWN_CACHE, SHARED_CACHE, Rooms, Root
from core.render.wire import Bounds

WORK = "job"
"""The folder that a script finds itself in, below the job's own."""

_NICE = 5


@dataclass(frozen=True, slots=True)
class Cell:
    """How one job is isolated: by which means, what it may read, where its folders are, who it is.

    `user` is None where the job stays the user that the studio is. `others` is how many threads that user has
    besides.
    """

    means: Set[Means]
    places: Places
    rooms: Rooms
    bounds: Bounds
    user: int | None
    others: int


def separate(means: Set[Means]) -> None:
    """What the supervisor can do before it knows its job: see to the namespaces. Raises OSError."""
    if Means.NAMESPACES in means:
        namespaces.leave()


def prepare(cell: Cell) -> None:
    """What the supervisor does then, before it forks the process that enters. Raises OSError."""
    if cell.user is not None:
        os.umask(0o022)  # what is kept in the cache is for other users' eyes, if for the readers' alone
        identity.give(cell.rooms.folder, cell.user)
        for layer in {cell.rooms.cache, cell.rooms.shared}:
            identity.show(layer)


def stand_by(means: Set[Means], places: Places, ground: Path, status: int) -> Root | None:
    """What the process that will be the job can do before it is told which: its root, if it gets one.

    `ground` is any folder. Raises OSError.

    At the level of namespaces it is a child of the calling process that returns; that process stays as the
    first one, and writes the child's end to `status`.
    """
    kernel.die_with_parent(signal.SIGKILL)
    if Means.NAMESPACES not in means:
        kernel.name_process(process_names.READY)
        return None
    kernel.name_process(process_names.FIRST)
    namespaces.stay_out_of_reach()
    kernel.unshare(NEW_MOUNTS)
    job = os.fork()
    if job:
        namespaces.stay_first(job, status)
    kernel.die_with_parent(signal.SIGKILL)
    kernel.name_process(process_names.READY)
    return Root(places, ground)


def enter(cell: Cell, root: Root | None, keep: tuple[int, ...]) -> Rooms:
    """Enter with `keep` open and the root from `stand_by`; gives the folders as they are seen from inside.

    Raises OSError.
    """
    kernel.name_process(process_names.JOB)
    rooms = cell.rooms
    if root:
        root.furnish(cell.rooms, os.geteuid() if cell.user is None else cell.user)
        rooms = Rooms(JOB, OWN_CACHE, SHARED_CACHE)
    os.setsid()
    close_descriptors(keep)
    os.chdir(rooms.folder / WORK)
    os.umask(0o077)
    own_environment(rooms.folder / WORK)
    if Means.LIMITS in cell.means:
        limits.volunteer_for_oom()
        limits.limit_resources(cell.bounds, cell.others)
        os.nice(_NICE)
    if cell.user is not None:
        identity.become(cell.user)
    if cell.means & {Means.NAMESPACES, Means.LANDLOCK, Means.SECCOMP}:
        identity.shed_rights()
        kernel.no_new_privileges()
        # What changes the user takes back who dies with whom.
        kernel.die_with_parent(signal.SIGKILL)
    if Means.LANDLOCK in cell.means:
        _close_files(cell, rooms)
    if Means.SECCOMP in cell.means:
        seccomp.restrict(_gaps(cell.means))
    return rooms


def _close_files(cell: Cell, rooms: Rooms) -> None:
    devices = [Path("/dev", name) for name in DEVICES]
    readable = [*cell.places.readable, rooms.cache, rooms.shared, *devices]
    writable = [rooms.folder, Path("/dev/null")]
    if Means.NAMESPACES in cell.means:
        readable += [Path("/proc"), *map(Path, ("/etc/passwd", "/etc/group", "/etc/nsswitch.conf"))]
        writable += [Path("/tmp"), Path("/dev/shm")]
    else:
        # Not all of it: the machine's network shows there too.
        readable += [Path("/proc/self", name) for name in ("fd", "maps", "stat", "statm", "status")]
    landlock.restrict(cell.places.runnable, readable, writable)


def _gaps(means: Set[Means]) -> seccomp.Gaps:
    hidden = Means.NAMESPACES in means
    confined = Means.LANDLOCK in means
    return seccomp.Gaps(
        signals=not hidden and not (confined and landlock.scopes_signals()),
        attributes=not hidden,
        truncation=not hidden and not (confined and landlock.version() >= landlock.TRUNCATES_SINCE),
    )
