"""A lesson to read along: a proof whose lines stand long on the board."""
# ruff: noqa: D102, F403, F405

from manim import *


class Still(Scene):
    """Few short animations and long waits, a minute in all."""

    def construct(self):
        title = Text("The square root of 2 is not a fraction", font_size=40).to_edge(UP)
        self.play(Write(title), run_time=1.5)
        self.wait(5)

        steps = VGroup(
            MathTex(r"\text{Suppose } \sqrt{2} = \frac{a}{b}, \text{ in lowest terms.}"),
            MathTex(r"2 b^2 = a^2"),
            MathTex(r"\Rightarrow a \text{ is even: } a = 2c"),
            MathTex(r"2 b^2 = 4 c^2 \Rightarrow b^2 = 2 c^2"),
            MathTex(r"\Rightarrow b \text{ is even as well.}"),
        )
        steps.scale(0.8).arrange(DOWN, aligned_edge=LEFT, buff=0.4).next_to(title, DOWN, buff=0.7)
        for step in steps:
            self.play(FadeIn(step, shift=RIGHT * 0.3), run_time=0.8)
            self.wait(7)

        frame = SurroundingRectangle(VGroup(steps[2], steps[4]), color=RED, buff=0.2)
        words = Text("Both even, yet in lowest terms: a contradiction.", font_size=30, color=RED)
        words.next_to(frame, DOWN, buff=0.4)
        self.play(Create(frame), Write(words), run_time=1.5)
        self.wait(8)
        self.play(FadeOut(steps, frame, words), run_time=1)
        self.wait(5)
