"""Reading something that blocks."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest

from core.cancel import Cancellation, CancelRequested
from core.writer.pump import Silence, pump

LONG = 30.0


class Source:
    """Gives two numbers, and then blocks until it is stopped."""

    def __init__(self) -> None:
        self.stopped = threading.Event()

    def __call__(self) -> Iterator[int]:
        yield 1
        yield 2
        self.stopped.wait(LONG)

    def stop(self) -> None:
        self.stopped.set()


def test_all_comes_through_and_the_source_is_stopped() -> None:
    source = Source()
    assert list(pump(lambda: iter("abc"), source.stop, LONG, Cancellation())) == ["a", "b", "c"]
    assert source.stopped.is_set()


def test_a_failure_is_raised_where_it_is_read() -> None:
    def fail() -> Iterator[int]:
        yield 1
        raise LookupError("gone")

    stream = pump(fail, lambda: None, LONG, Cancellation())
    assert next(stream) == 1
    with pytest.raises(LookupError, match="gone"):
        next(stream)


def test_silence_ends_the_reading() -> None:
    source = Source()
    stream = pump(source, source.stop, 0.05, Cancellation())
    assert [next(stream), next(stream)] == [1, 2]
    with pytest.raises(Silence):
        next(stream)
    assert source.stopped.is_set()


def test_a_cancel_ends_the_reading() -> None:
    source, cancel = Source(), Cancellation()
    stream = pump(source, source.stop, LONG, cancel)
    assert [next(stream), next(stream)] == [1, 2]
    threading.Timer(0.05, cancel.request).start()
    with pytest.raises(CancelRequested):
        next(stream)
    assert source.stopped.is_set()


def test_a_reader_that_leaves_stops_the_source() -> None:
    source = Source()
    stream = pump(source, source.stop, LONG, Cancellation())
    assert next(stream) == 1
    stream.close()
    assert source.stopped.is_set()
