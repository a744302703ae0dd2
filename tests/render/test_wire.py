"""Messages survive the pipe, and nothing else does."""

from __future__ import annotations

from typing import Any

import pytest

from core.model import FailureKind, Isolation, Picture, PlannedPlay, Quality, RenderFailure, Timeline
from core.raised import Place, Raised, Subject, SubjectKind
from core.render.wire import (
    Bounds,
    Cancel,
    Done,
    Drawn,
    Ended,
    Failed,
    Finished,
    HostWord,
    Lost,
    News,
    Opened,
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
RAISED = Raised(
    "KeyError",
    "'a'",
    Place(5, 8, 5, 18),
    subject=Subject(SubjectKind.OBJECT, ("builtins.dict",), 1, ("'b'",)),
    steps=("manim.scene.scene.Scene.play",),
)
FAILURE = RenderFailure(FailureKind.LATEX, "No.\nNo.", 3, "trace", ("A", "B"))


@pytest.mark.parametrize(
    ("message", "expected"),
    [
        (
            Start(
                "a",
                "/job",
                "/out",
                "/kept",
                "/shared",
                9,
                None,
                Quality.DRAFT,
                Bounds(60.0, 1, 2, 3, 4, 5, 6, 7, 8),
                False,
                True,
                61184,
            ),
            Order,
        ),
        (Cancel("a"), Order),
        (Ready(7, "0.22.0", Isolation.CONFINED), HostWord),
        (News("a", Started()), HostWord),
        (News("a", Planned(TIMELINE)), HostWord),
        (News("a", Ended(Stopped())), HostWord),
        (News("a", Ended(Failed(FAILURE))), HostWord),
        (News("a", Ended(Failed(FAILURE, RAISED))), HostWord),
        (News("a", Ended(Planned(TIMELINE))), HostWord),
        (News("a", Done(3, reused=True, preview=False)), HostWord),
        (Finished("A", 1.0, 2, 1, PICTURE, ("video.mp4", "poster.jpg"), "f00"), Report),
        (Opened(TIMELINE.plays[0]), Report),
        (Drawn(3, 60, None, False), Report),
        (Lost(9, 5), Report),
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
        b'{"is": "Drawn", "number": "3", "frames": 1, "key": null, "reused": false}',
        b'{"is": "Drawn", "number": true, "frames": 1, "key": null, "reused": false}',
        b'{"is": "Drawn", "number": 3, "frames": 1, "key": null, "reused": false, "more": 1}',
        b'{"is": "Ended", "outcome": {"is": "Stopped"}}',
        b'{"is": "Progressed", "number": NaN, "frames": 1}',
        b'{"is": "Progressed", "number": 1, "frames": Infinity}',
        b'{"is": "Failed", "failure": {"is": "RenderFailure"}}',
        b"[" * 100_000,
    ],
)
def test_a_line_that_is_no_report_is_refused(line: bytes) -> None:
    with pytest.raises(WireError, match="not a message"):
        decode(line, Report)
