from __future__ import annotations

import logging
import threading
from collections.abc import Iterator

import pytest

from core.cancel import Cancellation, CancelRequested
from core.events import Event, RenderQueued
from core.production import Production, SessionThread


def holding(cancel: Cancellation) -> Iterator[Event]:
    """Runs until it is cancelled."""
    yield RenderQueued(1)
    try:
        cancel.wait(60)
    except CancelRequested:
        yield RenderQueued(2)


def short(cancel: Cancellation) -> Iterator[Event]:
    yield RenderQueued(0)


def session_threads() -> list[threading.Thread]:
    return [thread for thread in threading.enumerate() if thread.name.startswith("session-")]


def test_a_production_remembers_its_events() -> None:
    production = Production("p", short)
    SessionThread("s").begin(production)
    assert production.wait(10)
    assert (production.active, production.events, production.crash) == (False, (RenderQueued(0),), None)


def test_a_cancel_ends_it_with_its_last_events() -> None:
    production = Production("p", holding)
    SessionThread("s").begin(production)
    production.cancel()
    assert production.wait(10)
    assert (production.events, production.cancelling) == ((RenderQueued(1), RenderQueued(2)), True)


def test_the_next_production_replaces_the_one_that_runs() -> None:
    session, first, second = SessionThread("s"), Production("1", holding), Production("2", short)
    session.begin(first)
    session.begin(second)
    assert second.wait(10)
    assert (first.active, first.cancelling, session.current) == (False, True, second)


def test_no_thread_is_left_when_nothing_runs() -> None:
    session, production = SessionThread("s"), Production("p", short)
    session.begin(production)
    assert production.wait(10) and session.close(10)
    assert (session.idle, session_threads()) == (True, [])


def test_closing_cancels_what_runs_and_what_waits() -> None:
    session, first, second = SessionThread("s"), Production("1", holding), Production("2", holding)
    session.begin(first)
    session.begin(second)
    assert session.close(10)
    assert not first.active and not second.active
    assert session_threads() == []


def test_a_defect_of_the_studio_is_told_and_the_session_goes_on(caplog: pytest.LogCaptureFixture) -> None:
    def broken(cancel: Cancellation) -> Iterator[Event]:
        yield RenderQueued(0)
        raise ZeroDivisionError

    session, production = SessionThread("s"), Production("p", broken)
    with caplog.at_level(logging.ERROR, "core.production"):
        session.begin(production)
        assert production.wait(10)
    assert production.crash == "The studio itself failed here; the log file has the details. Try again."
    assert [record.message for record in caplog.records] == ["production crashed"]
    after = Production("q", short)
    session.begin(after)
    assert after.wait(10) and after.events == (RenderQueued(0),)
