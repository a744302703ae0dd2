"""The layers of the cache: one that all jobs read, and one for each session that no other reads."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from core.errors import MachineError
from core.model import RenderJob
from core.render.parts import kept_formulas, kept_glyphs, kept_parts, kept_results
from core.render.store import Entry, Store
from core.render.wire import Start

SHARED, SESSIONS = "shared", "sessions"
"""The folders of the cache: the layer that all jobs read, and the one that holds the sessions' own."""


@dataclass(frozen=True, slots=True)
class Layers:
    """The folders that one job reads: its `own` first, then the `shared` one; for some they are the same.

    What the job makes goes to its own, and not by its hand: the supervisor keeps it. The job only reads.
    """

    own: Path
    shared: Path

    @classmethod
    def of_job(cls, cache: Path, job: RenderJob, shipped: frozenset[str]) -> Layers:
        """Where a job reads and its makings go; `shipped` are the digests of the scripts that ship.

        Nothing in a shipped script comes from its session, so all may read what it made. For the same reason
        it reads nothing else: a layer of the session holds whatever a script of the session has put there
        under whatever key, and what such a part becomes part of would be carried to everybody.
        """
        shared = cache / SHARED
        if job.script.digest in shipped:
            return cls(shared, shared)
        return cls(cache / SESSIONS / _folder_name(job.session), shared)

    @classmethod
    def of_order(cls, order: Start) -> Layers:
        """What a job is told that it may read."""
        return cls(Path(order.cache), Path(order.shared))

    def make(self) -> None:
        """Make the folders, for nobody else's eyes; what they lie in can be passed through, not listed.

        Raises MachineError.
        """
        for folder in self.folders:
            try:
                folder.parent.mkdir(mode=0o711, parents=True, exist_ok=True)
                folder.mkdir(mode=0o700, exist_ok=True)
                os.utime(folder)  # an empty layer that is to be used stays
            except OSError as error:
                raise MachineError(
                    f"The cache folder {folder.parent} cannot be used: {error.strerror}. "
                    "Free some space, make it writable, and render again."
                ) from error

    @property
    def folders(self) -> tuple[Path, ...]:
        """Each of them once, in the order in which they are read."""
        return tuple(dict.fromkeys((self.own, self.shared)))

    @property
    def formulas(self) -> tuple[Path, ...]:
        """The folders of formulas that TeX has set."""
        return tuple(map(kept_formulas, self.folders))

    def parts(self, room: int) -> Reading:
        """Drawn plays by their keys; `room` is the size of the cache in bytes, here and below."""
        return Reading(tuple(kept_parts(folder, room) for folder in self.folders))

    def results(self, room: int) -> Reading:
        """Whole results by the keys of their scripts."""
        return Reading(tuple(kept_results(folder, room) for folder in self.folders))

    def glyphs(self, room: int) -> Reading:
        """What was read from SVGs."""
        return Reading(tuple(kept_glyphs(folder, room) for folder in self.folders))


@dataclass(frozen=True, slots=True)
class Reading:
    """Stores that are read one after another: the first that has an entry gives it."""

    stores: tuple[Store, ...]

    def find(self, key: str) -> Entry | None:
        """The entry where it lies, as `Store.find` gives it."""
        return next((found for store in self.stores if (found := store.find(key))), None)

    def take(self, key: str, into: Path) -> Entry | None:
        """A copy of the entry in `into`, as `Store.take` makes it."""
        return next((taken for store in self.stores if (taken := store.take(key, into))), None)

    def read(self, key: str, name: str) -> bytes | None:
        """The bytes of one file of the entry, as `Store.read` gives them."""
        found = (store.read(key, name) for store in self.stores)
        return next((data for data in found if data is not None), None)


def all_layers(cache: Path) -> Iterator[Path]:
    """Every layer that there is."""
    yield cache / SHARED
    yield from sorted((cache / SESSIONS).glob("*"))


def _folder_name(session: str) -> str:
    """A name that tells nothing and is a plain file name, whatever the session is called."""
    return sha256(session.encode("utf-8", "surrogatepass")).hexdigest()
