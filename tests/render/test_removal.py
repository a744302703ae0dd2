"""A folder goes away whatever a script has made in it, and nothing outside it is touched."""

from __future__ import annotations

import multiprocessing
import os
import resource
from collections.abc import Callable
from pathlib import Path

import pytest

from core.render.removal import remove

SPAWN = multiprocessing.get_context("spawn")
LONG = "n" * 255
NOBODY = 65534


def nest(folder: Path, levels: int) -> None:
    """Folders within folders, each with a file; the whole path is far longer than any system call takes."""
    folder.mkdir()
    place = os.open(folder, os.O_RDONLY)
    for _ in range(levels):
        os.mkdir(LONG, dir_fd=place)
        inner = os.open(LONG, os.O_RDONLY, dir_fd=place)
        os.close(os.open("file", os.O_CREAT, dir_fd=inner))
        os.close(place)
        place = inner
    os.close(place)


def crowd(folder: Path) -> None:
    folder.mkdir()
    place = os.open(folder, os.O_RDONLY)
    for number in range(60_000):
        os.close(os.open(f"{number:0>200}", os.O_CREAT, dir_fd=place))
    os.close(place)


def broaden(folder: Path) -> None:
    for number in range(3000):
        (folder / f"{number}" / LONG / "x").mkdir(parents=True)


def oddities(folder: Path) -> None:
    folder.mkdir()
    os.mkfifo(folder / "pipe")
    (folder / "broken").symlink_to("nowhere")
    (folder / "round").symlink_to(folder)
    (folder / os.fsdecode(b"\xff\n")).mkdir()
    (folder / ".hidden").touch()


def lock(folder: Path) -> None:
    """Folders that not even their owner may read, enter or change."""
    for mode in (0o000, 0o200, 0o400, 0o500):
        inner = folder / f"{mode:o}" / "within"
        (inner / "deeper").mkdir(parents=True)
        (inner / "file").touch()
        (inner / "file").chmod(0)
        (inner / "deeper").chmod(mode)
        inner.chmod(mode)
        inner.parent.chmod(mode)
    folder.chmod(0)


def become_nobody(place: str) -> None:
    """Make and remove the folders as somebody whom their modes bind, with few descriptors."""
    os.chdir(place)
    resource.setrlimit(resource.RLIMIT_NOFILE, (24, 24))
    if os.getuid() == 0:
        os.setgroups([])
        os.setgid(NOBODY)
        os.setuid(NOBODY)


def remove_locked(place: str) -> None:
    become_nobody(place)
    nest(Path("deep"), 300)
    lock(Path("deep/locked"))
    assert remove(Path("deep"))


def remove_held(place: str) -> None:
    become_nobody(place)
    Path("outer/job/inner").mkdir(parents=True)
    Path("outer").chmod(0o500)
    assert not remove(Path("outer/job"))
    assert list(Path("outer/job").iterdir()) == []
    Path("outer").chmod(0o700)
    assert remove(Path("outer"))


@pytest.mark.parametrize(
    "make",
    [lambda folder: nest(folder, 10_000), crowd, broaden, oddities, Path.mkdir, lambda folder: None],
    ids=["deep", "crowded", "broad", "odd", "empty", "gone"],
)
def test_it_is_gone(tmp_path: Path, make: Callable[[Path], None]) -> None:
    make(tmp_path / "job")
    assert remove(tmp_path / "job")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("act", [remove_locked, remove_held], ids=["locked", "held"])
def test_modes_hold_nothing_up_but_the_folder_around(tmp_path: Path, act: Callable[[str], None]) -> None:
    if os.getuid() == 0:
        os.chown(tmp_path, NOBODY, NOBODY)
    process = SPAWN.Process(target=act, args=(str(tmp_path),))
    process.start()
    process.join()
    assert process.exitcode == 0
    assert list(tmp_path.iterdir()) == []


def test_no_link_is_followed(tmp_path: Path) -> None:
    outside, job = tmp_path / "outside", tmp_path / "job"
    (outside / "inner").mkdir(parents=True)
    (outside / "file").write_text("precious")
    outside.chmod(0o500)
    (job / "a").mkdir(parents=True)
    for link in (job / "link", job / "a" / "link"):
        link.symlink_to(outside)
    (job / "a" / "twin").hardlink_to(outside / "file")
    assert remove(job)
    (tmp_path / "alias").symlink_to(outside)
    assert remove(tmp_path / "alias")
    assert list(tmp_path.iterdir()) == [outside]
    assert (outside.stat().st_mode & 0o777, (outside / "file").read_text()) == (0o500, "precious")
    assert (outside / "inner").is_dir()


def test_a_file_in_the_folders_place_goes_too(tmp_path: Path) -> None:
    (tmp_path / "job").touch()
    assert remove(tmp_path / "job")
    assert list(tmp_path.iterdir()) == []
