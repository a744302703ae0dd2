"""The studio's end of a render host: its process, the orders to it and the words from it."""

from __future__ import annotations

import os
import select
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from core.errors import HostGone
from core.render.sandbox.environment import clean_environment
from core.render.wire import HostWord, Order, WireError, decode, encode

PROJECT = Path(__file__).resolve().parents[2]
LOG_NAME = "host.log"

_CHUNK = 1 << 16
_CLOSE_SECONDS = 5.0


class HostLink:
    """One render host; its orders come from one thread at a time, its words go to one reader.

    `ready` says that it takes jobs, `given` counts those that it was given.
    """

    def __init__(self, folder: Path, arguments: Sequence[str]) -> None:
        """Start a host that lives in `folder`, with these arguments. Raises HostGone."""
        self._folder = folder
        self._pending = b""
        self.ready = False
        self.given = 0
        environment = clean_environment(folder) | {
            "PYTHONPATH": str(PROJECT),
            "PYTHONSAFEPATH": "1",
            "PYTHONNOUSERSITE": "1",
        }
        try:
            with (folder / LOG_NAME).open("wb") as log:
                self._process = subprocess.Popen(
                    [sys.executable, "-m", "core.render.host", *arguments],
                    stdin=subprocess.PIPE,
                    stdout=subprocess.PIPE,
                    stderr=log,
                    bufsize=0,
                    cwd=folder,
                    env=environment,
                    start_new_session=True,
                )
        except OSError as error:
            raise HostGone(
                f"The render host cannot be started: {error.strerror}. Free some memory and try again."
            ) from error

    @property
    def pid(self) -> int:
        """The host's process."""
        return self._process.pid

    def send(self, order: Order) -> None:
        """Give an order; one to a host that has died is lost, and its end is heard by the reader.

        Not while `hang_up` or `release` runs: a pipe's number may belong to another file when it is closed.
        """
        assert self._process.stdin is not None
        try:
            self._process.stdin.write(encode(order))
        except (BrokenPipeError, ValueError):  # ValueError: closed
            return

    def hear(self, seconds: float) -> list[HostWord] | None:
        """What the host says within so many seconds; None once it is gone."""
        assert self._process.stdout is not None
        if not select.select([self._process.stdout], [], [], seconds)[0]:
            return []
        piece = os.read(self._process.stdout.fileno(), _CHUNK)
        if not piece:
            return None
        *lines, self._pending = (self._pending + piece).split(b"\n")
        return [word for line in lines if (word := _word(line))]

    def kill(self) -> None:
        """End the host at once; its supervisors see that and end their jobs."""
        self._process.kill()

    def hang_up(self) -> None:
        """Tell the host to end its jobs and itself."""
        assert self._process.stdin is not None
        self._process.stdin.close()

    def bury(self) -> None:
        """Wait for the host's end, helping after a while."""
        try:
            self._process.wait(_CLOSE_SECONDS)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()

    def release(self) -> None:
        """Close the pipes of a host that is gone."""
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                pipe.close()

    def last_words(self) -> str:
        """The last line that the host printed, for a message about its end."""
        try:
            text = (self._folder / LOG_NAME).read_text("utf-8", "replace")
        except OSError:
            return ""
        lines = [line.strip() for line in text.splitlines() if line.strip()]
        return lines[-1] if lines else ""


def _word(line: bytes) -> HostWord | None:
    try:
        word: HostWord = decode(line, HostWord)
    except WireError:  # a script found its way to the host's pipe
        return None
    return word
