"""The render hosts of a renderer: the one at work, its successor that warms up, and those that retire."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Sequence
from contextlib import suppress

from core.errors import MachineError
from core.render.link import HostLink
from core.render.wire import HostWord, Ready
from core.render.workspace import Workspace

_HEAR_SECONDS = 1.0


class Hosts:
    """Keeps a warm host; not safe from several threads but for `close`, its owner holds the lock.

    The owner hears each host's words and its end through `hear` and `lost`, called with the lock held, and
    says through `is_late` that a host has been silent for too long.
    """

    def __init__(
        self,
        workspace: Workspace,
        lock: threading.RLock,
        hear: Callable[[HostLink, HostWord], None],
        lost: Callable[[HostLink], None],
        is_late: Callable[[HostLink], bool],
        jobs: int,
        arguments: Sequence[str],
    ) -> None:
        """A host is started with these arguments and replaced after so many `jobs`."""
        self._workspace = workspace
        self._lock = lock
        self._hear, self._lost, self._is_late = hear, lost, is_late
        self._jobs = jobs
        self._arguments = arguments
        self._current: HostLink | None = None
        self._successor: HostLink | None = None
        self._readers: dict[HostLink, threading.Thread] = {}

    @property
    def current(self) -> HostLink | None:
        """The host that gets the next job, if there is one."""
        return self._current

    def get(self) -> HostLink:
        """The host for the next job, started if there is none. Raises MachineError."""
        if self._current is None:
            self._current, self._successor = self._successor or self._start(), None
        return self._current

    def count(self, link: HostLink) -> None:
        """A job was given to this host; after so many, another begins to warm up."""
        link.given += 1
        if link.given >= self._jobs and self._successor is None:
            with suppress(MachineError):  # the old one goes on, and the next job tries again
                self._successor = self._start()

    def dismiss(self, busy: Callable[[HostLink], bool]) -> None:
        """End the hosts that were replaced and are not busy any more."""
        for link in self._readers:
            if link is not self._current and link is not self._successor and not busy(link):
                link.hang_up()

    def close(self, seconds: float) -> None:
        """End every host; those that take longer than `seconds` are killed. The lock is not held."""
        with self._lock:
            readers = dict(self._readers)
            for link in readers:
                link.hang_up()
        give_up = time.monotonic() + seconds
        for link, reader in readers.items():
            # The reader hears each job's end, and then the host's, unless that is stuck.
            reader.join(max(0.0, give_up - time.monotonic()))
            if reader.is_alive():
                link.kill()
                reader.join()

    def _start(self) -> HostLink:
        link = HostLink(self._workspace.make("host"), self._arguments)
        # A daemon: a studio that ends without close() is not held up, and the host ends with its pipe.
        reader = threading.Thread(target=self._listen, args=(link,), name="render-host", daemon=True)
        self._readers[link] = reader
        reader.start()
        return link

    def _listen(self, link: HostLink) -> None:
        """Deal with what a host says until it is gone."""
        while (words := link.hear(_HEAR_SECONDS)) is not None:
            with self._lock:
                for word in words:
                    if isinstance(word, Ready):
                        self._welcome(link)
                    self._hear(link, word)
                if self._is_late(link):
                    link.kill()
        link.bury()
        with self._lock:
            link.release()  # nobody gives an order meanwhile
            del self._readers[link]
            if link is self._current:
                self._current = None
            if link is self._successor:
                self._successor = None
            self._lost(link)

    def _welcome(self, link: HostLink) -> None:
        link.ready = True
        if link is self._successor:
            self._current, self._successor = link, None
