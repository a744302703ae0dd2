"""The raster children of a job: forked copies of it, each of which draws one play."""

from __future__ import annotations

import gc
import os
import random
import shutil
import signal
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn

from core.render.engine.share import Share
from core.render.refusals import ChildLost

BACKLOG = 8
"""Plays that may wait, forked, for a free hand; each holds the memory that the scene has changed since."""

SCOUT_FOLDER = "scout"
"""Where a scout works, beside the job's own folder."""

SHARED_FRAMES = 24
"""Fewest frames of a play that a second child may help with."""

_STANDING = 4
_NICE = 3


class Crew:
    """At most `size` children draw at once, and some more wait for their turn, oldest first."""

    def __init__(self, size: int, fail: Callable[[BaseException], None]) -> None:
        """`fail` says, in the child, what went wrong there."""
        self._size = size
        self._room = size + BACKLOG
        self._fail = fail
        self._children: dict[int, int | None] = {}
        self._standing: dict[int, int | None] = {}
        self._scouted = False
        # As many bytes as hands: a child takes one out to begin and puts it back.
        self._take, self._put = os.pipe()
        os.write(self._put, b"." * size)
        # Those that stand by wait before it.
        self._gate, self._open_gate = os.pipe()
        with tempfile.TemporaryFile() as lock:
            self._lock = os.dup(lock.fileno())

    @property
    def full(self) -> bool:
        """Whether the next child would have to wait for another's end."""
        self._look()
        return len(self._children) >= self._room

    def draw(self, line: int | None, act: Callable[[], None]) -> None:
        """Fork a child that acts when a hand is free; waits while the crew is full. Raises ChildLost.

        `line` is the script's line that is to blame when the child is lost.
        """
        while self.full:
            self._wait(next(iter(self._children)))
        self._children[self._fork(act)] = line

    def share(self, frames: int) -> Share | None:
        """What two children of one play of so many frames know of each other; None if one is enough."""
        return Share(frames, self._lock) if self._size > 1 and frames >= SHARED_FRAMES else None

    def stand_by(self, line: int | None, act: Callable[[], None]) -> None:
        """Fork a child that acts once the scene is at its end and a hand is free; of many, the oldest go."""

        def wait_and_act() -> None:
            silence()  # the first child prints, or the stepping process
            act()

        if len(self._standing) == _STANDING:
            pid = next(iter(self._standing))
            del self._standing[pid]
            os.kill(pid, signal.SIGKILL)
            os.waitpid(pid, 0)
        self._standing[self._fork(wait_and_act, self._gate)] = line

    def _fork(self, act: Callable[[], None], gate: int | None = None) -> int:
        _flush()
        lots = random.getstate()
        pid = os.fork()
        if pid == 0:
            random.setstate(lots)  # Python seeds it anew in a forked process
            self._live(act, gate)
        return pid

    def send_scout(self) -> bool:
        """Fork a copy that goes ahead without drawing, once; True in the copy.

        It has a copy of the working folder, and nobody hears what it prints.
        """
        if self._scouted:
            return False
        self._scouted = True
        _flush()
        lots = random.getstate()
        if os.fork():
            return False
        random.setstate(lots)
        self._children, self._standing = {}, {}
        silence()
        ground = Path.cwd()
        shutil.copytree(ground, ground.with_name(SCOUT_FOLDER), symlinks=True)
        os.chdir(ground.with_name(SCOUT_FOLDER))
        return True

    def join(self) -> None:
        """Wait until every child has ended. Raises ChildLost."""
        os.write(self._open_gate, b"." * len(self._standing))
        self._children |= self._standing
        self._standing = {}
        while self._children:
            self._wait(next(iter(self._children)))

    def _live(self, act: Callable[[], None], gate: int | None) -> NoReturn:
        code = 1
        try:
            gc.disable()  # a child lives for a moment, and a collection would copy every page it looks at
            os.nice(_NICE)  # the scene is stepped on first: the next child depends on it
            if gate is not None:
                os.read(gate, 1)
            os.read(self._take, 1)
            act()
            code = 0
        except BaseException as error:  # noqa: BLE001 - a script's code runs in here too
            self._fail(error)
        finally:
            os.write(self._put, b".")
            _flush()
            # Not sys.exit: what is on the stack is the job's.
            os._exit(code)

    def _look(self) -> None:
        for pid in list(self._children):
            found, status = os.waitpid(pid, os.WNOHANG)
            if found:
                self._ended(pid, status)

    def _wait(self, pid: int) -> None:
        self._ended(pid, os.waitpid(pid, 0)[1])

    def _ended(self, pid: int, status: int) -> None:
        line = self._children.pop(pid)
        code = os.waitstatus_to_exitcode(status)
        if code:
            raise ChildLost(code, line)


def _flush() -> None:
    """Nothing that is still to be written may be there twice."""
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except (OSError, ValueError, AttributeError):  # the script closed or replaced it
            continue


def silence() -> None:
    """Let nobody hear what this process prints."""
    _flush()
    nothing = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nothing, 1)
    os.dup2(nothing, 2)
    os.close(nothing)
