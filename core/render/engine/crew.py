"""The raster children of a job: forked copies of it, each of which draws one play."""

from __future__ import annotations

import gc
import os
import random
import select
import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import ExitStack, suppress
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
_GO, _LEAVE = b"g", b"l"
_MOMENT = 0.02
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
        self._gates: dict[int, int] = {}
        self._scouted = False
        # As many bytes as hands: a child takes one out to begin and puts it back.
        self._take, self._put = os.pipe()
        os.write(self._put, b"." * size)
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
            self._wait()
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
            self._open(next(iter(self._standing)), _LEAVE)
        gate, way = os.pipe()
        pid = self._fork(wait_and_act, gate)
        os.close(gate)
        self._standing[pid], self._gates[pid] = line, way

    def _open(self, pid: int, word: bytes) -> None:
        """Tell a child that stands by what to do: it is one like the others now.

        A signal would not reach it in every sandbox.
        """
        self._children[pid] = self._standing.pop(pid)
        way = self._gates.pop(pid)
        with suppress(BrokenPipeError):  # it has ended, and why is heard elsewhere
            os.write(way, word)
        os.close(way)

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
        self._children, self._standing, self._gates = {}, {}, {}
        silence()
        ground = Path.cwd()
        shutil.copytree(ground, ground.with_name(SCOUT_FOLDER), symlinks=True)
        os.chdir(ground.with_name(SCOUT_FOLDER))
        return True

    def join(self) -> None:
        """Wait until every child has ended. Raises ChildLost."""
        for pid in list(self._standing):
            self._open(pid, _GO)
        while self._children:
            self._wait()

    def _live(self, act: Callable[[], None], gate: int | None) -> NoReturn:
        code = 1
        try:
            gc.disable()  # a child lives for a moment, and a collection would copy every page it looks at
            os.nice(_NICE)  # the scene is stepped on first: the next child depends on it
            if gate is None or os.read(gate, 1) == _GO:
                self._act(act)
            code = 0
        except BaseException as error:  # noqa: BLE001 - a script's code runs in here too
            self._fail(error)
        finally:
            _flush()
            # Not sys.exit: what is on the stack is the job's.
            os._exit(code)

    def _act(self, act: Callable[[], None]) -> None:
        """Act while a hand is free for it."""
        os.read(self._take, 1)
        try:
            act()
        finally:
            os.write(self._put, b".")

    def _look(self) -> None:
        """Take leave of the children that have ended. Raises ChildLost."""
        for children in (self._children, self._standing):
            for pid, line in list(children.items()):
                found, status = os.waitpid(pid, os.WNOHANG)
                if found:
                    del children[pid]
                    code = os.waitstatus_to_exitcode(status)
                    if code:
                        raise ChildLost(code, line)

    def _wait(self) -> None:
        """Wait until any child ends: one that is killed keeps the hand that an older one may wait for."""
        _wait_for_any([*self._children, *self._standing])
        self._look()


def _wait_for_any(pids: list[int]) -> None:
    """Wait until one of these children has ended, or for a moment where that cannot be waited for."""
    with ExitStack() as opened:
        ends = select.poll()
        try:
            for pid in pids:
                end = os.pidfd_open(pid)
                opened.callback(os.close, end)
                ends.register(end, select.POLLIN)
        except (OSError, AttributeError):  # no room for another descriptor, or not this kernel
            time.sleep(_MOMENT)
        else:
            ends.poll()


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
