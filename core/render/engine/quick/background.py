"""Filling a camera's background row by row, where Manim does it pixel by pixel."""

from __future__ import annotations

import numpy as np
from manim.camera.camera import Camera
from manim.utils.color import color_to_int_rgba


def init_background(self: Camera) -> None:
    """What `Camera.init_background` does."""
    if self.background_image is not None or self.n_channels != _RGBA:
        _init_background(self)
        return
    shape = self.pixel_height, self.pixel_width, self.n_channels
    background = np.zeros(shape, self.pixel_array_dtype)
    background[:1] = color_to_int_rgba(self.background_color, self.background_opacity)
    background[1:] = background[:1]
    self.background = background


_RGBA = 4

_init_background = Camera.init_background
