"""Handing a mobject's curves to Cairo: the loop that every drawn frame spends most of its time in."""

from __future__ import annotations

from functools import cache
from typing import Any

import cairo
import numpy as np
from manim import VMobject
from manim.camera.camera import Camera

from core.render.engine.quick.rows import touched

_RTOL = 1.0e-5  # what Manim takes, which is numpy.isclose's default


def set_path(self: Camera, ctx: Any, vmobject: VMobject) -> Camera:
    """What `Camera.set_cairo_context_path` does, in one pass over plain floats instead of arrays."""
    points = self.transform_points_pre_display(vmobject, vmobject.points)
    count = len(points)
    if count == 0:
        return self
    ctx.new_path()
    size = vmobject.n_points_per_cubic_curve
    if count < size:
        return self
    flat = points[:, :2].ravel().tolist()
    tolerance = vmobject.tolerance_for_point_equality
    start = 0
    for boundary in range(size, count, size):
        place = 2 * boundary
        x0, y0, x1, y1 = flat[place - 2 : place + 2]
        # Written so that infinities and NaN count as Manim counts them.
        if (x0 == x1 or _near(x0, x1, tolerance)) and (y0 == y1 or _near(y0, y1, tolerance)):
            continue
        _add(ctx, vmobject, flat, start, boundary, size)
        start = boundary
    _add(ctx, vmobject, flat, start, count, size)
    return self


def set_color(self: Camera, ctx: Any, rgbas: Any, vmobject: VMobject) -> Camera:
    """What `Camera.set_cairo_context_color` does."""
    # Cairo's pictures have red and blue the other way round.
    if len(rgbas) == 1:
        red, green, blue, alpha = rgbas[0]
        ctx.set_source_rgba(blue, green, red, alpha)
        return self
    ends: Any = vmobject.get_gradient_start_and_end_points()
    start, end = self.transform_points_pre_display(vmobject, ends)
    gradient = cairo.LinearGradient(*start[:2], *end[:2])
    for offset, (red, green, blue, alpha) in zip(_offsets(len(rgbas)), rgbas.tolist(), strict=True):
        gradient.add_color_stop_rgba(offset, blue, green, red, alpha)
    ctx.set_source(gradient)
    return self


@cache
def _offsets(count: int) -> tuple[float, ...]:
    return tuple(np.linspace(0, 1, count))


def display(self: Camera, vmobject: VMobject, ctx: Any) -> Camera:
    """What `Camera.display_vectorized` does, except for what nobody could see."""
    if _is_visible(vmobject):
        self.set_cairo_context_path(ctx, vmobject)
        touched(self, vmobject, ctx)
        self.apply_stroke(ctx, vmobject, background=True)
        self.apply_fill(ctx, vmobject)
        self.apply_stroke(ctx, vmobject)
    return self


def _is_visible(vmobject: VMobject) -> bool:
    """Whether any of the three layers has a colour that is not wholly transparent."""
    return bool(
        vmobject.get_fill_rgbas()[:, 3].any()
        or (vmobject.get_stroke_width() != 0 and vmobject.get_stroke_rgbas()[:, 3].any())
        or (vmobject.get_stroke_width(True) != 0 and vmobject.get_stroke_rgbas(True)[:, 3].any())
    )


def _add(ctx: Any, vmobject: VMobject, flat: list[float], start: int, end: int, size: int) -> None:
    """Add the curves of one subpath, the points from `start` to before `end`."""
    if end - start < size:
        return
    curve_to = ctx.curve_to
    ctx.new_sub_path()
    first = 2 * start
    ctx.move_to(flat[first], flat[first + 1])
    for place in range(first + 2, 2 * (end - size + 1) + 2, 2 * size):
        curve_to(*flat[place : place + 6])
    last = 2 * end
    if vmobject.consider_points_equals_2d((flat[first], flat[first + 1]), (flat[last - 2], flat[last - 1])):
        ctx.close_path()


def _near(value: float, other: float, tolerance: float) -> bool:
    difference = abs(value - other)
    return difference <= tolerance + _RTOL * abs(other) and difference < _INFINITY


_INFINITY = float("inf")
