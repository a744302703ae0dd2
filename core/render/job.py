"""The job process: runs a script that nobody reviewed, as its drawing or as its dry run."""

from __future__ import annotations

import faulthandler
import random
import signal
import sys
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

import numpy as np
from manim import Scene

from core.model import FailureKind, RenderFailure
from core.render import sandbox
from core.render.engine import tex
from core.render.engine.drawing import draw
from core.render.engine.pins import SEED, Pins
from core.render.engine.scenes import pick_scene, run_script
from core.render.engine.timeline import plan
from core.render.exits import explain
from core.render.refusals import TooLong
from core.render.traces import SCRIPT_NAME
from core.render.wire import Failed, Planned, Report, Start, send

_EXIT_FAILED = 1


class Role(StrEnum):
    """What a job process does; also the name of its own folder below the job's."""

    DRAW = "job"
    PLAN = "plan"


@dataclass(frozen=True, slots=True)
class Channels:
    """The two pipes to the supervisor: typed reports, and what the fault handler writes."""

    report: int
    dump: int


def live(order: Start, role: Role, channels: Channels) -> int:
    """The whole life of a job process after its fork; returns its exit code."""
    folder = Path(order.folder)
    own = folder / role

    def say(report: Report) -> None:
        send(channels.report, report)

    try:
        _take_streams()
        own.mkdir()
        script = (folder / SCRIPT_NAME).read_bytes()
        (own / SCRIPT_NAME).write_bytes(script)  # a script may look at itself
        sandbox.enter(own, order.bounds, keep=(channels.report, channels.dump))
        _ready_to_crash(channels.dump)
    except OSError as error:
        say(Failed(_not_set_up(error)))
        return _EXIT_FAILED
    try:
        say(_ROLES[role](order, script.decode(), say))
    except BaseException as error:  # noqa: BLE001 - a script may raise anything, and all of it is reported
        # A dry run that fails proves nothing about the drawing, except that it would not end.
        if role is Role.DRAW or isinstance(error, TooLong):
            say(Failed(explain(error, order.bounds, folder)))
        return _EXIT_FAILED
    finally:
        _flush()
    return 0


def _draw(order: Start, source: str, say: Callable[[Report], None]) -> Report:
    scene, pins = _make_scene(order, source, Role.DRAW)
    results = Path(order.folder) / "results"
    return draw(scene, pins, order.picture, results, say)


def _plan(order: Start, source: str, say: Callable[[Report], None]) -> Report:  # noqa: ARG001
    scene, pins = _make_scene(order, source, Role.PLAN)
    return Planned(plan(scene, pins))


_ROLES: dict[Role, Callable[[Start, str, Callable[[Report], None]], Report]] = {
    Role.DRAW: _draw,
    Role.PLAN: _plan,
}


def _make_scene(order: Start, source: str, role: Role) -> tuple[Scene, Pins]:
    folder = Path(order.folder)
    pins = Pins(order.picture, dry_run=role is Role.PLAN)
    pins.apply()
    tex.install(folder / role, folder / "tex")
    random.seed(SEED)
    np.random.seed(SEED)
    chosen = pick_scene(run_script(source), order.scene)
    pins.apply()
    return chosen(), pins


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
