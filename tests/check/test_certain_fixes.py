"""Scripts that are mended without asking anybody, in as many rounds as it takes."""

from __future__ import annotations

import pytest

from core.api_index import ApiIndex
from core.check.checker import check
from core.check.mending.fixes import fix
from core.model import Script

HEAD = "from manim import *\n\n\nclass Lesson(Scene):\n    def construct(self):\n        "


def mended(statements: str, index: ApiIndex) -> str:
    """The statements of a scene after all that is certain."""
    script = Script(HEAD + statements.replace("\n", "\n        ") + "\n")
    source = fix(script, lambda item: check(item, index)).script.source
    return source.removeprefix(HEAD).replace("\n        ", "\n").rstrip("\n")


MENDED = [
    ("dot = Dot()\nself.play(dot)", "dot = Dot()\nself.play(Create(dot))"),
    ("a, b = UP, Text('a')\nself.play(b.shift(a))", "a, b = UP, Text('a')\nself.play(b.animate.shift(a))"),
    (
        "word = Text('a')\nword.next_to(ORIGIN, UP)\nself.play(word)",
        "word = Text('a')\nword.next_to(ORIGIN, UP)\nself.play(Write(word))",
    ),
    ("A = [0, 1]\nB = (2, 1)\nline = Line(A, B)", "A = [0, 1, 0]\nB = (2, 1, 0)\nline = Line(A, B)"),
    (
        "A = np.array([0, 1])\nB = np.array([2, 1])\ns = np.linalg.norm(A - B)\ndot = Dot((A + B) / 2)",
        "A = np.array([0, 1, 0])\nB = np.array([2, 1, 0])\ns = np.linalg.norm(A - B)\ndot = Dot((A + B) / 2)",
    ),
    (
        "c = Code(code_string='a', font='b', font_size=9, background_color=RED, corner_radius=1)",
        "c = Code(code_string='a', paragraph_config={\"font\": 'b', \"font_size\": 9}, "
        'background_config={"fill_color": RED, "corner_radius": 1})',
    ),
    (
        "c = Code(paragraph_config=dict(font='b'), font_size=9)",
        "c = Code(paragraph_config=dict(font='b', font_size=9))",
    ),
    ("c = Code(paragraph_config={}, font_size=9)", 'c = Code(paragraph_config={"font_size": 9})'),
    (
        "axes = Axes(x_label='t', y_label='Speed')",
        "axes = Axes()\naxes.add(axes.get_y_axis_label(Tex('Speed')))\naxes.add(axes.get_x_axis_label('t'))",
    ),
    (
        "f = MathTex('E = mc')\nself.add(f.get_part_by_tex('m'), f.get_part_by_tex('c').copy())",
        "f = MathTex('E = mc', substrings_to_isolate=['m', 'c'])\n"
        "self.add(f.get_part_by_tex('m'), f.get_part_by_tex('c').copy())",
    ),
    ("axes = Axes(axis_color=BLUE)", 'axes = Axes(axis_config={"color": BLUE})'),
    (
        "curve = Axes().get_graph(lambda x: x, x_min=0, x_max=3, colour=RED)",
        "curve = Axes().plot(lambda x: x, x_range=[0, 3], color=RED)",
    ),
    ("row = Matrix([[1]]).get_row(0)", "row = Matrix([[1]]).get_rows()[0]"),
    ("row = Table([['a']]).get_row(0)", "row = Table([['a']]).get_rows()[0]"),
]


@pytest.mark.parametrize(("statements", "right"), MENDED)
def test_what_is_meant_beyond_doubt_is_written(statements: str, right: str, index: ApiIndex) -> None:
    assert mended(statements, index) == right
    assert mended(right, index) == right


@pytest.mark.parametrize(
    "statements",
    [
        "dot = Dot()\nself.add(dot)\nself.play(dot)",
        "dot = Dot()\ngroup = VGroup(dot)\nself.play(dot)",
        "dot = Dot()\nfor i in range(2):\n    self.play(dot)",
        "A = [0, 1]\ndot = Dot(A)\nprint(A[0])",
        "A = [0, 1]\nA = [1, 1]\ndot = Dot(A)",
        "A = np.array([0, 1])\ndot = Dot(A + 1)",
        "row = Table([['a']]).get_row(1)",
        "f = MathTex(r'\\frac{a}{b}')\nself.play(Indicate(f.get_part_by_tex('a')))",
        "f = MathTex('x^2')\nself.play(Indicate(f.get_part_by_tex('2')))",
        "f = MathTex('a + b')\nself.play(Write(f[0]))\nself.play(Indicate(f.get_part_by_tex('a')))",
        "self.add(Axes(x_label='t'))",
    ],
)
def test_what_may_mean_something_else_is_left(statements: str, index: ApiIndex) -> None:
    assert mended(statements, index) == statements


METHODS = [
    (
        "self.dot = Dot()\n        self.helper(1)\n\n    def helper(n):\n        self.wait(n)\n",
        "self.dot = Dot()\n        self.helper(1)\n\n    def helper(self, n):\n        self.wait(n)\n",
    ),
    (
        "self.dot = Dot()\n        self.helper()\n\n    def helper(self):\n        self.add(dot)\n",
        "self.dot = Dot()\n        self.helper()\n\n    def helper(self):\n        self.add(self.dot)\n",
    ),
]


@pytest.mark.parametrize(("statements", "right"), METHODS)
def test_a_method_gets_the_self_that_it_needs(statements: str, right: str, index: ApiIndex) -> None:
    assert fix(Script(HEAD + statements), lambda item: check(item, index)).script == Script(HEAD + right)
