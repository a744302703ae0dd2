"""A text's file, which several processes look at, is never there in part, and is as Manim writes it."""

from __future__ import annotations

import os
import warnings
from collections.abc import Iterator
from pathlib import Path

import pytest

with warnings.catch_warnings():  # a package that Manim imports uses an old module
    warnings.simplefilter("ignore")
    import manimpango
    from manim import MarkupText, Text, tempconfig
    from manimpango import MarkupUtils, PangoUtils

    from core.render.engine import texts

KINDS = [Text, MarkupText]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    for owner, name in ((manimpango, "text2svg"), (MarkupUtils, "text2svg"), (PangoUtils, "remove_last_M")):
        monkeypatch.setattr(owner, name, vars(owner)[name])  # put back afterwards
    with tempconfig({"text_dir": str(tmp_path / "texts")}):
        yield tmp_path / "texts"


@pytest.mark.parametrize("kind", KINDS)
def test_a_text_has_the_file_that_manim_gives_it(kind: type[Text], folder: Path) -> None:
    kind("B & 8" if kind is Text else "B <b>8</b>")
    (file,) = folder.iterdir()
    plain = file.read_bytes()
    file.unlink()
    texts.write_whole()
    made = kind("B & 8" if kind is Text else "B <b>8</b>")
    assert [item.name for item in folder.iterdir()] == [file.name]
    assert _shapes(file.read_bytes()) == _shapes(plain)
    assert len(made.submobjects) >= 2


@pytest.mark.parametrize("kind", KINDS)
def test_a_text_that_is_made_again_leaves_its_file_alone(kind: type[Text], folder: Path) -> None:
    texts.write_whole()
    kind("again")
    (file,) = folder.iterdir()
    before = file.stat()
    kind("again")
    after = file.stat()
    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


def test_a_text_whose_file_another_process_made_leaves_it_alone(folder: Path) -> None:
    texts.write_whole()
    child = os.fork()
    if child == 0:
        Text("shared")
        os._exit(0)
    assert os.waitpid(child, 0)[1] == 0
    (file,) = folder.iterdir()
    before = file.stat()
    Text("shared")
    after = file.stat()
    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)
    assert [item.name for item in folder.iterdir()] == [file.name]


def _shapes(svg: bytes) -> list[bytes]:
    # Cairo numbers the surfaces of a process.
    return [line for line in svg.splitlines() if b"surface" not in line]
