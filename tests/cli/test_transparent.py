"""`cli.py render` of a scene with a transparent background: its video is a WebM, whatever was asked for."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import av
import pytest

from core.model import Brief, RenderResult, RenderSettings, Script, Take
from terminal.ending import tell_ending
from terminal.exits import Exit, UsageError
from terminal.files import prepare_video
from terminal.keeping import Kept, keep, put_result
from tests.cli.conftest import CommandLine
from tests.fakes import SCENE, SEVERAL, result
from tests.scripts import CLEAR

CLEAR_SENTENCE = "Its background is transparent, so it is a WebM and no MP4."
OPAQUE_SENTENCE = "Its background is not transparent, so it is an MP4 and no WebM."


@pytest.fixture
def opaque(tmp_path: Path) -> RenderResult:
    folder = tmp_path / "opaque"
    folder.mkdir()
    return result(folder, timeline=SEVERAL)


@pytest.fixture
def clear(opaque: RenderResult) -> RenderResult:
    assert opaque.video is not None
    return replace(opaque, video=opaque.video.rename(opaque.video.with_suffix(".webm")))


def take(made: RenderResult) -> Take:
    return Take("t", "s", "p", datetime.now(UTC), None, Script(SCENE), RenderSettings(), "hand", made)


def test_without_a_name_it_is_put_beside_the_script(cli: CommandLine) -> None:
    script = cli.write("lesson.py", CLEAR)
    ended = cli.run("render", script)
    assert (ended.code, ended.stdout) == (0, f"{cli.folder / 'lesson.webm'}\n"), ended.stderr
    assert CLEAR_SENTENCE in ended.stderr.splitlines()
    assert sorted(path.name for path in cli.folder.iterdir()) == ["lesson.py", "lesson.webm"]
    with av.open(str(cli.folder / "lesson.webm")) as container:
        assert container.streams.video[0].metadata["alpha_mode"] == "1"


def test_a_name_that_ends_in_webm_is_accepted(cli: CommandLine) -> None:
    script = cli.write("lesson.py", CLEAR)
    ended = cli.run("render", script, "--out", "clear.webm", "--json")
    assert ended.code == 0, ended.stderr
    assert ended.lines[-1]["video"] == str(cli.folder / "clear.webm")
    assert CLEAR_SENTENCE not in cli.run("render", script, "--out", "clear.webm").stderr


@pytest.mark.parametrize(
    ("asked", "put"), [("a.webm", "a.webm"), ("a.WEBM", "a.WEBM"), ("a.mp4", "a.webm"), ("a.MP4", "a.webm")]
)
def test_a_transparent_video_takes_the_place_of_an_mp4(
    clear: RenderResult, asked: str, put: str, tmp_path: Path
) -> None:
    kept = put_result(clear, tmp_path / asked)
    assert kept == Kept(video=tmp_path / put, captions=tmp_path / "a.srt", renamed=asked.lower() == "a.mp4")
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(["opaque", put, "a.srt"])


def test_an_opaque_video_takes_the_place_of_a_webm(opaque: RenderResult, tmp_path: Path) -> None:
    kept = put_result(opaque, tmp_path / "a.webm")
    assert kept == Kept(video=tmp_path / "a.mp4", captions=tmp_path / "a.srt", renamed=True)


@pytest.mark.parametrize(
    ("kept", "sentences"),
    [
        (Kept(video=Path("a.webm"), renamed=True), [CLEAR_SENTENCE]),
        (Kept(video=Path("a.mp4"), renamed=True), [OPAQUE_SENTENCE]),
        (Kept(video=Path("a.webm")), []),
        (Kept(video=Path("a.mp4")), []),
    ],
)
def test_a_person_is_told_why_the_ending_is_another(
    kept: Kept, sentences: list[str], opaque: RenderResult, capsys: pytest.CaptureFixture[str]
) -> None:
    assert tell_ending(take(opaque), kept, as_json=False) is Exit.DONE
    told = capsys.readouterr()
    assert (told.out, told.err.splitlines()[1:]) == (f"{kept.video}\n", sentences)


def test_a_folder_gets_it_under_the_name_of_the_script(clear: RenderResult, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "a-circle.webm").write_text("mine")
    keep(take(clear), Brief("a circle"), tmp_path / "out")
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == [
        "a-circle-2.py",
        "a-circle-2.srt",
        "a-circle-2.webm",
        "a-circle.webm",
    ]
    assert (tmp_path / "out" / "a-circle.webm").read_text() == "mine"


@pytest.mark.parametrize("name", ["odd.webm", "odd.mp4"])
@pytest.mark.parametrize("asked", ["odd.webm", "odd.mp4"])
def test_no_video_takes_the_scripts_own_place(name: str, asked: str, tmp_path: Path) -> None:
    script = tmp_path / name
    script.write_text(SCENE)
    with pytest.raises(UsageError, match=f"{name} is the script itself"):
        prepare_video(tmp_path / asked, script)


@pytest.mark.parametrize("name", ["video.avi", "video"])
def test_a_name_with_another_ending_is_refused(name: str, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"does not end in \.mp4, and videos are MP4.* or \.webm where"):
        prepare_video(tmp_path / name, tmp_path / "script.py")
