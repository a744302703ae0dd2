"""Putting the faster forms in the place of Manim's busiest functions; each has exactly the same result."""

from __future__ import annotations

from manim import Mobject, VMobject
from manim.camera.camera import Camera
from manim.camera.three_d_camera import ThreeDCamera

from core.render.engine.quick import background, colours, families, geometry, painting, rows, space
from core.render.engine.quick.copying import copy_mobject
from core.render.engine.quick.genuine import know_the_genuine
from core.render.engine.quick.updating import update

FORMS = (
    (Mobject, "__deepcopy__", copy_mobject),
    (Mobject, "update", update),
    (Mobject, "get_family", families.family),
    (Mobject, "get_critical_point", geometry.critical_point),
    (VMobject, "get_points_defining_boundary", geometry.points_defining_boundary),
    (VMobject, "consider_points_equals", geometry.points_equal),
    (VMobject, "get_gradient_start_and_end_points", geometry.gradient_ends),
    (VMobject, "generate_rgbas_array", colours.generate_rgbas),
    (VMobject, "get_fill_colors", colours.fill_colors),
    (VMobject, "get_stroke_colors", colours.stroke_colors),
    (VMobject, "interpolate_color", colours.interpolate_color),
    (Camera, "init_background", background.init_background),
    (Camera, "capture_mobjects", painting.capture),
    (Camera, "display_vectorized", painting.display),
    (Camera, "transform_points_pre_display", painting.transform_points),
    (Camera, "apply_stroke", painting.stroke),
    (Camera, "set_cairo_context_path", painting.set_path),
    (Camera, "set_cairo_context_color", painting.set_color),
    (Camera, "set_pixel_array", rows.set_pixels),
    (Camera, "display_multiple_background_colored_vmobjects", rows.background_colored),
    (Camera, "display_multiple_point_cloud_mobjects", rows.point_clouds),
    (Camera, "display_multiple_image_mobjects", rows.images),
    (ThreeDCamera, "get_mobjects_to_display", space.mobjects_to_display),
    (ThreeDCamera, "project_points", space.project_points),
    (ThreeDCamera, "modified_rgbas", space.modified_rgbas),
)
"""Each class, the name of its method, and the faster form of it."""


def quicken() -> None:
    """Put the faster forms in place, for this process and those that it forks."""
    for kind, name, form in FORMS:
        setattr(kind, name, form)
    Camera.quick_rows = Camera.quick_exposure = None  # type: ignore[attr-defined]
    know_the_genuine()
