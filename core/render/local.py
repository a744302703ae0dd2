"""Rendering on this machine: a queue before one warm render host."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from pathlib import Path

from core.errors import MachineError
from core.events import RenderCancelled, RenderEvent, RenderFailed
from core.model import Isolation, RenderJob
from core.render import wire
from core.render.hosts import Hosts
from core.render.layers import Layers
from core.render.link import PROJECT, HostLink
from core.render.orders import host_arguments, start_order
from core.render.queue import Queue
from core.render.removal import remove
from core.render.room import make_room
from core.render.sandbox.means import ALL, Means
from core.render.space import check_space
from core.render.ticket import LastWord, Ticket
from core.render.traces import SCRIPT_NAME
from core.render.unstarted import host_gone, not_started
from core.render.workspace import Workspace
from core.settings import RenderLimits

HOST_GRACE = 20.0
"""How long after a job's limit the host may stay silent about it before it is replaced, in seconds."""

CANCEL_GRACE = 5.0
"""The same after a cancel."""

PRUNE_JOBS = 16
"""After so many jobs the cache is made to fit its limit again."""

CLOSE_GRACE = 3.0
"""How long the host may take to end itself and its jobs, in seconds."""

NEWER = "A newer render of the same session took its place."
"""Why a job that waited was cancelled."""

_STARTS = 2


class LocalRenderer:
    """Renders at most `limits.workers` jobs at once, one of each session, below the folder `work`."""

    def __init__(
        self,
        limits: RenderLimits,
        work: Path,
        cache: Path | None = None,
        *,
        means: frozenset[Means] = ALL,
        shipped: frozenset[str] = frozenset(),
    ) -> None:
        """Takes the work folder, and the folder for what is kept of one job for the next.

        Jobs are isolated by those of the `means` that work here. What is made by a script whose digest is
        among the `shipped` is kept for all sessions.

        Raises MachineError when the work folder cannot be used.
        """
        self._limits = limits
        self._cache = (cache or work.parent / "cache").resolve()
        self._workspace = Workspace(work)
        self._lock = threading.RLock()
        self._shipped = shipped
        self._queue = Queue(limits.workers)
        self._unread: dict[str, Ticket] = {}
        self._hosts = Hosts(
            self._workspace,
            self._lock,
            self._take,
            self._lost,
            self._is_late,
            limits.host_jobs,
            host_arguments(limits, means, (PROJECT, work.resolve(), self._cache)),
        )
        self._level: Isolation | None = None
        self._closed = False
        self._ended = 0

    def warm(self) -> None:
        """Start the host now, so that the first render does not wait for it. Raises MachineError."""
        with self._lock:
            if not self._closed:
                self._hosts.get()

    @property
    def alive(self) -> bool:
        """Whether a host is up and has said that it takes jobs."""
        with self._lock:
            return self._hosts.current is not None and self._hosts.current.ready

    @property
    def level(self) -> Isolation | None:
        """How jobs are isolated here; None before a host has tried it."""
        with self._lock:
            return self._level

    @property
    def host_pid(self) -> int | None:
        """The host's process, None when there is none."""
        with self._lock:
            return self._hosts.current.pid if self._hosts.current else None

    def submit(self, job: RenderJob) -> None:
        """Take the job; its first event is RenderQueued. Raises MachineError when closed or too busy.

        A job of the same session that waits gives way to it, and is cancelled.
        """
        with self._lock:
            if self._closed:
                raise MachineError("The studio is closing and takes no more renders. Start it again.")
            if job.id in self._unread:
                raise ValueError(f"job {job.id} is already submitted")
            ticket = Ticket(job)
            self._give_way(self._queue.add(ticket))
            self._unread[job.id] = ticket
            self._advance()

    def events(self, job_id: str) -> Iterator[RenderEvent]:
        """The job's events as they happen, to the last. A KeyError for an unknown id."""
        with self._lock:
            ticket = self._unread.pop(job_id)
        return ticket.read()

    def cancel(self, job_id: str) -> None:
        """End the job; ignored when it has ended."""
        with self._lock:
            waiting, running = self._queue.withdraw(job_id), self._queue.at_work(job_id)
            if waiting:
                waiting.events.put(RenderCancelled())
                self._advance()
            elif running and running.link:
                running.deadline = min(running.deadline, time.monotonic() + CANCEL_GRACE)
                running.link.send(wire.Cancel(job_id))

    def close(self) -> None:
        """End every job and the host, and remove the work folder."""
        with self._lock:
            self._closed = True
            for ticket in self._queue.clear():
                ticket.events.put(RenderCancelled())
        self._hosts.close(CLOSE_GRACE)
        make_room(self._cache, self._limits.cache)
        self._workspace.close()

    def _advance(self) -> None:
        """Start what may start, and tell the others their place; the lock is held."""
        while not self._closed and (ticket := self._queue.start_next()):
            self._start(ticket)
        for position, ticket in enumerate(self._queue.order(), 1):
            ticket.say_position(position)

    def _start(self, ticket: Ticket) -> None:
        ticket.say_position(0)
        try:
            check_space(ticket.job, self._workspace.folder, self._limits.disk)
            layers = Layers.of_job(self._cache, ticket.job, self._shipped)
            layers.make()
            link = self._hosts.get()
            ticket.folder = self._workspace.make("job")
            (ticket.folder / SCRIPT_NAME).write_bytes(ticket.job.script.source.encode())
            (ticket.folder / "tex").mkdir()
        except (MachineError, OSError) as error:
            self._end(ticket, RenderFailed(not_started(error)))
            return
        order = start_order(ticket.job, ticket.folder, layers, self._limits)
        ticket.link = link
        ticket.starts += 1
        ticket.began = time.monotonic()
        ticket.deadline = ticket.began + order.bounds.wall + HOST_GRACE
        link.send(order)
        self._hosts.count(link)

    def _running_at(self, link: HostLink) -> list[Ticket]:
        return [ticket for ticket in self._queue.running if ticket.link is link]

    def _busy(self, link: HostLink) -> bool:
        return bool(self._running_at(link))

    def _is_late(self, link: HostLink) -> bool:
        """Whether a host has kept silent about one of its jobs for too long."""
        now = time.monotonic()
        return any(ticket.deadline < now for ticket in self._running_at(link))

    def _take(self, link: HostLink, word: wire.HostWord) -> None:
        """Deal with one word of a host; the lock is held."""
        if isinstance(word, wire.Ready):
            self._level = word.level
            self._hosts.dismiss(self._busy)
            return
        ticket = self._queue.at_work(word.job)
        if ticket is None or ticket.link is not link:
            return
        if isinstance(word.said, wire.Ended):
            self._end(ticket, ticket.last_event(word.said.outcome))
            self._hosts.dismiss(self._busy)
            self._advance()
        else:
            ticket.hear(word.said)

    def _end(self, ticket: Ticket, event: LastWord) -> None:
        """Say the job's last word; its folder is gone before that."""
        self._queue.end(ticket)
        if ticket.folder and ticket.folder.exists():
            # Its supervisor was killed. What a script left may take seconds, and nobody else waits for them.
            threading.Thread(
                target=_clean_up, args=(ticket.folder, ticket, event), name="clean-up", daemon=True
            ).start()
        else:
            ticket.events.put(event)
        self._ended += 1
        if self._ended % PRUNE_JOBS == 0:
            # Nobody waits for it, least of all the next job.
            threading.Thread(
                target=make_room, args=(self._cache, self._limits.cache), name="make-room", daemon=True
            ).start()

    def _lost(self, link: HostLink) -> None:
        """A host is gone: its jobs have failed, except those that it had not begun; the lock is held."""
        again = []
        for ticket in self._running_at(link):
            if self._closed:
                self._end(ticket, RenderCancelled())
            elif ticket.started or ticket.starts >= _STARTS:
                self._end(ticket, RenderFailed(host_gone(ticket, link)))
            else:
                if ticket.folder:
                    remove(ticket.folder)  # no script has been in it
                again.append(ticket)
        self._give_way(self._queue.put_back(again))
        self._advance()

    def _give_way(self, replaced: tuple[Ticket, ...]) -> None:
        """Say the last word of jobs in whose place newer ones of their sessions wait."""
        for ticket in replaced:
            ticket.events.put(RenderCancelled(NEWER))


def _clean_up(folder: Path, ticket: Ticket, event: LastWord) -> None:
    remove(folder)
    ticket.events.put(event)
