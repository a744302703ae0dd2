"""The job process: runs a script that nobody reviewed."""

from __future__ import annotations

import faulthandler
import os
import signal
import sys
from dataclasses import dataclass, replace

from core.model import FailureKind, RenderFailure
from core.render.channel import Channel
from core.render.engine.performance import Performance
from core.render.refusals import ChildLost
from core.render.sandbox.entry import Cell, enter
from core.render.sandbox.root import Root
from core.render.traces import SCRIPT_NAME
from core.render.wire import Failed, Lost, Start

_EXIT_FAILED = 1


@dataclass(frozen=True, slots=True)
class Pipes:
    """The pipes to the supervisor: reports, what the fault handler writes, how an isolated job ended."""

    report: int
    dump: int
    status: int


def live(order: Start, cell: Cell, root: Root | None, pipes: Pipes) -> int:
    """The whole life of a job process once it is told its job; returns its exit code."""
    channel = Channel(pipes.report)
    try:
        _take_streams()
        rooms = enter(cell, root, (*channel.descriptors, pipes.dump))
        script = (rooms.folder / SCRIPT_NAME).read_bytes()
        _ready_to_crash(pipes.dump)
    except OSError as error:
        channel.say(Failed(not_set_up(error)))
        return _EXIT_FAILED
    order = replace(order, folder=str(rooms.folder), cache=str(rooms.cache), shared=str(rooms.shared))
    performance = Performance(order, channel.say)
    home = os.getpid()
    code = _EXIT_FAILED
    try:
        finished = performance.run(script.decode())
        if finished and os.getpid() == home:
            channel.say(finished)
        code = 0
    except ChildLost as lost:
        if lost.status < 0:
            channel.say(Lost(-lost.status, lost.line))
    except BaseException as error:  # noqa: BLE001 - a script may raise anything, and all of it is reported
        if os.getpid() == home or performance.is_scout:
            performance.fail(error)
    finally:
        _flush()
    return code


def _ready_to_crash(dump: int) -> None:
    """Say where Python was when it crashes, or when the supervisor asks by SIGUSR1."""
    faulthandler.enable(file=dump)
    faulthandler.register(signal.SIGUSR1, file=dump)


def not_set_up(error: OSError) -> RenderFailure:
    """The failure of a job that was not run because a step into its sandbox failed."""
    return RenderFailure(
        FailureKind.MACHINE,
        f"The script was not run, because its sandbox could not be set up: {error.strerror}. "
        "Free some space and memory and render again; `cli.py doctor` says what works here.",
    )


def _take_streams() -> None:
    """Give the script streams that lose nothing when it is killed."""
    sys.stdout = open(1, "w", buffering=1, encoding="utf-8", errors="backslashreplace", closefd=False)  # noqa: SIM115
    sys.stderr = open(2, "w", buffering=1, encoding="utf-8", errors="backslashreplace", closefd=False)  # noqa: SIM115


def _flush() -> None:
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except (OSError, ValueError, AttributeError):  # the script closed or replaced it
            continue
