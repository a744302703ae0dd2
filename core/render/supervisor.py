"""The process that watches one job: its clock, its memory, its output, its end."""

from __future__ import annotations

import contextlib
import os
import selectors
import shutil
import signal
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

from core.model import FailureKind, RenderFailure
from core.render import sandbox, tree
from core.render.drawing import POSTER_NAME, VIDEO_NAME
from core.render.exits import Ending, Kill, judge
from core.render.job import Channels, Role, live
from core.render.results import BadResult, carry_out
from core.render.wire import (
    LINE_LIMIT,
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
    WireError,
    decode,
    encode,
)

LOG_NAME = "log.txt"
PLAN_SECONDS = 20.0
"""How long a dry run may take before it is given up; the drawing goes on without a timeline."""

MEMORY_POLL_SECONDS = 0.5
"""How often the memory of the whole job is looked at."""

_WORDS_LIMIT = 100_000
_DUMP_LIMIT = 64 << 10
_DUMP_WAIT, _DUMP_PAUSE = 0.3, 0.03
_CHUNK = 1 << 16


@dataclass(slots=True)
class _Child:
    """A forked job process and what was heard of it."""

    pid: int
    report: int
    dump: int
    pending: bytes = b""
    dumped: bytes = b""
    status: int | None = None
    last: Finished | Failed | None = field(default=None)


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
            os.write(report, encode(word))

    try:
        with (Path(order.output) / LOG_NAME).open("wb") as log:
            outcome = _Supervisor(order, control, say, log).run()
        outcome = _delivered(order, outcome)
    except OSError as error:
        outcome = Failed(_machine_failure(error))
    tree.end_all([])
    shutil.rmtree(order.folder, ignore_errors=True)
    say(Ended(outcome))


class _Supervisor:
    """One job's drawing and dry run, and everything that is heard from them."""

    def __init__(self, order: Start, control: int, say: Callable[[Judged], None], log: BinaryIO) -> None:
        self._order = order
        self._control = control
        self._say = say
        self._log = log
        self._room = order.bounds.output
        self._dropped = 0
        self._words = 0
        self._drawn = 0
        self._kill: Kill | None = None
        self._hopeless: Failed | None = None
        self._oom_before = _machine_kills()
        self._selector = selectors.DefaultSelector()
        self._wake = _wake_on_child_end()
        self._output, self._output_end = os.pipe()
        os.set_blocking(self._output, False)
        self._selector.register(self._output, selectors.EVENT_READ, self._read_output)
        self._selector.register(self._wake, selectors.EVENT_READ, self._children_ended)
        self._selector.register(control, selectors.EVENT_READ, self._cancelled)

    def run(self) -> Finished | Failed | Stopped:
        """Fork, watch, end, judge."""
        started = time.monotonic()
        deadline = started + self._order.bounds.wall
        self._job = self._fork(Role.DRAW)
        self._say(Started())
        self._plan: _Child | None = self._fork(Role.PLAN)
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
            if key.fd in self._selector.get_map():  # an earlier one of this round may have closed it
                key.data()

    def _end(self) -> Finished | Failed | Stopped:
        if self._kill in (Kill.WALL, Kill.MEMORY):
            self._ask_where()
        tree.end_all([child.pid for child in (self._job, self._plan) if child])
        self._read_report(self._job)
        self._read_dump(self._job)
        self._read_output()
        if self._dropped:
            self._log.write(f"\n[{self._dropped:,} more bytes of output were not kept]\n".encode())
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

    def _fork(self, role: Role) -> _Child:
        report, report_end = os.pipe()
        dump, dump_end = os.pipe()
        pid = os.fork()
        if pid == 0:
            self._become_job(role, Channels(report_end, dump_end))
        os.close(report_end)
        os.close(dump_end)
        os.set_blocking(report, False)
        os.set_blocking(dump, False)
        child = _Child(pid, report, dump)
        self._selector.register(report, selectors.EVENT_READ, lambda: self._read_report(child))
        self._selector.register(dump, selectors.EVENT_READ, lambda: self._read_dump(child))
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

    def _cancelled(self) -> None:
        self._selector.unregister(self._control)
        self._kill = Kill.CANCEL

    def _children_ended(self) -> None:
        os.read(self._wake, _CHUNK)
        while True:
            try:
                pid, status = os.waitpid(-1, os.WNOHANG)
            except ChildProcessError:
                return
            if pid == 0:
                return
            if pid == self._job.pid:
                self._job.status = os.waitstatus_to_exitcode(status)

    def _read_output(self) -> None:
        while piece := _read(self._output):
            kept = piece[: self._room]
            self._log.write(kept)
            self._room -= len(kept)
            self._dropped += len(piece) - len(kept)
            if len(piece) < _CHUNK:
                return

    def _read_dump(self, child: _Child) -> None:
        piece = _read(child.dump)
        if piece == b"":
            self._forget(child.dump)
        child.dumped = (child.dumped + (piece or b""))[:_DUMP_LIMIT]

    def _read_report(self, child: _Child) -> None:
        while piece := _read(child.report):
            *lines, child.pending = (child.pending + piece).split(b"\n")
            for line in lines:
                self._hear(child, line)
            if len(child.pending) > LINE_LIMIT:
                child.pending = b""
            if len(piece) < _CHUNK:
                return
        if piece == b"":
            self._forget(child.report)

    def _forget(self, descriptor: int) -> None:
        if descriptor in self._selector.get_map():
            self._selector.unregister(descriptor)

    def _hear(self, child: _Child, line: bytes) -> None:
        """Take one line of a job process at its word, as far as that makes sense."""
        self._words += 1
        if self._words > _WORDS_LIMIT:
            return
        try:
            word: Report = decode(line, Report)
        except WireError:
            return
        if child is not self._job:
            if isinstance(word, Failed):
                self._hopeless = word
            elif isinstance(word, Planned):
                self._say(word)
        elif isinstance(word, Finished | Failed):
            child.last = word
        elif isinstance(word, Drawn) and word.number == self._drawn + 1:
            self._drawn += 1
            self._say(word)
        elif isinstance(word, Progressed):
            self._say(word)

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


def _delivered(order: Start, outcome: Finished | Failed | Stopped) -> Finished | Failed | Stopped:
    """The outcome once its files are where they were asked for."""
    if not isinstance(outcome, Finished):
        return outcome
    results, output, limit = Path(order.folder) / "results", Path(order.output), order.bounds.file_size
    try:
        carry_out(results / VIDEO_NAME, output / VIDEO_NAME, limit)
        if outcome.poster:
            carry_out(results / POSTER_NAME, output / POSTER_NAME, limit)
    except BadResult as error:
        return Failed(
            RenderFailure(
                FailureKind.CRASH,
                f"The render ended without a usable video: {error}. "
                "Remove code that meddles with the renderer's files and render again.",
            )
        )
    return outcome


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


def _read(descriptor: int) -> bytes | None:
    """What there is to read, b"" at the end, None when there is nothing now."""
    try:
        return os.read(descriptor, _CHUNK)
    except BlockingIOError:
        return None


def _machine_kills() -> int:
    """How many processes the kernel has ended for lack of memory since it started."""
    try:
        text = Path("/proc/vmstat").read_text("ascii")
    except OSError:
        return 0
    found = [line.split()[1] for line in text.splitlines() if line.startswith("oom_kill ")]
    return int(found[0]) if found else 0
