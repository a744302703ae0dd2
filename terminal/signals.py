"""Signals that ask a command to end: Ctrl+C, a closed terminal, a supervisor."""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


@contextmanager
def interrupting(stop: Callable[[], None] | None = None) -> Iterator[None]:
    """While inside, the first signal that asks to end calls `stop`, and the next is a KeyboardInterrupt."""
    calls = [stop] if stop else []

    def interrupt(_number: int, _frame: FrameType | None) -> None:
        if not calls:
            raise KeyboardInterrupt
        # In a thread of its own: what it locks may be locked by the very line that was interrupted.
        threading.Thread(target=calls.pop(), name="interrupt").start()

    # Who was told to ignore a signal, as nohup does, goes on ignoring it.
    before = {number: signal.getsignal(number) for number in SIGNALS}
    heeded = {number: handler for number, handler in before.items() if handler is not signal.SIG_IGN}
    for number in heeded:
        signal.signal(number, interrupt)
    try:
        yield
    finally:
        for number, handler in heeded.items():
            signal.signal(number, handler)
