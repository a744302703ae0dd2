"""What is found out once for a picture, and once for a mobject in it: nothing moves while it is taken."""

from __future__ import annotations

from types import CodeType
from typing import Any

from manim import ThreeDAxes, VMobject
from manim.camera.camera import Camera
from manim.camera.three_d_camera import ThreeDCamera

Ends = tuple[tuple[float, float], tuple[float, float]]
"""Where a gradient begins and ends on the plane of the picture."""


class Exposure:
    """From where a camera in space takes a picture, and what it has found for the mobject being drawn."""

    __slots__ = ("_axes", "centre", "distance", "ends", "lights", "subject", "turned", "zoom")

    def __init__(self, camera: ThreeDCamera) -> None:
        self.centre = camera.frame_center
        self.turned = camera.get_rotation_matrix().T
        self.distance = camera.get_focal_distance()
        self.zoom = camera.get_zoom()
        self._axes: dict[tuple[int, int], Any] = {}
        self.turn_to(None)

    def turn_to(self, subject: VMobject | None) -> None:
        """Another mobject is drawn from here on."""
        self.subject = subject
        self.ends: Ends | None = None
        self.lights: tuple[float, float] | None = None

    def ends_in_space(self, vmobject: VMobject) -> Any:
        """Where the mobject's gradient begins and ends.

        Each piece of an axis has the ends of the whole axis, for which Manim looks at all its pieces.
        """
        find: Any = vmobject.get_gradient_start_and_end_points
        if getattr(find, "__code__", None) is not _AXIS_ENDS:
            return find()
        axis, light = (cell.cell_contents for cell in find.__closure__)
        key = id(axis), id(light)
        if key not in self._axes:
            self._axes[key] = find()
        return self._axes[key]


def capture_in_space(self: ThreeDCamera, mobjects: Any, **kwargs: Any) -> None:
    """What `ThreeDCamera.capture_mobjects` does, remembering what holds for the whole picture."""
    self.reset_rotation_matrix()
    if type(self) is not ThreeDCamera:  # one of the script's may look from another place for each mobject
        return super(ThreeDCamera, self).capture_mobjects(mobjects, **kwargs)
    self.exposure = Exposure(self)  # type: ignore[attr-defined]
    try:
        return Camera.capture_mobjects(self, mobjects, **kwargs)
    finally:
        self.exposure = None  # type: ignore[attr-defined]


def gradient_on_plane(self: Camera, vmobject: VMobject) -> Ends:
    """Where the mobject's gradient begins and ends in the picture; its lines and its faces have the same."""
    exposure: Exposure | None = self.exposure  # type: ignore[attr-defined]
    if exposure is None or exposure.subject is not vmobject:
        return _flat(self, vmobject, vmobject.get_gradient_start_and_end_points())
    if exposure.ends is None:
        exposure.ends = _flat(self, vmobject, exposure.ends_in_space(vmobject))
    return exposure.ends


def _flat(camera: Camera, vmobject: VMobject, ends: Any) -> Ends:
    start, end = camera.transform_points_pre_display(vmobject, ends)
    return tuple(start[:2]), tuple(end[:2])


def _code_of_axis_ends() -> CodeType:
    """The code of the functions that Manim gives to the pieces of an axis."""
    inner = ThreeDAxes._set_axis_shading.__code__.co_consts
    (make,) = (code for code in inner if isinstance(code, CodeType) and code.co_name == "make_func")
    (found,) = (code for code in make.co_consts if isinstance(code, CodeType))
    return found


_AXIS_ENDS = _code_of_axis_ends()
