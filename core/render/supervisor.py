"""Watching one job: its clock, what it uses, its output, its end."""

from __future__ import annotations

import contextlib
import os
import selectors
import shutil
import signal
import time
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

from core.render import tree
from core.render.budget import Budget
from core.render.exits import Ending, Kill, judge
from core.render.hearing import Child, OutputLog, read_now
from core.render.job import not_set_up
from core.render.progress import Tally
from core.render.sandbox.entry import WORK, Cell, prepare
from core.render.sandbox.means import Means
from core.render.sandbox.namespaces import Parting, read_parting
from core.render.traces import SCRIPT_NAME, dumped_line
from core.render.understudy import Understudy
from core.render.wire import (
    Failed,
    Finished,
    Judged,
    Lost,
    Outcome,
    Report,
    Start,
    Started,
    Stopped,
)

POLL_SECONDS = 0.2
"""How often it is looked at what the whole job uses."""

_DUMP_WAIT, _DUMP_PAUSE = 0.3, 0.03
_CHUNK = 1 << 16


class Supervisor:
    """One job's process, and everything that is heard from it."""

    def __init__(
        self,
        order: Start,
        cell: Cell,
        understudy: Understudy,
        control: int,
        say: Callable[[Judged], None],
        log: BinaryIO,
        tally: Tally,
    ) -> None:
        self._order = order
        self._cell = cell
        self._say = say
        self._tally = tally
        self._kill: Kill | None = None
        self._over = False
        self._parting: Parting | None = None
        self._oom_before = _machine_kills()
        self._selector = selectors.DefaultSelector()
        self._wake = _wake_on_child_end()
        self._printed = OutputLog(understudy.output, log, order.bounds.output)
        self._job = Child(understudy.pid, understudy.report, understudy.dump)
        self._understudy = understudy
        for pipe, heard in (
            (understudy.output, self._printed.read),
            (understudy.report, lambda: self._job.read_report(self._hear)),
            (understudy.dump, self._job.read_dump),
            (understudy.status, self._parted),
            (self._wake, self._children_ended),
            (control, self._cancelled),
        ):
            self._selector.register(pipe, selectors.EVENT_READ, heard)

    def run(self) -> Outcome:
        """Give the job, watch, end, judge."""
        try:
            self._furnish()
        except OSError as error:
            return Failed(not_set_up(error))
        started = time.monotonic()
        deadline = started + self._order.bounds.wall
        with contextlib.suppress(BrokenPipeError):  # its end says more
            self._understudy.step_in(self._order, self._cell)
        self._say(Started())
        self._children_ended()  # it may have been before there was anybody to be told
        next_poll = started + POLL_SECONDS
        while self._job.status is None and self._kill is None and not self._over:
            now = time.monotonic()
            if now >= deadline:
                self._kill = Kill.WALL
                break
            if now >= next_poll:
                self._weigh()
                next_poll = now + POLL_SECONDS
            self._serve(min(deadline, next_poll) - now)
        return self._end()

    @property
    def leaving(self) -> frozenset[int]:
        """The process that is going by itself once an isolated job has ended, with nothing left below it."""
        return frozenset({self._job.pid} if self._parting and self._parting.alone else ())

    def _serve(self, seconds: float) -> None:
        """Hear whatever is said within so many seconds."""
        for key, _ in self._selector.select(max(0.0, seconds)):
            if not key.data():
                self._selector.unregister(key.fd)

    def _end(self) -> Outcome:
        if self._kill not in (None, Kill.CANCEL):
            self._ask_where()
        tree.end_all([] if self.leaving else [self._job.pid], self.leaving)
        while self._job.read_report(self._hear):
            continue
        self._job.read_dump()
        self._printed.finish()
        if self._kill is Kill.CANCEL:
            return Stopped()
        return self._tally.planned(self._judged()) if self._order.dry_run else self._judged()

    def _judged(self) -> Finished | Failed:
        job = self._job
        status, line = -signal.SIGKILL if job.status is None else job.status, None
        if isinstance(job.last, Lost):
            status, line = -job.last.signal, job.last.line
        report = None if isinstance(job.last, Lost) else job.last
        dump = job.dumped.decode("utf-8", "replace")
        oom = _machine_kills() > self._oom_before
        folder = Path(self._order.folder)
        return judge(Ending(status, report, self._order.bounds, folder, self._kill, dump, oom, line))

    def _ask_where(self) -> None:
        """Have the fault handlers of a job that takes too much say where it is.

        A job that has stepped through its script and waits for those that draw is nowhere in it any more.
        """
        below = tree.descendants(self._job.pid)
        # Where the job is isolated, its first process is another.
        first = below[:1] if Means.NAMESPACES in self._cell.means else [self._job.pid]
        for pids in (first, below):
            for pid in pids:
                with contextlib.suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGUSR1)
            self._hear_dump()
            if dumped_line(self._job.dumped.decode("utf-8", "replace")) is not None:
                return

    def _hear_dump(self) -> None:
        started = heard = time.monotonic()
        while (now := time.monotonic()) < started + _DUMP_WAIT:
            length = len(self._job.dumped)
            self._serve(_DUMP_PAUSE)
            if len(self._job.dumped) > length:
                heard = now
            elif length and now > heard + _DUMP_PAUSE:
                return

    def _furnish(self) -> None:
        """Make what the job finds in its folder. Raises OSError."""
        folder = Path(self._order.folder)
        (folder / WORK).mkdir()
        shutil.copyfile(folder / SCRIPT_NAME, folder / WORK / SCRIPT_NAME)  # a script may look at itself
        prepare(self._cell)
        self._budget = Budget(folder, self._order.bounds)

    def _cancelled(self) -> bool:
        self._kill = Kill.CANCEL
        return False

    def _children_ended(self) -> bool:
        read_now(self._wake)
        while True:
            try:
                pid, status = os.waitpid(-1, os.WNOHANG)
            except ChildProcessError:
                return True
            if pid == 0:
                return True
            if pid == self._job.pid:
                self._parted()
                told = self._parting
                self._job.status = told.status if told else os.waitstatus_to_exitcode(status)

    def _parted(self) -> bool:
        """Hear the first process of an isolated job; False if it said nothing, as at the pipe's end.

        Where nobody else is left, there is nothing to wait for until it has gone too.
        """
        told = read_parting(self._understudy.status)
        self._parting = self._parting or told
        if told and told.alone:
            self._job.status = told.status
        return told is not None

    def _hear(self, word: Report) -> None:
        """Take the job at its word, as far as that makes sense."""
        if isinstance(word, Failed | Lost):
            self._over = True  # whatever else is still drawn would be for nothing
        else:
            self._tally.hear(word)

    def _weigh(self) -> None:
        self._kill = self._kill or self._budget.overdrawn(lambda: tree.below(os.getpid()))


def _wake_on_child_end() -> int:
    """A pipe that becomes readable when a child ends."""
    wake, wake_end = os.pipe()
    os.set_blocking(wake, False)
    os.set_blocking(wake_end, False)
    signal.signal(signal.SIGCHLD, lambda *_: None)
    signal.set_wakeup_fd(wake_end)
    return wake


def _machine_kills() -> int:
    """How many processes the kernel has ended for lack of memory since it started."""
    try:
        text = Path("/proc/vmstat").read_text("ascii")
    except OSError:
        return 0
    found = [line.split()[1] for line in text.splitlines() if line.startswith("oom_kill ")]
    return int(found[0]) if found else 0
