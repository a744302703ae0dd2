"""Two children that draw one play: where the first is, where the second has begun, who is done."""

from __future__ import annotations

import fcntl
import mmap
import struct
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace

LEAST = 8
"""Fewest frames that are worth a second child."""


@dataclass(frozen=True, slots=True)
class _State:
    """`at` is the frame that the first child draws, `end` the one before which it stops.

    `drawn` and `helped` count the frames of the first and of the second, `done` the children that are done.
    """

    at: int
    end: int
    drawn: int = 0
    helped: int = 0
    done: int = 0


class Relieved(Exception):
    """Ends the drawing of a child whose play another has taken over."""


class Share:
    """Shared memory of the processes that are forked after it was made, one play of theirs."""

    _FORM = struct.Struct("5q")

    def __init__(self, frames: int, lock: int) -> None:
        """`lock` is an open file that all shares of a job may use."""
        self._frames = frames
        self._lock = lock
        self._memory = mmap.mmap(-1, self._FORM.size)
        self._write(_State(0, frames))

    def go_on(self, frame: int) -> bool:
        """The first child asks before it draws this 0-based frame of the play; False where it ends."""
        with self._locked() as state:
            if frame < state.end:
                self._write(replace(state, at=frame))
            return frame < state.end

    def split(self) -> int | None:
        """The second child takes the later half of what is left: its first frame, or None."""
        with self._locked() as state:
            first = (state.at + 1 + state.end) // 2
            if state.done or state.end - first < LEAST:
                return None
            self._write(replace(state, end=first))
            return first

    def count(self, second: bool, frames: int) -> int:
        """One of the two has drawn so many frames; how many both have."""
        with self._locked() as state:
            now = replace(state, helped=frames) if second else replace(state, drawn=frames)
            self._write(now)
            return now.drawn + now.helped

    def is_split(self) -> bool:
        """Whether a second child is at work; once the first has asked at its end, there is no other."""
        with self._locked() as state:
            if state.end == self._frames:
                self._write(replace(state, at=self._frames))
            return state.end < self._frames

    def finish(self) -> bool:
        """One child has finished; whether it was the last of them."""
        with self._locked() as state:
            self._write(replace(state, done=state.done + 1))
            return state.done + 1 == (2 if state.end < self._frames else 1)

    @contextmanager
    def _locked(self) -> Iterator[_State]:
        # A lock of this kind belongs to a process, so each forked copy of the descriptor locks for itself.
        fcntl.lockf(self._lock, fcntl.LOCK_EX)
        try:
            yield _State(*self._FORM.unpack(self._memory[:]))
        finally:
            fcntl.lockf(self._lock, fcntl.LOCK_UN)

    def _write(self, state: _State) -> None:
        values = (state.at, state.end, state.drawn, state.helped, state.done)
        self._memory[:] = self._FORM.pack(*values)
