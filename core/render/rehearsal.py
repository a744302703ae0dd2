"""Running a small job in a process that is thrown away, to learn what of the memory a job takes."""

from __future__ import annotations

import json
import os
import tempfile
import traceback
from contextlib import suppress
from pathlib import Path

from core.model import Quality
from core.render.footprint import Footprint
from core.render.job import Pipes, live
from core.render.sandbox import kernel
from core.render.sandbox.entry import WORK, Cell
from core.render.sandbox.limits import SMALL
from core.render.sandbox.places import Places
from core.render.sandbox.root import Rooms
from core.render.traces import SCRIPT_NAME
from core.render.wire import Start

_SCRIPT = """\
from manim import *


class Small(Scene):
    def construct(self):
        self.add(Dot())
        self.wait(0.1)
"""

_FOOTPRINT = "footprint.json"
_FOLDERS = ("cache", "shared", "output", "job", f"job/{WORK}", "job/tex")


def rehearse(ground: Path) -> Footprint:
    """What a small job takes of the calling process's memory; nothing where the kernel does not tell.

    The job works in the folder `ground`, and leaves nothing there.
    """
    with tempfile.TemporaryDirectory(dir=ground.resolve()) as name:
        base = Path(name)
        pid = os.fork()
        if pid == 0:
            _perform(base)
        os.waitpid(pid, 0)
        with suppress(OSError, ValueError):
            told = json.loads((base / _FOOTPRINT).read_text("ascii"))
            return Footprint(*(tuple(map(tuple, ranges)) for ranges in told))
    return Footprint()


def _perform(base: Path) -> None:
    code = 1
    try:
        nothing = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nothing, 1)
        for folder in _FOLDERS:
            (base / folder).mkdir()
        (base / "job" / SCRIPT_NAME).write_text(_SCRIPT, "ascii")
        rooms = Rooms(base / "job", base / "cache", base / "shared")
        cell = Cell(frozenset(), Places((), ()), rooms, SMALL, None, 0)
        code = live(_order(base), cell, None, Pipes(nothing, nothing, nothing))
        # Only a process that may be looked into can look at its own memory.
        kernel.set_dumpable(True)
        found = Footprint.of_this_process()
        (base / _FOOTPRINT).write_text(json.dumps([found.changed, found.seen]), "ascii")
    except OSError:  # the kernel does not tell; the host goes without
        code = 1
    except BaseException:  # noqa: BLE001 - a bug of ours, said in the host's log before the process ends
        traceback.print_exc()
    finally:
        os._exit(code)


def _order(base: Path) -> Start:
    return Start(
        job="rehearsal",
        folder=str(base / "job"),
        output=str(base / "output"),
        cache=str(base / "cache"),
        shared=str(base / "shared"),
        room=1 << 30,
        scene=None,
        quality=Quality.DRAFT,
        bounds=SMALL,
        dry_run=False,
        witness=False,
        uid=None,
    )
