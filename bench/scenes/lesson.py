"""A lesson of half a minute: how the slope of a parabola is found."""
# ruff: noqa: D102, F403, F405

from manim import *


class Lesson(Scene):
    """Text, formulas, a graph, and one tangent that follows a tracker."""

    def construct(self):
        title = Text("How steep is a curve?", font_size=44).to_edge(UP)
        self.play(Write(title), run_time=1.5)
        self.wait()

        question = MathTex(r"f(x) = \tfrac{1}{2} x^2", r"\qquad", r"f'(x) = \;?", font_size=56)
        self.play(FadeIn(question, shift=UP))
        self.wait(1.5)
        self.play(question.animate.scale(0.7).next_to(title, DOWN).to_edge(RIGHT))

        axes = Axes(
            x_range=[-3, 3, 1],
            y_range=[0, 5, 1],
            x_length=7,
            y_length=4.5,
            axis_config={"include_numbers": True, "font_size": 24},
        ).to_corner(DL)
        graph = axes.plot(lambda x: x**2 / 2, color=BLUE)
        label = axes.get_graph_label(graph, MathTex("f"), x_val=2.8, direction=LEFT)
        self.play(Create(axes), run_time=2)
        self.play(Create(graph), FadeIn(label), run_time=2)

        x = ValueTracker(-2)

        def tangent():
            here = x.get_value()
            start, end = here - 1, here + 1
            line = Line(
                axes.c2p(start, here**2 / 2 - here),
                axes.c2p(end, here**2 / 2 + here),
                color=YELLOW,
            )
            return VGroup(line, Dot(axes.c2p(here, here**2 / 2), color=YELLOW))

        moving = always_redraw(tangent)
        hint = Text("The tangent has the curve's slope.", font_size=28, color=YELLOW)
        hint.next_to(question, DOWN, buff=0.6).to_edge(RIGHT)
        self.play(FadeIn(moving), Write(hint))
        self.play(x.animate.set_value(2), run_time=4, rate_func=linear)
        self.wait()
        self.play(x.animate.set_value(1), run_time=1.5)

        steps = VGroup(
            MathTex(r"f'(x) = \lim_{h \to 0} \frac{f(x + h) - f(x)}{h}"),
            MathTex(r"= \lim_{h \to 0} \frac{\frac{1}{2}(x + h)^2 - \frac{1}{2} x^2}{h}"),
            MathTex(r"= \lim_{h \to 0} \left( x + \tfrac{1}{2} h \right)"),
            MathTex(r"= x"),
        )
        steps.scale(0.6).arrange(DOWN, aligned_edge=LEFT).next_to(hint, DOWN, buff=0.5).to_edge(RIGHT)
        for step in steps:
            self.play(Write(step), run_time=1.5)
        self.wait(2)

        answer = MathTex(r"f'(x) = x", font_size=64, color=GREEN).move_to(steps)
        self.play(ReplacementTransform(steps, answer), run_time=1.5)
        self.play(Circumscribe(answer, color=GREEN), run_time=1.5)
        self.wait(2)
        self.play(FadeOut(question, hint, moving, answer), run_time=1.5)
