"""A supervisor as its host sees it: forked ahead of its job, and ended after it."""

from __future__ import annotations

import math
import os
import signal
import time
import traceback
from dataclasses import dataclass

from core.render.footprint import Footprint
from core.render.sandbox.walls import Walls
from core.render.supervision import supervise
from core.render.wire import Ended, Start, send

GRACE_SECONDS = 12.0
"""How long a supervisor may outlive its job's limit before it counts as dead (a job can stop it).

To remove what a job left can take it some seconds.
"""

CANCEL_SECONDS = 0.8
"""How long a supervisor may take to end its job."""


@dataclass(slots=True)
class Supervised:
    """A supervisor's process and the pipes to and from it; `job` is empty while it waits for one.

    It is given up at the `deadline`, on the monotonic clock.
    """

    pid: int
    orders: int
    control: int
    report: int
    job: str = ""
    deadline: float = math.inf
    cancelled: bool = False
    pending: bytes = b""
    ended: Ended | None = None

    @classmethod
    def fork(cls, walls: Walls, footprint: Footprint, turn: int) -> Supervised:
        """Fork a supervisor that gets ready and waits; none has the same `turn`. Raises OSError."""
        orders_end, orders = os.pipe()
        control_end, control = os.pipe()
        report, report_end = os.pipe()
        ends = (orders_end, control_end, report_end)
        try:
            pid = os.fork()
        except OSError:
            for end in (*ends, orders, control, report):
                os.close(end)
            raise
        if pid == 0:
            _live(walls, footprint, turn, *ends)
        for end in ends:
            os.close(end)
        return cls(pid, orders, control, report)

    def begin(self, order: Start) -> bool:
        """Give it its job; False if it has died while it waited."""
        self.job = order.job
        self.deadline = time.monotonic() + order.bounds.wall + GRACE_SECONDS
        try:
            send(self.orders, order)
        except BrokenPipeError:
            return False
        return True

    def cancel(self) -> None:
        """Have it end its job soon."""
        self.deadline = min(self.deadline, time.monotonic() + CANCEL_SECONDS)
        if not self.cancelled:
            os.close(self.control)
            self.cancelled = True

    def bury(self) -> None:
        """Reap it: it has said its last word, or will never say it."""
        os.close(self.report)
        os.close(self.orders)
        if not self.cancelled:
            os.close(self.control)
        os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)


def _live(walls: Walls, footprint: Footprint, turn: int, orders: int, control: int, report: int) -> None:
    code = 1
    try:
        supervise(walls, footprint, turn, orders, control, report)
        code = 0
    except BaseException:  # noqa: BLE001 - a bug of ours, said in the host's log before the process ends
        traceback.print_exc()
    finally:
        # Not sys.exit: what is on the stack is the host's.
        os._exit(code)
