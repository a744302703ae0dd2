"""Which scripts have to be drawn in one process and in order."""

from __future__ import annotations

import warnings

import pytest

with warnings.catch_warnings():  # a package that Manim imports uses an old module
    warnings.simplefilter("ignore")
    from core.render.engine.meddling import meddles

MEDDLING = (
    "dot.interpolate = mine",
    "Circle.shift = mine",
    "self.play = mine",
    "setattr(dot, 'rotate', mine)",
    "setattr(Animation, 'interpolate', mine)",
    "self.camera.get_image()",
    "getattr(self.camera, 'pixel_array')",
    "from manim.camera.camera import capture_mobjects",
    "class Dyed(Dot):\n    def get_fill_rgbas(self): ...",
)
ORDINARY = (
    "self.center = ORIGIN",
    "dot.value = 3",
    "dot.color = RED",
    "dot.interpolate(one, other, 0.5)",
    "setattr(dot, name, 3)",
    "Text('the pixel_array')",
    "class Point(Dot):\n    def shift(self): ...",
)


@pytest.mark.parametrize("script", MEDDLING)
def test_a_script_that_sees_or_changes_what_manim_does_is_told(script: str) -> None:
    assert meddles(f"\ufeffdef construct(self): pass\n{script}\n")


@pytest.mark.parametrize("script", ORDINARY)
def test_other_scripts_are_drawn_side_by_side(script: str) -> None:
    assert not meddles(script)
