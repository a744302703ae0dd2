"""Names that Manim does not have, what is said of them, and what their fixes make of a script."""

from __future__ import annotations

import ast

import pytest

from core.api_index import ApiIndex
from core.check.lines import Lines
from core.check.mending.edits import apply
from core.check.names.color_table import MANIM
from core.check.names.invented_names import HINTS, LIKE, TEXTS, WORDS
from core.check.names.old_names import CALLS, SAME
from core.check.reading import Reading
from core.check.rules.undefined_name import MOST, judge_names
from core.model import Diagnostic, Severity

HEAD = "from manim import *\n\n\nclass Lesson(Scene):\n    def construct(self):\n"


def judged(source: str, index: ApiIndex | None) -> list[Diagnostic]:
    return list(judge_names(Reading(ast.parse(source), Lines(source), index)))


def mended(source: str, index: ApiIndex) -> tuple[str, bool]:
    """The source after the first fix, and whether that is certain."""
    fix = judged(source, index)[0].fix
    assert fix is not None
    return apply(source, fix.edits), fix.certain


def in_scene(statement: str) -> str:
    return f"{HEAD}        {statement}\n"


def test_the_tables_name_what_is_not_there_and_lead_to_what_is(index: ApiIndex) -> None:
    old = {*SAME, *LIKE, *CALLS, *TEXTS, *WORDS, *HINTS}
    new = {text.partition(".")[0] for text in (*SAME.values(), *LIKE.values())}
    assert old & index.star.keys() == set()
    assert (new | {call.name for call in CALLS.values()} | MANIM.keys()) - index.star.keys() == set()


@pytest.mark.parametrize(
    ("wrong", "right", "certain"),
    [
        ("ShowCreation(Circle())", "Create(Circle())", True),
        ("ShowCreation(Circle(), nonsense=1)", "Create(Circle(), nonsense=1)", False),
        ("FadeInFrom(Circle(), UP)", "FadeIn(Circle(), shift=DOWN)", True),
        ("FadeInFrom(Circle(), 2 * LEFT)", "FadeIn(Circle(), shift=2 * RIGHT)", True),
        ("FadeInFrom(Circle(), UP + LEFT)", "FadeIn(Circle(), shift=-(UP + LEFT))", True),
        ("FadeInFrom(Circle(), direction=UP)", "FadeIn(Circle(), shift=DOWN)", True),
        ("FadeInFrom(Circle())", "FadeIn(Circle(), shift=UP)", True),
        ("FadeOutAndShift(Circle(), DOWN)", "FadeOut(Circle(), shift=DOWN)", True),
        ("FadeInFromLarge(Circle(), scale_factor=3)", "FadeIn(Circle(), scale=3)", True),
        ("FadeInFrom(*things)", "FadeIn(*things)", False),
        ("TextMobject('a')", "Text('a')", True),
        ("TextMobject('$a$')", "Tex('$a$')", True),
        ("TextMobject(things)", "Tex(things)", True),
        ("Color('red')", "ManimColor('red')", True),
        ("Color(hex='#f00')", "ManimColor(hex='#f00')", False),
        ("Create(square(1))", "Create(Square(1))", True),
        ("self.add(dot())", "self.add(Dot())", True),
        ("self.wait(2 * square(1))", "self.wait(2 * np.square(1))", True),
        ("self.wait(dot(UP, UP))", "self.wait(np.dot(UP, UP))", True),
        ("smooth(lambda x: square(x))", "smooth(lambda x: np.square(x))", True),
        ("Dot().next_to(ORIGIN, TOP)", "Dot().next_to(ORIGIN, UP)", True),
        ("Dot().move_to(ORIGIN, aligned_edge=LEFT_SIDE)", "Dot().move_to(ORIGIN, aligned_edge=LEFT)", True),
        ("Dot().move_to(TOP)", "Dot().move_to(config.top)", True),
        ("TexMobject('x')", "MathTex('x')", True),
        ("Hexagon()", "RegularPolygon(n=6)", True),
        ("Hexagon(color=RED)", "RegularPolygon(color=RED, n=6)", True),
        ("Checkmark()", 'Text("✓")', True),
        ("Checkmark(color=RED)", 'Text("✓", color=RED)', True),
        ("SemiCircle()", "Arc(angle=PI)", False),
        ("ParametricSurface(f, u_min=0, u_max=1)", "Surface(f, u_min=0, u_max=1)", True),
        ("Dot(TOP_LEFT)", "Dot(UL)", True),
        ("Dot(color=CYAN)", "Dot(color=PURE_CYAN)", True),
        ("Dot(color=DARK_GREEN)", "Dot(color=GREEN_E)", True),
        ("Dot(color=NAVY)", "Dot(color=DARK_BLUE)", True),
        ("self.wait(sin(1))", "self.wait(np.sin(1))", True),
        ("self.wait(pi)", "self.wait(PI)", True),
        ("smooth(ease_in_out_sine)", "smooth(rate_functions.ease_in_out_sine)", True),
        ("smooth(easeInOutSine)", "smooth(rate_functions.ease_in_out_sine)", True),
        ("play(Create(Circle()))", "self.play(Create(Circle()))", True),
        ("Dot(fill_opacity=true)", "Dot(fill_opacity=True)", True),
        ("Fadein(Circle())", "FadeIn(Circle())", True),
        ("Circel()", "Circle()", False),
    ],
)
def test_a_name_gets_the_one_that_is_meant(wrong: str, right: str, certain: bool, index: ApiIndex) -> None:
    wrong = f"things = []; {wrong}" if "things" in wrong else wrong
    right = f"things = []; {right}" if "things" in right else right
    assert mended(in_scene(wrong), index) == (in_scene(right), certain)


@pytest.mark.parametrize(
    ("source", "right"),
    [
        (f'"""A lesson."""\n{in_scene("self.wait(random.random())")}', ("import random\n", 2)),
        (in_scene("x: Callable = 1; Dot(randint(1, 2))"), ("from random import randint\n", 1)),
        ("from __future__ import annotations\n" + in_scene("math.floor(1)"), ("import math\n", 2)),
    ],
)
def test_what_is_not_imported_is_imported_at_the_top(
    source: str, right: tuple[str, int], index: ApiIndex
) -> None:
    lines = source.splitlines(keepends=True)
    line, number = right
    lines.insert(number - 1, line)
    assert mended(source, index) == ("".join(lines), True)


def test_a_script_without_any_import_needs_one_line(index: ApiIndex) -> None:
    source = (
        "class Lesson(Scene):\n    def construct(self):\n        self.play(Create(Circle()), run_time=PI)\n"
    )
    assert [item.message for item in judged(source, index)] == [
        "This script does not import Manim. Write from manim import * at its top."
    ]
    assert mended(source, index) == (f"from manim import *\n\n{source}", True)


@pytest.mark.parametrize(
    ("wrong", "right", "certain"),
    [
        ("from manimlib import *\n", "from manim import *\n", True),
        ("from manimlib.imports import *\n", "from manim import *\n", True),
        ("from manim_imports_ext import *\n", "from manim import *\n", True),
        ("import manimlib as m\n", "import manim as m\n", False),
        ("from manim.mobject.geometry import Circle\n", "from manim import Circle\n", True),
        ("from manim.animations import FadeIn\n", "from manim import FadeIn\n", True),
        ("from manim import Circel\n", "from manim import Circle\n", False),
        (
            "from manim import Scene, ShowCreation\nprint(ShowCreation)\n",
            "from manim import Scene, Create\nprint(Create)\n",
            True,
        ),
        (
            "from manim import Scene\nprint(Circle)\n",
            "from manim import Scene, Circle\nprint(Circle)\n",
            True,
        ),
        ("import manim as mn\nprint(Circle)\n", "import manim as mn\nprint(mn.Circle)\n", True),
    ],
)
def test_an_import_gets_what_there_is(wrong: str, right: str, certain: bool, index: ApiIndex) -> None:
    assert mended(wrong, index) == (right, certain)


@pytest.mark.parametrize(
    "source",
    [
        "from rich import *\nprint(Anything)\n",
        "from .others import *\nprint(Anything)\n",
        "try:\n    from manimlib import *\nexcept ImportError:\n    from manim import *\nprint(Circle)\n",
        "import manim.cli\nfrom manim.utils.rate_functions import ease_in_sine\nfrom manim import cli\n",
        "from math import *\nfrom numpy import *\nprint(tau, linspace)\n",
        in_scene("self.play(Create(Circle()))"),
    ],
)
def test_what_may_be_there_is_left_alone(source: str, index: ApiIndex) -> None:
    assert judged(source, index) == []


def test_nothing_is_said_without_the_index() -> None:
    assert judged(in_scene("ShowCreation()"), None) == []


def test_each_use_is_told_on_its_own_place(index: ApiIndex) -> None:
    source = in_scene("self.play(Ünknown(), TexMobject('ä'), TexMobject('b'))")
    assert [(item.severity, item.line, item.column) for item in judged(source, index)] == [
        (Severity.ERROR, 6, 19),
        (Severity.ERROR, 6, 30),
        (Severity.ERROR, 6, 47),
    ]


@pytest.mark.parametrize(
    ("body", "message"),
    [
        (
            "count = 0\n        def f(m):\n            count += 1\n        Circle().add_updater(f)",
            "This function gives count a value, so the count from outside is not seen in it. "
            "Write nonlocal count as its first line.",
        ),
        (
            "self.other()\n    def other(self):\n        dot = Dot()\n        self.third(dot)\n"
            "    def third(self, x):\n        self.add(dot)",
            "dot is known only inside other, from line 8. Keep it as self.dot there to use it here.",
        ),
        ("print(a)\n        a = 1", "a is used here before line 7 gives it a value. Move that line up."),
        ("PieChart()", "Manim has no PieChart. Draw it from several Sector(...) in a VGroup."),
        ("qqq", "There is no qqq here. Give it a value before this line, or correct the name."),
    ],
)
def test_the_sentence_says_what_to_do(body: str, message: str, index: ApiIndex) -> None:
    assert [item.message for item in judged(in_scene(body), index)] == [message]


def test_a_script_full_of_unknown_names_ends(index: ApiIndex) -> None:
    source = "from manim import *\n" + "".join(f"name{number}\n" for number in range(2_000))
    assert len(judged(source, index)) == MOST


def test_a_tree_too_deep_to_follow_is_left_alone(index: ApiIndex) -> None:
    assert judged(f"x = nowhere{'.b' * 2_500}\n", index) == []


@pytest.mark.parametrize(
    ("given", "right", "certain"),
    [
        ("from colour import Color", "from manim import ManimColor as Color", True),
        ("from colour import Color as C", "from manim import ManimColor as C", True),
    ],
)
def test_a_module_that_is_not_installed_is_told(
    given: str, right: str, certain: bool, index: ApiIndex
) -> None:
    name = right.rpartition(" ")[2]
    source = f"{given}\n" + in_scene(f"Dot(color={name}('red'))")
    (one,) = judged(source, index)
    assert one.message == "colour is not installed. Manim has ManimColor."
    assert mended(source, index) == (source.replace(given, right, 1), certain)
    assert mended(source.replace("'red'", "hue=0.5"), index)[1] is False


@pytest.mark.parametrize("line", ["import no_such_thing.part", "from no_such_thing import part"])
def test_nothing_takes_the_place_of_a_module_that_nobody_knows(line: str, index: ApiIndex) -> None:
    (one,) = judged(f"{line}\n" + in_scene("pass; self.wait()"), index)
    assert (one.line, one.message, one.fix) == (
        1,
        "no_such_thing is not installed. Draw with Manim and NumPy alone.",
        None,
    )
    tried = f"try:\n    {line}\nexcept ImportError:\n    pass\n"
    assert judged(tried + in_scene("self.wait()"), index) == []


@pytest.mark.parametrize("text", [r'rf"\frac{a}{b}"', r'f"\\frac{1}{b}"', r'f"x^{b}"', r'rf"\vec{b}"'])
def test_braces_of_tex_are_written_twice_where_python_looks_at_them(text: str, index: ApiIndex) -> None:
    (one,) = judged(in_scene(f"a = 1; self.add(MathTex({text}))"), index)
    assert one.message == (
        "In an f-string, Python fills in {b} itself, and there is no b here. "
        "Write TeX's own braces twice: {{b}}."
    )


def test_other_braces_are_pythons(index: ApiIndex) -> None:
    (one,) = judged(in_scene('self.add(Text(f"number {b}"))'), index)
    assert "braces" not in one.message
