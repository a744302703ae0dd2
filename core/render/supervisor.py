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
from core.render.job import Pipes, live, not_set_up
from core.render.progress import Tally
from core.render.sandbox.entry import WORK, Cell, prepare
from core.render.sandbox.means import Means
from core.render.sandbox.namespaces import read_status
from core.render.traces import SCRIPT_NAME, dumped_line
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
        self._oom_before = _machine_kills()
        self._selector = selectors.DefaultSelector()
        self._wake = _wake_on_child_end()
        output, self._output_end = os.pipe()
        os.set_blocking(output, False)
        self._printed = OutputLog(output, log, order.bounds.output)
        self._selector.register(output, selectors.EVENT_READ, self._printed.read)
        self._selector.register(self._wake, selectors.EVENT_READ, self._children_ended)
        self._selector.register(control, selectors.EVENT_READ, self._cancelled)

    def run(self) -> Outcome:
        """Fork, watch, end, judge."""
        try:
            self._furnish()
        except OSError as error:
            return Failed(not_set_up(error))
        started = time.monotonic()
        deadline = started + self._order.bounds.wall
        self._job = self._fork()
        self._say(Started())
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

    def _serve(self, seconds: float) -> None:
        """Hear whatever is said within so many seconds."""
        for key, _ in self._selector.select(max(0.0, seconds)):
            if not key.data():
                self._selector.unregister(key.fd)

    def _end(self) -> Outcome:
        if self._kill not in (None, Kill.CANCEL):
            self._ask_where()
        tree.end_all([self._job.pid])
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

    def _fork(self) -> Child:
        report, report_end = os.pipe()
        dump, dump_end = os.pipe()
        self._status, status_end = os.pipe()
        pid = os.fork()
        if pid == 0:
            self._become_job(Pipes(report_end, dump_end, status_end))
        for end in (report_end, dump_end, status_end):
            os.close(end)
        for end in (report, dump, self._status):
            os.set_blocking(end, False)
        child = Child(pid, report, dump)
        self._selector.register(report, selectors.EVENT_READ, lambda: child.read_report(self._hear))
        self._selector.register(dump, selectors.EVENT_READ, child.read_dump)
        return child

    def _furnish(self) -> None:
        """Make what the job finds in its folder. Raises OSError."""
        folder = Path(self._order.folder)
        (folder / WORK).mkdir()
        shutil.copyfile(folder / SCRIPT_NAME, folder / WORK / SCRIPT_NAME)  # a script may look at itself
        prepare(self._cell)
        self._budget = Budget(folder, self._order.bounds)

    def _become_job(self, pipes: Pipes) -> None:
        code = 1
        try:
            signal.set_wakeup_fd(-1)
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            os.dup2(self._output_end, 1)
            os.dup2(self._output_end, 2)
            code = live(self._order, self._cell, pipes)
        finally:
            # Not sys.exit: what is on the stack is the supervisor's.
            os._exit(code)

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
                told = read_status(self._status)
                self._job.status = os.waitstatus_to_exitcode(status) if told is None else told

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
