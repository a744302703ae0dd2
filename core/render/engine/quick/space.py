"""Drawing in space: what is near and what is far, the projection, the light on each face."""

from __future__ import annotations

from typing import Any

import numpy as np
from manim import Mobject, VMobject
from manim.camera.camera import Camera
from manim.camera.three_d_camera import ThreeDCamera
from manim.mobject.three_d.three_d_utils import (
    get_3d_vmob_end_corner_index,
    get_3d_vmob_start_corner_index,
    get_3d_vmob_unit_normal,
)
from manim.utils.space_ops import normalize

from core.render.engine.quick.exposure import Exposure, View

_REMEMBERED = 50_000
"""Corners whose light is remembered; a face has two."""

_reference_point = Mobject.get_z_index_reference_point


def mobjects_to_display(self: ThreeDCamera, *args: Any, **kwargs: Any) -> list[Mobject]:
    """What `ThreeDCamera.get_mobjects_to_display` does, with the centre of each group found once.

    All faces of a surface are ordered by their own place within it and by the surface's centre, for which
    Manim looks at all faces again for each of them.
    """
    matrix = self.get_rotation_matrix()
    distances: dict[int, float] = {}

    def distance(mobject: Any) -> float:
        if not (hasattr(mobject, "shade_in_3d") and mobject.shade_in_3d):
            return np.inf
        if type(mobject).get_z_index_reference_point is not _reference_point:
            return np.dot(mobject.get_z_index_reference_point(), matrix.T)[2]  # type: ignore[no-any-return]
        group = getattr(mobject, "z_index_group", mobject)
        if id(group) not in distances:
            distances[id(group)] = np.dot(group.get_center(), matrix.T)[2]
        return distances[id(group)]

    return sorted(Camera.get_mobjects_to_display(self, *args, **kwargs), key=distance)


def project_points(self: ThreeDCamera, points: Any) -> Any:
    """What `ThreeDCamera.project_points` does, with the factor for both directions found once."""
    exposure: Exposure | None = self.quick_exposure  # type: ignore[attr-defined]
    view = (exposure and exposure.view) or View.of(self)
    distance, zoom = view.distance, view.zoom
    points = np.dot(points - view.centre, view.turned)
    depths = points[:, 2]
    if self.exponential_projection:
        factor = np.exp(depths / distance)
        behind = depths < 0
        factor[behind] = distance / (distance - depths[behind])
    else:
        gap = distance - depths
        factor = distance / gap
        factor[gap < 0] = 10**6
    factor = factor * zoom
    points[:, 0] *= factor
    points[:, 1] *= factor
    return points


def modified_rgbas(self: ThreeDCamera, vmobject: VMobject, rgbas: Any) -> Any:
    """What `ThreeDCamera.modified_rgbas` does, with the light on a corner remembered."""
    if not self.should_apply_shading or not vmobject.shade_in_3d or vmobject.get_num_points() == 0:
        return rgbas
    shaded = rgbas.repeat(2, axis=0) if len(rgbas) < 2 else np.array(rgbas[:2])
    first, last = _lights_on(self, vmobject)
    shaded[0, :3] = shaded[0, :3] + first
    shaded[1, :3] = shaded[1, :3] + last
    return shaded


def _lights_on(camera: ThreeDCamera, vmobject: VMobject) -> tuple[float, float]:
    """How much lighter its first and its last corner are; its lines and its faces are lit alike."""
    exposure: Exposure | None = camera.quick_exposure  # type: ignore[attr-defined]
    if exposure is None or exposure.subject is not vmobject:
        return _find_lights(camera, vmobject)
    if exposure.lights is None:
        exposure.lights = _find_lights(camera, vmobject)
    return exposure.lights


def _find_lights(camera: ThreeDCamera, vmobject: VMobject) -> tuple[float, float]:
    sun = camera.light_source.points[0]
    return (
        _light(vmobject, get_3d_vmob_start_corner_index(vmobject), sun),
        _light(vmobject, get_3d_vmob_end_corner_index(vmobject), sun),
    )


_lights: dict[tuple[bytes, bool, bytes], float] = {}


def _light(vmobject: VMobject, index: int, sun: Any) -> float:
    """How much lighter the sun makes this corner, which depends on three points of the face."""
    points = vmobject.points
    count = len(points)
    before = index - 3 if index > 2 else count - 4
    after = index + 3 if index < count - 3 else 3
    if not 0 <= before < count or not 0 <= after < count:
        return _lit(vmobject, index, sun)
    key = (points[[index, after, before]].tobytes(), count > 4, sun.tobytes())
    light = _lights.get(key)
    if light is None:
        if len(_lights) >= _REMEMBERED:
            _lights.clear()
        light = _lights[key] = _lit(vmobject, index, sun)
    return light


def _lit(vmobject: VMobject, index: int, sun: Any) -> float:
    to_sun = normalize(sun - vmobject.points[index])
    light = 0.5 * np.dot(get_3d_vmob_unit_normal(vmobject, index), to_sun) ** 3
    if light < 0:
        light *= 0.5
    return light  # type: ignore[no-any-return]
