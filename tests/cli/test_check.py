"""`cli.py check`: a script is judged without running it."""

from __future__ import annotations

from tests.cli.conftest import CommandLine
from tests.scripts import SCENE


def test_a_good_script_has_its_scenes_listed(cli: CommandLine) -> None:
    script = cli.write("lesson.py", SCENE)
    assert cli.run("check", script, "--json").lines == [
        {"event": "scene", "name": "Lesson", "line": 4, "plays": 2, "end": 7},
        {"event": "checked", "ok": True, "errors": 0, "warnings": 0},
    ]
    ended = cli.run("check", script)
    assert (ended.code, ended.stderr) == (0, "")
    assert ended.stdout == f"{script}:4: scene Lesson, 2 calls of play and wait\n"


def test_each_fault_is_told_with_its_place(cli: CommandLine) -> None:
    script = cli.write("lesson.py", "import socket\n" + SCENE)
    ended = cli.run("check", script, "--json")
    assert ended.code == 1
    first, *_, last = ended.lines
    assert first == {
        "event": "diagnostic",
        "rule": "import-policy",
        "severity": "error",
        "line": 1,
        "column": 1,
        "message": first["message"],
        "fix": None,
    }
    assert last == {"event": "checked", "ok": False, "errors": 1, "warnings": 0}
    assert cli.run("check", script).stdout.startswith(f"{script}:1:1: error: A scene may not import socket")


def test_fix_takes_out_a_code_fence_and_nothing_else(cli: CommandLine) -> None:
    script = cli.write("lesson.py", f"```python\n{SCENE}```\n")
    script.chmod(0o640)
    assert cli.run("check", script).code == 1
    ended = cli.run("check", script, "--fix", "--json")
    assert ended.code == 0
    assert ended.lines[0] == {"event": "fixed", "message": "Fixed line 1: Delete the code fences."}
    assert script.read_text() == SCENE
    assert script.stat().st_mode & 0o777 == 0o640


def test_fix_keeps_the_files_line_endings_and_its_mark(cli: CommandLine) -> None:
    lines = SCENE.replace("\n", "\r\n").encode()
    script = cli.write("lesson.py", b"\xef\xbb\xbf```python\r\n" + lines + b"```")
    ended = cli.run("check", script, "--fix")
    assert (ended.code, script.read_bytes()) == (0, b"\xef\xbb\xbf" + lines)
    assert ended.stdout.splitlines()[0] == f"{script}: Fixed line 1: Delete the code fences."


def test_fix_says_when_it_can_do_nothing(cli: CommandLine) -> None:
    script = cli.write("lesson.py", "class (Scene:\n")
    ended = cli.run("check", script, "--fix")
    assert ended.code == 1
    assert "Nothing here can be fixed without a person's judgement." in ended.stdout
    assert script.read_text() == "class (Scene:\n"


def test_hostile_text_is_a_finding_and_no_traceback(cli: CommandLine) -> None:
    for text in (b"\0", b"(" * 100_000, b"x = " + b"-" * 100_000 + b"1\n"):
        ended = cli.run("check", cli.write("hostile.py", text))
        assert ended.code == 1, text[:10]
        assert "Traceback" not in ended.stderr
