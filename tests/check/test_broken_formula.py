from __future__ import annotations

import pytest

from core.api_index import ApiIndex
from core.check.mending.edits import apply
from core.model import Diagnostic, Severity
from tests.check.judging import diagnostics

SCRIPT = """from manim import *


class Lesson(Scene):
    def construct(self):
        name, number = input(), 3
        {line}
"""


def _judged(line: str, index: ApiIndex) -> list[Diagnostic]:
    return [
        item for item in diagnostics(SCRIPT.replace("{line}", line), index) if item.rule == "broken-formula"
    ]


@pytest.mark.parametrize(
    ("line", "mended"),
    [
        ('MathTex("$x^2$")', 'MathTex("x^2")'),
        ('MathTex("Let $x$ be given")', 'Tex("Let $x$ be given")'),
        ('MathTex(f"{name} = ${number}$")', 'MathTex(f"{name} = {number}")'),
        ('Tex("50% of all, 20% of some")', 'Tex("50\\\\% of all, 20\\\\% of some")'),
        ('Tex(f"{number}%")', 'Tex(f"{number}\\\\%")'),
        ('Title(r"Q&A")', 'Title(r"Q\\&A")'),
        ('BulletedList("first", "#2")', 'BulletedList("first", "\\\\#2")'),
        ('Tex(r"\\frac{1}{2}")', 'MathTex(r"\\frac{1}{2}")'),
        ('Tex("costs $5")', 'Tex("costs \\\\$5")'),
        ('Tex("the number π")', 'Tex("the number $\\\\pi$")'),
        ('MathTex(r"πr ≤ α")', 'MathTex(r"\\pi r \\leq \\alpha")'),
        ('MathTex("a\\n\\nb")', 'MathTex("a\\nb")'),
        ('MathTex("f′")', 'MathTex("f^{\\\\prime}")'),
        ('MathTex(r"\\left{ x \\right}")', 'MathTex(r"\\left\\{ x \\right\\}")'),
        (
            'MathTex(r"\\begin{align*} a &= b \\end{align*}")',
            'MathTex(r"\\begin{aligned} a &= b \\end{aligned}")',
        ),
    ],
)
def test_a_formula_is_mended(line: str, mended: str, index: ApiIndex) -> None:
    (found,) = _judged(line, index)
    assert found.fix is not None
    assert (found.severity, found.line, found.fix.certain) == (Severity.ERROR, 7, True)
    made = apply(SCRIPT.replace("{line}", line), found.fix.edits)
    assert made == SCRIPT.replace("{line}", mended)
    assert _judged(mended, index) == []


@pytest.mark.parametrize(
    ("formula", "column"),
    [
        ('MathTex(r"\\fracc{1}{2}")', 19),
        ('MathTex("x^2^3")', 21),
        ('MathTex("x^", "2")', 19),
        ('MathTex(r"\\frac{a}", "{b}")', 19),
        ('MathTex(r"{a & b}")', 22),
        ('MathTex(r"\\frac{a \\\\ b}{c}")', 27),
        ('MathTex(r"\\begin{bmatrix} 1 & 2")', 19),
        ('MathTex(r"\\begin{bmatrix} 1 \\end{pmatrix}")', 19),
        ('MathTex(r"\\begin{cases} a & b & c \\end{cases}")', 39),
        ('MathTex(r"\\begin{nothing} a \\end{nothing}")', 19),
        ('MathTex(r"\\left( a & b \\right)")', 28),
        ('MathTex(r"\\left( {a \\right)}")', 29),
        ('MathTex(r"\\text{a_b}")', 26),
        ('MathTex(r"\\exp(x)", substrings_to_isolate=["x"])', 19),
        ('MathTex("né")', 19),
        ('MathTex(r"\\cancel{x}")', 19),
        ('MathTex(r"\\usepackage{bm} x")', 19),
        ('Tex("$x$ and $y")', 22),
        ('Tex("你好")', 14),
        ('Tex(r"\\begin{cases} a \\end{cases}")', 15),
        ('Brace(Square()).get_tex("$x$")', 34),
    ],
)
def test_where_latex_stops(formula: str, column: int, index: ApiIndex) -> None:
    found = _judged(formula, index)
    assert [(item.severity, item.line, item.column) for item in found] == [(Severity.ERROR, 7, column)]


@pytest.mark.parametrize(
    "formula",
    [
        'MathTex("")',
        'MathTex("x\'^2", "^3", r"x_1\'^2")',
        'MathTex(r"\\frac{", "1}{2}")',
        'MathTex(r"\\sqrt{x")',
        'MathTex(r"\\left( x")',
        'MathTex(r"\\text{if $x$} a &= b \\\\ c &= d")',
        'MathTex("{{ a }} + {{ b }}")',
        'MathTex(r"\\frac{x}{y}", tex_to_color_map={"x": RED})',
        'MathTex("a × b ± 2²")',
        'MathTex("50% a comment\\n x")',
        'MathTex(r"\\bm{x}", tex_template=name)',
        'MathTex(r"\\begin{array}{c|c} a & b \\end{array}")',
        'MathTex(r"\\newcommand{\\q}{x} \\q")',
        'MathTex(name, "$")',
        'MathTex(f"\\\\{name}{{2}}")',
        'Tex(r"$\\frac{1}{2}$ \\textbf{b} \\[x\\] {\\Huge é}")',
        'Tex(r"\\begin{itemize}\\item a\\end{itemize}")',
        'Tex(r"\\begin{tabular}{cc} a & b \\end{tabular}")',
        'Tex("a", "$x", "y$")',
    ],
)
def test_what_latex_takes_is_left_alone(formula: str, index: ApiIndex) -> None:
    assert _judged(formula, index) == []


def test_a_script_with_a_template_of_its_own_is_left_alone(index: ApiIndex) -> None:
    line = 'config.tex_template = name; MathTex(r"\\bm{x}")'
    assert _judged(line, index) == []
