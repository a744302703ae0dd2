"""The render host: imports Manim once and forks a supervisor for each job. `python -m core.render.host`

It has one thread, no key in its environment, and speaks core.render.wire on its standard input and output.
"""

from __future__ import annotations

import argparse
import gc
import os
import selectors
import sys
import time
from contextlib import suppress
from importlib.metadata import version
from pathlib import Path

from core.model import FailureKind, Isolation, RenderFailure
from core.render import tree
from core.render.engine.quick.quicken import quicken
from core.render.engine.warm import warm
from core.render.footprint import Footprint
from core.render.rehearsal import rehearse
from core.render.sandbox import kernel, means
from core.render.sandbox.walls import Walls
from core.render.supervised import Supervised
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
    Started,
    Stopped,
    WireError,
    decode,
    send,
)

_CHUNK = 1 << 16


class Host:
    """Reads orders, forks supervisors, passes on what they say."""

    def __init__(
        self, orders: int, words: int, walls: Walls, footprint: Footprint, minimum: Isolation
    ) -> None:
        """Starts no job where the walls amount to less than the `minimum`."""
        self._walls = walls
        self._footprint = footprint
        self._minimum = minimum
        self._turn = os.getpid()
        self._spare: Supervised | None = None
        self._orders = orders
        self._words = words
        self._pending = b""
        self._jobs: dict[int, Supervised] = {}
        self._selector = selectors.DefaultSelector()
        self._selector.register(orders, selectors.EVENT_READ)
        self._open = True

    def run(self) -> None:
        """Serve until the orders end; then end every job."""
        self._say(Ready(os.getpid(), version("manim"), self._walls.level))
        self._have_spare()
        while self._open or self._jobs:
            for key, _ in self._selector.select(self._patience()):
                if key.fd == self._orders:
                    self._read_orders()
                elif key.fd in self._jobs:
                    self._read_report(self._jobs[key.fd])
            self._give_up_late()
        if self._spare:
            self._spare.bury()

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
                job.cancel()
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
                    job.cancel()

    def _start(self, order: Start) -> None:
        if self._walls.level < self._minimum:
            self._say(News(order.job, Ended(Failed(_too_weak(self._walls.level, self._minimum)))))
            return
        job, self._spare = self._spare, None
        if job is None or not job.begin(order):
            if job:
                job.bury()
            try:
                job = self._fork()
            except OSError as error:
                self._say(News(order.job, Ended(Failed(_no_process(error)))))
                return
            job.begin(order)
        self._jobs[job.report] = job
        self._selector.register(job.report, selectors.EVENT_READ)

    def _fork(self) -> Supervised:
        self._turn += 1
        return Supervised.fork(self._walls, self._footprint, self._turn)

    def _have_spare(self) -> None:
        """Have a supervisor ready for the next job, which then waits for no fork and no namespace."""
        if self._spare is None and self._open:
            with suppress(OSError):  # the next job tries itself
                self._spare = self._fork()

    def _read_report(self, job: Supervised) -> None:
        piece = os.read(job.report, _CHUNK)
        *lines, job.pending = (job.pending + piece).split(b"\n")
        for line in lines:
            self._pass_on(job, line)
        if not piece or len(job.pending) > 2 * LINE_LIMIT:
            self._bury(job)

    def _pass_on(self, job: Supervised, line: bytes) -> None:
        try:
            word: Judged = decode(line, Judged)
        except WireError:  # a script found its way to the supervisor's pipe
            return
        if isinstance(word, Ended):
            job.ended = word  # passed on when nobody has the supervisor's pipe any more: it may be a script's
            return
        self._say(News(job.job, word))
        if isinstance(word, Started):
            self._have_spare()

    def _give_up_late(self) -> None:
        now = time.monotonic()
        for job in [job for job in self._jobs.values() if job.deadline <= now]:
            self._bury(job)

    def _bury(self, job: Supervised) -> None:
        """Reap a supervisor that has ended, and whatever it has left behind."""
        self._selector.unregister(job.report)
        del self._jobs[job.report]
        if job.ended:
            # It has nothing left to do, and its process takes some milliseconds to go.
            self._say(News(job.job, job.ended))
        job.bury()
        # The orphans of a supervisor that was killed are this process's children now.
        others = [*self._jobs.values(), *([self._spare] if self._spare else [])]
        tree.end_all([], except_children=frozenset(other.pid for other in others))
        if not job.ended:
            self._say(News(job.job, Ended(Stopped() if job.cancelled else Failed(_LOST))))

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


def _too_weak(level: Isolation, minimum: Isolation) -> RenderFailure:
    return RenderFailure(
        FailureKind.MACHINE,
        f"The script was not run: scripts are {level.word} on this machine (level {level}), and SANDBOX_MIN "
        f"asks for level {minimum}. "
        "`cli.py doctor` says what is missing; lower SANDBOX_MIN only for scripts that you trust.",
    )


def _no_process(error: OSError) -> RenderFailure:
    return RenderFailure(
        FailureKind.MACHINE,
        f"No process could be started for the render: {error.strerror}. "
        "Close other programs and render again.",
    )


def _claim_streams() -> tuple[int, int]:
    """Keep the pipes to the studio for this process alone; anything printed goes to standard error."""
    orders, words = os.dup(0), os.dup(1)
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.close(nothing)
    os.dup2(2, 1)
    return orders, words


def _read_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    parser.add_argument("--means", type=means.named, default=means.ALL)
    parser.add_argument("--minimum", type=lambda text: Isolation(int(text)), default=Isolation.NONE)
    parser.add_argument("--hide", type=Path, action="append", default=[])
    return parser.parse_args()


def main() -> None:
    """Serve the studio at the other end of the standard streams until it goes."""
    arguments = _read_arguments()
    orders, words = _claim_streams()
    project = str(Path(__file__).resolve().parents[2])
    # A script may import what Manim needs, not the studio.
    sys.path[:] = [place for place in sys.path if place != project]
    os.environ.pop("PYTHONPATH", None)
    kernel.adopt_orphans()
    # Nobody with the same user may look into this process, least of all a job.
    kernel.set_dumpable(False)
    quicken()
    warm(Path.cwd())
    # Beside this host's folder, where the jobs' will be: it matters who can get there.
    walls = Walls.raised(arguments.means, arguments.hide, Path.cwd().parent)
    gc.collect()
    gc.freeze()
    Host(orders, words, walls, rehearse(Path.cwd()), arguments.minimum).run()


if __name__ == "__main__":
    main()
