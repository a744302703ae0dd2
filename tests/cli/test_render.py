"""`cli.py render`: from a file to a video."""

from __future__ import annotations

import json
from pathlib import Path

import av
from PIL import Image

from core.render.sandbox.probe import ask
from tests.cli.conftest import WITHIN, CommandLine
from tests.scripts import CAPTIONED, SCENE, STILL


def test_a_script_becomes_a_video_beside_it(cli: CommandLine) -> None:
    script = cli.write("مشهد my scene.py", b"\xef\xbb\xbf" + SCENE.replace("\n", "\r\n").encode())
    ended = cli.run("render", script, "--json")
    assert ended.code == 0, ended.stderr
    last = ended.lines[-1]
    video = script.with_suffix(".mp4")
    assert last["event"] == "finished"
    assert last["video"] == str(video)
    assert (last["scene"], last["plays"], last["isolation"]) == ("Lesson", 2, ask().level.word)
    assert last["picture"] == {"width": 854, "height": 480, "frame_rate": 15}
    with av.open(str(video)) as container:
        stream = container.streams.video[0]
        assert (stream.width, stream.height) == (854, 480)


def test_captions_are_put_beside_the_video(cli: CommandLine) -> None:
    ended = cli.run("render", cli.write("lesson.py", CAPTIONED), "--json")
    assert ended.code == 0, ended.stderr
    last = ended.lines[-1]
    assert (last["video"], last["captions"]) == (
        str(cli.folder / "lesson.mp4"),
        str(cli.folder / "lesson.srt"),
    )
    assert "A circle" in (cli.folder / "lesson.srt").read_text("utf-8")


def test_a_scene_that_plays_nothing_becomes_a_picture(cli: CommandLine) -> None:
    script = cli.write("lesson.py", STILL)
    ended = cli.run("render", script, "--out", "still.mp4", "--json")
    assert ended.code == 0, ended.stderr
    last, image = ended.lines[-1], cli.folder / "still.png"
    assert (last["event"], last["video"], last["image"]) == ("finished", None, str(image))
    assert (last["plays"], last["duration"], last["captions"]) == (0, 0.0, None)
    with Image.open(image) as picture:
        assert (picture.format, picture.size) == ("PNG", (854, 480))
    assert sorted(path.name for path in cli.folder.iterdir()) == ["lesson.py", "still.png"]
    told = cli.run("render", script)
    assert told.stdout == f"{cli.folder / 'lesson.png'}\n"
    assert "Lesson plays nothing, so it is a picture: 854×480" in told.stderr


def test_what_was_drawn_before_is_reused(cli: CommandLine) -> None:
    script = cli.write("lesson.py", SCENE)
    assert cli.run("render", script, "--json").lines[-1]["reused"] == 0
    again = cli.run("render", script, "--json")
    assert (again.lines[-1]["plays"], again.lines[-1]["reused"]) == (2, 2)
    assert [line["reused"] for line in again.lines if line["event"] == "play_rendered"] == [True, True]
    looked = cli.run("timeline", script, "--json")
    assert looked.lines[-1]["reused"] == 2


def test_a_failing_script_tells_its_line_and_keeps_the_last_video(cli: CommandLine) -> None:
    script = cli.write("lesson.py", SCENE.replace("Circle()", "Circle(radius=undefined)"))
    video = cli.write("lesson.mp4", "the last good video")
    ended = cli.run("render", script, "--json")
    assert ended.code == 1
    last = ended.lines[-1]
    assert (last["event"], last["kind"], last["line"], last["video"]) == ("failed", "SCRIPT", 6, None)
    assert "undefined" in last["message"]
    assert video.read_text() == "the last good video"


def test_a_video_that_cannot_be_put_in_its_place_is_not_lost(cli: CommandLine) -> None:
    script = cli.write("lesson.py", SCENE)
    with cli.start("render", script, "--out", "place/video.mp4", "--json") as process:
        assert process.stdout is not None
        first = process.stdout.readline()
        assert json.loads(first)["event"] == "script_ready"
        (cli.folder / "place").rmdir()
        stdout, _ = process.communicate(timeout=WITHIN)
    assert process.returncode == 2
    last = json.loads(stdout.splitlines()[-1])
    assert last["event"] == "failed"
    kept = Path(last["message"].rpartition(" The video is kept in ")[2].removesuffix("."))
    assert kept.stat().st_size > 0


def test_a_syntax_error_is_told_to_a_person(cli: CommandLine) -> None:
    script = cli.write("lesson.py", SCENE + "    def broken(self:\n")
    ended = cli.run("render", script)
    assert ended.code == 1
    assert ended.stdout == ""
    assert ended.stderr.count("Line 8:") == 1
    assert "The script was not rendered. Correct it and try again. [SCRIPT]\n" in ended.stderr
    assert "Traceback" not in ended.stderr


def test_a_person_may_overrule_the_checker(cli: CommandLine) -> None:
    script = cli.write("lesson.py", "import socket\n" + SCENE)
    refused = cli.run("render", script)
    assert refused.code == 1
    assert refused.stderr.count("A scene may not import socket") == 1
    assert "Correct it and try again. Or render it --anyway. [FORBIDDEN]" in refused.stderr
    assert cli.run("timeline", script, "--json").code == 1
    assert cli.run("timeline", script, "--anyway", "--json").lines[-1]["plays"] == 2
    ended = cli.run("render", script, "--anyway", "--json")
    assert (ended.code, ended.lines[-1]["event"]) == (0, "finished")


def test_one_of_several_scenes_is_picked_by_name(cli: CommandLine) -> None:
    second = SCENE.partition("\n\n\n")[2].replace("Lesson", "Other")
    script = cli.write("two.py", f"{SCENE}\n\n{second}")
    unnamed = cli.run("render", script, "--json")
    assert unnamed.code == 1
    assert unnamed.lines[-1]["choices"] == ["Lesson", "Other"]
    named = cli.run("render", script, "--scene", "Other", "--out", "picked/other.mp4", "--json")
    assert named.code == 0, named.stderr
    assert named.lines[-1]["scene"] == "Other"
    assert named.lines[-1]["video"] == str(cli.folder / "picked" / "other.mp4")


def test_without_latex_it_is_the_machine_that_is_at_fault(cli: CommandLine) -> None:
    script = cli.write("formula.py", SCENE.replace("Circle()", 'MathTex("a^2 + 71")'))
    ended = cli.run("render", script, "--json", env={"PATH": str(cli.folder)})
    assert ended.code == 3
    assert ended.lines[-1]["kind"] == "MACHINE"
    assert "latex" in ended.lines[-1]["message"].lower()


def test_files_that_cannot_be_used_are_refused_with_a_sentence(cli: CommandLine) -> None:
    good = cli.write("good.py", SCENE)
    odd = cli.write("odd.py", '# "é"\n'.encode("latin-1"))
    long = cli.write("long.py", "#" * 1_000_000)
    cases = {
        ("missing.py",): "There is no file missing.py.",
        (str(cli.folder),): "is a folder",
        (str(odd),): "is not UTF-8 text (byte 3)",
        (str(long),): "the limit is 200,000",
        ("bad\n\x1b[2Jname.py",): "There is no file",
        (str(good), "--out", str(cli.folder)): "is a folder",
        (str(good), "--out", "video.avi"): "does not end in .mp4",
        (str(good), "--out", f"{good}/in/a/file.mp4"): "cannot be written",
    }
    for arguments, says in cases.items():
        ended = cli.run("render", *arguments)
        assert (ended.code, ended.stdout) == (2, ""), arguments
        assert says in ended.stderr
        assert "Traceback" not in ended.stderr
        assert "\x1b" not in ended.stderr
