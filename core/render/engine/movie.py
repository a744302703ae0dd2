"""The files that a finished job leaves: a video that browsers start at once, and its poster."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import av
import numpy as np
from numpy.typing import NDArray
from PIL import Image

Pixels = NDArray[Any]
"""A picture: height x width x 4 (red, green, blue, alpha) of uint8."""

POSTER_WIDTH = 1280
"""Largest width of a poster, in pixels."""

_SAMPLE = 4
_JPEG_QUALITY = 85


def make_playable(source: Path, target: Path) -> None:
    """Copy the streams of a video into an mp4 whose index comes first."""
    with av.open(str(source)) as given, av.open(str(target), "w", options={"movflags": "faststart"}) as made:
        streams = {stream.index: made.add_stream_from_template(stream) for stream in given.streams}
        for packet in given.demux():
            if packet.dts is None:  # the flush that ends a stream
                continue
            packet.stream = streams[packet.stream.index]
            made.mux(packet)


class Poster:
    """The most telling of the pictures it is shown: the one with the most contrast, the latest of equals."""

    def __init__(self) -> None:
        self._best: Pixels | None = None
        self._score = -1.0

    def consider(self, pixels: Pixels) -> None:
        """Remember the picture if none before it tells more."""
        score = float(pixels[::_SAMPLE, ::_SAMPLE, :3].mean(axis=2).std())
        if score >= self._score:
            self._best, self._score = pixels.copy(), score

    def save(self, target: Path) -> bool:
        """Write the best picture as JPEG; False if there was none."""
        if self._best is None:
            return False
        picture = Image.fromarray(np.ascontiguousarray(self._best[:, :, :3]))
        picture.thumbnail((POSTER_WIDTH, POSTER_WIDTH))
        picture.save(target, "JPEG", quality=_JPEG_QUALITY)
        return True
