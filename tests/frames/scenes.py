"""Scenes of our own that show what Manim's examples leave out, and the choice for a quick comparison."""

from __future__ import annotations

import ast
import textwrap
from pathlib import Path

import core.shelf
from tests.frames.examples import Example, animated_examples

SAMPLE = (
    "animation.changing.TracedPathExample",
    "animation.composition.LaggedStartExample",
    "animation.composition.SuccessionExample",
    "animation.indication.ApplyingWaves.2",
    "animation.numbers.ChangeDecimalToValueExample",
    "animation.transform.ClockwiseExample",
    "animation.updaters.mobject_update_utils.TangentAnimation",
    "mobject.graph.MovingVertices",
    "mobject.value_tracker.ValueTrackerExample",
    "scene.moving_camera_scene.ChangingCameraWidthAndRestore",
    "scene.zoomed_scene.ChangingZoomScale",
    "scene.vector_space_scene.LinearTransformationSceneExample",
    "own.Random",
    "own.ThreeD",
    "own.Vectors",
    "own.Sections",
    "own.Late",
    "own.Redrawn",
    "own.Turned",
    "own.Matrix",
    "own.Counted",
    "own.Stills",
    "own.Lit",
    "own.Picture",
    "own.Clear",
    "own.ClearSpace",
    "own.ClearPicture",
)
"""One short scene for each thing that could go wrong in a way of its own."""


def _own(name: str, body: str, base: str = "Scene", before: str = "") -> Example:
    """A scene whose script says something `before` its class."""
    code = textwrap.indent(textwrap.dedent(body).strip(), "        ")
    source = (
        f"import random\n\nfrom manim import *\n\n{before}\n\n"
        f"class {name}({base}):\n    def construct(self):\n{code}\n"
    )
    return Example(f"own.{name}", name, source, frozenset())


OWN = (
    _own(
        "Random",
        """
        dots = VGroup(*[Dot(2 * np.random.rand(3) - 1) for _ in range(5)])
        self.add(dots)
        jump = lambda dot: dot.shift(0.1 * UP * random.uniform(-1, 1))
        dots[0].add_updater(jump)
        self.wait(0.4)
        dots[0].remove_updater(jump)
        self.play(dots.animate.shift(RIGHT * random.random()), run_time=0.4)
        shaky = lambda t: t * random.random()
        self.play(dots[1].animate(rate_func=shaky).shift(UP), run_time=0.4)
        self.play(Homotopy(lambda x, y, z, t: (x + np.random.rand() * t, y, z), dots[2]), run_time=0.4)
        self.play(Rotate(dots, random.random()), run_time=0.4)
        """,
    ),
    _own(
        "ThreeD",
        """
        self.set_camera_orientation(phi=1, theta=0.3)
        cube, label = Cube(fill_opacity=0.7), Text("fixed")
        self.add_fixed_in_frame_mobjects(label.to_corner(UL))
        self.play(Create(cube), run_time=0.4)
        self.move_camera(phi=0.4, theta=1.2, run_time=0.4, added_anims=[FadeToColor(cube, RED)])
        self.begin_ambient_camera_rotation(rate=0.5)
        self.wait(0.4)
        self.stop_ambient_camera_rotation()
        self.play(Rotate(cube, 1, axis=UP), run_time=0.4)
        """,
        "ThreeDScene",
    ),
    _own(
        "Vectors",
        """
        self.add_plane(animate=False)
        vector = self.add_vector([2, 1], color=YELLOW)
        self.write_vector_coordinates(vector)
        self.wait(0.2)
        """,
        "VectorScene",
    ),
    _own(
        "Sections",
        """
        dot = Dot()
        self.next_section(skip_animations=True)
        self.play(FadeIn(dot, run_time=0.4))
        self.wait(0.5)
        self.next_section()
        self.play(dot.animate(run_time=0.4).shift(UP))
        self.wait(0.5)
        self.wait_until(lambda: self.time > 1.2, max_time=2)
        label = always_redraw(lambda: Integer(100 * self.time).next_to(dot))
        self.add(label)
        self.play(dot.animate(run_time=0.4).shift(RIGHT))
        self.wait(0.3, frozen_frame=False)
        self.pause(0.2)
        """,
    ),
    _own(
        "Late",
        """
        square, circle, star = Square(fill_opacity=1), Circle(fill_opacity=1), Star(color=RED)
        self.play(Succession(Wait(0.3), FadeIn(square)), Succession(Wait(0.1), FadeIn(circle)), run_time=0.8)
        above, below = Triangle(color=RED, fill_opacity=1), Triangle(color=BLUE, fill_opacity=1)
        slow, quick = Succession(Wait(0.3), FadeIn(above)), Succession(Wait(0.1), FadeIn(below))
        self.play(AnimationGroup(slow), LaggedStart(quick))
        self.play(square.animate.shift(UP), Succession(Wait(0.2), Rotate(square, 1)), run_time=0.6)
        self.play(Unwrite(circle), Write(star), MoveAlongPath(square, Line(ORIGIN, LEFT)), run_time=0.5)
        self.play(Wiggle(square), Create(circle, rate_func=there_and_back), run_time=0.5)
        self.play(UpdateFromAlphaFunc(square, lambda mob, alpha: mob.shift(0.1 * alpha * UP)), run_time=0.4)
        self.play(Circumscribe(star), square.animate.scale(0.5), run_time=0.4)
        """,
    ),
    _own(
        "Redrawn",
        """
        dot = Dot(LEFT)
        self.add(dot, always_redraw(lambda: Text("dot").next_to(dot, UP)))
        self.add(always_redraw(lambda: MarkupText("<b>dot</b>").next_to(dot, DOWN)))
        self.play(dot.animate.shift(2 * RIGHT), run_time=2)
        self.wait(0.2)
        """,
    ),
    _own(
        "Turned",
        """
        self.add(Square())
        self.move_camera(frame_center=[2, 0, 0], run_time=3)
        self.wait(0.2)
        self.set_camera_orientation(frame_center=[0, 1, 0])
        self.play(FadeIn(Dot()), run_time=0.4)
        """,
        "ThreeDScene",
    ),
    _own(
        "Matrix",
        """
        self.add_transformable_label(self.add_vector([1, 2]), "w")
        self.add_moving_mobject(Dot(UP), Dot(UP + RIGHT))
        self.apply_matrix([[0, 1], [-1, 0.5]], run_time=0.4)
        self.wait(0.2)
        """,
        "LinearTransformationScene",
    ),
    _own(
        "Counted",
        """
        spinner = Spinner()
        self.play(Rotating(spinner, angle=1.0), run_time=0.4)
        self.play(spinner.animate.shift(RIGHT), run_time=0.4)
        self.add(DecimalNumber(spinner.turned))
        self.wait(0.2)
        self.remove(spinner)
        shaker = Shaker()
        self.play(shaker.animate.shift(RIGHT), run_time=0.4)
        self.add(Integer(shaker.seen))
        self.wait(0.2)
        """,
        before="from functools import partialmethod\n\n\n"
        "class Spinner(Square):\n"
        "    turned = 0\n\n"
        "    def rotate(self, angle, *args, **kwargs):\n"
        "        self.turned += angle\n"
        "        return super().rotate(angle, *args, **kwargs)\n\n\n"
        "class Shaker(Square):\n"
        "    seen = 0\n\n"
        "    def count(self, *args, **kwargs):\n"
        "        self.seen += 1\n"
        "        return Square.interpolate(self, *args, **kwargs)\n\n"
        "    interpolate = partialmethod(count)\n",
    ),
    _own(
        "Stills",
        """
        dot, words = Dot(), VGroup(*[Text("many curves to draw") for _ in range(8)]).arrange(DOWN)
        self.wait(0.2)
        self.add(dot)
        self.wait(0.2)
        self.play(self.camera.frame.animate.scale(0.5).move_to(dot), run_time=0.4)
        self.wait(0.3)
        self.add(words)
        self.wait(0.2)
        self.play(words.animate.shift(UP), dot.animate.shift(LEFT), run_time=0.4)
        self.remove(words)
        self.camera.background_color = BLUE
        self.wait(0.2)
        self.play(dot.animate.scale(3), Restore(self.camera.frame.save_state()), run_time=0.4)
        self.wait(0.2)
        """,
        "MovingCameraScene",
    ),
    _own(
        "Lit",
        """
        axes, ball = ThreeDAxes(), Sphere(radius=1, resolution=(8, 8))
        twin = axes.copy().scale(0.5).set_color(RED)
        light = self.renderer.camera.light_source
        self.wait(0.2)
        self.set_camera_orientation(phi=1, theta=0.3)
        self.add(axes, twin, Arrow3D(), ball)
        self.wait(0.2)
        self.move_camera(phi=1.2, theta=0.9, zoom=0.8, run_time=0.6)
        self.play(Rotate(axes, 0.5), twin.animate.shift(OUT), light.animate.shift(5 * IN), run_time=0.6)
        self.play(ball.animate.set_fill(opacity=0.3).set_stroke(WHITE, 1), run_time=0.4)
        """,
        "ThreeDScene",
    ),
    _own("Picture", 'self.add(Square(fill_opacity=0.5), Text("still"))'),
    _own(
        "Clear",
        """
        square, image = Square(fill_opacity=0.5, color=RED), ImageMobject(np.uint8([[0, 99], [200, 255]]))
        self.play(FadeIn(square), run_time=0.4)
        config.transparent = False
        self.play(square.animate.shift(RIGHT), FadeIn(image.scale(99)), run_time=0.4)
        self.wait(0.3)
        self.play(FadeOut(square, image), run_time=0.4)
        """,
        before="config.transparent = True\nconfig.background_color = WHITE",
    ),
    _own(
        "ClearSpace",
        """
        self.set_camera_orientation(phi=1, theta=0.3)
        cube, label = Cube(fill_opacity=0.7), Text("fixed")
        self.add_fixed_in_frame_mobjects(label.to_corner(UL))
        self.play(Create(cube), run_time=0.4)
        self.begin_ambient_camera_rotation(rate=0.5)
        self.wait(0.4)
        """,
        "ThreeDScene",
        before="config.background_opacity = 0.3",
    ),
    _own("ClearPicture", "self.add(Square(fill_opacity=0.5))", before="config.transparent = True"),
)


def subjects() -> dict[str, Example]:
    """Everything that is compared: Manim's examples that move, our own scenes, and the shelf's."""
    own = {example.name: example for example in (*OWN, *_shelf())}
    return animated_examples() | own


def sample() -> dict[str, Example]:
    """The quick choice."""
    every = subjects()
    return {name: every[name] for name in SAMPLE}


def _shelf() -> list[Example]:
    found = []
    folder = Path(next(iter(core.shelf.__path__))) / "scenes"
    for file in sorted(folder.glob("[!_]*.py")):
        source = file.read_text("utf-8")
        classes = [node.name for node in ast.parse(source).body if isinstance(node, ast.ClassDef)]
        found.append(Example(f"shelf.{file.stem}", classes[-1], source, frozenset()))
    return found
