"""Parts of formulas, the stage, and functions that are plotted where they have no value."""

from __future__ import annotations

import pytest

from core.api_index import ApiIndex
from core.check.mending.edits import apply
from tests.check.judging import diagnostics

HEAD = "from manim import *\nimport math\nclass Lesson(Scene):\n    def construct(self):\n        "


def told(rule: str, statements: str, index: ApiIndex) -> list[str]:
    """What one rule says of the statements of a scene."""
    source = HEAD + statements.replace("\n", "\n        ") + "\n"
    return [item.message for item in diagnostics(source, index) if item.rule == rule]


def mended(statements: str, index: ApiIndex) -> str:
    """The statements with the certain fixes of the first round made."""
    source = HEAD + statements.replace("\n", "\n        ")
    fixes = [item.fix for item in diagnostics(source, index) if item.fix and item.fix.certain]
    text = apply(source, [edit for fix in fixes for edit in fix.edits])
    return text.removeprefix(HEAD).replace("\n        ", "\n")


MISSING_PARTS = [
    'f = MathTex("a", "+", "b")\nf.get_part_by_tex("c").set_color(RED)',
    'f = MathTex("a + b").scale(2)\nbox = SurroundingRectangle(f.get_part_by_tex("a"))\nself.add(box)',
    'f = MathTex("a + b")\npart = f.get_part_by_tex("a")\nself.add(part)',
    'f = MathTex("a", "b")\nself.play(f[2].animate.scale(2))',
    'f = MathTex("a", "b")\nself.add(f[3])',
    'f = MathTex("a b", substrings_to_isolate=["c"])\nself.add(f.get_part_by_tex("c"))',
]


@pytest.mark.parametrize("statements", MISSING_PARTS)
def test_a_part_that_a_formula_does_not_have_is_told(statements: str, index: ApiIndex) -> None:
    assert len(told("missing-part", statements, index)) == 1


PRESENT_PARTS = [
    'f = MathTex("a", "+", "b")\nself.add(f.get_part_by_tex("+"), f[2])',
    'f = MathTex("a b", substrings_to_isolate=["b"])\nself.add(f.get_part_by_tex("b"))',
    'f = MathTex("a b", tex_to_color_map={"b": RED})\nself.add(f.get_part_by_tex("b"))',
    'f = MathTex("a", "b")\nf = MathTex("a", "b", "c")\nself.add(f[2])',
    'f = MathTex("a", "b")\nf.add(Dot())\nself.add(f[2])',
    'f = MathTex(*"abc")\nself.add(f[2])',
    'f = MathTex("a b")\npart = f.get_part_by_tex("c")\nif part is not None:\n    self.add(part)',
    'f = MathTex("{{ a }} + {{ b }}")\nself.add(f.get_part_by_tex(" a "), f[2])',
    'def show(f):\n    self.add(f[9])\nf = MathTex("a")\nshow(VGroup(*[Dot() for _ in range(10)]))',
]


@pytest.mark.parametrize("statements", PRESENT_PARTS)
def test_parts_that_are_there_or_may_be_are_left_alone(statements: str, index: ApiIndex) -> None:
    assert told("missing-part", statements, index) == []


@pytest.mark.parametrize(
    "statements",
    [
        "g = VGroup(Dot(), Square())\nself.add(g[2])",
        "g = VGroup(Dot(), Square()).arrange(RIGHT)\nself.play(Create(g))\ng[2].set_color(RED)",
        "g = Group(*[Dot() for _ in range(3)])\nfor d in g:\n    d.scale(2)\nself.play(FadeOut(g[3]))",
        "g = VGroup(*(Text(t) for t in ('a', 'b')))\nself.add(*g)\nself.play(Write(g[-3]))",
    ],
)
def test_a_member_that_a_group_does_not_have_is_told(statements: str, index: ApiIndex) -> None:
    assert len(told("missing-part", statements, index)) == 1


@pytest.mark.parametrize(
    "statements",
    [
        "g = VGroup(Dot(), Square())\nself.add(g[1], g[-2])",
        "g = VGroup(Dot())\ng.add(Dot())\nself.add(g[1])",
        "g = VGroup(Dot())\ng += Dot()\nself.add(g[1])",
        "g = VGroup(Dot())\nself.fill(g)\nself.add(g[1])",
        "g = VGroup(Dot())\nh = g\nh.add(Dot())\nself.add(g[1])",
        "g = VGroup(Dot())\nh = g.shift(UP)\nh.add(Dot())\nself.add(g[1])",
        "g = VGroup(Dot())\nh = VGroup(g)\nh[0].add(Dot())\nself.add(g[1])",
        "g = VGroup(Dot())\nself.play(Transform(g, VGroup(Dot(), Dot())))\nself.add(g[1])",
        "g = VGroup(Dot())\ng.become(VGroup(Dot(), Dot()))\nself.add(g[1])",
        "g = VGroup(Dot())\nself.play(g.animate.add(Dot()))\nself.add(g[1])",
        "g = VGroup()\nself.add(g[1])",
        "g = VGroup(Dot(), z_index=1)\nself.add(g[1])",
        "g = VGroup(*[Dot() for n in range(9) if n])\nself.add(g[20])",
    ],
)
def test_members_that_may_be_there_are_left_alone(statements: str, index: ApiIndex) -> None:
    assert told("missing-part", statements, index) == []


def test_spaces_within_double_braces_are_written_out(index: ApiIndex) -> None:
    formula = r'f = MathTex(r"{{ \alpha }} = {{ b }}")'
    assert mended(f'{formula}\nf.get_part_by_tex(r"\\alpha").scale(2)', index) == (
        f'{formula}\nf.get_part_by_tex(r" \\alpha ").scale(2)'
    )


def test_nothing_on_stage_cannot_be_faded_out(index: ApiIndex) -> None:
    assert told("stage", "self.play(FadeOut(*self.mobjects))", index) == [
        "Nothing is on stage yet, and FadeOut needs something. Add a mobject before, or leave it out."
    ]


@pytest.mark.parametrize(
    "before",
    [
        "self.add(Dot())",
        "self.play(Create(Dot()))",
        "self.show()",
        "for _ in range(2):\n    self.add(Dot())",
        "show(self)",
        "Dot().add_updater(lambda m: self.add(m))",
    ],
)
def test_where_something_may_be_on_stage_nothing_is_said(before: str, index: ApiIndex) -> None:
    assert told("stage", f"{before}\nself.play(FadeOut(*self.mobjects))", index) == []


def test_a_vgroup_does_not_take_a_tracker_from_the_stage(index: ApiIndex) -> None:
    statements = "self.add(Dot(), ValueTracker(1))\nself.play(FadeOut(VGroup(*self.mobjects)))"
    assert told("stage", statements, index) == [
        "A ValueTracker is on stage, and a VGroup takes only what is made of curves. Write Group."
    ]
    assert mended(statements, index) == statements.replace("VGroup", "Group")


def test_a_tracker_that_was_taken_away_does_no_harm(index: ApiIndex) -> None:
    statements = "t = ValueTracker(1)\nself.add(Dot(), t)\nself.remove(t)\nself.add(VGroup(*self.mobjects))"
    assert told("stage", statements, index) == []


SETTINGS = {
    'Axes(axis_config={"numbers_font_size": 20})': 'Axes(axis_config={"font_size": 20})',
    'Axes(x_axis_config={"include_tips": True})': 'Axes(x_axis_config={"include_tip": True})',
    'NumberLine(decimal_number_config={"decimal_places": 1})': (
        'NumberLine(decimal_number_config={"num_decimal_places": 1})'
    ),
    'Axes(axis_config={"decimal_number_config": {"decimal_places": 1}})': (
        'Axes(axis_config={"decimal_number_config": {"num_decimal_places": 1}})'
    ),
}


@pytest.mark.parametrize("wrong", SETTINGS)
def test_a_setting_that_an_axis_does_not_take_is_told_and_mended(wrong: str, index: ApiIndex) -> None:
    assert len(told("unknown-setting", f"self.add({wrong})", index)) == 1
    assert mended(f"self.add({wrong})", index) == f"self.add({SETTINGS[wrong]})"


def test_settings_that_are_taken_are_left_alone(index: ApiIndex) -> None:
    settings = (
        '{"include_numbers": True, "font_size": 20, "color": RED, "stroke_width": 2, "tip_shape": None}'
    )
    assert (
        told("unknown-setting", f"self.add(Axes(axis_config={settings}, x_axis_config=dict(a=1)))", index)
        == []
    )


@pytest.mark.parametrize(
    ("function", "start", "count"),
    [
        ("math.log", 0, 1),
        ("lambda x: 2 * math.log(x)", 0, 1),
        ("lambda x: math.sqrt(x)", -1, 1),
        ("lambda x: math.sqrt(x)", 0, 0),
        ("lambda x: math.log(x + 1)", 0, 0),
        ("lambda x: math.log(x) if x > 0 else 0", 0, 0),
        ("np.log", 0, 0),
    ],
)
def test_a_plot_begins_where_its_function_has_a_value(
    function: str, start: int, count: int, index: ApiIndex
) -> None:
    statements = f"self.add(Axes().plot({function}, x_range=[{start}, 4]))"
    assert len(told("outside-domain", statements, index)) == count


SCENELESS = {
    "class Lesson:\n    def construct(self):\n        pass\n": "class Lesson(Scene):",
    "class Lesson():\n    def construct(self):\n        pass\n": "class Lesson(Scene):",
    "class Lesson(Scene):\n    def constuct(self):\n        pass\n": "    def construct(self):",
}


@pytest.mark.parametrize("source", SCENELESS)
def test_what_is_nearly_a_scene_is_made_one(source: str, index: ApiIndex) -> None:
    text = f"from manim import *\n{source}"
    [found] = [item for item in diagnostics(text, index) if item.rule == "no-scene"]
    assert found.fix is not None and found.fix.certain
    mended_text = apply(text, found.fix.edits)
    assert SCENELESS[source] in mended_text
    assert [item for item in diagnostics(mended_text, index) if item.rule == "no-scene"] == []


@pytest.mark.parametrize(
    ("source", "count"),
    [
        ("class Card(VGroup):\n    pass\n", 1),
        ("class Lesson(Scene):\n    pass\n", 1),
        ("class Base(Scene):\n    pass\nclass Lesson(Base):\n    def construct(self):\n        pass\n", 0),
        ("from mine import Base\nclass Lesson(Base):\n    pass\n", 0),
        ("Lesson = type('Lesson', (Scene,), {'construct': lambda self: None})\nclass Other:\n    pass\n", 0),
    ],
)
def test_a_script_without_a_scene_is_told(source: str, count: int, index: ApiIndex) -> None:
    found = diagnostics(f"from manim import *\n{source}", index)
    assert len([item for item in found if item.rule == "no-scene"]) == count
