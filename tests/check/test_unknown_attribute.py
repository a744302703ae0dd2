from __future__ import annotations

import re

import pytest

from core.api_index import ApiIndex
from core.check.attributes.like_attributes import LIKE
from core.check.attributes.old_attributes import RENAMED, SENTENCES
from core.check.attributes.old_module_names import BUILTIN, MODULE_NAMES
from core.check.world import SCENE, World
from core.model import Diagnostic, Severity
from tests.check.judging import diagnostics

SCRIPT = """from manim import *
import math


class Lesson({base}):
    def construct(self):
        axes, circle, square, tracker = Axes(), Circle(), Square(), ValueTracker(1)
        {line}
"""
LINE = 8


def _judged(line: str, index: ApiIndex, base: str = "Scene") -> list[Diagnostic]:
    rules = ("unknown-attribute", "set-only-attribute", "scene-class", "interactive-only")
    found = diagnostics(SCRIPT.format(line=line, base=base), index)
    return [item for item in found if item.rule in rules]


def _written(line: str, found: Diagnostic) -> str:
    """The line with the finding's fix made."""
    assert found.fix is not None
    for edit in sorted(found.fix.edits, key=lambda item: item.column, reverse=True):
        assert edit.line == edit.end_line == LINE
        line = line[: edit.column - 9] + edit.text + line[edit.end_column - 9 :]
    return line


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("axes.get_graph(lambda x: x)", "axes.plot(lambda x: x)"),
        ("axes.add_coordinate_labels()", "axes.add_coordinates()"),
        ("circle.to_center()", "circle.center()"),
        ("Text('é').get_bottom_left()", "Text('é').get_corner(DL)"),
        ("circle.upper_right", "circle.get_corner(UR)"),
        ("Dot().y", "Dot().get_y()"),
        ("circle.scale_about_point(2, square.get_top())", "circle.scale(2, about_point=square.get_top())"),
        ("circle.set_backstroke(width=3)", "circle.set_background_stroke(width=3)"),
        ("tracker.number", "tracker.get_value()"),
        ("circle.animate.moveTo(UP)", "circle.animate.move_to(UP)"),
        ("circle.get_centre()", "circle.get_center()"),
        ("self.sleep(1)", "self.wait(1)"),
        ("np.PI", "np.pi"),
        ("np.float(3)", "float(3)"),
        ("math.ln(2)", "math.log(2)"),
        ("circle.get_center().x", "circle.get_center()[0]"),
        ("circle.get_center.copy()", "circle.get_center().copy()"),
        ("[circle, square].arrange(RIGHT)", "VGroup(*[circle, square]).arrange(RIGHT)"),
    ],
)
def test_what_had_another_name_is_an_error_with_a_certain_fix(
    wrong: str, right: str, index: ApiIndex
) -> None:
    (found,) = _judged(wrong, index)
    assert (found.rule, found.severity, found.line) == ("unknown-attribute", Severity.ERROR, LINE)
    assert found.fix is not None and found.fix.certain
    assert _written(wrong, found) == right
    assert _judged(right, index) == []


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("circle.shfit(UP)", "circle.shift(UP)"),
        ("circle.get_widht()", "circle.get_width()"),
        ("axes.add_axis_labels(Text('x'), Text('y'))", "axes.get_axis_labels(Text('x'), Text('y'))"),
        ("config.frame_widht", "config.frame_width"),
    ],
)
def test_what_is_near_is_an_error_with_a_guess(wrong: str, right: str, index: ApiIndex) -> None:
    (found,) = _judged(wrong, index)
    assert (found.rule, found.severity) == ("unknown-attribute", Severity.ERROR)
    assert found.fix is not None and not found.fix.certain
    assert _written(wrong, found) == right


def test_the_message_says_what_to_write_and_points_at_the_name(index: ApiIndex) -> None:
    (found,) = _judged("axes.add_coordinate_labels()", index)
    assert (found.message, found.column) == ("Axes has no add_coordinate_labels. Write add_coordinates.", 14)
    assert found.fix is not None and found.fix.title == "Write add_coordinates"


@pytest.mark.parametrize(
    "wrong",
    [
        "circle.frobnicate()",
        "circle.next_to.copy()",
        "circle.get_center().shift(UP)",
        "circle.get_frobnicated()",
        "circle.get_radius(2)",
        "circle.set_frobnicated(1, 2)",
        "circle.animate.frobnicate()",
        "'text'.animate",
        "x = self.play(Create(circle)); x.shift(UP)",
        "circle.fix_in_frame()",
        "Text('ab').get_part_by_text('a')",
    ],
)
def test_what_is_nowhere_is_an_error(wrong: str, index: ApiIndex) -> None:
    assert [(item.rule, item.severity) for item in _judged(wrong, index)] == [
        ("unknown-attribute", Severity.ERROR)
    ]


@pytest.mark.parametrize(
    "right",
    [
        "circle.get_width(); circle.get_radius(); circle.set_width(3)",
        "circle.velocity = 3; circle.shift(circle.velocity * UP)",
        "circle.set_velocity(3); circle.shift(circle.velocity * UP)",
        "circle.foo.bar if hasattr(circle, 'foo') else None",
        "self.mobjects.clear(); circle.get_x().round(2)",
        "f = circle.get_anything",
        "np.linalg.norm(UP); math.tau; Circle.set_default(color=RED); Circle.__name__",
        "unknown.get_graph(axes)",
        "VGroup(*self.mobjects)[0].whatever",
    ],
)
def test_what_may_be_there_is_left_alone(right: str, index: ApiIndex) -> None:
    assert _judged(right, index) == []


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("square.set_position(UP)", "square.move_to(UP)"),
        ("square.animate.set_fill_opacity(0.5)", "square.animate.set_fill(opacity=0.5)"),
        ("circle.set_radius(1 + 2)", "circle.scale_to_fit_width(2 * (1 + 2))"),
        ('Variable(1, "x").set_value(3)', 'Variable(1, "x").tracker.set_value(3)'),
        ('Variable(1, "x").animate.set_value(3)', 'Variable(1, "x").tracker.animate.set_value(3)'),
        (
            'Variable(1, "x").animate(run_time=2).set_value(3)',
            'Variable(1, "x").tracker.animate(run_time=2).set_value(3)',
        ),
        ("circle.set_fill_color(RED)", "circle.set_fill(RED, opacity=1)"),
    ],
)
def test_a_value_that_shows_nothing_is_a_warning(wrong: str, right: str, index: ApiIndex) -> None:
    (found,) = _judged(wrong, index)
    assert (found.rule, found.severity) == ("set-only-attribute", Severity.WARNING)
    assert _written(wrong, found) == right
    assert _judged(right, index) == []


def test_a_value_that_is_given_to_a_word_for_something_else_is_a_warning(index: ApiIndex) -> None:
    lines = ("circle.position = UP", "self.background_color = WHITE", "config.background_colour = WHITE")
    found = [_judged(line, index) for line in lines]
    assert [[item.rule for item in each] for each in found] == [["set-only-attribute"]] * 3


def test_what_needs_a_window_is_taken_out(index: ApiIndex) -> None:
    (found,) = _judged("self.embed()", index)
    assert (found.rule, found.severity) == ("interactive-only", Severity.ERROR)
    assert _written("self.embed()", found) == "pass"


def test_every_word_of_the_tables_is_wrong_and_what_is_written_instead_exists(index: ApiIndex) -> None:
    world = World(index, {}, frozenset())
    scenes = [SCENE, *(entry.key for entry in index.below[SCENE])]
    wrong = []
    for table in (RENAMED, LIKE, SENTENCES):
        for title, meanings in table.items():
            kind = index.by_name[title].key
            for text, olds in meanings.items():
                wrong += [f"{title}.{old} exists" for old in olds.split() if world.has(kind, old)]
                head = re.match(r"(self\.)?(\w*)", text)
                assert head is not None
                if table is SENTENCES:
                    exists = True
                elif head[1]:
                    exists = any(world.has(scene, head[2]) for scene in scenes)
                else:
                    exists = head[2] in index.star if text[0].isupper() else world.has(kind, head[2])
                wrong += [] if exists else [f"{title} has no {text}"]
    assert wrong == []


def test_every_name_in_the_tables_of_modules_is_wrong_and_its_replacement_exists(index: ApiIndex) -> None:
    known = {module: set(index.modules.get(module) or dir(__import__(module))) for module in MODULE_NAMES}
    wrong = [
        (module, old, new)
        for module, names in MODULE_NAMES.items()
        for old, new in names.items()
        if old in known[module] or new.partition(".")[0] not in known[module]
    ]
    assert wrong == []
    assert [name for module, names in BUILTIN.items() for name in names & known[module]] == []
