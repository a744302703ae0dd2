"""Who renders next: the oldest waiting job of a session that has none running."""

from __future__ import annotations

from core.errors import MachineError
from core.render.ticket import Ticket

WAITING_LIMIT = 100
"""Most jobs that wait at once."""

_Turn = tuple[str, str]
"""Whose turn a job takes: its session's, or its own where it has none."""


class Queue:
    """The jobs that wait and those that run; pure, so its owner sees to threads.

    At most `workers` jobs run at once, and one of each session. A session has at most one render and one dry
    run waiting: a newer render takes the place of whatever of its session waits, for it also tells the
    timeline; a newer dry run only that of a dry run. Jobs without a session are each a session of their own.
    """

    def __init__(self, workers: int) -> None:
        self._workers = workers
        self._waiting: list[Ticket] = []
        self._running: dict[str, Ticket] = {}

    @property
    def running(self) -> tuple[Ticket, ...]:
        """The jobs that run, the one that began first at the head."""
        return tuple(self._running.values())

    def at_work(self, job_id: str) -> Ticket | None:
        """The job with this id, if it runs."""
        return self._running.get(job_id)

    def add(self, ticket: Ticket) -> tuple[Ticket, ...]:
        """Let a job wait, in the place of those that it replaces, which are given back; else as the last.

        Raises MachineError when too many wait.
        """
        replaced = tuple(other for other in self._waiting if _replaces(ticket, other))
        if not replaced and len(self._waiting) >= WAITING_LIMIT:
            raise MachineError(
                f"The studio is busy: {WAITING_LIMIT} renders wait already. Try again in a minute."
            )
        place = self._waiting.index(replaced[0]) if replaced else len(self._waiting)
        self._waiting.insert(place, ticket)
        self._waiting = [other for other in self._waiting if other not in replaced]
        return replaced

    def start_next(self) -> Ticket | None:
        """The next job that may start, which counts as running from now on; None if there is none."""
        ticket = self._next(self._waiting, [_turn(other) for other in self.running])
        if ticket is not None:
            self._waiting.remove(ticket)
            self._running[ticket.job.id] = ticket
        return ticket

    def end(self, ticket: Ticket) -> None:
        """The job runs no more."""
        self._running.pop(ticket.job.id, None)

    def put_back(self, tickets: list[Ticket]) -> tuple[Ticket, ...]:
        """Let jobs that ran, and had not begun in earnest, wait again, before the others.

        Those are given back, and do not wait, whose place a newer job of their session has meanwhile.
        """
        for ticket in tickets:
            self.end(ticket)
        replaced = tuple(old for old in tickets if any(_replaces(new, old) for new in self._waiting))
        self._waiting[:0] = [ticket for ticket in tickets if ticket not in replaced]
        return replaced

    def withdraw(self, job_id: str) -> Ticket | None:
        """The job with this id, if it waited; it does no more."""
        found = next((ticket for ticket in self._waiting if ticket.job.id == job_id), None)
        if found is not None:
            self._waiting.remove(found)
        return found

    def clear(self) -> tuple[Ticket, ...]:
        """All that waited; nothing waits any more."""
        cleared, self._waiting = tuple(self._waiting), []
        return cleared

    def order(self) -> tuple[Ticket, ...]:
        """The waiting jobs in the order of their starts, if jobs end in the order in which they began."""
        running = [_turn(ticket) for ticket in self.running]
        waiting, order = list(self._waiting), []
        while waiting:
            ticket = self._next(waiting, running)
            if ticket is None:
                running.pop(0)
            else:
                waiting.remove(ticket)
                order.append(ticket)
                running.append(_turn(ticket))
        return tuple(order)

    def _next(self, waiting: list[Ticket], running: list[_Turn]) -> Ticket | None:
        if len(running) >= self._workers:
            return None
        return next((ticket for ticket in waiting if _turn(ticket) not in running), None)


def _turn(ticket: Ticket) -> _Turn:
    job = ticket.job
    return (job.session, "") if job.session else ("", job.id)


def _replaces(new: Ticket, old: Ticket) -> bool:
    return _turn(new) == _turn(old) and (old.job.dry_run or not new.job.dry_run)
