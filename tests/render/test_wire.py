"""Messages survive the pipe, and nothing else does."""

from __future__ import annotations

from typing import Any

import pytest

from core.model import FailureKind, Picture, PlannedPlay, RenderFailure, Timeline
from core.render.wire import (
    Bounds,
    Cancel,
    Drawn,
    Ended,
    Failed,
    Finished,
    HostWord,
    News,
    Order,
    Planned,
    Ready,
    Report,
    Start,
    Started,
    Stopped,
    WireError,
    decode,
    encode,
)

PICTURE = Picture(854, 480, 15)
TIMELINE = Timeline("Leçon", (PlannedPlay(1, 5, 0.0, 1.5, "wait"), PlannedPlay(2, None, 1.5, 2.0, "…")))
FAILURE = RenderFailure(FailureKind.LATEX, "No.\nNo.", 3, "trace", ("A", "B"))


@pytest.mark.parametrize(
    ("message", "expected"),
    [
        (Start("a", "/job", "/out", None, PICTURE, Bounds(60.0, 1, 2, 3)), Order),
        (Cancel("a"), Order),
        (Ready(7, "0.22.0"), HostWord),
        (News("a", Started()), HostWord),
        (News("a", Planned(TIMELINE)), HostWord),
        (News("a", Ended(Stopped())), HostWord),
        (News("a", Ended(Failed(FAILURE))), HostWord),
        (Finished("A", 1.0, 2, PICTURE, False), Report),
        (Drawn(3), Report),
    ],
)
def test_a_message_survives_the_pipe(message: Any, expected: Any) -> None:
    line = encode(message)
    assert line.count(b"\n") == 1
    assert decode(line, expected) == message


@pytest.mark.parametrize(
    "line",
    [
        b"",
        b"hello",
        b"\xff",
        b"[]",
        b'{"is": "Drawn"}',
        b'{"is": "Drawn", "number": "3"}',
        b'{"is": "Drawn", "number": true}',
        b'{"is": "Drawn", "number": 3, "more": 1}',
        b'{"is": "Ended", "outcome": {"is": "Stopped"}}',
        b'{"is": "Progressed", "seconds": NaN}',
        b'{"is": "Progressed", "seconds": Infinity}',
        b'{"is": "Failed", "failure": {"is": "RenderFailure"}}',
        b"[" * 100_000,
    ],
)
def test_a_line_that_is_no_report_is_refused(line: bytes) -> None:
    with pytest.raises(WireError, match="not a message"):
        decode(line, Report)
