"""Reading something that blocks, without being blocked by it."""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable, Generator, Iterator
from dataclasses import dataclass
from typing import Generic, TypeVar

from core.cancel import Cancellation

T = TypeVar("T")


class Silence(Exception):
    """Nothing came for the longest time that is accepted."""


@dataclass(frozen=True, slots=True)
class _Item(Generic[T]):
    value: T


@dataclass(frozen=True, slots=True)
class _Broken:
    error: Exception


class _Ended:
    """The source has no more, or a cancel woke the reader."""


def pump(
    source: Callable[[], Iterator[T]], stop: Callable[[], None], silence: float, cancel: Cancellation
) -> Generator[T, None, None]:
    """What `source()` yields, read in its own thread so that a cancel or `silence` seconds end it at once.

    `stop` is called when the reader leaves, however it leaves, and must make a blocked source return.
    Raises what the source raises, Silence, and CancelRequested.
    """
    channel: queue.SimpleQueue[_Item[T] | _Broken | _Ended] = queue.SimpleQueue()
    left = threading.Event()

    def read() -> None:
        try:
            for value in source():
                channel.put(_Item(value))
                if left.is_set():
                    return
            channel.put(_Ended())
        except Exception as error:  # noqa: BLE001 - it is raised again in the reader's thread
            channel.put(_Broken(error))

    with cancel.calling(lambda: channel.put(_Ended())):
        cancel.check()
        threading.Thread(target=read, name="gemini-stream", daemon=True).start()
        try:
            while True:
                try:
                    got = channel.get(timeout=silence)
                except queue.Empty:
                    raise Silence from None
                cancel.check()
                if isinstance(got, _Broken):
                    raise got.error
                if isinstance(got, _Ended):
                    return
                yield got.value
        finally:
            left.set()
            stop()
