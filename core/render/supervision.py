"""The life of the process that watches one job: from before it knows of it until its folder is gone."""

from __future__ import annotations

import contextlib
import os
import select
import signal
from pathlib import Path

from core.model import FailureKind, RenderFailure
from core.render import process_names, tree
from core.render.footprint import Footprint
from core.render.job import not_set_up
from core.render.keeper import Keeper
from core.render.progress import Tally
from core.render.removal import remove
from core.render.results import delivered
from core.render.sandbox import kernel
from core.render.sandbox.descriptors import close_descriptors
from core.render.sandbox.entry import separate
from core.render.sandbox.walls import Walls
from core.render.supervisor import Supervisor
from core.render.understudy import Understudy
from core.render.wire import LOG_NAME, Ended, Failed, Judged, Outcome, Start, decode, send

_CHUNK = 1 << 16


def supervise(walls: Walls, footprint: Footprint, turn: int, orders: int, control: int, report: int) -> None:
    """Get ready with the process that the job will be, wait for the job, and run it to its end.

    Hears of the job on `orders`, speaks on `report`, and ends the job when `control` is written to or closed.
    """
    # Alone in its session: a job that signals its parent's group reaches nobody else.
    os.setsid()
    close_descriptors(keep=(orders, control, report))
    kernel.adopt_orphans()
    # Should the host die while this process is stopped: wake up and see the end of `control`.
    kernel.die_with_parent(signal.SIGCONT)
    kernel.name_process(process_names.SPARE)
    understudy: Understudy | OSError
    try:
        separate(walls.means)
        understudy = Understudy.fork(walls, footprint)
    except OSError as error:
        understudy = error
    order = _awaited(orders, control, understudy)
    if order is None:
        return
    kernel.name_process(process_names.WATCHER)

    def say(word: Judged) -> None:
        with contextlib.suppress(BrokenPipeError):  # the host has died; there is still the job to end
            send(report, word)

    keeper = Keeper(order)
    leaving: frozenset[int] = frozenset()
    tally = Tally(order.picture, say, keeper)
    try:
        cell = walls.cell(order, turn)
        with (Path(order.output) / LOG_NAME).open("wb") as log:
            if isinstance(understudy, OSError):
                outcome: Outcome = Failed(not_set_up(understudy))
            else:
                job = Supervisor(order, cell, understudy, control, say, log, tally)
                outcome = job.run()
                leaving = job.leaving
        outcome = delivered(order, outcome)
    except OSError as error:
        outcome = Failed(_machine_failure(error))
    tree.end_all([], leaving)
    keeper.close(outcome, tally.timeline)
    remove(Path(order.folder))
    say(Ended(outcome))
    os.close(report)  # the host waits for no more than this


def _awaited(orders: int, control: int, understudy: Understudy | OSError) -> Start | None:
    """The job that the host gives; None when it gives none any more, or when nobody stands ready for one."""
    heard = [orders, control] + ([understudy.report] if isinstance(understudy, Understudy) else [])
    told = b""
    while not told.endswith(b"\n"):
        ready, _, _ = select.select(heard, [], [])
        piece = b"" if control in ready or orders not in ready else os.read(orders, _CHUNK)
        if not piece:
            return None
        told += piece
    order: Start = decode(told, Start)
    return order


def _machine_failure(error: OSError) -> RenderFailure:
    return RenderFailure(
        FailureKind.MACHINE,
        f"The machine could not run or keep the render: {error.strerror}. Free some space and render again.",
    )
