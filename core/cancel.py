"""Cancelling: one flag that the asker sets and every waiting part obeys at once."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager


class CancelRequested(Exception):
    """Raised inside a production to unwind it after a cancel; never shown to a person."""


class Cancellation:
    """A request to stop that can be made once, from any thread."""

    def __init__(self) -> None:
        self.reason = ""
        """Why it was asked to stop, in a sentence, where that was not the user's own wish for no more."""
        self._event = threading.Event()
        self._lock = threading.Lock()
        self._callbacks: list[Callable[[], None]] = []

    @property
    def requested(self) -> bool:
        """Whether somebody asked to stop."""
        return self._event.is_set()

    def request(self, reason: str = "") -> None:
        """Ask to stop; runs what `calling` registered. Asking twice is asking once."""
        with self._lock:
            if self._event.is_set():
                return
            self.reason = reason
            self._event.set()
            callbacks = list(self._callbacks)
        for callback in callbacks:
            callback()

    def check(self) -> None:
        """Raise CancelRequested if somebody asked to stop."""
        if self._event.is_set():
            raise CancelRequested

    def wait(self, seconds: float) -> None:
        """Wait that long, or raise CancelRequested as soon as somebody asks to stop."""
        if self._event.wait(seconds):
            raise CancelRequested

    @contextmanager
    def calling(self, callback: Callable[[], None]) -> Iterator[None]:
        """While inside, a request calls `callback` from the asker's thread; at once if already asked."""
        with self._lock:
            already = self._event.is_set()
            self._callbacks.append(callback)
        if already:
            callback()
        try:
            yield
        finally:
            with self._lock:
                self._callbacks.remove(callback)
