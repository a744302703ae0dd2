"""Where mobjects are: asked for by everything that places one thing by another."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from functools import cache
from typing import Any, cast

import numpy as np
from manim import Mobject, VMobject
from manim.typing import Point3D, Point3D_Array, Vector3DLike

_one_by_one: Callable[[VMobject], Point3D_Array] = VMobject.get_points_defining_boundary
_anchors = VMobject.get_anchors
_extremum = Mobject.get_extremum_along_dim


def points_defining_boundary(self: VMobject) -> Point3D_Array:
    """What `VMobject.get_points_defining_boundary` does, by whole arrays instead of point by point."""
    found = []
    for member in self.get_family():
        points = member.points
        if not _is_plain(member, points):
            return _one_by_one(self)
        if len(points):
            found.append(points.reshape(-1, 4, 3)[:, ::3])
    if not found:
        return _one_by_one(self)
    return np.concatenate(found).reshape(-1, 3)


def _is_plain(member: Any, points: Any) -> bool:
    """Whether these are cubic curves in space, each with its four points, in Manim's own order."""
    return (
        getattr(type(member), "get_anchors", None) is _anchors
        and member.n_points_per_cubic_curve == 4
        and points.dtype == np.float64
        and points.ndim == 2
        and points.shape[1] == 3
        and len(points) % 4 == 0
    )


def critical_point(self: Mobject, direction: Vector3DLike) -> Point3D:
    """What `Mobject.get_critical_point` does."""
    result = np.zeros(self.dim)
    points = self.get_points_defining_boundary()
    if len(points) == 0:
        return result
    if type(self).get_extremum_along_dim is not _extremum:
        for dim in range(self.dim):
            result[dim] = self.get_extremum_along_dim(points, dim=dim, key=np.array(direction[dim]))  # type: ignore[arg-type]
        return result
    for dim in range(self.dim):
        values, key = points[:, dim], direction[dim]
        if key < 0:
            result[dim] = values.min()
        elif key == 0:
            result[dim] = (values.min() + values.max()) / 2
        else:
            result[dim] = values.max()
    return result


def gradient_ends(self: VMobject) -> tuple[Point3D, Point3D]:
    """What `VMobject.get_gradient_start_and_end_points` does, looking at the points once, not four times."""
    if self.shade_in_3d or not _has_own_box(cast(Hashable, type(self))):
        return _gradient_ends(self)
    points = self.get_points_defining_boundary()
    if len(points) == 0 or self.dim != 3:
        return _gradient_ends(self)
    highest = points.max(axis=0)
    centre = (points.min(axis=0) + highest) / 2
    offset = np.dot(np.diag(highest - centre), self.get_sheen_direction())
    return centre - offset, centre + offset


_gradient_ends = VMobject.get_gradient_start_and_end_points


@cache
def _has_own_box(kind: Hashable) -> bool:
    """Whether Manim's own methods find the corners of such a mobject."""
    names = ("get_extremum_along_dim", "get_critical_point", "get_edge_center", "get_center")
    return all(getattr(kind, name) is getattr(Mobject, name) for name in names)


def points_equal(self: VMobject, one: Any, other: Any) -> bool:
    """What `VMobject.consider_points_equals` does, which is `numpy.allclose` for two points."""
    if np.ndim(one) != 1 or np.shape(one) != np.shape(other):
        return _points_equal(self, one, other)
    tolerance = self.tolerance_for_point_equality
    for value, wanted in zip(one, other, strict=True):
        if value != wanted:
            gap = abs(value - wanted)
            if not (gap <= tolerance + 1.0e-5 * abs(wanted) and gap < _INFINITY):
                return False
    return True


_points_equal = VMobject.consider_points_equals
_INFINITY = float("inf")
