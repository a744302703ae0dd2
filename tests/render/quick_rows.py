"""Drawing picture after picture on what is left of the one before, for comparing with drawing each anew."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256
from typing import Any

STEPS = 12


def things() -> list[Any]:
    """One of each kind that a camera draws in a way of its own."""
    import numpy as np
    from manim import (
        BLUE,
        RED,
        UP,
        Circle,
        Dot,
        ImageMobject,
        LineJointType,
        Polygon,
        Square,
        Text,
        VGroup,
        VMobject,
    )
    from manim.mobject.types.point_cloud_mobject import PointCloudDot

    spike = Polygon([-3, 0, 0], [3, 0.4, 0], [-3, 0.8, 0], stroke_width=30)
    upright = VMobject(stroke_width=40).set_points_as_corners([[0, -1, 0], [0.2, 1, 0], [0.4, -1, 0]])
    lost = Square()
    lost.points[1, 0] = float("nan")
    return [
        Circle(fill_opacity=1, color=RED),
        spike,
        upright.copy().set(joint_type=LineJointType.BEVEL),
        upright,
        VGroup(Text("rows"), Dot()).arrange(UP),
        Square().set_stroke(BLUE, 60, background=True).set_stroke(width=2),
        Circle(radius=9),
        Dot().shift(40 * UP),
        PointCloudDot(radius=0.5, density=40),
        ImageMobject(np.tile(np.arange(0, 256, 4, np.uint8), (64, 1))).scale(0.4),
        lost,
        VMobject(),
    ]


def rows() -> Iterator[Any]:
    """The pictures, and whether each differs from the one before only where that was foreseen."""
    import numpy as np
    from manim import UP, Camera, ThreeDCamera
    from manim.camera.moving_camera import MovingCamera

    for kind in (Camera, MovingCamera, ThreeDCamera):
        camera = kind(pixel_width=214, pixel_height=123)
        _follow(camera)
        clean = camera.background.copy()
        clean[40:60] = 90
        before = camera.pixel_array.copy()
        for step in range(STEPS):
            if step == STEPS // 2:
                clean = clean.copy()
                clean[100:, :30] = 200
            if kind is MovingCamera:
                camera.frame.scale(0.9).shift(0.2 * UP)
            for number, thing in enumerate(things()):
                thing.shift((step - 5) * 0.7 * UP).rotate(step * number)
                camera.set_frame_to_background(clean)
                camera.capture_mobjects([thing])
                picture = camera.pixel_array
                yield [
                    sha256(picture.tobytes()).hexdigest(),
                    _is_foreseen(camera, np.flatnonzero((picture != before).any(axis=(1, 2)))),
                ]
                before[:] = picture


def refusals() -> Iterator[Any]:
    """Cameras of which nothing can be known."""
    from manim import Camera
    from manim.camera.mapping_camera import MappingCamera

    class Own(Camera):
        def apply_fill(self, ctx: Any, vmobject: Any) -> Any:
            ctx.paint()
            return self

    patched = Camera(pixel_width=32, pixel_height=18)
    patched.display_vectorized = lambda *_: None  # type: ignore[method-assign,assignment]
    for camera in (Own(pixel_width=32, pixel_height=18), patched, MappingCamera()):
        yield not _follow(camera)
    drawing = Camera.apply_stroke
    Camera.apply_stroke = lambda *_, **__: None  # type: ignore[method-assign,assignment]
    yield not _follow(Camera(pixel_width=32, pixel_height=18))
    Camera.apply_stroke = drawing  # type: ignore[method-assign]
    yield not _follow(Camera(pixel_width=32, pixel_height=18))


def _follow(camera: Any) -> bool:
    """Have the camera's rows followed; with Manim's own functions there is no such thing."""
    if not hasattr(camera, "quick_rows"):
        return False
    from core.render.engine.quick.rows import rows_of

    camera.quick_rows = rows_of(camera)
    return camera.quick_rows is not None


def _is_foreseen(camera: Any, different: Any) -> bool:
    if not hasattr(camera, "quick_rows"):
        return True
    bands = camera.quick_rows.take()
    return all(any(top <= row < bottom for top, bottom in bands) for row in different)
