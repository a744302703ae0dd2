"""What is found out once for a picture, and once for a mobject in it: nothing moves while it is taken."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from manim import VMobject
from manim.camera.camera import Camera
from manim.camera.three_d_camera import ThreeDCamera

from core.render.engine.quick.genuine import is_of_axis

Ends = tuple[tuple[float, float], tuple[float, float]]
"""Where a gradient begins and ends on the plane of the picture."""


@dataclass(frozen=True, slots=True)
class View:
    """From where a camera in space looks; `turned` is its rotation, transposed."""

    centre: Any
    turned: Any
    distance: float
    zoom: float

    @classmethod
    def of(cls, camera: ThreeDCamera) -> View:
        """That of a camera now."""
        turned = camera.get_rotation_matrix().T
        return cls(camera.frame_center, turned, camera.get_focal_distance(), camera.get_zoom())


class Exposure:
    """What a camera of Manim's has found for the picture that it takes, and for the mobject being drawn."""

    __slots__ = ("_axes", "ends", "lights", "subject", "view")

    def __init__(self, camera: Camera) -> None:
        self.view = View.of(camera) if isinstance(camera, ThreeDCamera) else None
        self._axes: dict[tuple[int, int], Any] = {}
        self.turn_to(None)

    def turn_to(self, subject: VMobject | None) -> None:
        """Another mobject is drawn from here on; None for one of which nothing may be remembered."""
        self.subject = subject
        self.ends: Ends | None = None
        self.lights: tuple[float, float] | None = None

    def ends_in_space(self, vmobject: VMobject) -> Any:
        """Where the mobject's gradient begins and ends.

        Each piece of an axis has the ends of the whole axis, for which Manim looks at all its pieces.
        """
        find: Any = vmobject.get_gradient_start_and_end_points
        if not is_of_axis(find):
            return find()
        axis, light = (cell.cell_contents for cell in find.__closure__)
        key = id(axis), id(light)
        if key not in self._axes:
            self._axes[key] = find()
        return self._axes[key]


def gradient_on_plane(self: Camera, vmobject: VMobject) -> Ends:
    """Where the mobject's gradient begins and ends in the picture; its lines and its faces have the same."""
    exposure: Exposure | None = self.quick_exposure  # type: ignore[attr-defined]
    if exposure is None or exposure.subject is not vmobject:
        return _flat(self, vmobject, vmobject.get_gradient_start_and_end_points())
    if exposure.ends is None:
        exposure.ends = _flat(self, vmobject, exposure.ends_in_space(vmobject))
    return exposure.ends


def _flat(camera: Camera, vmobject: VMobject, ends: Any) -> Ends:
    start, end = camera.transform_points_pre_display(vmobject, ends)
    return tuple(start[:2]), tuple(end[:2])
