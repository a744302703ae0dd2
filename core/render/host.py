"""The render host: imports Manim once and forks a supervisor for each job. `python -m core.render.host`

It has one thread, no key in its environment, and speaks core.render.wire on its standard input and output.
"""

from __future__ import annotations

import gc
import os
import selectors
import signal
import sys
import time
import traceback
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from core.model import FailureKind, RenderFailure
from core.render import sandbox, tree
from core.render.engine.quick.quicken import quicken
from core.render.engine.warm import warm
from core.render.supervisor import supervise
from core.render.wire import (
    LINE_LIMIT,
    Cancel,
    Ended,
    Failed,
    HostWord,
    Judged,
    News,
    Order,
    Ready,
    Start,
    Stopped,
    WireError,
    decode,
    send,
)

GRACE_SECONDS = 5.0
"""How long a supervisor may outlive its job's limit before it counts as dead (a job can stop it)."""

CANCEL_SECONDS = 0.8
"""How long a supervisor may take to end its job."""

_CHUNK = 1 << 16


@dataclass(slots=True)
class _Supervised:
    """A job's supervisor, the pipes to and from it, and when it is given up."""

    job: str
    pid: int
    report: int
    control: int
    deadline: float
    cancelled: bool = False
    pending: bytes = b""
    ended: Ended | None = None


class Host:
    """Reads orders, forks supervisors, passes on what they say."""

    def __init__(self, orders: int, words: int) -> None:
        self._orders = orders
        self._words = words
        self._pending = b""
        self._jobs: dict[int, _Supervised] = {}
        self._selector = selectors.DefaultSelector()
        self._selector.register(orders, selectors.EVENT_READ)
        self._open = True

    def run(self) -> None:
        """Serve until the orders end; then end every job."""
        self._say(Ready(os.getpid(), version("manim")))
        while self._open or self._jobs:
            for key, _ in self._selector.select(self._patience()):
                if key.fd == self._orders:
                    self._read_orders()
                elif key.fd in self._jobs:
                    self._read_report(self._jobs[key.fd])
            self._give_up_late()

    def _patience(self) -> float | None:
        if not self._jobs:
            return None
        return max(0.0, min(job.deadline for job in self._jobs.values()) - time.monotonic())

    def _read_orders(self) -> None:
        piece = os.read(self._orders, _CHUNK)
        if not piece:
            self._selector.unregister(self._orders)
            self._open = False
            for job in self._jobs.values():
                self._cancel(job)
            return
        *lines, self._pending = (self._pending + piece).split(b"\n")
        for line in lines:
            self._obey(decode(line, Order))

    def _obey(self, order: Order) -> None:
        if isinstance(order, Start):
            self._start(order)
        elif isinstance(order, Cancel):
            for job in self._jobs.values():
                if job.job == order.job:
                    self._cancel(job)

    def _start(self, order: Start) -> None:
        try:
            report, report_end = os.pipe()
            control_end, control = os.pipe()
            pid = os.fork()
        except OSError as error:
            self._say(News(order.job, Ended(Failed(_no_process(error)))))
            return
        if pid == 0:
            _become_supervisor(order, report_end, control_end)
        os.close(report_end)
        os.close(control_end)
        deadline = time.monotonic() + order.bounds.wall + GRACE_SECONDS
        self._jobs[report] = _Supervised(order.job, pid, report, control, deadline)
        self._selector.register(report, selectors.EVENT_READ)

    def _cancel(self, job: _Supervised) -> None:
        job.deadline = min(job.deadline, time.monotonic() + CANCEL_SECONDS)
        if not job.cancelled:
            os.close(job.control)
            job.cancelled = True

    def _read_report(self, job: _Supervised) -> None:
        piece = os.read(job.report, _CHUNK)
        *lines, job.pending = (job.pending + piece).split(b"\n")
        for line in lines:
            self._pass_on(job, line)
        if not piece or len(job.pending) > 2 * LINE_LIMIT:
            self._bury(job)

    def _pass_on(self, job: _Supervised, line: bytes) -> None:
        try:
            word: Judged = decode(line, Judged)
        except WireError:  # a script found its way to the supervisor's pipe
            return
        if isinstance(word, Ended):
            job.ended = word  # passed on when the supervisor itself is gone
        else:
            self._say(News(job.job, word))

    def _give_up_late(self) -> None:
        now = time.monotonic()
        for job in [job for job in self._jobs.values() if job.deadline <= now]:
            self._bury(job)

    def _bury(self, job: _Supervised) -> None:
        """Reap a supervisor that has ended, and whatever it has left behind."""
        self._selector.unregister(job.report)
        del self._jobs[job.report]
        os.close(job.report)
        if not job.cancelled:
            os.close(job.control)
        os.kill(job.pid, signal.SIGKILL)  # it has said its last word, or will never say it
        os.waitpid(job.pid, 0)
        # The orphans of a supervisor that was killed are this process's children now.
        tree.end_all([], except_children=frozenset(other.pid for other in self._jobs.values()))
        unsaid = Stopped() if job.cancelled else Failed(_LOST)
        self._say(News(job.job, job.ended or Ended(unsaid)))

    def _say(self, word: HostWord) -> None:
        try:
            send(self._words, word)
        except BrokenPipeError:  # the studio is gone; its orders end too, and that is dealt with
            return


_LOST = RenderFailure(
    FailureKind.CRASH,
    "The process that watches the render was stopped or killed, by the script or from outside; "
    "the render was ended. Remove code that sends signals, and render again.",
)


def _no_process(error: OSError) -> RenderFailure:
    return RenderFailure(
        FailureKind.MACHINE,
        f"No process could be started for the render: {error.strerror}. "
        "Close other programs and render again.",
    )


def _become_supervisor(order: Start, report: int, control: int) -> None:
    code = 1
    try:
        supervise(order, report, control)
        code = 0
    except BaseException:  # noqa: BLE001 - a bug of ours, said in the host's log before the process ends
        traceback.print_exc()
    finally:
        # Not sys.exit: what is on the stack is the host's.
        os._exit(code)


def _claim_streams() -> tuple[int, int]:
    """Keep the pipes to the studio for this process alone; anything printed goes to standard error."""
    orders, words = os.dup(0), os.dup(1)
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.close(nothing)
    os.dup2(2, 1)
    return orders, words


def main() -> None:
    """Serve the studio at the other end of the standard streams until it goes."""
    orders, words = _claim_streams()
    project = str(Path(__file__).resolve().parents[2])
    # A script may import what Manim needs, not the studio.
    sys.path[:] = [place for place in sys.path if place != project]
    os.environ.pop("PYTHONPATH", None)
    sandbox.adopt_orphans()
    quicken()
    warm()
    gc.collect()
    gc.freeze()
    Host(orders, words).run()


if __name__ == "__main__":
    main()
