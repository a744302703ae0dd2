"""Watching a production to its end, in a terminal that may interrupt it."""

from __future__ import annotations

from collections.abc import Iterator
from queue import SimpleQueue

from core.assembly import Assembly
from core.cancel import Cancellation
from core.errors import MachineError
from core.events import Event, TakeCancelled, TakeFailed, TakeFinished
from core.model import Take
from core.production import Story
from core.studio import Origin
from terminal.signals import interrupting
from terminal.voice import Voice


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
