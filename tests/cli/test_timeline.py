"""`cli.py timeline`: what a script plays, and when, without drawing it."""

from __future__ import annotations

import json
import signal

from tests.cli.conftest import WITHIN, CommandLine
from tests.render.processes import wait_until
from tests.scripts import SCENE, STILL
from tests.server_process import descendants, wait_until_gone


def test_each_play_is_told_with_its_line_and_its_time(cli: CommandLine) -> None:
    script = cli.write("lesson.py", SCENE)
    ended = cli.run("timeline", script, "--json")
    assert (ended.code, ended.stderr) == (0, "")
    first, second, last = ended.lines
    assert first == {
        "event": "play",
        "number": 1,
        "line": 6,
        "start": 0.0,
        "end": 0.4,
        "label": "Create(Circle)",
        "reused": False,
    }
    assert (second["number"], second["line"], second["label"]) == (2, 7, "wait")
    assert last == {
        "event": "timeline",
        "scene": "Lesson",
        "duration": second["end"],
        "plays": 2,
        "reused": 0,
    }
    assert sorted(path.name for path in cli.folder.iterdir()) == ["lesson.py"]
    assert list(cli.data.glob("takes/*")) == [], "no take is kept"


def test_a_person_gets_a_table(cli: CommandLine) -> None:
    ended = cli.run("timeline", cli.write("lesson.py", SCENE))
    assert (ended.code, ended.stderr) == (0, "")
    assert ended.stdout.splitlines() == [
        "play   line    start      end  what",
        "   1      6     0.00     0.40  Create(Circle)",
        "   2      7     0.40     0.60  wait",
        "Lesson: 0.6 s of video, 2 plays.",
    ]


def test_a_scene_that_plays_nothing_is_said_to_become_a_picture(cli: CommandLine) -> None:
    script = cli.write("still.py", STILL)
    assert cli.run("timeline", script).stdout == "Lesson plays nothing: rendering it makes a picture.\n"
    assert cli.run("timeline", script, "--json").lines == [
        {"event": "timeline", "scene": "Lesson", "duration": 0.0, "plays": 0, "reused": 0}
    ]


def test_why_there_is_no_timeline_is_told(cli: CommandLine) -> None:
    two = f"{SCENE}\n\n{SCENE.partition(chr(10) * 3)[2].replace('Lesson', 'Other')}"
    script = cli.write("two.py", two)
    unnamed = cli.run("timeline", script, "--json")
    assert (unnamed.code, unnamed.lines[-1]["choices"]) == (1, ["Lesson", "Other"])
    assert "Give one with --scene: Lesson, Other." in cli.run("timeline", script).stderr
    assert cli.run("timeline", script, "--scene", "Other", "--json").lines[-1]["scene"] == "Other"
    broken = cli.run("timeline", cli.write("broken.py", SCENE.replace("Circle()", "Nope()")), "--json")
    [failed] = broken.lines
    assert (broken.code, failed["event"], failed["kind"], failed["line"]) == (1, "failed", "SCRIPT", 6)
    assert cli.run("timeline", "missing.py").code == 2
    assert cli.run("timeline", script, "--quality", "best").code == 2


def test_a_signal_ends_the_search_and_leaves_no_process(cli: CommandLine) -> None:
    body = "        open('../started', 'w').close()\n        while True:\n            pass\n"
    script = cli.write("endless.py", STILL + body)
    with cli.start("timeline", script, "--json") as process:
        wait_until(lambda: bool(list(cli.data.glob("jobs/run-*/job-*/started"))), WITHIN)
        family = descendants(process.pid)
        process.send_signal(signal.SIGINT)
        stdout, stderr = process.communicate(timeout=WITHIN)
    assert (process.returncode, stderr) == (130, b"")
    assert [json.loads(line) for line in stdout.splitlines()] == [{"event": "cancelled"}]
    assert wait_until_gone(family, 3) == frozenset()


def test_a_failure_tells_its_line_once(cli: CommandLine) -> None:
    script = cli.write("lesson.py", SCENE + "        self.wait(self.time - self.time)\n")
    ended = cli.run("timeline", script)
    assert ended.code == 1
    line = SCENE.count("\n") + 1
    assert ended.stderr.splitlines()[-1].startswith(
        f"Line {line}: ValueError: Lesson.wait() has a duration of 0"
    )
