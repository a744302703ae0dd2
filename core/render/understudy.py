"""The process that a job will be, forked before there is one: it has nothing left to do that knows no job."""

from __future__ import annotations

import os
import pickle
import select
import traceback
from dataclasses import dataclass
from pathlib import Path

from core.render.footprint import Footprint
from core.render.job import Pipes, live, not_set_up
from core.render.sandbox.descriptors import close_descriptors
from core.render.sandbox.entry import Cell, stand_by
from core.render.sandbox.walls import Walls
from core.render.wire import Failed, Start, send

_CHUNK = 1 << 16


@dataclass(frozen=True, slots=True)
class Understudy:
    """The process, the pipe on which it is told its job, and the pipes from it.

    `pid` is a child of who forked it; where there are namespaces, that is the first process of its world.
    `output` is what it prints; the others are those of `Pipes`. None of the ends here blocks.
    """

    pid: int
    part: int
    output: int
    report: int
    dump: int
    status: int

    @classmethod
    def fork(cls, walls: Walls, footprint: Footprint) -> Understudy:
        """Fork it, after the calling process has seen to `separate`. Raises OSError."""
        (part_end, part), (output, output_end) = os.pipe(), os.pipe()
        (report, report_end), (dump, dump_end), (status, status_end) = os.pipe(), os.pipe(), os.pipe()
        pid = os.fork()
        if pid == 0:
            _wait_in_the_wings(
                walls, footprint, part_end, output_end, Pipes(report_end, dump_end, status_end)
            )
        for end in (part_end, output_end, report_end, dump_end, status_end):
            os.close(end)
        for end in (output, report, dump, status):
            os.set_blocking(end, False)
        return cls(pid, part, output, report, dump, status)

    def step_in(self, order: Start, cell: Cell) -> None:
        """Tell it its job, which it begins at once. Raises BrokenPipeError where it has died."""
        with os.fdopen(self.part, "wb") as part:
            pickle.dump((order, cell), part)


def _wait_in_the_wings(walls: Walls, footprint: Footprint, part: int, output: int, pipes: Pipes) -> None:
    code = 1
    try:
        os.dup2(output, 1)
        os.dup2(output, 2)
        # The supervisor's own pipes too: nobody but it must be at their ends.
        close_descriptors(keep=(part, pipes.report, pipes.dump, pipes.status))
        root = stand_by(walls.means, walls.places, Path.cwd(), pipes.status)
        if not select.select([part], [], [], 0)[0]:  # nobody waits
            footprint.tread()
        told = _read_whole(part)
        if told:
            order, cell = pickle.loads(told)
            code = live(order, cell, root, pipes)
    except OSError as error:
        send(pipes.report, Failed(not_set_up(error)))
    except BaseException:  # noqa: BLE001 - a bug of ours, said in the job's log before the process ends
        traceback.print_exc()
    finally:
        # Not sys.exit: what is on the stack is the supervisor's.
        os._exit(code)


def _read_whole(part: int) -> bytes:
    told = b""
    while piece := os.read(part, _CHUNK):
        told += piece
    os.close(part)
    return told
