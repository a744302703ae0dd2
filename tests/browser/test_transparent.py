"""A video with a transparent background in Chromium: the page shows through it, wherever one jumps to."""

from __future__ import annotations

from base64 import b64decode, b64encode
from io import BytesIO
from pathlib import Path

import numpy as np
from PIL import Image
from playwright.sync_api import Browser

from core.model import Picture
from core.render.engine.forms import TRANSPARENT
from core.render.engine.movie import join
from tests.render.drawings import glass, write_alpha_part

PICTURE = Picture(320, 180, 15)
PLAYS = [[(0, 10), (1, 1), (2, 30)], [(3, 1), (4, 20)], [(5, 300)], [(6, 1), (7, 9)]]

_LOAD = """async address => {
    window.video = document.createElement("video")
    video.muted = true
    const loaded = new Promise((done, failed) => { video.onloadeddata = done; video.onerror = failed })
    video.src = address
    await loaded
    return video.duration
}"""

_PIXELS = """async seconds => {
    // Asked for again within the callback: a video that stands still shows no frame twice.
    await new Promise(done => {
        const look = (_, frame) => Math.abs(frame.mediaTime - seconds) > 1 / 15
            ? video.requestVideoFrameCallback(look) : done()
        video.requestVideoFrameCallback(look)
        video.currentTime = seconds
    })
    const board = Object.assign(document.createElement("canvas"), { width: 320, height: 180 })
    board.getContext("2d").drawImage(video, 0, 0)
    return board.toDataURL("image/png").split(",")[1]
}"""


def test_the_page_shows_through_a_transparent_video(chromium: Browser, tmp_path: Path) -> None:
    parts = [write_alpha_part(tmp_path / str(n), shown, PICTURE) for n, shown in enumerate(PLAYS)]
    video = tmp_path / "video.webm"
    frames = join(parts, video, PICTURE, TRANSPARENT)
    drawn = [glass(PICTURE, step) for shown in PLAYS for step, repeat in shown for _ in range(repeat)]
    page = chromium.new_page()
    try:
        address = f"data:video/webm;base64,{b64encode(video.read_bytes()).decode('ascii')}"
        assert abs(page.evaluate(_LOAD, address) - frames / 15) < 1 / 15
        for number in (371, 5, 11, 40, 41, 61, 62, 330, 361, 0):
            with Image.open(BytesIO(b64decode(page.evaluate(_PIXELS, (number + 0.5) / 15)))) as image:
                seen, expected = np.asarray(image).astype(int), drawn[number].astype(int)
            assert np.abs(seen[..., 3] - expected[..., 3]).mean() < 0.5, number
            solid = expected[..., 3] > 0
            assert np.abs(seen - expected)[solid].mean() < 5, number
    finally:
        page.close()
