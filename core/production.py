"""Productions: one story at a time, told in a thread of the session and remembered as its events."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Iterator

from core.cancel import Cancellation
from core.events import Event

log = logging.getLogger(__name__)

NEWER = "A newer one of the same session took its place."
"""Why a production was cancelled that nobody stopped."""

Story = Callable[[Cancellation], Iterator[Event]]
"""Tells a story when it is given the means to stop it."""


class Production:
    """One run of a story. Read `active` before `events`, or the last events can be missed."""

    def __init__(self, id: str, story: Story) -> None:
        self.id = id
        self.begun = time.monotonic()
        """When it was asked for, in seconds of `time.monotonic()`."""
        self.crash: str | None = None
        """Set when the studio itself failed: a sentence for the user."""
        self._story = story
        self._cancel = Cancellation()
        self._ended = threading.Event()
        self._lock = threading.Lock()
        self._events: list[Event] = []

    @property
    def active(self) -> bool:
        """Whether more events can come."""
        return not self._ended.is_set()

    @property
    def cancelling(self) -> bool:
        """Whether it was asked to stop."""
        return self._cancel.requested

    @property
    def events(self) -> tuple[Event, ...]:
        """What has happened until now."""
        with self._lock:
            return tuple(self._events)

    def cancel(self, reason: str = "") -> None:
        """Ask it to stop; it ends within a second with TakeCancelled, or as it would have ended."""
        self._cancel.request(reason)

    def wait(self, seconds: float | None = None) -> bool:
        """Wait until it has ended; whether it has."""
        return self._ended.wait(seconds)

    def run(self) -> None:
        """Tell the story to its end, in the calling thread."""
        try:
            for event in self._story(self._cancel):
                with self._lock:
                    self._events.append(event)
        except Exception:
            # The thread's last line of defence: a defect of ours, told to the user and logged.
            log.exception("production crashed", extra={"production": self.id})
            self.crash = "The studio itself failed here; the log file has the details. Try again."
        finally:
            self._ended.set()


class SessionThread:
    """The thread of one session: runs its productions one after another, and ends when there are none."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._lock = threading.Lock()
        self._waiting: list[Production] = []
        self._thread: threading.Thread | None = None
        self.current: Production | None = None
        """The production that was begun last, running or ended."""

    def begin(self, production: Production) -> None:
        """Run this production next. The one before it is cancelled: its result is no longer wanted."""
        with self._lock:
            if self.current is not None:
                self.current.cancel(NEWER)
            self.current = production
            self._waiting.append(production)
            if self._thread is None:
                self._thread = threading.Thread(target=self._work, name=f"session-{self._name}", daemon=True)
                self._thread.start()

    @property
    def idle(self) -> bool:
        """Whether nothing runs and nothing waits."""
        with self._lock:
            return self._thread is None

    def close(self, seconds: float) -> bool:
        """Cancel what runs and wait for the thread to end; whether it has."""
        with self._lock:
            for production in (*self._waiting, *([self.current] if self.current else [])):
                production.cancel()
            thread = self._thread
        if thread is not None:
            thread.join(seconds)
        return thread is None or not thread.is_alive()

    def _work(self) -> None:
        while True:
            with self._lock:
                if not self._waiting:
                    self._thread = None
                    return
                production = self._waiting.pop(0)
            production.run()
