"""The sandbox holds against every attack at each of its levels, and without it the attacks succeed."""

from __future__ import annotations

import json
import platform
import subprocess
import sys
from collections import Counter
from dataclasses import dataclass

import pytest

from core.model import Isolation
from core.render.sandbox.probe import ask
from core.settings import PROJECT
from tests.attacks.case import Verdict
from tests.attacks.cases import GROUPS

pytestmark = pytest.mark.skipif(
    sys.platform != "linux" or platform.machine() not in ("x86_64", "aarch64"),
    reason="The attacks are on Linux, by its system calls on x86-64 and arm64.",
)

_SECONDS = 600.0

WITHOUT_LANDLOCK = (
    *("secrets/dot-env", "secrets/secrets-toml", "reading/open", "reading/by-program", "reading/own-root"),
    *("reading/list-folder", "reading/other-job", "changing/write", "changing/delete", "changing/rename"),
    *("changing/by-map", "inspecting/see-processes", "ipc/shared-file", "tex/read-with-leave"),
    *("scenes/picture", "scenes/sound"),
)
WITHOUT_SECCOMP = (
    *("changing/mode", "changing/times", "changing/folder-mode", "sockets/udp", "sockets/unix-path"),
    *("sockets/unix-path-datagram", "sockets/pair-that-sends-elsewhere", "ipc/segment", "ipc/message"),
    *("ipc/semaphore", "ipc/file-in-memory", "kernel/leave-group"),
)
"""Attacks that only the one or the other stops."""


@dataclass(frozen=True)
class Told:
    """What the suite has told: the level of its jobs, and each attack's verdict and details."""

    level: Isolation
    verdicts: dict[str, Verdict]
    details: dict[str, str]

    def but(self, verdict: Verdict) -> list[str]:
        """What came out otherwise, with the reason."""
        return [f"{name} {self.details[name]}" for name, came in self.verdicts.items() if came != verdict]


def suite(*words: str) -> Told:
    """Run the suite in a process of its own: what it refuses, it refuses for good."""
    command = [sys.executable, "-m", "tests.attacks.suite", "--json", *words]
    ended = subprocess.run(
        command, cwd=PROJECT, capture_output=True, text=True, timeout=_SECONDS, check=False
    )
    assert ended.stdout, ended.stderr
    told = json.loads(ended.stdout)
    verdicts = {one["name"]: Verdict(one["verdict"]) for one in told["results"]}
    details = {
        one["name"]: f"{one['verdict']} ({one['ended']}): {'; '.join(one['details'])}"
        for one in told["results"]
    }
    return Told(Isolation(told["level"]), verdicts, details)


def require(told: Told, level: Isolation) -> None:
    """Skip where the machine isolates in another way, and say why."""
    if told.level is not level:
        reasons = " ".join(f"{step.name}: {step.said}" for step in ask().steps if not step.ok)
        pytest.skip(f"Jobs are {told.level.word} here and not {level.word}. {reasons}")


def test_there_are_many_attacks_and_each_has_a_name() -> None:
    names = Counter(f"{group.name}/{case.name}" for group in GROUPS for case in group.cases)
    assert len(names) >= 400
    assert [name for name, count in names.items() if count > 1] == []
    assert set(WITHOUT_LANDLOCK + WITHOUT_SECCOMP) <= set(names)


def test_isolated_jobs_get_nothing() -> None:
    told = suite("--level", "3")
    require(told, Isolation.ISOLATED)
    assert told.but(Verdict.CONTAINED) == []


def test_confined_jobs_get_nothing() -> None:
    told = suite("--refuse", "namespaces", "--level", "2")
    require(told, Isolation.CONFINED)
    assert told.but(Verdict.CONTAINED) == []


def test_limited_jobs_take_no_more_than_their_share_and_leave_nothing() -> None:
    told = suite("--refuse", "namespaces", "--refuse", "landlock", "--level", "1")
    require(told, Isolation.LIMITED)
    assert told.but(Verdict.CONTAINED) == []


def test_without_a_sandbox_the_attacks_succeed() -> None:
    told = suite("--means", "")
    require(told, Isolation.NONE)
    counted = Counter(told.verdicts.values())
    assert counted[Verdict.BROKEN] == 0, told.but(Verdict.CONTAINED)
    assert counted[Verdict.ESCAPED] > len(told.verdicts) / 3


@pytest.mark.parametrize(
    ("means", "names"),
    [
        ("seccomp,limits,identity", WITHOUT_LANDLOCK),
        ("landlock,limits,identity", WITHOUT_SECCOMP),
    ],
    ids=["landlock", "seccomp"],
)
def test_each_wall_is_needed(means: str, names: tuple[str, ...]) -> None:
    told = suite("--refuse", "namespaces", "--means", means, "--only", *names)
    require(told, Isolation.LIMITED)
    assert told.but(Verdict.ESCAPED) == []
    assert set(told.verdicts) == set(names)
