"""Real failures of real renders, and what people are told of them."""

from __future__ import annotations

import pytest

from core.api_index import ApiIndex
from core.check.explaining.explain import diagnose, explain
from core.events import RenderFailed
from core.model import FailureKind, RenderFailure, Script
from core.raised import Raised
from core.render.index_keeper import IndexKeeper
from tests.knowledge import known
from tests.render.conftest import Render, Run, scene


@pytest.fixture(scope="module")
def index() -> ApiIndex:
    found = IndexKeeper(known()).get()
    assert found is not None
    return found


def raised(run: Run) -> Raised:
    assert isinstance(run.events[-1], RenderFailed), run.events[-1]
    assert run.events[-1].raised is not None
    return run.events[-1].raised


def of(thing: str, line: str) -> str:
    """A script in which `thing` comes out of a function, so that nobody knows what it is before it runs."""
    return scene(f"give = lambda thing: thing\nthing = give({thing})\n{line}")


CASES = {
    "attribute": (of("Axes()", "thing.add_coordinate_labels()"), "Axes has no add_coordinate_labels."),
    "stand-in": (of("Axes()", "thing.get_graph(lambda x: x)"), "Axes has no get_graph. Write plot."),
    "in a dict": (
        scene("held = {'a': Axes()}\nheld = dict(held)\nheld['a'].get_graph(lambda x: x)"),
        "Axes has no get_graph. Write plot.",
    ),
    "in a group": (
        scene("held = list([VGroup(Dot(), Dot())])\nheld = held * 1\nheld[0][1].to_center()"),
        "Dot has no to_center. Write center.",
    ),
    "renamed": (of("Rectangle()", "thing.get_bottom_left()"), "Rectangle has no get_bottom_left. "),
    "animate": (
        of("Circle()", "self.play(thing.animate.to_center())"),
        "Circle has no to_center. Write center.",
    ),
    "scene": (of("self", "thing.set_camera_orientation(phi=1)"), "Scene has no set_camera_orientation. "),
    "unset": (scene("x = 1\nx = 2\nself.circle.shift(UP)"), "Lesson has no circle. Write self.circle = ... "),
    "none": (
        of("None", "thing.shift(UP)"),
        "thing is None here, and None has no shift. Give thing its value ",
    ),
    "list": (of("[Circle()]", "thing.shift(UP)"), "A list is not a mobject and has no shift. "),
    "keyword": (of("Dot", "Dot(size=0.2)"), "Dot takes no size. Write radius=0.1."),
    "forwarded": (
        of("{'size': 2}", "Dot(**thing)"),
        "Dot is given size, which it does not take. It is written Dot(point, radius=",
    ),
    "method's keyword": (of("Circle()", "thing.shift(UP, time=3)"), "shift takes no time. "),
    "missing": (
        of("Circle()", "thing.rotate()"),
        "rotate needs angle as well. Write it into the parentheses. "
        "It is written rotate(angle, axis, about_point=None, about_edge=None).",
    ),
    "too many": (of("Circle()", "thing.set_fill(RED, 1, True, 4)"), "set_fill takes at most 3 arguments "),
    "name": (of("1", "ShowCreation(Circle())"), "Manim has no ShowCreation. Write Create."),
    "import": (scene("x = 1\nx = 2\nfrom manim import Circl"), "manim has no Circl. Write Circle."),
    "index": (
        of("[1, 2, 3]", "thing[7]"),
        "thing has 3 items, from thing[0] to thing[2], and thing[7] asks for another. Use a smaller number.",
    ),
    "group": (
        of("VGroup(Dot(), Dot())", "thing[2]"),
        "thing has 2 items, from thing[0] to thing[1], and thing[2] asks for another. Use a smaller number.",
    ),
    "empty": (of("[]", "thing[0]"), "thing is empty, so there is no thing[0]. Put something into it before "),
    "key": (of("{'a': 1}", "thing['b']"), "thing has no key 'b'. It has 'a'. Use one of these."),
    "point": (of("Circle()", "thing.move_to([1, 2])"), "Manim's points and directions have three numbers, "),
    "animation": (
        of("Circle()", "self.play(thing)"),
        "play takes animations, and gets Circle, which is none. ",
    ),
    "outline": (of("Group(Mobject())", "self.play(Create(thing))"), "Create draws outlines. It works for "),
    "colour": (of("'blurple'", "Circle(color=thing)"), "blurple is no colour that Manim knows. Write "),
    "zero": (
        of("0", "1 / thing"),
        "thing is 0 here, and nothing can be divided by 0. Keep it from becoming 0.",
    ),
    "value": (
        of("Axes()", "thing.get_area(thing.plot(lambda x: x), x_range=[0, 1, 2])"),
        "get_area fails with what it is given: too many values to unpack (expected 2). "
        "It is written get_area(graph, x_range=None, color, opacity=0.3, bounded_graph=None, ...).",
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_a_failure_is_explained(render: Render, index: ApiIndex, case: str) -> None:
    source, sentence = CASES[case]
    run = render(source)
    told = explain(run.failure, raised(run), Script(source), index)
    assert told.line == 7
    assert told.message.startswith(f"Line 7: {sentence}"), told.message
    assert told.message.endswith(".")
    assert (told.kind, told.traceback) == (run.failure.kind, run.failure.traceback)


@pytest.mark.parametrize(
    "body",
    [
        "raise ValueError('own words')",
        "def again(): again()\nagain()",
        "ImageMobject('cat.png')",
        "import nothere",
        r"MathTex(r'\frac{a}{b} \foo')",
    ],
)
def test_what_is_told_well_already_stays(render: Render, index: ApiIndex, body: str) -> None:
    run = render(scene(body))
    assert explain(run.failure, raised(run), Script(scene(body)), index) == run.failure


def test_a_rule_that_knows_more_has_a_fix(render: Render, index: ApiIndex) -> None:
    source = of("Axes()", "thing.get_graph(lambda x: x)")
    found = diagnose(raised(render(source)), Script(source), index)
    assert found is not None
    assert found.fix is not None
    assert (found.rule, found.line, found.fix.title) == ("unknown-attribute", 7, "Write plot")


def test_without_the_index_the_script_alone_is_told_of(render: Render) -> None:
    source = of("{'a': 1}", "thing['b']")
    run = render(source)
    message = explain(run.failure, raised(run), Script(source), None).message
    assert message == "Line 7: thing has no key 'b'. It has 'a'. Use one of these."


def test_neither_paths_nor_a_script_s_own_words_for_itself_are_told(render: Render) -> None:
    source = scene("class Odd(Exception):\n    def __str__(self): return 'its own'\nraise Odd(1)")
    assert raised(render(source)).words == ""
    assert raised(render(scene("raise ValueError(f'in {__file__}')"))).words == "in script.py"


def test_a_failure_that_nobody_raised_stays(index: ApiIndex) -> None:
    failure = RenderFailure(FailureKind.SCRIPT, "Gone.", 3)
    assert explain(failure, None, Script(""), index) == failure
