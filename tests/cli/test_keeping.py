"""Where the files of a take are put, and how its last words read."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from core.events import Planned, PlayRendered
from core.model import Brief, Cancelled, Isolation, RenderSettings, Script, Take, Timeline
from terminal.ending import tell_ending
from terminal.exits import Exit, UsageError
from terminal.files import prepare_video
from terminal.keeping import Kept, keep, put_result
from terminal.voice import PlainVoice
from tests.fakes import SCENE, SEVERAL, result

STILL = Timeline("Still", ())
BRIEF = Brief("a circle")


def take(folder: Path, timeline: Timeline) -> Take:
    folder.mkdir()
    made = result(folder, timeline=timeline)
    return Take("t", "s", "p", datetime.now(UTC), BRIEF, Script(SCENE), RenderSettings(), "shelf", made)


def test_captions_lie_beside_the_video_under_its_name(tmp_path: Path) -> None:
    made = take(tmp_path / "take", SEVERAL).result
    assert made is not None and made.captions is not None
    video = tmp_path / "my.lesson.MP4"
    assert put_result(made, video) == Kept(video=video, captions=tmp_path / "my.lesson.srt")
    assert (tmp_path / "my.lesson.srt").read_bytes() == made.captions.read_bytes()
    assert put_result(replace(made, captions=None), video) == Kept(video=video)


def test_a_picture_takes_the_videos_place(tmp_path: Path) -> None:
    made = take(tmp_path / "take", STILL).result
    assert made is not None and made.image is not None
    assert put_result(made, tmp_path / "lesson.mp4") == Kept(image=tmp_path / "lesson.png")
    assert (tmp_path / "lesson.png").read_bytes() == made.image.read_bytes()


def test_a_folder_gets_all_files_under_one_new_name(tmp_path: Path) -> None:
    one, still, out = take(tmp_path / "one", SEVERAL), take(tmp_path / "still", STILL), tmp_path / "out"
    out.mkdir()
    (out / "a-circle.srt").write_text("mine")
    keep(one, BRIEF, out)
    keep(still, BRIEF, out)
    assert (out / "a-circle.srt").read_text() == "mine"
    assert sorted(path.name for path in out.iterdir()) == [
        "a-circle-2.mp4",
        "a-circle-2.py",
        "a-circle-2.srt",
        "a-circle.png",
        "a-circle.py",
        "a-circle.srt",
    ]


def test_no_file_takes_the_scripts_own_place(tmp_path: Path) -> None:
    for name in ("odd.png", "odd.srt"):
        script = tmp_path / name
        script.write_text(SCENE)
        with pytest.raises(UsageError, match=f"{name} is the script itself"):
            prepare_video(tmp_path / "odd.mp4", script)
        script.unlink()


def test_a_person_is_told_what_was_made(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    kept = Kept(video=Path("lesson.mp4"), captions=Path("lesson.srt"))
    assert tell_ending(take(tmp_path / "one", SEVERAL), kept, as_json=False) is Exit.DONE
    told = capsys.readouterr()
    assert told.out == "lesson.mp4\n"
    assert told.err.splitlines() == [
        "Lesson: 4.0 s of video, 3 plays (1 reused), 480p15, rendered in 0.5 s.",
        "The captions are in lesson.srt.",
    ]
    still = Kept(image=Path("lesson.png"))
    assert tell_ending(take(tmp_path / "still", STILL), still, as_json=False) is Exit.DONE
    told = capsys.readouterr()
    assert told.out == "lesson.png\n"
    assert told.err == "Still plays nothing, so it is a picture: 854×480, made in 0.5 s.\n"


@pytest.mark.parametrize("why", ["", "A newer one took its place."])
def test_what_cancelled_a_render_is_told_where_it_was_no_signal(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], why: str
) -> None:
    cancelled = replace(take(tmp_path / "one", SEVERAL), outcome=Cancelled(why))
    assert tell_ending(cancelled, Kept(), as_json=False) is Exit.CANCELLED
    assert capsys.readouterr().err == f"Cancelled. {why}".strip() + "\n"
    assert tell_ending(cancelled, Kept(), as_json=True) is Exit.CANCELLED
    assert json.loads(capsys.readouterr().out)["message"] == (why or None)


@pytest.mark.parametrize(("level", "word"), [(None, None), (Isolation.CONFINED, "confined")])
def test_a_program_is_told_how_the_script_was_isolated(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], level: Isolation | None, word: str | None
) -> None:
    tell_ending(replace(take(tmp_path / "one", SEVERAL), isolation=level), Kept(), as_json=True)
    assert json.loads(capsys.readouterr().out)["isolation"] == word


def test_plays_are_told_in_the_order_in_which_they_end(capsys: pytest.CaptureFixture[str]) -> None:
    for event in (Planned(SEVERAL), PlayRendered(1, 3, reused=True), PlayRendered(3, 3), PlayRendered(2, 3)):
        PlainVoice().hear(event)
    assert capsys.readouterr().err.splitlines() == [
        "Rendering Lesson: 3 plays (1 reused), 4.0 s of video.",
        "Play 1 of 3 reused.",
        "Play 3 of 3 rendered.",
        "Play 2 of 3 rendered.",
    ]
