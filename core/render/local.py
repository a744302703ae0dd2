"""Rendering on this machine: a queue before one warm render host."""

from __future__ import annotations

import shutil
import threading
import time
from collections.abc import Iterator
from pathlib import Path

from core.errors import DiskFull, MachineError
from core.events import RenderCancelled, RenderEvent, RenderFailed
from core.model import FailureKind, Quality, RenderFailure, RenderJob
from core.render import wire
from core.render.hosts import Hosts
from core.render.link import HostLink
from core.render.parts import make_room
from core.render.ticket import LastWord, Ticket
from core.render.traces import SCRIPT_NAME
from core.render.workspace import Workspace
from core.settings import RenderLimits

SPACE_NEEDED = 200 << 20
"""Free bytes below which no render is started."""

HOST_GRACE = 15.0
"""How long after a job's limit the host may stay silent about it before it is replaced, in seconds."""

CANCEL_GRACE = 5.0
"""The same after a cancel."""

PRUNE_JOBS = 16
"""After so many jobs the cache is made to fit its limit again."""

CLOSE_GRACE = 3.0
"""How long the host may take to end itself and its jobs, in seconds."""

_STARTS = 2


class LocalRenderer:
    """Renders at most `limits.workers` jobs at once, oldest first, below the folder `work`."""

    def __init__(self, limits: RenderLimits, work: Path, cache: Path | None = None) -> None:
        """Takes the work folder, and the folder for what is kept of one job for the next.

        Raises MachineError when the work folder cannot be used.
        """
        self._limits = limits
        self._cache = (cache or work.parent / "cache").resolve()
        self._workspace = Workspace(work)
        self._lock = threading.RLock()
        self._waiting: list[Ticket] = []
        self._running: dict[str, Ticket] = {}
        self._unread: dict[str, Ticket] = {}
        self._hosts = Hosts(
            self._workspace, self._lock, self._take, self._lost, self._is_late, limits.host_jobs
        )
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
    def host_pid(self) -> int | None:
        """The host's process, None when there is none."""
        with self._lock:
            return self._hosts.current.pid if self._hosts.current else None

    def submit(self, job: RenderJob) -> None:
        """Take the job; its first event is RenderQueued. Raises MachineError when closed."""
        with self._lock:
            if self._closed:
                raise MachineError("The studio is closing and takes no more renders. Start it again.")
            if job.id in self._unread:
                raise ValueError(f"job {job.id} is already submitted")
            ticket = self._unread[job.id] = Ticket(job)
            self._waiting.append(ticket)
            self._advance()

    def events(self, job_id: str) -> Iterator[RenderEvent]:
        """The job's events as they happen, to the last. A KeyError for an unknown id."""
        with self._lock:
            ticket = self._unread.pop(job_id)
        return ticket.read()

    def cancel(self, job_id: str) -> None:
        """End the job; ignored when it has ended."""
        with self._lock:
            for ticket in self._waiting:
                if ticket.job.id == job_id:
                    self._waiting.remove(ticket)
                    ticket.events.put(RenderCancelled())
                    self._advance()
                    return
            running = self._running.get(job_id)
            if running and running.link:
                running.deadline = min(running.deadline, time.monotonic() + CANCEL_GRACE)
                running.link.send(wire.Cancel(job_id))

    def close(self) -> None:
        """End every job and the host, and remove the work folder."""
        with self._lock:
            self._closed = True
            for ticket in self._waiting:
                ticket.events.put(RenderCancelled())
            self._waiting.clear()
        self._hosts.close(CLOSE_GRACE)
        make_room(self._cache, self._limits.cache)
        self._workspace.close()

    def _advance(self) -> None:
        """Start what may start, and tell the others their place; the lock is held."""
        while self._waiting and len(self._running) < self._limits.workers and not self._closed:
            self._start(self._waiting.pop(0))
        for index, ticket in enumerate(self._waiting):
            ticket.say_position(index + 1)

    def _start(self, ticket: Ticket) -> None:
        ticket.say_position(0)
        try:
            _check_space(ticket.job.output)
            link = self._hosts.get()
            ticket.folder = self._workspace.make("job")
            (ticket.folder / SCRIPT_NAME).write_bytes(ticket.job.script.source.encode())
            (ticket.folder / "tex").mkdir()
        except MachineError as error:
            self._end(ticket, RenderFailed(RenderFailure(FailureKind.MACHINE, error.sentence)))
            return
        except OSError as error:
            sentence = (
                f"The job's folder cannot be written: {error.strerror}. Free some space and render again."
            )
            self._end(ticket, RenderFailed(RenderFailure(FailureKind.MACHINE, sentence)))
            return
        bounds = self._bounds(ticket.job.settings.quality)
        ticket.link = link
        ticket.starts += 1
        ticket.began = time.monotonic()
        ticket.deadline = ticket.began + bounds.wall + HOST_GRACE
        self._running[ticket.job.id] = ticket
        settings, limits = ticket.job.settings, self._limits
        link.send(
            wire.Start(
                ticket.job.id,
                str(ticket.folder),
                str(ticket.job.output.resolve()),
                str(self._cache),
                limits.cache,
                settings.scene,
                settings.quality,
                bounds,
                ticket.job.dry_run,
                ticket.job.witness,
            )
        )
        self._hosts.count(link)

    def _bounds(self, quality: Quality) -> wire.Bounds:
        limits = self._limits
        wall = limits.wall_draft if quality is Quality.DRAFT else limits.wall_final
        return wire.Bounds(wall, limits.memory, limits.file_size, limits.output, limits.children)

    def _running_at(self, link: HostLink) -> list[Ticket]:
        return [ticket for ticket in self._running.values() if ticket.link is link]

    def _busy(self, link: HostLink) -> bool:
        return bool(self._running_at(link))

    def _is_late(self, link: HostLink) -> bool:
        """Whether a host has kept silent about one of its jobs for too long."""
        now = time.monotonic()
        return any(ticket.deadline < now for ticket in self._running_at(link))

    def _take(self, link: HostLink, word: wire.HostWord) -> None:
        """Deal with one word of a host; the lock is held."""
        if isinstance(word, wire.Ready):
            self._hosts.dismiss(self._busy)
            return
        ticket = self._running.get(word.job)
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
        self._running.pop(ticket.job.id, None)
        if ticket.folder:
            shutil.rmtree(ticket.folder, ignore_errors=True)
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
                self._end(ticket, RenderFailed(_host_gone(ticket, link)))
            else:
                del self._running[ticket.job.id]
                again.append(ticket)
        self._waiting[:0] = again
        self._advance()


def _check_space(output: Path) -> None:
    """Raises MachineError when there is too little room for a video."""
    try:
        free = shutil.disk_usage(output).free
    except OSError as error:
        raise MachineError(
            f"The output folder {output} cannot be used: {error.strerror}. Make it and render again."
        ) from error
    if free < SPACE_NEEDED:
        raise DiskFull(
            f"Only {free >> 20} MB are free where the video goes; a render needs {SPACE_NEEDED >> 20} MB. "
            "Free some space and render again."
        )


def _host_gone(ticket: Ticket, link: HostLink) -> RenderFailure:
    if ticket.started:
        sentence = (
            "The render host was killed while it rendered this, from outside or by the script. "
            "A new one is started: render again."
        )
    else:
        said = link.last_words() or "it says no reason"
        sentence = f"The render host does not start: {said}. Check the installation with `cli.py doctor`."
    return RenderFailure(FailureKind.MACHINE, sentence)
