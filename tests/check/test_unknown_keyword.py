from __future__ import annotations

import pytest

from core.api_index import ApiIndex
from core.model import Severity
from tests.check.rule_case import LINE, judged, mended

RULE = "unknown-keyword"


@pytest.mark.parametrize(
    ("line", "right"),
    [
        ("Rectangle(opacity=.5)", "Rectangle(fill_opacity=.5)"),
        ("Line(opacity=.5)", "Line(stroke_opacity=.5)"),
        ("Text('é', size=24)", "Text('é', font_size=24)"),
        ("Text('a', bold=True)", "Text('a', weight=BOLD)"),
        ("RegularPolygon(sides=5)", "RegularPolygon(n=5)"),
        ("Sector(outer_radius=1)", "Sector(radius=1)"),
        ("Line(dash_length=.1)", "DashedLine(dash_length=.1)"),
        ("Axes(x_min=-1, x_max=1)", "Axes(x_range=[-1, 1])"),
        ("VGroup().arrange(DOWN, spacing=1)", "VGroup().arrange(DOWN, buff=1)"),
        ("circle.set_fill(RED, fill_opacity=1)", "circle.set_fill(RED, opacity=1)"),
        ("circle.rotate(degrees=90)", "circle.rotate(angle=(90) * DEGREES)"),
        ("Create(circle, duration=2)", "Create(circle, run_time=2)"),
        ("self.wait(run_time=2)", "self.wait(duration=2)"),
        (
            "self.play(circle.animate.shift(UP, run_time=2))",
            "self.play(circle.animate(run_time=2).shift(UP))",
        ),
        ("Axes(include_numbers=True)", 'Axes(axis_config={"include_numbers": True})'),
        ("Square(position=UP, color=RED)", "Square(color=RED).move_to(UP)"),
        ("Badge('a', sze=2)", "Badge('a', size=2)"),
        ("self.helper(1, twoo=2)", "self.helper(1, two=2)"),
        ("Circle(fillcolor=RED)", "Circle(fill_color=RED)"),
        ("Square(fill_opcity=1)", "Square(fill_opacity=1)"),
        ("circle.next_to(square, align_edge=UP)", "circle.next_to(square, aligned_edge=UP)"),
        ("NumberLine(include_number=True)", "NumberLine(include_numbers=True)"),
        ("Axes(x_axis_confg={})", "Axes(x_axis_config={})"),
        ("FadeIn(circle, direction=UP)", "FadeIn(circle, shift=UP)"),
        ("Text('a', style=ITALIC)", "Text('a', slant=ITALIC)"),
        ("Code(font='a')", "Code(paragraph_config={\"font\": 'a'})"),
        ("Code(background_stroke_width=2)", 'Code(background_config={"stroke_width": 2})'),
        ("Brace(circle).get_text('a', font_size=9)", "Brace(circle).get_text('a').set(font_size=9)"),
        ("BarChart([1], max_value=3)", "BarChart([1], y_range=[0, 3])"),
        ("VectorField(f, x_range=[0, 1])", "ArrowVectorField(f, x_range=[0, 1])"),
        ("Text('a', text_align='left')", "Text('a')"),
        ("Circle(frobnicate=None)", "Circle()"),
    ],
)
def test_what_means_the_same_is_certain(line: str, right: str, index: ApiIndex) -> None:
    assert mended(RULE, line, index) == (right, True)


@pytest.mark.parametrize(
    ("line", "right"),
    [
        ("Dot(size=.2)", "Dot(radius=0.1)"),
        ("Text('a', size=.5)", "Text('a', font_size=.5)"),
        ("LaggedStart(Create(circle), delay=1)", "LaggedStart(Create(circle), lag_ratio=1)"),
        ("axes.plot(abs, x_min=0)", "axes.plot(abs, x_range=[0, axes.x_range[1]])"),
        ("VGroup(circle, square, buff=1)", "VGroup(circle, square).arrange(buff=1)"),
        ("Badge('a', quux=2)", "Badge('a')"),
        ("Circle(colors=[RED])", "Circle(color=[RED])"),
        ("Tex('a', weight=2)", "Tex('a', stroke_width=2)"),
        ("Axes(z_range=[0, 1])", "Axes(y_range=[0, 1])"),
        ("self.add(circle, run_time=2)", "self.add(circle)"),
    ],
)
def test_what_is_a_guess_is_for_a_person_to_take(line: str, right: str, index: ApiIndex) -> None:
    assert mended(RULE, line, index) == (right, False)


def test_the_message_says_what_to_write(index: ApiIndex) -> None:
    (one,) = judged(RULE, "Sector(outer_radius=1)", index)
    assert (one.severity, one.line, one.column) == (Severity.ERROR, LINE, 16)
    assert one.message == "Sector sets outer_radius itself. Write radius."


@pytest.mark.parametrize(
    "line",
    [
        "Text('a', opacity=.5)",
        "Circle(**{'opacity': 1})",
        "unknown(opacity=1)",
        "circle.set(opacity=1)",
        "self.play(Create(circle), duration=1)",
        "Circle(fill_opacity=1, stroke_width=2, z_index=3)",
        "Badge(word='a', size=2)",
    ],
)
def test_nothing_is_said_where_it_may_be_right(line: str, index: ApiIndex) -> None:
    assert judged(RULE, line, index) == []
