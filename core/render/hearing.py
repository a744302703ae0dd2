"""Hearing a job process: its reports, what its fault handler writes, what it prints."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import BinaryIO

from core.render.wire import LINE_LIMIT, Failed, Finished, Lost, Report, WireError, decode

WORDS_LIMIT = 100_000
"""Most words of a process that are heard; more is a flood."""

_DUMP_LIMIT = 64 << 10
_CHUNK = 1 << 16


@dataclass(slots=True)
class Child:
    """A forked job process, the pipes from it, and what was heard on them.

    `status` is its exit code or minus the signal's number once it has ended; `last` is its last word.
    """

    pid: int
    report: int
    dump: int
    dumped: bytes = b""
    status: int | None = None
    last: Finished | Failed | Lost | None = None
    _pending: bytes = field(default=b"", repr=False)
    _words: int = 0

    def read_report(self, hear: Callable[[Report], None]) -> bool:
        """Hear a bounded piece of what has come in; False if there was nothing, as at the pipe's end."""
        piece = read_now(self.report) or b""
        *lines, self._pending = (self._pending + piece).split(b"\n")
        for line in lines:
            self._hear(line, hear)
        if len(self._pending) > LINE_LIMIT:
            self._pending = b""
        return bool(piece)

    def read_dump(self) -> bool:
        """Keep what the fault handler has written; False if there was nothing, as at the pipe's end."""
        piece = read_now(self.dump)
        self.dumped = (self.dumped + (piece or b""))[:_DUMP_LIMIT]
        return bool(piece)

    def _hear(self, line: bytes, hear: Callable[[Report], None]) -> None:
        self._words += 1
        if self._words > WORDS_LIMIT:
            return
        try:
            word: Report = decode(line, Report)
        except WireError:  # the script found the pipe and wrote into it
            return
        if isinstance(word, Finished | Failed | Lost) and not isinstance(self.last, Failed):
            self.last = word  # the first failure is the cause of those that follow
        hear(word)


class OutputLog:
    """Keeps the first so many bytes that a job prints; reads the rest, so that the job does not block."""

    def __init__(self, pipe: int, log: BinaryIO, room: int) -> None:
        self._pipe = pipe
        self._log = log
        self._room = room
        self._dropped = 0

    def read(self) -> bool:
        """Take a bounded piece of what has come in; False if there was nothing."""
        piece = read_now(self._pipe) or b""
        kept = piece[: self._room]
        self._log.write(kept)
        self._room -= len(kept)
        self._dropped += len(piece) - len(kept)
        return bool(piece)

    def finish(self) -> None:
        """Take the rest, and note how much was not kept; the job's processes must have ended."""
        while self.read():
            continue
        if self._dropped:
            self._log.write(f"\n[{self._dropped:,} more bytes of output were not kept]\n".encode())


def read_now(descriptor: int) -> bytes | None:
    """What there is to read, b"" at the end, None when there is nothing now."""
    try:
        return os.read(descriptor, _CHUNK)
    except BlockingIOError:
        return None
