"""A lesson in space: the saddle and its level lines."""
# ruff: noqa: D102, F403, F405

from manim import *


class Solid(ThreeDScene):
    """Axes, a parametric surface, a camera that moves and then goes round."""

    def construct(self):
        title = Text("A saddle", font_size=40).to_corner(UL)
        formula = MathTex(r"z = \tfrac{1}{4} \left( x^2 - y^2 \right)").to_corner(UR)
        self.add_fixed_in_frame_mobjects(title, formula)
        self.play(Write(title), FadeIn(formula), run_time=1)

        axes = ThreeDAxes(x_range=[-3, 3, 1], y_range=[-3, 3, 1], z_range=[-2, 2, 1], x_length=6, y_length=6)
        self.play(Create(axes), run_time=1)
        self.move_camera(phi=65 * DEGREES, theta=-50 * DEGREES, run_time=1.5)

        surface = Surface(
            lambda u, v: axes.c2p(u, v, (u**2 - v**2) / 4),
            u_range=[-2.5, 2.5],
            v_range=[-2.5, 2.5],
            resolution=(14, 14),
            checkerboard_colors=[BLUE_D, BLUE_E],
        )
        self.play(Create(surface), run_time=1.5)

        self.begin_ambient_camera_rotation(rate=0.3)
        self.wait(2.5)
        self.stop_ambient_camera_rotation()

        valley = ParametricFunction(
            lambda t: axes.c2p(0, t, -(t**2) / 4), t_range=[-2.5, 2.5], color=RED, stroke_width=6
        )
        ridge = ParametricFunction(
            lambda t: axes.c2p(t, 0, t**2 / 4), t_range=[-2.5, 2.5], color=YELLOW, stroke_width=6
        )
        self.play(Create(ridge), Create(valley), run_time=1.5)
        self.wait()
        self.play(FadeOut(surface), run_time=1)
