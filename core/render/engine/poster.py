"""The picture that stands for a video: the last of the play that shows the most."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import av
from PIL import Image

from core.render.engine.movie import Pixels
from core.render.engine.plays import Facts

POSTER_WIDTH = 1280
"""Largest width of a poster, in pixels."""

_SAMPLE = 4
_JPEG_QUALITY = 85
_FEW_LINES = 720


def contrast(pixels: Pixels) -> float:
    """How much a picture shows: the standard deviation of its brightness, 0 to 127.5."""
    return float(pixels[::_SAMPLE, ::_SAMPLE, :3].mean(axis=2).std())


def best(facts: Sequence[Facts]) -> int:
    """The index of the play that tells the most; of equals, the latest."""
    return max(range(len(facts)), key=lambda index: (facts[index].contrast, index))


def save_last_frame(part: Path, target: Path) -> None:
    """Write a part's last frame as JPEG, on the scene's background."""
    with av.open(str(part)) as container:
        stream = container.streams.video[0]
        if stream.height <= _FEW_LINES:
            # Threads take longer to come and go than so few pixels to be decoded.
            stream.codec_context.thread_count = 1
        container.seek(container.duration or 0)  # to the last picture that is whole by itself
        last: Any = deque(container.decode(video=0), maxlen=1).pop()
    save(last.to_image(threads=1), target)


def save(picture: Image.Image, target: Path) -> None:
    """Write a picture, which may be made smaller, as a poster, on the scene's background."""
    # Without their alpha, Manim's pixels are mixed with the background's colour, as in an opaque video.
    shown = picture if picture.mode == "RGB" else picture.convert("RGB")
    shown.thumbnail((POSTER_WIDTH, POSTER_WIDTH))
    shown.save(target, "JPEG", quality=_JPEG_QUALITY)
