"""Which rows of a picture were drawn on: only those are cleaned for the next frame, and compared after it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from types import CodeType
from typing import Any

from manim.camera.camera import Camera

from core.render.engine.movie import Pixels
from core.render.engine.quick.genuine import is_genuine_camera
from core.render.engine.yuv import Band

_STRIP_BITS = 3
"""Rows are counted in strips of eight."""

_MITRE = 5
"""How far the tip of a corner can be from it, in widths of the line: half of Cairo's limit of ten."""

_SOFT = 2
"""Rows by which soft edges and Cairo's rounding may reach further."""

_BACKGROUND = "background"


class Rows:
    """Follows what is drawn on a camera's picture, which is cleaned from one and the same array each time."""

    def __init__(self, height: int) -> None:
        """`height` is the picture's, in pixels."""
        self._height = height
        self._strips = -(-height >> _STRIP_BITS)
        self._all = (1 << self._strips) - 1
        self._clean: Pixels | None = None
        self._picture: Pixels | None = None
        # One bit for each strip, the topmost in the lowest.
        self._drawn = self._all
        self._differs = self._all

    def follows(self, picture: Pixels, clean: Pixels) -> bool:
        """Whether the picture is `clean` but for what was drawn since."""
        return clean is self._clean and picture is self._picture

    def begin(self, picture: Pixels, clean: Pixels) -> None:
        """The whole picture has just been made the same as `clean`, which nobody changes."""
        self._picture, self._clean = picture, clean
        self._drawn, self._differs = 0, self._all

    def clean(self) -> Iterator[Band]:
        """What has to be taken from the clean array, once."""
        drawn, self._drawn = self._drawn, 0
        self._differs |= drawn
        return self._bands(drawn)

    def take(self) -> list[Band]:
        """What can be other than when this was last asked."""
        differs, self._differs = self._differs, 0
        return list(self._bands(differs))

    def touch_all(self) -> None:
        """Anything may have been drawn."""
        self._drawn = self._differs = self._all

    def touch(self, ctx: Any, line_width: float) -> None:
        """The path that Cairo has is about to be filled, and drawn with a line so wide in its own units."""
        matrix = ctx.get_matrix()
        if matrix.yx:
            self.touch_all()
            return
        _, low, _, high = ctx.path_extents()
        top, bottom = sorted((matrix.yy * low + matrix.y0, matrix.yy * high + matrix.y0))
        reach = _MITRE * line_width * abs(matrix.yy) + _SOFT
        first = max(int(top - reach) >> _STRIP_BITS, 0)
        last = min(int(bottom + reach) >> _STRIP_BITS, self._strips - 1)
        if first <= last:
            strips = (2 << last) - (1 << first)
            self._drawn |= strips
            self._differs |= strips

    def _bands(self, strips: int) -> Iterator[Band]:
        place = 0
        while strips:
            gap = (strips & -strips).bit_length() - 1
            strips >>= gap
            place += gap
            length = (~strips & (strips + 1)).bit_length() - 1
            end = place + length
            yield place << _STRIP_BITS, min(end << _STRIP_BITS, self._height)
            strips >>= length
            place = end


def rows_of(camera: Camera) -> Rows | None:
    """Rows for a camera that draws as Manim's own do; None for another."""
    return Rows(camera.pixel_height) if is_genuine_camera(camera) else None


def may_change_background(code: CodeType) -> bool:
    """Whether a script's code, or code inside it, mentions what a camera's picture is cleaned from."""
    inner = (constant for constant in code.co_consts if isinstance(constant, CodeType))
    return _BACKGROUND in code.co_names or any(may_change_background(each) for each in inner)


def set_pixels(self: Camera, pixel_array: Any, convert_from_floats: bool = False) -> None:
    """What `Camera.set_pixel_array` does, for the rows alone that were drawn on."""
    rows: Rows | None = self.quick_rows  # type: ignore[attr-defined]
    if rows is None:
        _set_pixels(self, pixel_array, convert_from_floats)
    elif convert_from_floats or not rows.follows(self.pixel_array, pixel_array):
        _set_pixels(self, pixel_array, convert_from_floats)
        rows.begin(self.pixel_array, pixel_array)
    else:
        for top, bottom in rows.clean():
            self.pixel_array[top:bottom] = pixel_array[top:bottom]


_set_pixels = Camera.set_pixel_array


def touched(self: Camera, stroke_width: float, ctx: Any) -> None:
    """Remember where a mobject with so wide a line is about to be drawn, Cairo having its path."""
    rows: Rows | None = self.quick_rows  # type: ignore[attr-defined]
    if rows is not None:
        rows.touch(ctx, stroke_width * self.cairo_line_width_multiple)


def anywhere(method: Callable[..., Any]) -> Callable[..., Any]:
    """A camera's method, of which nobody knows where it draws."""

    def draw(self: Camera, *args: Any, **kwargs: Any) -> Any:
        rows: Rows | None = self.quick_rows  # type: ignore[attr-defined]
        if rows is not None:
            rows.touch_all()
        return method(self, *args, **kwargs)

    return draw


background_colored = anywhere(Camera.display_multiple_background_colored_vmobjects)
point_clouds = anywhere(Camera.display_multiple_point_cloud_mobjects)
images = anywhere(Camera.display_multiple_image_mobjects)
