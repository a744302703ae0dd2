"""A quick choice of what `make frames` compares, and that it would notice."""

from __future__ import annotations

from dataclasses import replace

import pytest

from core.render.local import LocalRenderer
from tests.frames.compare import LIMITS, compare, stale
from tests.frames.examples import all_examples, animated_examples
from tests.frames.rendering import Rendering, differences
from tests.frames.scenes import SAMPLE, sample

PLAIN = Rendering(plays=(("a", "b"), ("c", "c")), frames=4)
PICTURE = Rendering(image="0123456789abcdef")


@pytest.fixture(scope="module")
def compared(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    """What is wrong with each scene of the sample."""
    folder = tmp_path_factory.mktemp("frames")
    renderer = LocalRenderer(LIMITS, folder / "work")
    try:
        return dict(compare(renderer, sample(), folder))
    finally:
        renderer.close()


@pytest.mark.parametrize("name", SAMPLE)
def test_the_frames_are_manims(compared: dict[str, list[str]], name: str) -> None:
    assert compared[name] == []


@pytest.mark.parametrize(
    ("ours", "said"),
    [
        (PLAIN, []),
        (replace(PLAIN, frames=5), ["the video has 5 frames, Manim's has 4"]),
        (
            replace(PLAIN, plays=(("a", "x"), ("c", "c"))),
            ["play 1: 1 of 2 frames differ, the first is frame 2"],
        ),
        (replace(PLAIN, plays=(("a", "b"), ("c",))), ["play 2 has 1 frames, Manim's has 2"]),
        (replace(PLAIN, plays=(("a", "b"),)), ["1 plays are drawn, Manim draws 2"]),
        (Rendering(failure="It broke."), ["is not rendered: It broke."]),
        (PICTURE, ["the picture is 0123456789ab, Manim's is none", "0 plays are drawn, Manim draws 2",
                   "the video has 0 frames, Manim's has 4"]),
    ],
)  # fmt: skip
def test_what_differs_is_named(ours: Rendering, said: list[str]) -> None:
    assert differences(PLAIN, ours) == said


def test_of_many_plays_that_differ_only_the_first_are_named() -> None:
    many = Rendering(plays=tuple((str(number),) for number in range(20)), frames=20)
    other = replace(many, plays=tuple((f"x{number}",) for number in range(20)))
    said = differences(many, other)
    assert (len(said), said[-1]) == (9, "and 12 more plays differ")


def test_an_exception_is_an_example() -> None:
    assert stale(animated_examples()) == []
    assert stale([])


def test_an_example_is_read_with_its_options_and_its_code() -> None:
    example = all_examples()["utils.docbuild.manim_directive.DirectiveDoctestExample"]
    assert (example.scene, sorted(example.options)) == ("DirectiveDoctestExample", ["ref_classes"])
    assert example.source == (
        "from manim import *\n\n"
        "from manim import Create, Dot, RED, Scene\n"
        "dot = Dot(color=RED)\n"
        "dot.color\n"
        "class DirectiveDoctestExample(Scene):\n"
        "    def construct(self):\n"
        "        self.play(Create(dot))\n"
    )
