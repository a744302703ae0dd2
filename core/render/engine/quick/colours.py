"""Colours of mobjects: each has three arrays of them, made anew whenever one of them is set or asked for."""

from __future__ import annotations

from typing import Any

import numpy as np
from manim import BLACK, ManimColor, VMobject

_NUMBERS = frozenset((int, float, np.float64))

_to_rgba = ManimColor.to_rgba_with_alpha
_generate = VMobject.generate_rgbas_array
_fill_colors = VMobject.get_fill_colors
_stroke_colors = VMobject.get_stroke_colors
_interpolate_color = VMobject.interpolate_color


def generate_rgbas(self: VMobject, color: Any, opacity: Any) -> Any:
    """What `VMobject.generate_rgbas_array` does, where colours are colours already and the opacity is one."""
    colors = color if type(color) in (list, tuple) else (color,)
    is_plain = opacity is None or type(opacity) in _NUMBERS
    if not colors or not is_plain or ManimColor.to_rgba_with_alpha is not _to_rgba:
        return _generate(self, color, opacity)
    rgbas = np.empty((len(colors), 4))
    for row, one in zip(rgbas, colors, strict=True):
        if one is None:
            one = BLACK
        elif type(one) is not ManimColor:
            return _generate(self, color, opacity)
        row[:] = one._internal_value
    rgbas[:, 3] = 0.0 if opacity is None else opacity
    sheen = self.get_sheen_factor()
    if sheen != 0 and len(rgbas) == 1:
        light = np.array(rgbas)
        light[:, :3] += sheen
        np.clip(light, 0, 1, out=light)
        return np.append(rgbas, light, axis=0)
    return rgbas


def fill_colors(self: VMobject) -> list[ManimColor | None]:
    """What `VMobject.get_fill_colors` does."""
    rgbas = self.get_fill_rgbas()
    return _colors(rgbas) if _are_plain(rgbas) else _fill_colors(self)


def stroke_colors(self: VMobject, background: bool = False) -> list[ManimColor | None]:
    """What `VMobject.get_stroke_colors` does."""
    rgbas = self.get_stroke_rgbas(background)
    return _colors(rgbas) if _are_plain(rgbas) else _stroke_colors(self, background)


def interpolate_color(self: VMobject, mobject1: Any, mobject2: Any, alpha: float) -> VMobject:
    """What `VMobject.interpolate_color` does, before the end."""
    if alpha == 1.0:
        return _interpolate_color(self, mobject1, mobject2, alpha)
    rest = 1 - alpha
    self.fill_rgbas = rest * mobject1.fill_rgbas + alpha * mobject2.fill_rgbas
    self.stroke_rgbas = rest * mobject1.stroke_rgbas + alpha * mobject2.stroke_rgbas
    behind = rest * mobject1.background_stroke_rgbas + alpha * mobject2.background_stroke_rgbas
    self.background_stroke_rgbas = behind
    self.stroke_width = rest * mobject1.stroke_width + alpha * mobject2.stroke_width
    width = rest * mobject1.background_stroke_width + alpha * mobject2.background_stroke_width
    self.background_stroke_width = width
    self.sheen_direction = rest * mobject1.sheen_direction + alpha * mobject2.sheen_direction
    self.sheen_factor = rest * mobject1.sheen_factor + alpha * mobject2.sheen_factor
    return self


def _are_plain(rgbas: Any) -> bool:
    return type(rgbas) is np.ndarray and rgbas.dtype == np.float64 and rgbas.ndim == 2 and rgbas.shape[1] == 4


def _colors(rgbas: Any) -> list[ManimColor | None]:
    return [_opaque(rgba) if any(rgba.tolist()) else None for rgba in rgbas]


def _opaque(rgba: Any) -> ManimColor:
    made = ManimColor.__new__(ManimColor)
    value = rgba.copy()
    value[3] = 1.0
    made._internal_value = value
    return made
