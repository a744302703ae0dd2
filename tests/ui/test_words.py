"""What the pages are made of, without a page."""

from __future__ import annotations

from base64 import b64encode
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from core.events import (
    CodeWritten,
    Event,
    FramePreview,
    Planned,
    PlayRendered,
    RenderQueued,
    RepairStarted,
    ScriptReady,
    WriterNoted,
    WriterStarted,
    WriterWaiting,
)
from core.model import (
    Brief,
    Diagnostic,
    FailureKind,
    Quality,
    RenderFailure,
    RenderSettings,
    Script,
    Severity,
    Take,
    Timeline,
)
from core.progress import Stage
from tests.fakes import SCENE, SEVERAL, TIMELINE, preview, result
from ui.findings import findings, signs, stripes
from ui.literal import clock, literal, shortened
from ui.names import file_name, shape, title
from ui.pictures import LARGEST, address, is_picture, still_of
from ui.reading import Attempt, read
from ui.stills import Still, stills

FAILURE = RenderFailure(FailureKind.SCRIPT, "Line 6: NameError. Correct the line.", 6)
TAKE = Take(
    "t", "s", "p", datetime.now(UTC), None, Script(SCENE), RenderSettings(), "hand", FAILURE
)  # fmt: skip


@pytest.mark.parametrize(
    ("events", "stage", "sentence"),
    [
        ((), Stage.STARTING, "Starting"),
        ((WriterStarted("shelf", 1),), Stage.WRITING, "The shelf is writing the script"),
        ((WriterStarted("gemini", 2),), Stage.REPAIRING, "Gemini is repairing the script"),
        (
            (WriterStarted("gemini", 1), WriterWaiting(7.2, "the quota is used up")),
            Stage.WAITING,
            "Asking again in 7 s: the quota is used up",
        ),
        ((RenderQueued(1),), Stage.QUEUED, "Waiting for 1 other render"),
        ((RenderQueued(3),), Stage.QUEUED, "Waiting for 3 other renders"),
        ((ScriptReady(Script(SCENE), ()),), Stage.QUEUED, "Starting the render"),
        ((RenderQueued(0),), Stage.PLANNING, "Counting the plays of the scene"),
        ((RenderQueued(0), PlayRendered(1, None)), Stage.RENDERING, "Drawing"),
        ((Planned(SEVERAL),), Stage.RENDERING, "Drawing play 2 of 3: FadeIn(Text)"),
        ((Planned(SEVERAL), PlayRendered(3, 3)), Stage.RENDERING, "Drawing play 2 of 3: FadeIn(Text)"),
        ((Planned(TIMELINE), PlayRendered(1, 1)), Stage.RENDERING, "Putting the video together"),
        ((Planned(Timeline("Still", ())),), Stage.RENDERING, "Drawing the picture"),
    ],
)
def test_events_read_as_a_sentence(events: tuple[Event, ...], stage: Stage, sentence: str) -> None:
    now = read(events)
    assert (now.headway.stage, now.sentence) == (stage, sentence)


def test_stills_come_in_the_order_of_the_plays_with_what_is_known_of_them(tmp_path: Path) -> None:
    images = {number: tmp_path / f"{number}.jpg" for number in (1, 2, 3)}
    early = (
        ScriptReady(Script(SCENE), ()),
        FramePreview(3, images[3]),
        FramePreview(1, images[1]),
        PlayRendered(1, None, reused=True),
    )
    assert stills(early) == (
        Still(1, images[1], "", None, True),
        Still(3, images[3], "", None, False),
    )
    assert stills((*early, Planned(SEVERAL), FramePreview(2, images[2]))) == (
        Still(1, images[1], "Create(Circle)", 6, True),
        Still(2, images[2], "FadeIn(Text)", 7, False),
        Still(3, images[3], "wait", 8, False),
    )
    assert stills((*early, ScriptReady(Script(SCENE), ()))) == (), "another attempt"
    assert [
        Still(1, images[1], *words, False).words for words in (("wait", 8), ("wait", None), ("", None))
    ] == [
        "wait, line 8",
        "wait",
        "",
    ]


def test_only_a_picture_is_shown_as_one(tmp_path: Path) -> None:
    good = preview(tmp_path, 1)
    assert is_picture(good)
    assert address(good) == f"data:image/jpeg;base64,{b64encode(good.read_bytes()).decode()}"
    (tmp_path / "words.jpg").write_text("not a picture")
    assert not is_picture(tmp_path / "words.jpg")
    assert not is_picture(tmp_path / "gone.jpg")
    assert not is_picture(tmp_path)
    assert not is_picture(None)
    assert address(tmp_path / "words.jpg") == address(tmp_path / "gone.jpg") == ""


def test_a_picture_that_is_too_large_for_a_page_is_not_put_into_one(tmp_path: Path) -> None:
    large = preview(tmp_path, 1)
    with large.open("r+b") as file:
        file.truncate(LARGEST)
        assert is_picture(large)
        file.truncate(LARGEST + 1)
    assert not is_picture(large)


def test_only_the_latest_attempt_is_the_code() -> None:
    now = read(
        (
            WriterStarted("gemini", 1),
            WriterNoted("a note"),
            CodeWritten("```python\nfrom manim import *\nold = 1\n```"),
            RepairStarted(1, 3, FAILURE),
            WriterStarted("gemini", 2),
            CodeWritten("```python\nfrom manim import *\nnew"),
        )
    )
    assert now.code.strip() == "from manim import *\nnew"
    assert now.notes == ("a note",)
    assert now.attempts == (Attempt(1, 3, FAILURE),)


def test_lines_become_rows_in_one_place() -> None:
    found = findings(SCENE, (), TAKE)
    assert found == (Diagnostic("script", Severity.ERROR, 6, 1, "NameError. Correct the line."),)
    assert signs(found) == [
        {"row": 5, "column": 0, "type": "error", "text": "NameError. Correct the line."}
    ]  # fmt: skip
    assert [(stripe["startRow"], stripe["endRow"]) for stripe in stripes(found)] == [(5, 5)]


def test_a_failure_is_not_told_of_another_text() -> None:
    assert findings(SCENE + "# edited", (), TAKE) == ()


def test_warnings_have_a_sign_but_no_stripe() -> None:
    warning = Diagnostic("slow", Severity.WARNING, 1, 1, "Slow.")
    assert [sign["type"] for sign in signs((warning,))] == ["warning"]
    assert stripes((warning,)) == []


@pytest.mark.parametrize(
    ("prompt", "video", "script"),
    [
        ("Explain the Pythagorean theorem!", "explain-the-pythagorean-theorem-480p15.mp4", ".py"),
        ("../../etc/passwd", "etc-passwd-480p15.mp4", ".py"),
        ("¿?", "chalkmotion-480p15.mp4", ".py"),
        ("شرح نظرية", "شرح-نظرية-480p15.mp4", ".py"),
    ],
)
def test_downloads_have_sensible_names(prompt: str, video: str, script: str) -> None:
    take = replace(TAKE, brief=Brief(prompt), settings=RenderSettings(Quality.DRAFT))
    assert file_name(take, ".mp4") == video
    assert file_name(take, ".webm") == video.replace(".mp4", ".webm")
    assert file_name(take, script) == video.replace("-480p15.mp4", ".py")
    assert file_name(take, ".srt") == video.replace(".mp4", ".srt"), "players look for it under this name"


def test_a_card_says_what_a_take_has_become(tmp_path: Path) -> None:
    assert shape(TAKE) == "480p15"
    assert shape(replace(TAKE, outcome=result(tmp_path))) == "1 s · 480p15"
    still = replace(TAKE, outcome=result(tmp_path, timeline=Timeline("Still", ())))
    assert shape(still) == "picture · 854×480"
    assert still_of(still) == tmp_path / "image.png"
    assert still_of(TAKE) is None


def test_a_script_without_a_prompt_is_called_by_its_scene(tmp_path: Path) -> None:
    assert title(TAKE) == "Lesson"
    assert title(replace(TAKE, outcome=result(tmp_path))) == "Lesson"
    assert title(replace(TAKE, script=Script("x = 1"))) == "Your own script"


def test_text_is_shortened_at_a_word() -> None:
    assert shortened("  one   two  ", 20) == "one two"
    assert shortened("one two three", 9) == "one two…"
    assert shortened("x" * 30, 10) == "x" * 9 + "…"
    assert literal("a\n\n# b") == "a \\# b"


@pytest.mark.parametrize(("seconds", "text"), [(0.34, "0.3 s"), (8.2, "8 s"), (59.9, "1:00"), (65, "1:05")])
def test_lengths_are_written_for_people(seconds: float, text: str) -> None:
    assert clock(seconds) == text
