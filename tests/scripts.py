"""Scripts that several rooms of tests render."""

SCENE = """from manim import *


class Lesson(Scene):
    def construct(self):
        self.play(Create(Circle()), run_time=0.4)
        self.wait(0.2)
"""

CAPTIONED = SCENE.replace(
    "        self.play", '        self.add_subcaption("A circle", duration=0.4)\n        self.play'
)

STILL = SCENE.partition("        self.play")[0] + "        self.add(Circle())\n"
"""Plays nothing, and so becomes a picture."""

CLEAR = SCENE.replace("*\n", "*\n\nconfig.transparent = True\n", 1)
"""Has a transparent background."""

ENDLESS = """from manim import *


class Lesson(Scene):
    def construct(self):
        for _ in range(1000):
            self.play(Rotate(Square()), run_time=2)
"""
