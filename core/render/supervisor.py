"""The process that watches one job: its clock, its memory, its output, its end."""

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

from core.model import FailureKind, RenderFailure
from core.render import sandbox, tree
from core.render.exits import Ending, Kill, judge
from core.render.hearing import Child, OutputLog, read_now
from core.render.job import Channels, Role, live
from core.render.results import delivered
from core.render.wire import (
    LOG_NAME,
    Drawn,
    Ended,
    Failed,
    Finished,
    Judged,
    Planned,
    Progressed,
    Report,
    Start,
    Started,
    Stopped,
    send,
)

PLAN_SECONDS = 20.0
"""How long a dry run may take before it is given up; the drawing goes on without a timeline."""

MEMORY_POLL_SECONDS = 0.5
"""How often the memory of the whole job is looked at."""

_DUMP_WAIT, _DUMP_PAUSE = 0.3, 0.03


def supervise(order: Start, report: int, control: int) -> None:
    """Run the job to its end; speaks on `report`, and ends the job when `control` is written to or closed."""
    # Alone in its session: a job that signals its parent's group reaches nobody else.
    os.setsid()
    sandbox.close_descriptors(keep=(report, control))
    sandbox.adopt_orphans()
    # Should the host die while this process is stopped: wake up and see the end of `control`.
    sandbox.die_with_parent(signal.SIGCONT)

    def say(word: Judged) -> None:
        with contextlib.suppress(BrokenPipeError):  # the host has died; there is still the job to end
            send(report, word)

    try:
        with (Path(order.output) / LOG_NAME).open("wb") as log:
            outcome = _Supervisor(order, control, say, log).run()
        outcome = delivered(order, outcome)
    except OSError as error:
        outcome = Failed(_machine_failure(error))
    tree.end_all([])
    shutil.rmtree(order.folder, ignore_errors=True)
    say(Ended(outcome))


class _Supervisor:
    """One job's drawing and dry run, and everything that is heard from them."""

    def __init__(self, order: Start, control: int, say: Callable[[Judged], None], log: BinaryIO) -> None:
        self._order = order
        self._say = say
        self._drawn = 0
        self._kill: Kill | None = None
        self._hopeless: Failed | None = None
        self._oom_before = _machine_kills()
        self._selector = selectors.DefaultSelector()
        self._wake = _wake_on_child_end()
        output, self._output_end = os.pipe()
        os.set_blocking(output, False)
        self._printed = OutputLog(output, log, order.bounds.output)
        self._selector.register(output, selectors.EVENT_READ, self._printed.read)
        self._selector.register(self._wake, selectors.EVENT_READ, self._children_ended)
        self._selector.register(control, selectors.EVENT_READ, self._cancelled)

    def run(self) -> Finished | Failed | Stopped:
        """Fork, watch, end, judge."""
        started = time.monotonic()
        deadline = started + self._order.bounds.wall
        self._job = self._fork(Role.DRAW)
        self._say(Started())
        self._plan: Child | None = self._fork(Role.PLAN)
        next_poll = started + MEMORY_POLL_SECONDS
        while self._job.status is None and self._kill is None and self._hopeless is None:
            now = time.monotonic()
            if now >= deadline:
                self._kill = Kill.WALL
                break
            if now >= next_poll:
                self._weigh()
                next_poll = now + MEMORY_POLL_SECONDS
            if self._plan and now > started + PLAN_SECONDS:
                self._drop_plan()
            self._serve(min(deadline, next_poll) - now)
        return self._end()

    def _serve(self, seconds: float) -> None:
        """Hear whatever is said within so many seconds."""
        for key, _ in self._selector.select(max(0.0, seconds)):
            if not key.data():
                self._selector.unregister(key.fd)

    def _end(self) -> Finished | Failed | Stopped:
        if self._kill in (Kill.WALL, Kill.MEMORY):
            self._ask_where()
        tree.end_all([child.pid for child in (self._job, self._plan) if child])
        while self._job.read_report(self._hear_job):
            continue
        self._job.read_dump()
        self._printed.finish()
        if self._kill is Kill.CANCEL:
            return Stopped()
        if self._hopeless and not self._job.last:
            return self._hopeless
        status = -signal.SIGKILL if self._job.status is None else self._job.status
        dump = self._job.dumped.decode("utf-8", "replace")
        oom = _machine_kills() > self._oom_before
        folder = Path(self._order.folder)
        return judge(Ending(status, self._job.last, self._order.bounds, folder, self._kill, dump, oom))

    def _ask_where(self) -> None:
        """Have the fault handler of a job that takes too much say where it is."""
        with contextlib.suppress(ProcessLookupError):
            os.kill(self._job.pid, signal.SIGUSR1)
        started = heard = time.monotonic()
        while (now := time.monotonic()) < started + _DUMP_WAIT:
            length = len(self._job.dumped)
            self._serve(_DUMP_PAUSE)
            if len(self._job.dumped) > length:
                heard = now
            elif length and now > heard + _DUMP_PAUSE:
                return

    def _fork(self, role: Role) -> Child:
        report, report_end = os.pipe()
        dump, dump_end = os.pipe()
        pid = os.fork()
        if pid == 0:
            self._become_job(role, Channels(report_end, dump_end))
        os.close(report_end)
        os.close(dump_end)
        os.set_blocking(report, False)
        os.set_blocking(dump, False)
        child = Child(pid, report, dump)
        hear = self._hear_job if role is Role.DRAW else self._hear_plan
        self._selector.register(report, selectors.EVENT_READ, lambda: child.read_report(hear))
        self._selector.register(dump, selectors.EVENT_READ, child.read_dump)
        return child

    def _become_job(self, role: Role, channels: Channels) -> None:
        code = 1
        try:
            signal.set_wakeup_fd(-1)
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            # The dry run says everything a second time.
            sink = self._output_end if role is Role.DRAW else os.open(os.devnull, os.O_WRONLY)
            os.dup2(sink, 1)
            os.dup2(sink, 2)
            code = live(self._order, role, channels)
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
                self._job.status = os.waitstatus_to_exitcode(status)
            elif self._plan and pid == self._plan.pid:
                self._plan = None

    def _hear_job(self, word: Report) -> None:
        """Take the drawing at its word, as far as that makes sense."""
        if isinstance(word, Drawn) and word.number == self._drawn + 1:
            self._drawn += 1
            self._say(word)
        elif isinstance(word, Progressed):
            self._say(word)

    def _hear_plan(self, word: Report) -> None:
        """A dry run says its timeline, or that the drawing would never end."""
        if isinstance(word, Planned):
            self._say(word)
        elif isinstance(word, Failed):
            self._hopeless = word

    def _weigh(self) -> None:
        limit = self._order.bounds.memory
        if tree.resident_bytes(self._job.pid) > limit:
            self._kill = Kill.MEMORY
        # The dry run is a courtesy: it may not push the drawing off the machine.
        if self._plan and tree.resident_bytes(self._plan.pid) > limit // 2:
            self._drop_plan()

    def _drop_plan(self) -> None:
        if self._plan:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self._plan.pid, signal.SIGKILL)
        self._plan = None


def _machine_failure(error: OSError) -> RenderFailure:
    return RenderFailure(
        FailureKind.MACHINE,
        f"The machine could not run or keep the render: {error.strerror}. Free some space and render again.",
    )


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
