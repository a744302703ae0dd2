from __future__ import annotations

import pytest

from core.api_index import ApiIndex
from core.model import Severity
from tests.check.judging import diagnostics
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
        "Circle(**{'fill_opacity': 1})",
        "style = {'opacity': 1}; style.pop('opacity'); Circle(**style)",
        "style = dict(opacity=1); style['more'] = style; Circle(**style)",
        "style = dict(opacity=1) if axes else {}; Circle(**style)",
        "unknown(opacity=1)",
        "circle.set(opacity=1)",
        "self.play(Create(circle), duration=1)",
        "Circle(fill_opacity=1, stroke_width=2, z_index=3)",
        "Badge(word='a', size=2)",
    ],
)
def test_nothing_is_said_where_it_may_be_right(line: str, index: ApiIndex) -> None:
    assert judged(RULE, line, index) == []


@pytest.mark.parametrize(
    ("line", "column"),
    [
        ("Circle(**{'opacity': 1})", 18),
        ("style = {'opacity': 1, 'color': RED}; Circle(**style)", 56),
        ("style = dict(opacity=1); Circle(radius=2, **style)", 53),
    ],
)
def test_what_comes_out_of_a_dict_is_looked_at(line: str, column: int, index: ApiIndex) -> None:
    (one,) = judged(RULE, line, index)
    assert (one.line, one.column) == (LINE, column)
    assert one.message == "Circle takes no opacity. Write fill_opacity."


BEGUN = """from manim import *


class Card({bases}):
    def __init__(self, word, **more):
        super().__init__({given})


{others}class Lesson(Scene):
    def construct(self):
        self.add(Card("a"{also}))
"""


@pytest.mark.parametrize(
    ("given", "also", "place"),
    [
        ("colour=RED", "", (6, 26)),
        ("colour=RED, **more", "", (6, 26)),
        ("**more", ", colour=RED", (11, 28)),
        ("fill_opacity=1, **more", ", colour=RED", (11, 28)),
    ],
)
def test_what_is_handed_on_to_the_base_is_looked_at(
    given: str, also: str, place: tuple[int, int], index: ApiIndex
) -> None:
    source = BEGUN.format(bases="Square", given=given, others="", also=also)
    (one,) = diagnostics(source, index)
    assert (one.rule, one.line, one.column) == (RULE, *place)
    assert one.fix is not None and one.fix.certain


@pytest.mark.parametrize(
    ("bases", "given", "others"),
    [
        ("Square", "color=more.get('colour')", ""),
        ("Square", "color=more.pop('colour'), **more", ""),
        ("Unknown, Square", "**more", "class Unknown:\n    pass\n\n\n"),
        ("Square", "**more", "class Both(Card, Circle):\n    pass\n\n\n"),
    ],
)
def test_what_is_not_only_handed_on_is_left_alone(
    bases: str, given: str, others: str, index: ApiIndex
) -> None:
    source = BEGUN.format(bases=bases, given=given, others=others, also=", colour=RED")
    assert [item for item in diagnostics(source, index) if item.rule == RULE] == []


STYLED = """from manim import *


class Lesson(Scene):
    STYLE = {{"colour": RED}}

    def construct(self):
        {line}
        self.add(Square(**self.STYLE))
"""


@pytest.mark.parametrize(
    ("line", "count"),
    [
        ("pass", 1),
        ("Dot(**self.STYLE)", 2),
        ("self.STYLE.clear()", 0),
        ("self.STYLE = dict()", 0),
        ("style = Lesson.STYLE; style.clear()", 0),
    ],
)
def test_a_style_that_a_class_keeps_is_looked_at(line: str, count: int, index: ApiIndex) -> None:
    assert len([item for item in diagnostics(STYLED.format(line=line), index) if item.rule == RULE]) == count
