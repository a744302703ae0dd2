"""Manim's index, described by a process of its own and kept in a file."""

from __future__ import annotations

import logging
import os
import sys
from importlib.metadata import version
from pathlib import Path

import pytest

from core.api_index import ApiIndex
from core.render.index_keeper import IndexKeeper

NOTHING = ApiIndex("0", {}, {}, {}, {}, frozenset())


@pytest.fixture(scope="module")
def described(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the index of the installed Manim."""
    folder = tmp_path_factory.mktemp("described")
    IndexKeeper(folder).get()
    return folder


def builder(code: str) -> tuple[str, ...]:
    """A command that runs this code in the place of describing Manim; `file` is what to write."""
    return (sys.executable, "-c", f"import os, sys\nfile = sys.argv[1]\n{code}")


@pytest.fixture
def log(caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch) -> pytest.LogCaptureFixture:
    """The studio's log, which other tests may have led away from here."""
    monkeypatch.setattr(logging.getLogger("core"), "propagate", True)
    return caplog


def logged(log: pytest.LogCaptureFixture) -> list[tuple[str, str]]:
    return [(record.message, getattr(record, "reason", "")) for record in log.records]


def test_the_installed_manim_is_described_and_kept(described: Path) -> None:
    (file,) = described.iterdir()
    index = ApiIndex.from_json(file.read_text("utf-8"))
    assert index.manim == version("manim")
    assert file.name.startswith(f"api-{index.manim}-")
    again = IndexKeeper(described, builder("sys.exit('described twice')"))
    assert again.ready is None
    assert again.get() == index
    assert again.ready is again.get()


def test_it_is_made_in_a_thread_while_others_wait(tmp_path: Path) -> None:
    keeper = IndexKeeper(tmp_path, builder(f"open(file, 'w').write({NOTHING.to_json()!r})"))
    keeper.warm()
    keeper.warm()
    assert keeper.get() == NOTHING
    keeper.close()
    assert keeper.ready == NOTHING


@pytest.mark.parametrize("text", ["", "{", "[]", '{"format": 0}', '{"format": 1}'])
def test_a_broken_file_is_made_again(tmp_path: Path, described: Path, text: str) -> None:
    (whole,) = described.iterdir()
    (tmp_path / whole.name).write_text(text)
    keeper = IndexKeeper(tmp_path, builder(f"open(file, 'w').write({NOTHING.to_json()!r})"))
    assert keeper.get() == NOTHING
    assert [file.name for file in tmp_path.iterdir()] == [whole.name]
    assert ApiIndex.from_json((tmp_path / whole.name).read_text()) == NOTHING


def test_those_of_another_manim_are_removed(tmp_path: Path, described: Path) -> None:
    (whole,) = described.iterdir()
    (tmp_path / "api-0.1-1-0.json").write_text(NOTHING.to_json())
    (tmp_path / ".api-draft").write_text("half")
    (tmp_path / "other.json").write_text("not ours")
    IndexKeeper(tmp_path, builder(f"open(file, 'w').write({NOTHING.to_json()!r})")).get()
    assert {file.name for file in tmp_path.iterdir()} == {whole.name, "other.json"}


@pytest.mark.parametrize(
    ("code", "reason"),
    [
        ("print('on the way'); sys.exit('no such thing')", "describing Manim ended with 1: no such thing"),
        ("os._exit(3)", "describing Manim ended with 3: it said nothing"),
        ("open(file, 'w').write('{}')", "The index cannot be read."),
    ],
)
def test_where_it_cannot_be_made_the_log_says_why(
    tmp_path: Path, log: pytest.LogCaptureFixture, code: str, reason: str
) -> None:
    keeper = IndexKeeper(tmp_path, builder(code))
    assert keeper.get() is None
    assert keeper.get() is None
    assert logged(log) == [("scripts are checked without Manim's index", reason)]
    assert not list(tmp_path.iterdir())


def test_one_that_cannot_be_kept_is_used(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    keeper = IndexKeeper(tmp_path / "file", builder(f"open(file, 'w').write({NOTHING.to_json()!r})"))
    assert keeper.get() == NOTHING


def test_the_process_has_no_key_and_a_folder_of_its_own(
    tmp_path: Path, log: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GEMINI_API_KEY", "a-secret")
    code = "print('a-secret' in os.environ.values(), os.getcwd() == os.path.dirname(file)); sys.exit(1)"
    IndexKeeper(tmp_path, builder(code)).get()
    assert logged(log)[0][1] == "describing Manim ended with 1: False True"


def test_closing_ends_the_process(tmp_path: Path) -> None:
    pipe = tmp_path / "began"
    os.mkfifo(pipe)
    keeper = IndexKeeper(tmp_path / "index", builder(f"open({str(pipe)!r}, 'w').close()\nwhile True: pass"))
    keeper.warm()
    pipe.read_text()  # returns once the process is at work
    keeper.close()
    assert keeper.get() is None
