"""`cli.py doctor`: what is missing is named with the command that mends it."""

from __future__ import annotations

import shutil

from tests.cli.conftest import CommandLine


def test_a_sound_machine(cli: CommandLine) -> None:
    ended = cli.run("doctor", "--json", env={"GEMINI_API_KEY": "AIza-very-secret"})
    *findings, last = ended.lines
    assert last == {"event": "examined", "ok": True}
    assert ended.code == 0
    assert {finding["name"]: finding["ok"] for finding in findings} == dict.fromkeys(
        ("key", "python", "manim", "packages", "latex", "fonts", "data", "disk", "isolation"), True
    )
    assert "very-secret" not in ended.stdout + ended.stderr


def test_without_a_key_the_shelf_works(cli: CommandLine) -> None:
    ended = cli.run("doctor", "--json")
    key = ended.lines[0]
    assert (key["name"], key["ok"], key["level"]) == ("key", False, "warning")
    assert ended.code == 0


def test_without_latex_the_command_that_installs_it_is_shown(cli: CommandLine) -> None:
    tools = cli.folder / "tools"
    tools.mkdir()
    (tools / "apt-get").symlink_to(shutil.which("true") or "/bin/true")
    ended = cli.run("doctor", env={"PATH": str(tools)})
    assert ended.code == 3
    assert "error   latex     Formulas need what is missing: latex, dvisvgm, kpsewhich." in ended.stdout
    assert "apt-get install -y texlive-latex-base dvisvgm" in ended.stdout


def test_on_fedora_the_command_is_dnfs(cli: CommandLine) -> None:
    tools = cli.folder / "tools"
    tools.mkdir()
    (tools / "dnf").symlink_to(shutil.which("true") or "/bin/true")
    ended = cli.run("doctor", "--json", env={"PATH": str(tools)})
    mends = {line["name"]: line["mend"] for line in ended.lines if line["event"] == "finding"}
    assert "dnf install -y texlive-latex " in mends["latex"]
    assert "dnf install -y fontconfig dejavu-sans-fonts" in mends["fonts"]


def test_a_data_folder_that_cannot_be_written(cli: CommandLine) -> None:
    file = cli.write("file", "")
    ended = cli.run("doctor", "--json", env={"CHALKMOTION_DATA": str(file / "data")})
    assert ended.code == 3
    data = next(line for line in ended.lines if line.get("name") == "data")
    assert (data["ok"], data["level"]) == (False, "error")
    assert str(file / "data") in data["sentence"]
