"""Scripts that see what is drawn, or that change how Manim draws and moves things."""

from __future__ import annotations

import ast
from types import FunctionType

from manim import Animation, Mobject, Scene, VMobject
from manim.camera.three_d_camera import ThreeDCamera
from manim.renderer.cairo_renderer import CairoRenderer

from core.render.engine.keys_source import names_in, nodes_of

_DRAWN = frozenset(
    {
        *("pixel_array", "get_frame", "get_image", "show_frame", "static_image", "freeze_background"),
        *("update_frame", "capture_mobjects", "capture_mobject", "project_point", "project_points"),
        *("rotation_matrix", "get_rotation_matrix", "points_to_pixel_coords", "transform_points_pre_display"),
        *("add_frame", "freeze_current_frame", "save_static_frame_data"),
        *("get_fill_rgbas", "get_stroke_rgbas", "get_gradient_start_and_end_points"),
    }
)
"""Names by which a script gets hold of what drawing leaves behind, or of what is called for each picture."""


def _methods(*kinds: type) -> frozenset[str]:
    bases = {base for kind in kinds for base in kind.__mro__ if base is not object}
    return frozenset(
        name
        for base in bases
        for name, value in vars(base).items()
        if isinstance(value, FunctionType | staticmethod | classmethod)
    )


_OF_SCENES = _methods(Scene, ThreeDCamera, CairoRenderer)
_OF_OTHERS = _methods(VMobject, Mobject, Animation)


def meddles(source: str) -> bool:
    """Whether all has to be drawn in one process and in order for a script to be what it is in Manim.

    `source` is one that Python can read.
    """
    nodes = nodes_of(ast.parse(source.removeprefix("\ufeff")))
    return not _DRAWN.isdisjoint(names_in(nodes)) or any(map(_rewires, nodes))


def _rewires(node: ast.AST) -> bool:
    """Whether a method of Manim's is given another meaning, for all or for one object."""
    match node:
        case ast.Attribute(ast.Name("self"), name, ast.Store()):
            # Else than of scenes it is far more often an attribute of the script's own: `self.center = ...`.
            return name in _OF_SCENES
        case ast.Attribute(_, name, ast.Store()):
            return name in _OF_SCENES or name in _OF_OTHERS
        case ast.Call(ast.Name("setattr"), [_, ast.Constant(str(name)), *_]):
            return name in _OF_SCENES or name in _OF_OTHERS
    return False
