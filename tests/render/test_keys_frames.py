"""A script with a bit of everything is run before and after each of many edits: frames against keys."""

from __future__ import annotations

import pytest

from tests.render.keyed import Run

STORY = """
SIZE = 10
NAMES = ["one", "two"]

def big(n, by=7):
    return n * SIZE + by

def tick(dot):
    dot.look = (*dot.look[:3], 11)

class Grow(Animation):
    scale = 12

    def interpolate(self):
        return [self.scale, 13, *self.look]

class Tools:
    gap = 14

    def caption(self, words, at=15):
        return Mobject(words, at, self.gap)

    def spare(self):
        return 16

class Base(Tools, Scene):
    def setup(self):
        self.count = 17

    def board(self):
        return [18, self.count]

class Other(Scene):
    def construct(self):
        self.play(19)

class Lesson(Base):
    speed: int = 20

    def construct(self):
        self.play(21, self.speed)
        title = self.caption("title")
        self.add(title)
        self.play(22)
        self.first(23)
        dot = Mobject(24)
        dot.add_updater(tick)
        self.add(dot)
        self.play(Grow(25))
        for part in (self.second, self.third):
            part(26)
        with Once(self):
            self.play(27)
        self.add(always_redraw(lambda: Mobject(self.line(28))))
        self.play(29)
        self.add(*[self.caption(name, at=big(30)) for name in NAMES])
        self.play(31)
        getattr(self, "last")()
        self.play(32)

    def first(self, n):
        self.play(n, 33)
        self.deeper(34)
        self.count += 35
        self.play(self.board())

    def deeper(self, n):
        self.play(n)
        self.depth = 36
        self.play(self.depth, 37)
        self.count += 38

    def second(self, n):
        self.play(n, big(39))

    def third(self, n):
        if n > 0:
            def show(m):
                self.play(m, 40)
            show(41)
        self.play(42)

    def line(self, n):
        return n + 43

    def last(self):
        self.play(44)
        self.count = 45
        self.play(self.count)

class Once:
    def __init__(self, scene):
        self.scene = scene

    def __enter__(self):
        self.scene.play(46)

    def __exit__(self, *args):
        self.scene.count += 47
        self.scene.play(48, self.scene.count)
"""
NUMBERS = [7, *range(10, 49)]


@pytest.mark.parametrize("number", NUMBERS)
def test_frames_that_differ_never_share_a_key(number: int) -> None:
    before, after = Run(STORY), Run(STORY.replace(str(number), "99"))
    assert len(before.frames) == len(after.frames)
    plays = zip(before.frames, after.frames, before.keys, after.keys, strict=True)
    seen = {(one == other, key == another) for one, other, key, another in plays}
    assert (False, True) not in seen


def test_many_edits_of_a_script_leave_many_keys() -> None:
    before = Run(STORY)
    after = [Run(STORY.replace(str(number), "99")) for number in NUMBERS]
    shared = sum(key == other for run in after for key, other in zip(before.keys, run.keys, strict=True))
    assert shared > len(before.keys) * len(NUMBERS) / 3
