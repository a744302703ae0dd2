"""The picture in the encoder's own colours: planes of luma, chroma and alpha that follow what is drawn."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import av
import numpy as np
from av.video.reformatter import VideoReformatter
from numpy.typing import NDArray

from core.model import Picture
from core.render.engine.movie import Pixels

Band = tuple[int, int]
"""Rows, from the first to before the last."""

_STRIP = 8
"""Rows that are looked at together."""

_REACH = 2
"""How many rows away a row still has a share in the chroma."""


class Canvas:
    """The latest picture as a frame for the encoder; only the rows that changed are converted.

    All memory is kept: new megabytes for each frame would cost as much as drawing them.
    """

    def __init__(self, picture: Picture, form: str = "yuv420p") -> None:
        """`form` is FFmpeg's name of what the planes are: "yuva420p" has a fourth, of what is opaque."""
        self._form = form
        self.frame = av.VideoFrame(picture.width, picture.height, form)
        self._planes = [_rows(plane) for plane in self.frame.planes]
        self._seen: Pixels = np.zeros((picture.height, picture.width, 4), np.uint8)
        self._differs = np.empty((picture.height, picture.width // 2), np.bool_)
        self._reformatter = VideoReformatter()
        self._empty = True

    def show(self, pixels: Pixels, rows: Iterable[Band] | None = None) -> bool:
        """Take over a picture; False if it is the one that is there. Raises ValueError for another shape.

        `rows` are all that can differ from the picture that is there, in bands that begin at whole strips.
        """
        if pixels.shape != self._seen.shape or pixels.dtype != np.uint8:
            raise ValueError(f"A frame of {pixels.dtype} {pixels.shape} instead of {self._seen.shape}.")
        bands = [(0, len(pixels))] if self._empty else list(self._changed(pixels, rows))
        self._empty = False
        for top, bottom in bands:
            self._seen[top:bottom] = pixels[top:bottom]
        for top, bottom in bands:
            self._convert(top, bottom)
        return bool(bands)

    def _changed(self, pixels: Pixels, rows: Iterable[Band] | None) -> Iterator[Band]:
        """The bands of rows that differ from what was seen."""
        for top, bottom in [(0, len(pixels))] if rows is None else rows:
            differs = self._differs[top:bottom]
            np.not_equal(_pairs(pixels[top:bottom]), _pairs(self._seen[top:bottom]), out=differs)
            strips = np.logical_or.reduceat(differs.any(axis=1), np.arange(0, bottom - top, _STRIP))
            edges = top + np.flatnonzero(np.diff(strips, prepend=False, append=False)) * _STRIP
            yield from ((int(first), min(int(last), bottom)) for first, last in edges.reshape(-1, 2))

    def _convert(self, top: int, bottom: int) -> None:
        height = len(self._seen)
        start, end = max(top - 2 * _REACH, 0), min(bottom + 2 * _REACH, height)
        top, bottom = max(top - _REACH, 0), min(bottom + _REACH, height)
        drawn = av.VideoFrame.from_numpy_buffer(self._seen[start:end], "rgba")
        made = self._reformatter.reformat(drawn, format=self._form, threads=1)
        for plane, target in zip(made.planes, self._planes, strict=True):
            scale = height // len(target)
            rows = _rows(plane)[(top - start) // scale : (bottom - start) // scale]
            target[top // scale : bottom // scale] = rows


def _rows(plane: Any) -> NDArray[np.uint8]:
    """The memory of a frame's plane, without what pads its rows."""
    return np.frombuffer(plane, np.uint8).reshape(plane.height, plane.line_size)[:, : plane.width]


def _pairs(pixels: Pixels) -> NDArray[np.uint64]:
    """Two pixels in one number, which compares faster."""
    return np.ascontiguousarray(pixels).reshape(len(pixels), -1).view(np.uint64)
