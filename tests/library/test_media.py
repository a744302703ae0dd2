"""What the file of a result is called, by people and by programs."""

from __future__ import annotations

from pathlib import Path

import pytest

from core.library.media import Media, media_of
from core.model import Quality, RenderResult

PICTURE = Quality.DRAFT.picture


@pytest.mark.parametrize(("name", "kind"), [("video.mp4", "video/mp4"), ("video.webm", "video/webm")])
def test_a_video_has_the_type_of_its_file(name: str, kind: str, tmp_path: Path) -> None:
    made = RenderResult(tmp_path / name, None, "Lesson", 1.0, 0.5, 1, PICTURE)
    assert media_of(made) == Media(tmp_path / name, kind, "video")


def test_a_picture_is_a_png(tmp_path: Path) -> None:
    made = RenderResult(None, None, "Lesson", 0.0, 0.5, 0, PICTURE, image=tmp_path / "image.png")
    assert media_of(made) == Media(tmp_path / "image.png", "image/png", "picture")


def test_a_result_without_either_is_refused() -> None:
    with pytest.raises(ValueError, match="neither"):
        media_of(RenderResult(None, None, "Lesson", 0.0, 0.5, 0, PICTURE))
