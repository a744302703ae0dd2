"""A video with a transparent background on the page: it plays, and is downloaded, as the WebM that it is."""

from __future__ import annotations

from tests.scripts import CLEAR
from tests.ui.conftest import Visit


def test_a_transparent_video_plays_and_is_offered_as_a_webm(visit: Visit) -> None:
    visit.write(CLEAR)
    visit.wait()
    [take] = visit.session.newest_first
    assert take.result is not None and take.result.video is not None
    assert take.result.video.name == "video.webm"
    [video] = visit.app.get("video")
    assert video.proto.url.endswith(".webm"), "Streamlit names a file by its media type"
    assert "Video" in [button.proto.label for button in visit.app.get("download_button")]
