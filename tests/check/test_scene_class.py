from __future__ import annotations

import pytest

from core.api_index import ApiIndex
from core.model import Diagnostic, Severity
from tests.check.judging import diagnostics

SCRIPT = """from manim import {names}


class Lesson({base}):
    def construct(self):
        {line}
"""


def _judged(source: str, index: ApiIndex) -> list[Diagnostic]:
    rules = ("scene-class", "unknown-attribute", "unknown-name")
    return [item for item in diagnostics(source, index) if item.rule in rules]


def _fixed(source: str, found: Diagnostic) -> str:
    assert found.fix is not None
    lines = source.split("\n")
    for edit in sorted(found.fix.edits, key=lambda item: (item.line, item.column), reverse=True):
        text = lines[edit.line - 1]
        lines[edit.line - 1] = text[: edit.column - 1] + edit.text + text[edit.end_column - 1 :]
    return "\n".join(lines)


@pytest.mark.parametrize(
    ("line", "base", "written"),
    [
        ("self.camera.frame.scale(0.5)", "MovingCameraScene", "self.camera.frame.scale(0.5)"),
        ("self.camera.animate.scale(0.5)", "MovingCameraScene", "self.camera.frame.animate.scale(0.5)"),
        ("self.frame.scale(0.5)", "MovingCameraScene", "self.camera.frame.scale(0.5)"),
        ("self.set_camera_orientation(phi=1)", "ThreeDScene", "self.set_camera_orientation(phi=1)"),
        ("self.begin_ambient_camera_rotation()", "ThreeDScene", "self.begin_ambient_camera_rotation()"),
        ("self.add_fixed_in_frame_mobjects(Dot())", "ThreeDScene", "self.add_fixed_in_frame_mobjects(Dot())"),
        ("self.set_camera_position(phi=1)", "ThreeDScene", "self.set_camera_orientation(phi=1)"),
    ],
)
def test_a_scene_that_needs_another_class_is_derived_from_it(
    line: str, base: str, written: str, index: ApiIndex
) -> None:
    source = SCRIPT.format(names="*", base="Scene", line=line)
    (found,) = _judged(source, index)
    assert (found.rule, found.severity, found.line) == ("scene-class", Severity.ERROR, 6)
    assert found.fix is not None and found.fix.certain and found.fix.title == f"Derive from {base}"
    right = SCRIPT.format(names="*", base=base, line=written)
    assert _fixed(source, found) == right
    assert _judged(right, index) == []


def test_the_message_names_the_class(index: ApiIndex) -> None:
    source = SCRIPT.format(names="*", base="Scene", line="self.camera.frame.scale(0.5)")
    (found,) = _judged(source, index)
    assert (found.message, found.column) == (
        "Scene has no camera.frame. Write class Lesson(MovingCameraScene).",
        21,
    )


def test_the_class_is_imported_where_names_are(index: ApiIndex) -> None:
    source = SCRIPT.format(names="Scene, Dot", base="Scene", line="self.move_camera(phi=1)")
    (found,) = _judged(source, index)
    assert _fixed(source, found) == SCRIPT.format(
        names="Scene, Dot, ThreeDScene", base="ThreeDScene", line="self.move_camera(phi=1)"
    )


def test_a_scene_in_space_keeps_no_frame(index: ApiIndex) -> None:
    line = "self.set_camera_orientation(phi=1); self.camera.frame.scale(2)"
    turned, framed = _judged(SCRIPT.format(names="*", base="Scene", line=line), index)
    assert turned.fix is not None and turned.fix.title == "Derive from ThreeDScene"
    assert framed.fix is None and "self.move_camera(…)" in framed.message
    (found,) = _judged(SCRIPT.format(names="*", base="ThreeDScene", line="self.camera.frame.scale(2)"), index)
    assert (found.rule, found.fix) == ("unknown-attribute", None)


@pytest.mark.parametrize(
    ("base", "line"),
    [
        ("MovingCameraScene", "self.camera.frame.save_state()"),
        ("ThreeDScene", "self.set_camera_orientation(phi=1)"),
        ("ZoomedScene", "self.activate_zooming(); self.camera.frame.scale(2)"),
        ("Scene", "self.frame = Square(); self.frame.scale(2)"),
        ("Scene", "self.camera.background_color = WHITE"),
        ("Scene", "self.plane = NumberPlane(); self.plane.scale(2)"),
    ],
)
def test_a_scene_that_has_what_it_uses_is_left_alone(base: str, line: str, index: ApiIndex) -> None:
    assert _judged(SCRIPT.format(names="*", base=base, line=line), index) == []
