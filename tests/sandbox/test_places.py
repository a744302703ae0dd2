"""What a job may read: what it needs, and nothing that is hidden, wherever that lies."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from core.render.sandbox import places


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A machine whose interpreter lies in /tmp."""
    for name in ("python/lib", "python/share/studio/.venv/lib", "python/share/fonts", "elsewhere"):
        (tmp_path / name).mkdir(parents=True)
    monkeypatch.setattr(sys, "path", [])
    for name in ("prefix", "base_prefix", "exec_prefix"):
        monkeypatch.setattr(sys, name, str(tmp_path / "python"))
    return tmp_path


def mine(found: places.Places, machine: Path) -> list[str]:
    return [str(place.relative_to(machine)) for place in found.runnable if place.is_relative_to(machine)]


def test_the_interpreter_is_there_and_each_place_once(machine: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "path", [str(machine / "python/lib"), "", "relative", "/does/not/exist"])
    assert mine(places.find([]), machine) == ["python"]


def test_a_hidden_folder_is_left_out_of_what_is_around_it(machine: Path) -> None:
    found = places.find([machine / "python/share/studio"])
    assert mine(found, machine) == ["python/lib", "python/share/fonts"]


def test_an_environment_within_a_hidden_folder_was_meant(
    machine: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    studio = machine / "python/share/studio"
    monkeypatch.setattr(sys, "prefix", str(studio / ".venv"))
    monkeypatch.setattr(sys, "path", [str(studio), str(studio / ".venv/lib")])
    found = places.find([studio])
    assert mine(found, machine) == ["python/lib", "python/share/fonts", "python/share/studio/.venv"]


def test_an_interpreter_behind_a_link_is_there_by_both_names(
    machine: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (machine / "link").symlink_to(machine / "python")
    monkeypatch.setattr(sys, "prefix", str(machine / "link"))
    assert mine(places.find([]), machine) == ["link", "python"]


def test_tex_that_was_installed_by_itself_is_found(machine: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    programs = machine / "elsewhere/texlive/2026/bin/x86_64-linux"
    programs.mkdir(parents=True)
    (machine / "elsewhere/texlive/2026/texmf-dist").mkdir()
    for name in ("latex", "dvisvgm"):
        (programs / name).write_text("#!/bin/sh\n")
        (programs / name).chmod(0o755)
    monkeypatch.setenv("PATH", os.pathsep.join([str(programs), os.environ["PATH"]]))
    assert mine(places.find([]), machine) == ["elsewhere/texlive/2026", "python"]


def test_the_root_is_never_a_place(machine: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "path", ["/"])
    found = places.find([])
    assert Path("/") not in (*found.runnable, *found.readable)
    assert not any(place.is_relative_to("/home") or place == Path("/etc") for place in found.runnable)
