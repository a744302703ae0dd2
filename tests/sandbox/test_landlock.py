"""Landlock, put on for good in throw-away processes."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from core.render.sandbox import landlock
from tests.sandbox.forked import error_of, forked

pytestmark = pytest.mark.skipif(not landlock.version(), reason="this kernel has no Landlock")
REFUSED = "PermissionError"


@pytest.fixture
def ground(tmp_path: Path) -> Path:
    for name in ("mine", "seen", "secret"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "file").write_text(name)
    (tmp_path / "mine/link").symlink_to(tmp_path / "secret/file")
    return tmp_path


def test_only_what_is_named_can_be_reached(ground: Path) -> None:
    def live() -> list[str | None]:
        landlock.restrict([Path("/usr")], [ground / "seen"], [ground / "mine"])
        return [
            error_of(lambda: (ground / "seen/file").read_text()),
            error_of(lambda: (ground / "seen/file").write_text("x")),
            error_of(lambda: (ground / "secret/file").read_text()),
            error_of(lambda: (ground / "mine/link").read_text()),
            error_of(lambda: list(ground.iterdir())),
            error_of(lambda: (ground / "mine/new").write_text("x")),
            error_of(lambda: (ground / "mine/new").rename(ground / "seen/new")),
            error_of(lambda: (ground / "seen/file").unlink()),
            error_of(lambda: (ground / "mine/hard").hardlink_to(ground / "seen/file")),
        ]

    refused_or_elsewhere = {REFUSED, "OSError"}  # EXDEV is what the kernel calls a move between the two
    told = forked(live)
    assert told[:6] == [None, REFUSED, REFUSED, REFUSED, REFUSED, None]
    assert set(told[6:]) <= refused_or_elsewhere
    assert {path.name for path in (ground / "seen").iterdir()} == {"file"}


def test_what_is_not_there_is_passed_over(ground: Path) -> None:
    def live() -> str | None:
        landlock.restrict([ground / "nothing"], [ground / "seen"], [ground / "mine"])
        return error_of(lambda: (ground / "seen/file").read_text())

    assert forked(live) is None


def test_own_files_cannot_be_executed(ground: Path) -> None:
    program = ground / "mine/program"
    program.write_bytes(Path("/bin/true").read_bytes())
    program.chmod(0o755)

    def live() -> list[str | None]:
        places = [Path("/usr"), Path("/lib"), Path("/lib64"), Path("/bin")]
        landlock.restrict(places, [], [ground / "mine"])
        pid = os.fork()
        if pid == 0:
            os.execv("/bin/true", ["true"])
        ended = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
        return [str(ended), error_of(lambda: os.execv(program, ["program"]))]

    assert forked(live) == ["0", REFUSED]


def test_it_holds_for_what_is_started(ground: Path) -> None:
    def live() -> int:
        landlock.restrict([Path("/usr"), Path("/bin"), Path("/lib"), Path("/lib64")], [], [ground / "mine"])
        pid = os.fork()
        if pid == 0:
            os.execv("/bin/cat", ["cat", str(ground / "secret/file")])
        return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])

    assert forked(live) == 1
