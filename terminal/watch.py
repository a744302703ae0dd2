"""Watching a production to its end, in a terminal that may interrupt it."""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from queue import SimpleQueue
from types import FrameType

from core.assembly import Assembly
from core.cancel import Cancellation
from core.errors import MachineError
from core.events import Event, TakeCancelled, TakeFailed, TakeFinished
from core.model import Take
from core.production import Story
from core.studio import Origin
from terminal.voice import Voice

SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


def watch(parts: Assembly, origin: Origin, story: Story, voice: Voice) -> Take:
    """Tell the story to its end; the take that it ended with. Raises MachineError when the studio failed.

    The first signal cancels the production, a second one ends it without waiting (KeyboardInterrupt).
    A reader of stdout that went away cancels it too (BrokenPipeError).
    """
    heard: SimpleQueue[Event | None] = SimpleQueue()

    def overheard(cancel: Cancellation) -> Iterator[Event]:
        try:
            for event in story(cancel):
                heard.put(event)
                yield event
        finally:
            heard.put(None)

    production = parts.begin(origin.session, overheard, origin.production)
    with interrupting(production.cancel):
        try:
            while (event := heard.get()) is not None:
                if isinstance(event, TakeFinished | TakeFailed | TakeCancelled):
                    return event.take
                voice.hear(event)
        except BaseException:
            # The voice failed: nobody is left to make the video for.
            production.cancel()
            raise
        finally:
            production.wait()
    raise MachineError(production.crash or "The production stopped without a word. Try again.")


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
