"""`cli.py create`: from a prompt to files."""

from __future__ import annotations

from pathlib import Path

import av
import pytest

from tests.cli.conftest import CommandLine

PROMPT = "explain the Pythagorean theorem"
QUICK = ("--duration", "4", "--complexity", "simple", "--quality", "draft", "--writer", "shelf")


def seconds(video: Path) -> float:
    """The length of a video whose every frame can be decoded."""
    with av.open(str(video)) as container:
        stream = container.streams.video[0]
        frames = sum(1 for _ in container.decode(stream))
        assert stream.average_rate is not None
        return float(frames / stream.average_rate)


def test_a_prompt_becomes_a_video_and_a_script(cli: CommandLine) -> None:
    ended = cli.run("create", PROMPT, *QUICK, "--out", "my videos", "--json")
    assert ended.code == 0, ended.stderr
    assert ended.stderr == ""
    lines = ended.lines
    names = [line["event"] for line in lines]
    assert names[0] == "writer_started"
    assert {"code_written", "script_ready", "planned", "play_rendered", "frame_preview"} <= set(names)
    last = lines[-1]
    stem = cli.folder / "my videos" / "explain-the-pythagorean-theorem"
    assert last["event"] == "finished"
    assert last["video"] == str(stem.with_suffix(".mp4"))
    assert last["image"] is None
    assert last["script"] == str(stem.with_suffix(".py"))
    assert last["scene"] in stem.with_suffix(".py").read_text()
    assert last["plays"] == len(
        next(line for line in lines if line["event"] == "planned")["timeline"]["plays"]
    )
    assert last["elapsed"] > 0
    assert seconds(stem.with_suffix(".mp4")) == pytest.approx(last["duration"], abs=0.2)


def test_what_is_in_the_folder_is_not_overwritten(cli: CommandLine) -> None:
    mine = cli.write("explain-the-pythagorean-theorem.py", "# mine\n")
    ended = cli.run("create", PROMPT, *QUICK)
    assert ended.code == 0, ended.stderr
    assert ended.stdout == f"{cli.folder / 'explain-the-pythagorean-theorem-2.mp4'}\n"
    assert mine.read_text() == "# mine\n"
    assert sorted(path.name for path in cli.folder.iterdir()) == [
        "explain-the-pythagorean-theorem-2.mp4",
        "explain-the-pythagorean-theorem-2.py",
        "explain-the-pythagorean-theorem.py",
    ]


def test_the_shelf_says_when_it_has_nothing(cli: CommandLine) -> None:
    ended = cli.run("create", "вязание носков спицами", "--writer", "shelf", "--json")
    assert ended.code == 1
    last = ended.lines[-1]
    assert (last["event"], last["kind"], last["video"], last["line"]) == ("failed", "ShelfMiss", None, None)
    assert len(last["suggestions"]) == 3
    assert list(cli.folder.iterdir()) == []


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["  "], "The prompt is empty."),
        (["x" * 20_000], "The prompt has 20,000 characters"),
        (["circle", "--duration", "0"], "A duration of 0 s cannot be made."),
        (["circle", "--duration", "1e9"], "A duration of 1e+09 s cannot be made."),
        (["circle", "--duration", "nan"], "A duration of nan s cannot be made."),
        (["circle", "--writer", "gemini"], "Gemini needs a key."),
        (["circle", "--out", "taken"], "taken cannot be written"),
    ],
)
def test_what_cannot_be_made_is_refused_before_work_begins(
    cli: CommandLine, arguments: list[str], says: str
) -> None:
    cli.write("taken", "a file where a folder should be")
    ended = cli.run("create", *arguments, "--json")
    assert ended.code == 2
    assert says in ended.stderr
    [only] = ended.lines
    assert only["event"] == "failed"
    assert only["kind"] == "USAGE"
    assert only["message"] == ended.stderr.strip()


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["create"],
        ["fly"],
        ["create", "circle", "--quality", "best"],
        ["create", "circle", "--duration", "long"],
        ["render"],
        ["check", "a.py", "b.py"],
    ],
)
def test_a_mistyped_command_is_answered_with_its_usage(cli: CommandLine, arguments: list[str]) -> None:
    ended = cli.run(*arguments)
    assert ended.code == 2
    assert "usage: cli.py" in ended.stderr
    assert ended.stdout == ""


def test_a_setting_that_cannot_be_used_is_named(cli: CommandLine) -> None:
    ended = cli.run("create", "circle", env={"CHALKMOTION_REPAIRS": "many"})
    assert ended.code == 2
    assert "CHALKMOTION_REPAIRS" in ended.stderr


def test_a_data_folder_that_cannot_be_used_is_the_machines_fault(cli: CommandLine) -> None:
    file = cli.write("file", "")
    ended = cli.run("create", "circle", env={"CHALKMOTION_DATA": str(file / "data")})
    assert ended.code == 3
    assert str(file / "data") in ended.stderr
    assert "Traceback" not in ended.stderr
