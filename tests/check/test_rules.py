"""What each rule finds, what it leaves alone, and that it has its page."""

from __future__ import annotations

from pathlib import Path

import pytest

from core.api_index import ApiIndex
from core.check import rules
from core.check.checker import check
from core.model import Script, Severity
from tests.check.rule_case import judged
from tests.frames.examples import all_examples

SCENE = "from manim import *\nclass Lesson(Scene):\n    def construct(self):\n        {}\n"
EXAMPLES = all_examples()
OPENGL = "mobject.opengl.opengl_"
NOT_RUNNING = {
    "mobject.graph.CustomLayoutExample": "undefined-name",
    f"{OPENGL}mobject.DotInterpolation": "undefined-name",
    f"{OPENGL}mobject.Example": "undefined-name",
    f"{OPENGL}mobject.ShuffleSubmobjectsExample": "undefined-name",
    f"{OPENGL}vectorized_mobject.AddToOpenGLVGroup": "undefined-name",
    f"{OPENGL}vectorized_mobject.ArcShapeIris": "undefined-name",
    f"{OPENGL}vectorized_mobject.DashedVMobjectExample": "undefined-name",
    "scene.scene.SoundExample": "missing-file",
}
"""The examples that fail in Manim too, for names that they do not import or a sound that is not there."""

PAGES = Path(rules.__path__[0])


def found(statement: str) -> list[tuple[str, int, int]]:
    verdict = check(Script(SCENE.format(statement)))
    assert verdict.error is None
    assert all(item.severity is Severity.WARNING for item in verdict.diagnostics)
    return [(item.rule, item.line, item.column) for item in verdict.diagnostics]


@pytest.mark.parametrize(
    ("statement", "column"),
    [
        (r'MathTex("\frac{1}{2}")', 17),
        (r'self.play(Write(m.Tex("é", "a $\theta$")))', 36),
        (r"formula = MathTex('x', *['a', '\beta'])", 39),
        (r'MathTex("a \neq b")', 17),
        (r'MathTex("a \\ \right)")', 17),
        ('MathTex("""a\n\\nu""")', 17),
        (r'MathTex(r"\alpha" "\beta")', 17),
        (r'MathTex(f"\frac{{{x}}}{{2}}")', 17),
    ],
)
def test_a_backslash_that_tex_does_not_see_is_told(statement: str, column: int) -> None:
    assert found(statement) == [("lost-escape", 4, column)]


@pytest.mark.parametrize(
    ("line", "severity"),
    [
        (r'self.add(MathTex("\frac{1}{2}"))', Severity.ERROR),
        (r'self.add(Tex("a $\beta$"))', Severity.ERROR),
        (r'self.add(MathTex("x", "\vec{v}"))', Severity.ERROR),
        (r'self.add(MathTex("\theta"))', Severity.WARNING),
        (r'self.add(Tex("one\frac"))', Severity.WARNING),
        (r'self.add(MathTex("x % \beta"))', Severity.WARNING),
        (r'if False: self.add(MathTex("\beta"))', Severity.WARNING),
    ],
)
def test_it_is_an_error_where_latex_stops(line: str, severity: Severity, index: ApiIndex) -> None:
    assert [item.severity for item in judged("lost-escape", line, index)] == [severity]


@pytest.mark.parametrize(
    "statement",
    [
        r'MathTex(r"\frac{1}{2}", R"\theta")',
        r'MathTex("\\frac{1}{2} \\\\ \\neq")',
        r'MathTex("\pi \sum \Delta")',
        r'Text("one\ttwo\nthree")',
        r'MathTex("a\n b\nnext")',
        r'MathTex(f"{1}\\frac", tex_environment="\begin")',
        r'MathTex("a" r"\frac{1}{2}", rf"\theta_{x}" "b")',
        'MathTex("a"  # it\'s "\\\\beta"\n            r"\\beta")',
    ],
)
def test_a_backslash_that_means_what_it_says_is_left_alone(statement: str) -> None:
    assert found(statement) == []


@pytest.mark.parametrize(
    ("statement", "column"),
    [
        ("self.wait(0)", 19),
        ("self.wait(duration=-1.5)", 28),
        ('self.play(Write(Text("é")), run_time=0)', 46),
        ("self.pause(0.0)", 20),
    ],
)
def test_a_play_that_takes_no_time_is_told(statement: str, column: int) -> None:
    assert found(statement) == [("no-time", 4, column)]


@pytest.mark.parametrize(
    "statement",
    [
        "self.wait()",
        "self.wait(0.1)",
        "self.wait(x)",
        "other.wait(0)",
        "self.play(a, run_time=-x)",
        "wait(0)",
    ],
)
def test_other_times_are_left_alone(statement: str) -> None:
    assert found(statement) == []


@pytest.mark.parametrize(
    ("statement", "columns"),
    [
        ("self.play(a.animate.shift(UP), a.animate.scale(2))", [19]),
        (
            "self.play(a.animate.shift(UP), b.animate.up(), a.animate(run_time=2).x().y(), a.animate.z())",
            [19, 56],
        ),
        ("self.play(self.a[0].animate.x(), self.a[0].animate.y())", [19]),
    ],
)
def test_a_mobject_that_is_animated_twice_in_one_play_is_told(statement: str, columns: list[int]) -> None:
    assert found(statement) == [("twice-animated", 4, column) for column in columns]


@pytest.mark.parametrize(
    "statement",
    [
        "self.play(a.animate.shift(UP).scale(2), b.animate.scale(2))",
        "self.play(a[0].animate.x(), a[1].animate.y())",
        "self.play(next(a).animate.x(), next(a).animate.y())",
        "self.play(Succession(a.animate.x(), a.animate.y()))",
        "self.play(a.animate.x()); self.play(a.animate.y())",
    ],
)
def test_mobjects_that_are_animated_once_are_left_alone(statement: str) -> None:
    assert found(statement) == []


def test_what_it_says_is_a_sentence_with_the_next_step() -> None:
    source = SCENE.format('MathTex("\\frac"); self.wait(0)')
    assert [item.message for item in check(Script(source)).diagnostics] == [
        "TeX will not see \\frac: Python reads \\f in it as one character of its own. "
        'Put an r before the quotes: r"…".',
        "Manim renders nothing that takes 0 seconds and stops here. Give more than 0, or take the wait out.",
    ]


@pytest.mark.parametrize("rule", sorted(path.stem for path in PAGES.glob("[a-z]*.py")))
def test_each_rule_has_its_page(rule: str) -> None:
    lines = (PAGES / f"{rule}.md").read_text("utf-8").splitlines()
    headings = [line for line in lines if line.startswith("#")]
    assert headings[0].startswith("# ")
    assert headings[1:] == ["## What is wrong", "## Why", "## Right"]


@pytest.mark.parametrize("name", sorted(EXAMPLES))
def test_manims_own_examples_have_no_error(name: str, index: ApiIndex) -> None:
    error = check(Script(EXAMPLES[name].source), index).error
    assert (error.rule if error else None) == NOT_RUNNING.get(name)
