from __future__ import annotations

import pytest

from core.api_index import ApiIndex
from core.check.mending.edits import apply
from core.model import Diagnostic, Severity
from tests.check.judging import diagnostics

SCRIPT = """from manim import *


class Lesson(Scene):
    def construct(self):
        axes, circle, text = Axes(), Circle(), Text("a")
        {line}
"""
RULES = ("flat-point", "colour-name", "missing-file", "wrong-value", "broken-markup", "latex-in-text")


def _judged(line: str, index: ApiIndex) -> list[Diagnostic]:
    return [item for item in diagnostics(SCRIPT.format(line=line), index) if item.rule in RULES]


def _mended(line: str, found: Diagnostic) -> str:
    """The line with the finding's fix made."""
    assert found.fix is not None
    made = apply(SCRIPT.format(line=line), found.fix.edits)
    return made.splitlines()[6].strip()


@pytest.mark.parametrize(
    ("line", "rule", "mended"),
    [
        ("Dot([1, 2])", "flat-point", "Dot([1, 2, 0])"),
        ("Dot(point=(1, 2,))", "flat-point", "Dot(point=(1, 2, 0))"),
        ("Arrow(LEFT, np.array([1, 2]) * 2)", "flat-point", "Arrow(LEFT, np.array([1, 2, 0]) * 2)"),
        ("circle.animate.shift([1, 0])", "flat-point", "circle.animate.shift([1, 0, 0])"),
        (
            "VMobject().set_points_as_corners([[x, x * x] for x in range(3)])",
            "flat-point",
            "VMobject().set_points_as_corners([[x, x * x, 0] for x in range(3)])",
        ),
        (
            "ParametricFunction(lambda t: [t, t**2])",
            "flat-point",
            "ParametricFunction(lambda t: [t, t**2, 0])",
        ),
        ("FadeIn(circle, shift=[1, 0])", "flat-point", "FadeIn(circle, shift=[1, 0, 0])"),
        ('Circle(color="skyblue")', "colour-name", 'Circle(color="#87CEEB")'),
        ('Text("a", t2c={"a": "Cyan"})', "colour-name", 'Text("a", t2c={"a": "#00FFFF"})'),
        ('circle.set_stroke(color="rgb(1, 2, 3)")', "colour-name", 'circle.set_stroke(color="#010203")'),
        ("Circle(color=[1.0, 0, 0])", "colour-name", "Circle(color=rgb_to_color([1.0, 0, 0]))"),
        ('self.wait("2")', "wrong-value", "self.wait(2)"),
        ('circle.next_to(text, "right")', "wrong-value", "circle.next_to(text, RIGHT)"),
        (
            'self.play(Create(circle), rate_func="linear")',
            "wrong-value",
            "self.play(Create(circle), rate_func=linear)",
        ),
        ("always_redraw(Circle())", "wrong-value", "always_redraw(lambda: Circle())"),
        ("always_redraw(lambda: [Dot(), text])", "wrong-value", "always_redraw(lambda: VGroup(Dot(), text))"),
        ("Text(12)", "wrong-value", "Text(str(12))"),
        (
            "axes.get_area(axes.plot(lambda x: x), x_range=[0, 1, 0.1])",
            "wrong-value",
            "axes.get_area(axes.plot(lambda x: x), x_range=[0, 1])",
        ),
        ('MarkupText("R & D")', "broken-markup", 'MarkupText("R &amp; D")'),
    ],
)
def test_a_value_that_manim_refuses_is_an_error_with_a_certain_fix(
    line: str, rule: str, mended: str, index: ApiIndex
) -> None:
    (found,) = _judged(line, index)
    assert found.fix is not None
    assert (found.rule, found.severity, found.fix.certain) == (rule, Severity.ERROR, True)
    assert _mended(line, found) == mended
    assert _judged(mended, index) == []


@pytest.mark.parametrize(
    ("line", "rule"),
    [
        ('SVGMobject("logo")', "missing-file"),
        ('ImageMobject("photo.png")', "missing-file"),
        ('self.add_sound("click.wav")', "missing-file"),
        ('Code(code_file="a.py")', "missing-file"),
        ('Circle(fill_color="#12")', "colour-name"),
        ('circle.set_color("no such colour")', "colour-name"),
        ("self.play(Create(circle), rate_func=None)", "wrong-value"),
        ("circle.add_updater(text)", "wrong-value"),
        ("Axes(x_range=5)", "wrong-value"),
        ("Axes(x_range=[1])", "wrong-value"),
        ("NumberLine(x_range=[0, 1, 1, 1])", "wrong-value"),
        ("Text(None)", "wrong-value"),
        ("axes.plot(3)", "wrong-value"),
        ('MarkupText("<b>x")', "broken-markup"),
        ('MarkupText("<h1>x</h1>")', "broken-markup"),
        ('MarkupText("a&nbsp;b")', "broken-markup"),
    ],
)
def test_other_values_that_stop_manim(line: str, rule: str, index: ApiIndex) -> None:
    assert [(item.rule, item.severity, item.line) for item in _judged(line, index)] == [
        (rule, Severity.ERROR, 7)
    ]


@pytest.mark.parametrize(
    "line",
    [
        "axes.c2p(1, 2)",
        "axes.c2p([1, 2])",
        "axes.plot_parametric_curve(lambda t: [t, t])",
        "Vector([1, 2])",
        "Brace(circle, direction=[0, 1])",
        "ArrowVectorField(lambda p: [p[0], p[1]])",
        "Dot([1, 2] + [0])",
        'Circle(color="light_pink", fill_color="0xFF0000", stroke_color="#fff")',
        "Circle(color=[RED, BLUE])",
        'Text("a", color=[1.0, 0, 0])',
        'Text("a", font_size="48")',
        'Circle(stroke_width="4", fill_opacity="0.5")',
        "axes.plot(lambda x: x, x_range=[0, 1])",
        "Surface(lambda u, v: [u, v, 0], u_range=[0, 1])",
        "MathTex(12)",
        "always_redraw(lambda: VGroup(Dot(), text))",
        "MarkupText(\"<b>a</b> &amp; <span foreground='blue'>b</span> > c &#169;\")",
        'Path("logo.svg").write_text("<svg/>"); SVGMobject("logo.svg")',
        'Text("It costs $5 or $6, C:\\\\new")',
    ],
)
def test_what_manim_takes_is_left_alone(line: str, index: ApiIndex) -> None:
    assert _judged(line, index) == []


@pytest.mark.parametrize(
    ("line", "mended"),
    [
        ('Text(r"\\alpha + 1")', 'MathTex(r"\\alpha + 1")'),
        ('Text("The square $x^2$")', 'Tex("The square $x^2$")'),
    ],
)
def test_latex_in_a_text_is_a_warning(line: str, mended: str, index: ApiIndex) -> None:
    (found,) = _judged(line, index)
    assert (found.rule, found.severity) == ("latex-in-text", Severity.WARNING)
    assert _mended(line, found) == mended


@pytest.mark.parametrize(
    ("line", "message"),
    [
        (
            "Circle(RED)",
            "radius is a number, and this is a colour. Write a number, or the name of what it is for.",
        ),
        (
            "Create(circle, text)",
            "lag_ratio is a number, and this is a Text. Write a number, or the name of what it is for.",
        ),
        ("Line(circle.get_left, UP)", "get_left is not called here. Write get_left()."),
        (
            "circle.next_to(UP, circle)",
            "direction is a point or direction, and this is a mobject. Write its get_center().",
        ),
        (
            "circle.move_to(1, 2)",
            "aligned_edge is a direction, such as UP, and this is a number. Write a place as [1, 2, 0].",
        ),
        (
            "Polygon([UP, LEFT, DOWN])",
            "Polygon takes points one by one, and this is a list of them. Write a star before it.",
        ),
        ("Dot((1, 2, 3, 4))", "Points have three numbers, and this has 4. Write [1, 2, 0]."),
        (
            "Dot([1, 2, '0'])",
            "A point has three numbers, and there is a text in this one. Write numbers without quotes.",
        ),
        (
            "Text('a', slant='SLANTED')",
            "slant is one of NORMAL, ITALIC, OBLIQUE, and this is 'SLANTED'. Write one of them.",
        ),
        (
            "Code(code_string='x', background='terminal')",
            "background is one of rectangle, window, and this is 'terminal'. Write one of them.",
        ),
        (
            "Text('a', t2c=['a', RED])",
            't2c is a dict, such as {"part": RED}, and this is a list. Write a dict.',
        ),
        (
            "Text('a', gradient=RED)",
            "gradient is several colours, and this is one. Write gradient=(RED, BLUE), or color=RED.",
        ),
        (
            "Table([[1, 2]])",
            "Table takes texts, and there are numbers in this. Write each in quotes, or take a DecimalTable.",
        ),
        (
            "Table([['a', 'b'], ['c']])",
            "The rows of a Table have to be of one length. Fill the short ones up with texts.",
        ),
        (
            "Matrix([1, 2])",
            "Matrix takes a list of rows, and this is a single row. Write [[1, 2], [3, 4]].",
        ),
        (
            "ApplyMethod(circle.shift(UP))",
            "ApplyMethod takes a method that is not called yet. Write ApplyMethod(circle.shift, UP).",
        ),
        ("len(5)", "len needs several things, and this is one number."),
        (
            "range(1.5)",
            "range counts in whole numbers, and this may have a fraction. Write int(...) around it.",
        ),
        ("int('a')", "int cannot read 'a' as a number."),
    ],
)
def test_values_of_another_sort_are_told(line: str, message: str, index: ApiIndex) -> None:
    assert [item.message for item in _judged(line, index)] == [message]


@pytest.mark.parametrize(
    "line",
    [
        "Circle(2, RED); Dot(circle.get_center()); Polygon(*[UP, LEFT, DOWN]); Line(circle, text)",
        "circle.next_to(UP, DOWN); circle.move_to(text, aligned_edge=UP); circle.shift(UP, RIGHT)",
        "Table([['a', 'b'], ['c', 'd']]); Table([[1]], element_to_mobject=Integer); Matrix([[1], [2]])",
        "Text('a', slant=ITALIC, weight='BOLD', t2c={'a': RED}); Text('b', gradient=(RED, BLUE), t2c={})",
        "circle.scale(UP); circle.set_stroke(2, RED); circle.set_stroke(width=RED)",
        "GrowFromPoint(circle, text); circle.next_to(text, aligned_edge=5); Circle(normal_vector=RED)",
        "ApplyMethod(circle.shift, UP); len([1]); range(3); int('12'); max(1, 2); list(UP)",
    ],
)
def test_values_that_fit_are_left_alone(line: str, index: ApiIndex) -> None:
    assert _judged(line, index) == []
