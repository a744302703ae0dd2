"""A scene with a transparent background over HTTP: a WebM under its own media type and name."""

from __future__ import annotations

import io

import av

from tests.api.conftest import Client
from tests.scripts import CLEAR


def test_a_transparent_video_is_a_webm(client: Client) -> None:
    done = client.ending(client.begin("/api/render", {"script": CLEAR, "quality": "draft"}))
    assert (done["status"], done["plays"]) == ("completed", 2), done
    video = client.get(done["video_url"])
    assert (video.status, video.headers["content-type"]) == (200, "video/webm")
    assert video.headers["content-disposition"] == 'inline; filename="Lesson.webm"'
    with av.open(io.BytesIO(video.body), "r") as container:
        assert container.streams.video[0].metadata["alpha_mode"] == "1"
    piece = client.get(done["video_url"], Range="bytes=100-199")
    assert (piece.status, piece.body) == (206, video.body[100:200])
