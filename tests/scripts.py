"""Scripts that several rooms of tests render."""

SCENE = """from manim import *


class Lesson(Scene):
    def construct(self):
        self.play(Create(Circle()), run_time=0.4)
        self.wait(0.2)
"""

ENDLESS = """from manim import *


class Lesson(Scene):
    def construct(self):
        for _ in range(1000):
            self.play(Rotate(Square()), run_time=2)
"""
