"""Whether cameras and mobjects do what Manim's own do: for others nothing is left out, nothing remembered."""

from __future__ import annotations

from types import CodeType
from typing import Any

from manim import ThreeDAxes, VMobject
from manim.camera.camera import Camera
from manim.camera.moving_camera import MovingCamera
from manim.camera.three_d_camera import ThreeDCamera

_OF_CAMERAS = (
    "capture_mobjects",
    "get_mobjects_to_display",
    "type_or_raise",
    "reset",
    "set_frame_to_background",
    "set_pixel_array",
    "get_cached_cairo_context",
    "get_cairo_context",
    "display_vectorized",
    "display_multiple_vectorized_mobjects",
    "display_multiple_non_background_colored_vmobjects",
    "display_multiple_background_colored_vmobjects",
    "display_multiple_point_cloud_mobjects",
    "display_multiple_image_mobjects",
    "transform_points_pre_display",
    "set_cairo_context_path",
    "set_cairo_context_color",
    "apply_stroke",
    "apply_fill",
    "get_fill_rgbas",
    "get_stroke_rgbas",
    "modified_rgbas",
    "project_points",
    "frame_center",
    "get_rotation_matrix",
    "get_focal_distance",
    "get_zoom",
)
"""Methods by which a camera draws: where one is not Manim's, nothing is known of what it does."""

_GRADIENT = "get_gradient_start_and_end_points"
_OF_MOBJECTS = ("get_fill_rgbas", "get_stroke_rgbas", "get_stroke_width", _GRADIENT)
"""Methods that say how a mobject looks, which a camera asks."""

_cameras: dict[type, dict[str, Any]] = {}
_mobjects: dict[str, Any] = {}


def know_the_genuine() -> None:
    """Remember Manim's own methods, once the faster forms are in place."""
    for kind in (Camera, MovingCamera, ThreeDCamera):
        _cameras[kind] = {name: getattr(kind, name) for name in _OF_CAMERAS if hasattr(kind, name)}
    _mobjects.update({name: getattr(VMobject, name) for name in _OF_MOBJECTS})


def is_genuine_camera(camera: Camera) -> bool:
    """Whether it draws as Manim's own, right now: a script may change a class or one camera at any time."""
    methods = _cameras.get(type(camera))
    if methods is None or not methods.keys().isdisjoint(vars(camera)):
        return False
    return all(getattr(type(camera), name) is method for name, method in methods.items())


def has_genuine_looks(vmobject: VMobject) -> bool:
    """Whether asking it for its colours, widths and gradients does nothing else."""
    own, kind = vars(vmobject), type(vmobject)
    for name, method in _mobjects.items():
        if getattr(kind, name) is not method or (name in own and name != _GRADIENT):
            return False
    return _GRADIENT not in own or is_of_axis(own[_GRADIENT])


def is_of_axis(find: Any) -> bool:
    """Whether this is what Manim gives the pieces of an axis in space to find the ends of their gradients."""
    return getattr(find, "__code__", None) is _AXIS_ENDS


def _code_of_axis_ends() -> CodeType:
    """The code of the functions that Manim gives to the pieces of an axis."""
    inner = ThreeDAxes._set_axis_shading.__code__.co_consts
    (make,) = (code for code in inner if isinstance(code, CodeType) and code.co_name == "make_func")
    (found,) = (code for code in make.co_consts if isinstance(code, CodeType))
    return found


_AXIS_ENDS = _code_of_axis_ends()
