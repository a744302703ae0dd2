"""Cameras and mobjects of a script that see to their looks themselves, for comparing their pictures."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256
from typing import Any


def own_ways() -> Iterator[Any]:
    """The picture, and how often the script was asked."""
    import numpy as np
    from manim import LEFT, RED, RIGHT, Circle, Square, VGroup
    from manim.camera.camera import Camera
    from manim.camera.three_d_camera import ThreeDCamera

    for number, camera in enumerate(_cameras()):
        camera.exposure = camera.rows = 0.5  # names that a script may use
        things = VGroup(Square(), Circle(fill_opacity=0.2), Square(stroke_width=0).shift(RIGHT))
        camera.reset().capture_mobjects([things])
        yield [number, sha256(camera.pixel_array.tobytes()).hexdigest(), camera.exposure, camera.rows]

    asked: list[str] = []

    class Own(Square):
        def get_stroke_rgbas(self, background: bool) -> Any:
            asked.append(f"stroke {background}")
            return np.array([[len(asked) / 20 % 1, 0, 0, 1]])

        def get_stroke_width(self, background: bool) -> float:
            return 2.0 + background

    lone, listed = Circle(color=RED, fill_opacity=1), Square()
    lone.get_fill_rgbas = lambda: [asked.append("fill"), np.array([[0, len(asked) / 20 % 1, 0, 1]])][1]
    listed.get_fill_rgbas = lambda: [[1, 0.5, 0, 0.7]]
    shaky = Circle(fill_opacity=1, color=[RED, "#00ff00"]).set_fill([RED, "#0000ff"], 1)
    shaky.get_gradient_start_and_end_points = lambda: [asked.append("ends"), (LEFT * len(asked), RIGHT)][1]
    for kind in (Camera, ThreeDCamera):
        camera = kind(pixel_width=214, pixel_height=120)
        for mobject in (Own(), lone, listed, shaky):
            camera.reset().capture_mobjects([mobject])
            yield [sha256(camera.pixel_array.tobytes()).hexdigest(), asked.copy()]


def _cameras() -> Iterator[Any]:
    from functools import wraps

    import cairo
    import numpy as np
    from manim import Mobject
    from manim.camera.camera import Camera
    from manim.camera.three_d_camera import ThreeDCamera

    red = np.array([[1, 0, 0, 0.5]])
    size = {"pixel_width": 214, "pixel_height": 120}

    class Wrapped(Camera):
        @wraps(Camera.get_fill_rgbas)
        def get_fill_rgbas(self, _: Any) -> Any:
            return red

    class Lit(ThreeDCamera):
        def modified_rgbas(self, _: Any, __: Any) -> Any:
            return red

    class Source(Camera):
        def get_cairo_context(self, pixels: Any) -> Any:
            ctx = super().get_cairo_context(pixels)
            ctx.set_operator(cairo.OPERATOR_SOURCE)
            return ctx

    class Twice(Camera):
        def set_cairo_context_path(self, ctx: Any, vmobject: Any) -> Any:
            super().set_cairo_context_path(ctx, vmobject)
            ctx.stroke_preserve()
            return self

    yield from (kind(**size) for kind in (Wrapped, Lit, Source, Twice))
    lone = Camera(**size)
    lone.get_fill_rgbas = lambda _: red  # type: ignore[method-assign]
    yield lone
    choosing = Camera(**size)
    choose, seen = choosing.type_or_raise, []
    choosing.type_or_raise = (  # type: ignore[method-assign]
        lambda mobject: [choose(mobject), seen.append(mobject)][0] if len(seen) < 2 else Mobject
    )
    yield choosing
    for kind, name in ((Camera, "get_fill_rgbas"), (ThreeDCamera, "modified_rgbas")):
        before = getattr(kind, name)
        setattr(kind, name, lambda *_: red)
        yield kind(**size)
        setattr(kind, name, before)
        yield kind(**size)
