"""Which scene of a script is rendered."""

from __future__ import annotations

from core.model import FailureKind, RenderFailure
from tests.render.conftest import Render, scene

TWO = scene("self.wait(0.2)") + "\n\nclass Other(Scene):\n    def construct(self):\n        self.wait(0.2)\n"


def test_several_scenes_are_named_to_pick_from(render: Render) -> None:
    assert render(TWO).failure == RenderFailure(
        FailureKind.SCRIPT, "The script has 2 scenes: Lesson, Other. Pick one.", choices=("Lesson", "Other")
    )


def test_the_scene_that_was_picked_is_rendered(render: Render) -> None:
    assert render(TWO, "Other").result.scene == "Other"


def test_a_scene_that_is_not_there_is_answered_with_those_that_are(render: Render) -> None:
    failure = render(TWO, "Third").failure
    assert failure.choices == ("Lesson", "Other")
    assert failure.message == "The script has no scene Third; it has Lesson, Other. Pick one."


def test_a_base_class_without_a_picture_of_its_own_is_no_choice(render: Render) -> None:
    source = scene("self.wait(0.2)").replace(
        "class Lesson(Scene)", "class Base(Scene):\n    x = 1\n\nclass Lesson(Base)"
    )
    assert render(source).result.scene == "Lesson"


def test_a_script_without_a_scene_is_told_how_to_write_one(render: Render) -> None:
    failure = render("from manim import *\nx = Circle()\n").failure
    assert (failure.kind, failure.line, failure.choices) == (FailureKind.SCRIPT, None, ())
    assert "class MyScene(Scene):" in failure.message


def test_a_scene_whose_sections_are_all_skipped_is_told_so(render: Render) -> None:
    failure = render(scene("self.next_section(skip_animations=True); self.wait()")).failure
    assert (failure.kind, failure.line) == (FailureKind.SCRIPT, 4)
    assert "skip_animations" in failure.message
