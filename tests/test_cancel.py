from __future__ import annotations

import pytest

from core.cancel import Cancellation, CancelRequested


def test_a_request_calls_who_registered_and_nobody_else() -> None:
    cancel, calls = Cancellation(), list[str]()
    with cancel.calling(lambda: calls.append("gone")):
        pass
    with cancel.calling(lambda: calls.append("here")):
        cancel.request()
        cancel.request()
    assert calls == ["here"]


def test_who_registers_too_late_is_called_at_once() -> None:
    cancel, calls = Cancellation(), list[str]()
    cancel.request()
    with cancel.calling(lambda: calls.append("late")):
        assert calls == ["late"]


def test_a_wait_ends_with_the_request() -> None:
    cancel = Cancellation()
    cancel.wait(0)
    cancel.request()
    with pytest.raises(CancelRequested):
        cancel.wait(60)
    with pytest.raises(CancelRequested):
        cancel.check()
