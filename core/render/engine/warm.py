"""Doing each thing once that is slow only the first time, so that no job and no child pays for it."""

from __future__ import annotations

import tempfile
from pathlib import Path

import numpy as np
from manim import Circle, Text
from manim.camera.camera import Camera

from core.model import Picture, Quality
from core.render.engine import poster
from core.render.engine.encoding import PartWriter
from core.render.engine.movie import join, preview

_SMALL = Picture(64, 36, 15)


def warm(ground: Path) -> None:
    """Set a text, draw, encode, join and save something small in the folder `ground`, and leave nothing."""
    camera = Camera(pixel_width=_SMALL.width, pixel_height=_SMALL.height)
    camera.capture_mobjects([Text("a"), Circle(fill_opacity=0.5)])
    pixels = np.array(camera.pixel_array)
    with tempfile.TemporaryDirectory(dir=ground) as folder:
        place = Path(folder)
        part = PartWriter(place / "part.mp4", _SMALL, Quality.DRAFT)
        part.write(pixels, 2)
        part.finish()
        join([place / "part.mp4"], place / "video.mp4", _SMALL)
        preview(pixels, place / "preview.jpg")
        poster.contrast(pixels)
        poster.save_last_frame(place / "video.mp4", place / "poster.jpg")
