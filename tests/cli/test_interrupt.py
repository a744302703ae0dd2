"""Ctrl+C and its relatives: the command ends, and nothing that it started goes on."""

from __future__ import annotations

import json
import os
import pty
import select
import signal
import subprocess
import sys
import time
from collections.abc import Iterator

import pytest

from tests.cli.conftest import WITHIN, CommandLine
from tests.scripts import ENDLESS, SCENE
from tests.server_process import PROJECT, clean_environment, descendants, wait_until_gone


def until_it_renders(process: subprocess.Popen[bytes]) -> None:
    """Read the command's events until a play is drawn."""
    assert process.stdout is not None
    for line in process.stdout:
        if json.loads(line)["event"] == "play_rendered":
            return
    raise AssertionError("the command ended before it rendered")


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_signal_cancels_and_leaves_no_process(cli: CommandLine, how: signal.Signals) -> None:
    script = cli.write("endless.py", ENDLESS)
    with cli.start("render", script, "--json") as process:
        until_it_renders(process)
        family = descendants(process.pid)
        assert family
        process.send_signal(how)
        stdout, stderr = process.communicate(timeout=WITHIN)
    assert process.returncode == 130
    assert json.loads(stdout.splitlines()[-1])["event"] == "cancelled"
    assert stderr == b""
    assert wait_until_gone(family, 3) == frozenset()
    assert not script.with_suffix(".mp4").exists()


def test_a_killed_command_leaves_no_process(cli: CommandLine) -> None:
    script = cli.write("endless.py", ENDLESS)
    with cli.start("render", script, "--json") as process:
        until_it_renders(process)
        family = descendants(process.pid)
        process.kill()
        process.communicate(timeout=WITHIN)
    assert wait_until_gone(family, 5) == frozenset()


def test_a_reader_that_goes_away_cancels(cli: CommandLine) -> None:
    script = cli.write("endless.py", ENDLESS)
    with cli.start("render", script, "--json") as process:
        until_it_renders(process)
        family = descendants(process.pid)
        assert process.stdout is not None and process.stderr is not None
        process.stdout.close()
        assert process.wait(WITHIN) == 130
        assert process.stderr.read() == b""
    assert wait_until_gone(family, 3) == frozenset()


def printed(master: int) -> Iterator[bytes]:
    """What the command writes on its terminal, until it ends."""
    deadline = time.monotonic() + WITHIN
    while time.monotonic() < deadline:
        if select.select([master], [], [], 1)[0]:
            try:
                yield os.read(master, 1 << 16)
            except OSError:  # the other end is closed
                return


def test_a_person_at_a_terminal_sees_a_bar_and_no_log(cli: CommandLine) -> None:
    script = cli.write("lesson.py", SCENE)
    master, slave = pty.openpty()
    environment = clean_environment(cli.data, {"TERM": "xterm-256color", "COLUMNS": "100"})
    with subprocess.Popen(
        [sys.executable, str(PROJECT / "cli.py"), "render", str(script)],
        stdin=slave,
        stdout=slave,
        stderr=slave,
        env=environment,
    ) as process:
        os.close(slave)
        screen = b"".join(printed(master)).decode()
        os.close(master)
    assert process.returncode == 0
    assert "rendering" in screen and "2/2" in screen
    assert "━" in screen
    assert '{"time"' not in screen
    assert str(script.with_suffix(".mp4")) in screen
