"""A lesson that never stands still: circles, waves and the dots that ride on them."""
# ruff: noqa: D102, F403, F405

from manim import *


class Updaters(Scene):
    """Some forty mobjects with updaters and several that are drawn anew for each frame."""

    def construct(self):
        title = Text("One turn, one wave", font_size=36).to_edge(UP)
        self.play(FadeIn(title), run_time=0.5)

        angle = ValueTracker(0)
        circle = Circle(radius=1.5, color=BLUE).shift(LEFT * 4.5)
        axes = Axes(
            x_range=[0, 3 * PI, PI], y_range=[-1.5, 1.5, 0.5], x_length=8, y_length=3, tips=False
        ).shift(RIGHT * 2)
        self.play(Create(circle), Create(axes), run_time=1)

        radius = always_redraw(
            lambda: Line(circle.get_center(), circle.point_at_angle(angle.get_value() % TAU), color=YELLOW)
        )
        wave = always_redraw(
            lambda: axes.plot(np.sin, x_range=[0, max(angle.get_value(), 0.01)], color=YELLOW)
        )
        bridge = always_redraw(
            lambda: DashedLine(
                radius.get_end(),
                axes.c2p(angle.get_value(), np.sin(angle.get_value())),
                color=GREY,
                stroke_width=2,
            )
        )
        reading = DecimalNumber(0, num_decimal_places=2).next_to(circle, DOWN)
        reading.add_updater(lambda number: number.set_value(np.sin(angle.get_value())))
        self.add(radius, wave, bridge, reading)
        self.play(angle.animate.set_value(TAU), run_time=3, rate_func=linear)

        dots = VGroup()
        for index in range(40):
            dot = Dot(radius=0.05, color=interpolate_color(BLUE, RED, index / 39))
            dot.add_updater(
                lambda dot, x=3 * PI * index / 39: dot.move_to(axes.c2p(x, np.cos(x - angle.get_value())))
            )
            dots.add(dot)
        self.play(FadeIn(dots), run_time=0.5)
        self.play(angle.animate.set_value(3 * PI), run_time=2.5, rate_func=linear)

        spinner = Square(side_length=0.6, color=GREEN).next_to(circle, UP)
        spinner.add_updater(lambda square, dt: square.rotate(2 * dt))
        self.add(spinner)
        self.wait(1.5)
        self.play(FadeOut(dots, spinner), run_time=1)
