"""Handing a mobject's curves to Cairo: the loop that every drawn frame spends most of its time in."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from itertools import groupby
from typing import Any

import cairo
import numpy as np
from manim import Mobject, VMobject
from manim.camera.camera import CAP_STYLE_MAP, LINE_JOIN_MAP, Camera

from core.render.engine.quick.exposure import Exposure, gradient_on_plane
from core.render.engine.quick.genuine import has_genuine_looks, is_genuine_camera
from core.render.engine.quick.rows import Rows, touched

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
    start, end = gradient_on_plane(self, vmobject)
    gradient = cairo.LinearGradient(*start, *end)
    for offset, (red, green, blue, alpha) in zip(_offsets(len(rgbas)), rgbas.tolist(), strict=True):
        gradient.add_color_stop_rgba(offset, blue, green, red, alpha)
    ctx.set_source(gradient)
    return self


@cache
def _offsets(count: int) -> tuple[float, ...]:
    return tuple(np.linspace(0, 1, count))


def display(self: Camera, vmobject: VMobject, ctx: Any) -> Camera:
    """What `Camera.display_vectorized` does, except for what nobody could see."""
    exposure: Exposure | None = self.quick_exposure  # type: ignore[attr-defined]
    if exposure is None or not has_genuine_looks(vmobject):
        return _display_all(self, vmobject, ctx)
    behind, width = vmobject.get_stroke_width(True), vmobject.get_stroke_width()
    has_back = behind != 0 and _shows(vmobject.get_stroke_rgbas(True))
    has_fill = _shows(vmobject.get_fill_rgbas())
    has_line = width != 0 and _shows(vmobject.get_stroke_rgbas())
    if not (has_back or has_fill or has_line):
        return self
    exposure.turn_to(vmobject)
    self.set_cairo_context_path(ctx, vmobject)
    touched(self, max(behind, width), ctx)
    if has_back:
        self.apply_stroke(ctx, vmobject, background=True)
    if has_fill:
        self.apply_fill(ctx, vmobject)
    if has_line:
        self.apply_stroke(ctx, vmobject)
    return self


def _display_all(camera: Camera, vmobject: VMobject, ctx: Any) -> Camera:
    """Whatever it looks like, and wherever."""
    exposure: Exposure | None = camera.quick_exposure  # type: ignore[attr-defined]
    rows: Rows | None = camera.quick_rows  # type: ignore[attr-defined]
    if exposure is not None:
        exposure.turn_to(None)
    if rows is not None:
        rows.touch_all()
    return _display(camera, vmobject, ctx)


_display = Camera.display_vectorized


def stroke(self: Camera, ctx: Any, vmobject: VMobject, background: bool = False) -> Camera:
    """What `Camera.apply_stroke` does, without dividing the frame's width by itself."""
    width = vmobject.get_stroke_width(background)
    if width == 0:
        return self
    rgbas = self.get_stroke_rgbas(vmobject, background=background)
    self.set_cairo_context_color(ctx, rgbas, vmobject)
    ctx.set_line_width(width * self.cairo_line_width_multiple)
    ctx.set_line_join(LINE_JOIN_MAP[vmobject.joint_type])
    ctx.set_line_cap(CAP_STYLE_MAP[vmobject.cap_style])
    ctx.stroke_preserve()
    return self


def transform_points(self: Camera, mobject: Mobject, points: Any) -> Any:  # noqa: ARG001 - Manim's signature
    """What `Camera.transform_points_pre_display` does."""
    return points if np.isfinite(points).all() else np.zeros((1, 3))


def capture(self: Camera, mobjects: Any, **kwargs: Any) -> None:
    """What `Camera.capture_mobjects` does, remembering what holds for the whole picture."""
    before = self.quick_exposure  # type: ignore[attr-defined]
    exposure = Exposure(self) if is_genuine_camera(self) else None
    self.quick_exposure = exposure  # type: ignore[attr-defined]
    try:
        mobjects = self.get_mobjects_to_display(mobjects, **kwargs)
        kind_of: Callable[[Mobject], type[Mobject]] = self.type_or_raise
        for kind, group in groupby(mobjects, _once_for_each_type(kind_of) if exposure else kind_of):
            self.display_funcs[kind](list(group), self.pixel_array)
    finally:
        self.quick_exposure = before  # type: ignore[attr-defined]


def _once_for_each_type(find: Callable[[Mobject], type[Mobject]]) -> Callable[[Mobject], type[Mobject]]:
    known: dict[type, type[Mobject]] = {}

    def find_once(mobject: Mobject) -> type[Mobject]:
        kind = type(mobject)
        if kind not in known:
            known[kind] = find(mobject)
        return known[kind]

    return find_once


def _shows(rgbas: Any) -> bool:
    """Whether any of these colours is not wholly transparent."""
    return bool(rgbas[0, 3] if len(rgbas) == 1 else rgbas[:, 3].any())


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
