"""The job process: runs a script that nobody reviewed."""

from __future__ import annotations

import faulthandler
import os
import signal
import sys
from dataclasses import dataclass
from pathlib import Path

from core.model import FailureKind, RenderFailure
from core.render import sandbox
from core.render.channel import Channel
from core.render.engine.performance import Performance
from core.render.refusals import ChildLost
from core.render.traces import SCRIPT_NAME
from core.render.wire import Failed, Lost, Start

JOB_FOLDER = "job"
"""Where a job works, below its folder."""

_EXIT_FAILED = 1


@dataclass(frozen=True, slots=True)
class Pipes:
    """The two pipes to the supervisor: typed reports, and what the fault handler writes."""

    report: int
    dump: int


def live(order: Start, pipes: Pipes) -> int:
    """The whole life of a job process after its fork; returns its exit code."""
    folder = Path(order.folder)
    own = folder / JOB_FOLDER
    channel = Channel(pipes.report, folder)
    try:
        _take_streams()
        own.mkdir()
        script = (folder / SCRIPT_NAME).read_bytes()
        (own / SCRIPT_NAME).write_bytes(script)  # a script may look at itself
        sandbox.enter(own, order.bounds, keep=(*channel.descriptors, pipes.dump))
        _ready_to_crash(pipes.dump)
    except OSError as error:
        channel.say(Failed(_not_set_up(error)))
        return _EXIT_FAILED
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


def _not_set_up(error: OSError) -> RenderFailure:
    return RenderFailure(
        FailureKind.MACHINE,
        f"The job's process could not be set up: {error.strerror}. "
        "Free some space and memory and render again.",
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
