"""Uses of Manim to compare: `python -m tests.render.quick_cases quick|plain FILE` writes their results."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

from tests.render import quick_colours, quick_own, quick_rows
from tests.render.trying import tried

INFINITY, NAN = float("inf"), float("nan")


def _copies() -> Iterator[Any]:
    """Copies, each with what it shares with its original and within itself."""
    import numpy as np
    from manim import (
        BLUE,
        Axes,
        Dot,
        Line,
        ManimColor,
        MathTex,
        Square,
        Text,
        ValueTracker,
        VGroup,
        always_redraw,
    )

    shared = np.ones(3)
    odd = Square(color=BLUE)
    odd.twice, odd.again, odd.mixed = shared, shared, [shared, (shared, {"a": ManimColor("#123456")})]
    odd.itself, odd.friend = odd, VGroup(odd.copy(), Dot())
    odd.friend.add(odd.friend[0].copy())
    tracker = ValueTracker(2)
    line = always_redraw(lambda: Line([0, 0, 0], [tracker.get_value(), 0, 0]))
    line.clear_updaters()
    for original in (odd, Axes(), Text("a b"), MathTex("x^2"), VGroup(Square(), Square()), line, Dot()):
        twin = original.copy()
        yield [
            [type(one).__name__, sorted(vars(one)), one.points.tobytes().hex()[:64], one.color.to_hex()]
            for one in twin.get_family()
        ]
        yield [mine is yours for mine, yours in zip(original.get_family(), twin.get_family(), strict=True)]
        yield [
            mine.points is yours.points
            for mine, yours in zip(original.get_family(), twin.get_family(), strict=True)
        ]
    twin = odd.copy()
    yield [twin.twice is twin.again, twin.twice is shared, twin.mixed[0] is twin.twice, twin.itself is twin]
    yield [twin.mixed[1][0] is twin.twice, twin.mixed[1][1]["a"].to_hex(), twin.friend[0] is odd.friend[0]]


def _places() -> Iterator[Any]:
    import numpy as np
    from manim import (
        DL,
        OUT,
        RED,
        UR,
        Axes,
        Circle,
        Dot,
        Group,
        Mobject,
        Rectangle,
        Sphere,
        Text,
        VGroup,
        VMobject,
    )

    short = VMobject()
    short.points = np.array([[1.0, 2, 3]])
    uneven = VMobject()
    uneven.points = np.arange(15.0).reshape(5, 3)
    groups = (
        VGroup(Circle(), Dot().shift(UR), short),
        Group(Text("q"), Circle()),
        Axes(),
        Sphere(resolution=(3, 3)),
    )
    for mobject in (*groups, VMobject(), Mobject(), short, Rectangle(color=[RED, "#00ff00"]), uneven):
        for direction in (UR, DL, OUT, (0, 0, 0), (0, -2, 1), np.array([1, 0, 0])):
            yield tried(lambda m=mobject, d=direction: np.asarray(m.get_critical_point(d)).tobytes().hex())
        yield tried(lambda m=mobject: np.asarray(m.get_points_defining_boundary()).tobytes().hex()[:200])
        if isinstance(mobject, VMobject):
            yield tried(
                lambda m=mobject: [end.tobytes().hex() for end in m.get_gradient_start_and_end_points()]
            )


def _equalities() -> Iterator[Any]:
    import numpy as np
    from manim import VMobject

    values = (0.0, 1e-7, 1e-6, 2e-6, 1.0, 1 + 1e-5, 1 + 2e-5, -1.0, INFINITY, -INFINITY, NAN)
    for one in values:
        for other in values:
            first, second = np.array([one, 0.0, 1.0]), np.array([other, 0.0, 1.0])
            yield bool(VMobject().consider_points_equals(first, second))
    yield bool(VMobject().consider_points_equals(np.zeros((2, 3)), np.zeros((2, 3))))


def _updaters() -> Iterator[Any]:
    from functools import partial

    from manim import Mobject

    heard: list[Any] = []

    class Owner:
        def timed(self, m: Any, dt: float) -> None:
            heard.append(("method", dt))

        def plain(self, m: Any) -> None:
            heard.append("method")

        def dt(self, m: Any) -> None:
            heard.append("named dt")

        def __call__(self, m: Any, dt: float) -> None:
            heard.append(("call", dt))

    def wrapped(function: Callable[..., None]) -> Callable[..., None]:
        import functools

        @functools.wraps(function)
        def inner(*args: Any) -> None:
            function(*args)

        return inner

    owner = Owner()
    updaters: list[Any] = [
        *(lambda m: heard.append("m"), lambda m, dt: heard.append(dt), lambda m, dt=3: heard.append(dt)),
        *(lambda m, *dt: heard.append(dt), lambda m, **dt: heard.append(dt), lambda dt: heard.append("only")),
        *(
            owner.timed,
            owner.plain,
            owner.dt,
            owner,
            partial(owner.timed, dt=2),
            wrapped(lambda m, dt: heard.append(dt)),
        ),
    ]
    for updater in updaters:
        heard.clear()
        mobject = Mobject()
        mobject.updaters.append(updater)
        yield tried(lambda m=mobject: [m.update(0.5), str(heard)][1])
        mobject.suspend_updating()
        yield tried(lambda m=mobject: [m.update(0.5), str(heard)][1])


def _pictures() -> Iterator[Any]:
    import numpy as np
    from manim import (
        BLUE,
        DEGREES,
        RED,
        UP,
        Axes,
        Circle,
        Cube,
        DashedLine,
        Dot,
        MathTex,
        Square,
        Star,
        Surface,
        Text,
        ThreeDAxes,
        VGroup,
        VMobject,
    )
    from manim.camera.camera import Camera
    from manim.camera.three_d_camera import ThreeDCamera

    broken = VMobject(stroke_width=4).set_points_as_corners([[-1, 0, 0], [1, 0, 0], [1, 1, 0]])
    broken.points = np.concatenate([broken.points, broken.points + 2, broken.points[:3]])
    lost = Square()
    lost.points[1, 0] = NAN
    flat = [
        *(
            Circle(),
            Star(color=[RED, BLUE], fill_opacity=0.5),
            Text("Wave"),
            MathTex(r"\frac{a}{b}"),
            Axes(),
            broken,
        ),
        *(
            DashedLine(),
            Dot(),
            lost,
            VGroup(Square().set_opacity(0), Circle().set_stroke(width=0)),
            VMobject(),
        ),
        *(
            Square().set_stroke(RED, 9, background=True),
            Square(sheen_factor=0.5, sheen_direction=UP, fill_opacity=1),
        ),
    ]
    camera = Camera(pixel_width=214, pixel_height=120)
    for mobject in flat:
        camera.reset().capture_mobjects([mobject])
        yield sha256(camera.pixel_array.tobytes()).hexdigest()
    space = ThreeDCamera(pixel_width=214, pixel_height=120)
    surface = Surface(lambda u, v: np.array([u, v, u * v]), resolution=(5, 4), fill_opacity=0.8)
    for phi in (0, 50, 120):
        for curved in (False, True):
            space.exponential_projection = curved
            space.set_phi(phi * DEGREES)
            space.reset().capture_mobjects(
                [ThreeDAxes(), surface, Cube().scale(0.4).shift(UP), Dot(), Text("fixed")]
            )
            yield sha256(space.pixel_array.tobytes()).hexdigest()
            surface.scale(1.1)


def _views() -> Iterator[Any]:
    """What stands in space and turns or is held, before a camera of Manim's and one of a script's."""
    from manim import DEGREES, OUT, RIGHT, Arrow3D, Dot3D, Sphere, Square, Text, ThreeDAxes, VGroup
    from manim.camera.three_d_camera import ThreeDCamera

    class Spotting(ThreeDCamera):
        """Fills what has no colour, and looks from elsewhere each time that it is asked."""

        looks = 0

        def get_fill_rgbas(self, vmobject: Any) -> Any:
            rgbas = super().get_fill_rgbas(vmobject).copy()
            rgbas[:, 3] = 0.5
            return rgbas

        def get_zoom(self) -> float:
            self.looks += 1
            return 1 + self.looks % 5 / 10

    axes = ThreeDAxes()
    held, facing = Text("held"), Text("facing").shift(2 * RIGHT)
    bare = Square(stroke_width=0, fill_opacity=0)
    for kind in (ThreeDCamera, Spotting):
        camera = kind(pixel_width=214, pixel_height=120, phi=60 * DEGREES, theta=-50 * DEGREES)
        camera.add_fixed_in_frame_mobjects(held)
        camera.add_fixed_orientation_mobjects(facing)
        round_things = [Arrow3D(), Sphere(resolution=(6, 5)), Dot3D()]
        things = [axes, axes.copy().shift(OUT), *round_things, held, facing, bare]
        for _ in range(3):
            camera.reset().capture_mobjects(things)
            yield sha256(camera.pixel_array.tobytes()).hexdigest()
            axes.rotate(0.3).shift(0.2 * RIGHT)
            camera.light_source.shift(3 * OUT)
            camera.frame_center = camera.frame_center + 0.1 * RIGHT
            camera.set_theta(camera.get_theta() + 0.4)
            VGroup(*round_things).set_sheen(0.3, OUT)


def _backgrounds() -> Iterator[Any]:
    """What cameras are cleaned from, and refusals to make it."""
    import numpy as np
    from manim import BLUE
    from manim.camera.camera import Camera
    from manim.camera.moving_camera import MovingCamera
    from PIL import Image

    Image.effect_noise((90, 60), 50).save("noise.png")
    for size in ({"pixel_width": 64, "pixel_height": 36}, {"pixel_width": 1, "pixel_height": 1}, {}):
        for look in (
            *({}, {"background_color": BLUE}, {"background_color": "#12345678", "background_opacity": 0.3}),
            *({"background_opacity": 0}, {"background_image": "noise.png"}, {"image_mode": "RGB"}),
            *({"n_channels": 3}, {"n_channels": 1}, {"background_image": "none.png"}),
        ):
            for kind in (Camera, MovingCamera):
                yield tried(lambda k=kind, g=size | look: _ground(k(**g)))
    camera = Camera(pixel_width=8, pixel_height=5)
    camera.background_color = "#ff8000"
    yield _ground(camera)
    camera.background_opacity = 0.25
    yield _ground(camera)
    camera.pixel_array_dtype = np.float32
    camera.init_background()
    yield _ground(camera)


def _ground(camera: Any) -> list[Any]:
    made = camera.background
    own = made.flags.owndata and made.flags.writeable and made.flags.c_contiguous
    return [str(made.dtype), made.shape, own, sha256(made.tobytes()).hexdigest(), _digest(camera.pixel_array)]


def _digest(pixels: Any) -> str:
    return sha256(pixels.tobytes()).hexdigest()


CASES: dict[str, Callable[[], Iterator[Any]]] = {
    "copies": _copies,
    "places": _places,
    "equalities": _equalities,
    "updaters": _updaters,
    "pictures": _pictures,
    "backgrounds": _backgrounds,
    "views": _views,
    "own ways": quick_own.own_ways,
    "colours": quick_colours.colours,
    "families": quick_colours.families,
    "rows": quick_rows.rows,
    "refusals": quick_rows.refusals,
}


def main(form: str, file: str) -> None:
    from manim import Mobject

    if form == "quick":
        from core.render.engine.quick.quicken import quicken

        quicken()
    found = {name: json.dumps(list(case())) for name, case in CASES.items()}
    own = Mobject.update.__module__.startswith("manim.")
    Path(file).write_text(json.dumps(found | {"forms": "plain" if own else "quick"}), "ascii")


if __name__ == "__main__":
    main(*sys.argv[1:])
