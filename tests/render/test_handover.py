"""A file leaves a job's folder only if it is what it seems, wherever a script has put links."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from core.render.handover import BadResult, carry_out, reached

LIMIT = 100


@pytest.fixture
def job(tmp_path: Path) -> Path:
    """A job's folder, beside somebody else's."""
    for name in ("job/results", "other/results"):
        (tmp_path / name).mkdir(parents=True)
        (tmp_path / name / "video.mp4").write_text(name)
    return tmp_path / "job"


def carry(job: Path, target: Path) -> str:
    with reached(job, "results") as place:
        carry_out(place, "video.mp4", target, LIMIT)
    return target.read_text()


def test_a_plain_file_is_carried_out_whole(job: Path, tmp_path: Path) -> None:
    assert carry(job, tmp_path / "video.mp4") == "job/results"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["job", "other", "video.mp4"]


def test_a_link_in_place_of_the_folder_is_not_followed(job: Path, tmp_path: Path) -> None:
    (job / "results").rename(job / "away")
    (job / "results").symlink_to(tmp_path / "other/results")
    with pytest.raises(BadResult, match="results is not a folder of its own"):
        carry(job, tmp_path / "video.mp4")
    assert not (tmp_path / "video.mp4").exists()


def put_link(file: Path) -> None:
    file.symlink_to(file.parents[2] / "other/results/video.mp4")


def put_hard_link(file: Path) -> None:
    file.hardlink_to(file.parents[2] / "other/results/video.mp4")


def put_large(file: Path) -> None:
    with file.open("wb") as made:
        made.truncate(LIMIT + 1)


@pytest.mark.parametrize(
    "put",
    [put_link, put_hard_link, os.mkfifo, os.mkdir, put_large, Path.touch, lambda _: None],
    ids=["link", "hard link", "pipe", "folder", "too large", "empty", "nothing"],
)
def test_what_is_no_plain_file_stays(job: Path, tmp_path: Path, put: object) -> None:
    video = job / "results/video.mp4"
    video.unlink()
    assert callable(put)
    put(video)
    with pytest.raises(BadResult, match=r"video\.mp4"):
        carry(job, tmp_path / "video.mp4")
    assert not (tmp_path / "video.mp4").exists()


def test_a_link_on_the_way_is_not_followed(job: Path, tmp_path: Path) -> None:
    (job / "parts").symlink_to(tmp_path / "other")
    with pytest.raises(BadResult, match="parts/results"), reached(job, "parts", "results"):
        pass
