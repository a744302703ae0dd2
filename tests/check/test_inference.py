"""What is known of the names of a script, and what is not."""

from __future__ import annotations

import ast
import textwrap

import pytest

from core.api_index import ApiIndex
from core.check.inference.infer import infer
from core.check.types import UNKNOWN, Builder, ClassOf, Instance, ModuleOf, Plain, Type

HEAD = "from manim import *\n"
SCENE = HEAD + "class Lesson(Scene):\n    def construct(self):\n"


def owners(source: str, index: ApiIndex) -> dict[str, Type]:
    """What is known of the owner of each attribute that is used, by the attribute's name."""
    facts = infer(ast.parse(source), index)
    assert facts is not None
    return {access.node.attr: access.owner for access in facts.accesses}


def in_scene(statements: str) -> str:
    return SCENE + textwrap.indent(textwrap.dedent(statements).strip("\n"), " " * 8) + "\n"


def short(type: Type) -> str:
    """A type in the form that these tests compare: a class's name with ! where it is exact."""
    match type:
        case Instance():
            item = f"[{short(type.item)}]" if type.item else ""
            return type.kind.rpartition(".")[2] + "!" * type.exact + item
        case Plain():
            return type.kind
        case Builder():
            return f"{short(type.target)}.animate"
        case ClassOf():
            return f"class {type.kind.rpartition('.')[2]}"
        case ModuleOf():
            return f"module {type.name}"
    return "?"


KNOWN = {
    "a constructor": ("c = Circle()\nc.here", "Circle!"),
    "a chain that gives itself": ("c = Circle().shift(UP).set_color(RED)\nc.here", "Circle!"),
    "a method's result": ("Axes().plot(lambda x: x).here", "ParametricFunction"),
    "a field": ("Axes().x_axis.here", "NumberLine"),
    "a copy": ("c = Circle()\nd = c.copy()\nd.here", "Circle!"),
    "several names at once": ("a, (b, c) = Circle(), (Square(), Dot())\nc.here", "Dot!"),
    "animate": ("c = Circle()\nself.play(c.animate.shift(UP).here())", "Circle!.animate"),
    "a redrawn mobject": ("m = always_redraw(lambda: Line(LEFT, RIGHT))\nm.here", "Line!"),
    "a member of a group": ("g = VGroup(Circle(), Circle())\nfor m in g:\n    m.here", "Circle!"),
    "a member of a list": ("g = [Circle() for _ in range(3)]\ng[0].here", "Circle!"),
    "a member of an unpacked list": ("g = VGroup(*[Dot() for i in range(9)])\ng[1].here", "Dot!"),
    "with its number": ("for i, m in enumerate([Dot(), Dot()]):\n    m.here", "Dot!"),
    "two lists": ("for a, b in zip([Dot()], [Line()]):\n    b.here", "Line!"),
    "a lambda's updater": ("Circle().add_updater(lambda m: m.here())", "Circle!"),
    "a function inside": ("def make():\n    return Square()\nmake().here", "Square!"),
    "a parameter": ("def f(a, m):\n    m.here\nf(1, m=Circle())\nf(2, Circle())", "Circle!"),
    "a walrus": ("(c := Circle()).shift(UP)\nc.here", "Circle!"),
    "a condition that gives the same": ("c = Dot() if self.x else Dot()\nc.here", "Dot!"),
    "both branches the same": ("if self.x:\n    c = Dot()\nelse:\n    c = Dot()\nc.here", "Dot!"),
    "one branch that leaves": ("if self.x:\n    c = 1\n    return\nelse:\n    c = Dot()\nc.here", "Dot!"),
    "the camera": ("self.camera.here", "Camera!"),
    "NumPy": ("np.here", "module numpy"),
    "a class": ("Circle.here", "class Circle"),
    "text": ("'a'.here", "str"),
    "arithmetic": ("(2 * 3 / 4).here", "float"),
    "an index of a range": ("for i in range(3):\n    i.here", "int"),
    "a scene itself": ("self.here", "Lesson!"),
    "nothing": ("None.here", "None"),
}

UNKNOWNS = {
    "a parameter of two": "def f(m):\n    m.here\nf(Circle())\nf(Dot())",
    "a parameter of a function given away": "def f(m):\n    m.here\nf(Circle())\nself.use(f)",
    "a parameter with a default": "def f(m=None):\n    m.here\nf(Circle())\nf()",
    "two branches": "if self.x:\n    c = Dot()\nelse:\n    c = Square()\nc.here",
    "what a loop changes": "c = Dot()\nfor i in range(3):\n    c.here\n    c = Square()",
    "what a loop may leave": "c = Dot()\nwhile self.x:\n    c = Square()\nc.here",
    "what a handler may leave": "c = Dot()\ntry:\n    c = Square()\nexcept ValueError:\n    pass\nc.here",
    "what is asked for": "c = Dot()\nif isinstance(c, Square):\n    c.here",
    "what another function changes": "def f():\n    nonlocal c\n    c = Square()\nc = Dot()\nf()\nc.here",
    "a mixed list": "for m in [Dot(), Square()]:\n    m.here",
    "a group that gets more": "g = VGroup(Dot(), Dot())\ng.add(Square())\nfor m in g:\n    m.here",
    "a given attribute": "c = Circle()\nc.label = Dot()\nc.label.here",
    "a name from nowhere": "nothing.here",
    "a generator": "def f():\n    yield 1\nf().here",
    "a decorated function": "@cache\ndef f():\n    return Dot()\nf().here",
}


@pytest.mark.parametrize("case", KNOWN)
def test_what_is_known(case: str, index: ApiIndex) -> None:
    statements, expected = KNOWN[case]
    assert short(owners(in_scene(statements), index)["here"]) == expected


@pytest.mark.parametrize("case", UNKNOWNS)
def test_what_stays_unknown(case: str, index: ApiIndex) -> None:
    assert owners(in_scene(UNKNOWNS[case]), index)["here"] == UNKNOWN


SKIPPED = {
    "what is caught": "try:\n    Circle().here\nexcept AttributeError:\n    pass",
    "what is behind a return": "return\nCircle().here",
    "what is never true": "if False:\n    Circle().here",
    "a function that nobody calls": "def f():\n    Circle().here",
    "the second of two conditions": "self.x and Circle().here",
    "what is suppressed": "import contextlib\nwith contextlib.suppress(Exception):\n    Circle().here",
}


@pytest.mark.parametrize("case", SKIPPED)
def test_what_may_never_run_is_left_out(case: str, index: ApiIndex) -> None:
    assert "here" not in owners(in_scene(SKIPPED[case]), index)


METHODS = {
    "an attribute of self": (
        "    def setup(self):\n        self.dot = Dot()\n    def construct(self):\n        self.dot.here\n",
        "Dot!",
    ),
    "an attribute set later": (
        "    def construct(self):\n        self.make()\n        self.dot.here\n"
        "    def make(self):\n        self.dot = self.other()\n"
        "    def other(self):\n        return Dot()\n",
        "Dot!",
    ),
    "an attribute set twice": (
        "    def construct(self):\n        self.dot = Dot()\n        self.make()\n        self.dot.here\n"
        "    def make(self):\n        self.dot = Square()\n",
        "?",
    ),
    "a helper's result": (
        "    def construct(self):\n        self.make().here\n    def make(self):\n        return Dot()\n",
        "Dot!",
    ),
    "a helper that returns two things": (
        "    def construct(self):\n        self.make().here\n"
        "    def make(self):\n        if self.x:\n            return Dot()\n        return Square()\n",
        "?",
    ),
    "a helper that calls itself": (
        "    def construct(self):\n        self.make(3).here\n"
        "    def make(self, n):\n        return self.make(n)\n",
        "?",
    ),
    "a helper's parameter": (
        "    def construct(self):\n        self.show(Dot())\n    def show(self, m):\n        m.here\n",
        "Dot!",
    ),
    "a helper that somebody else calls": (
        "    def construct(self):\n        self.show(Dot())\n        other().show(Square())\n"
        "    def show(self, m):\n        m.here\n",
        "?",
    ),
    "a static helper": (
        "    def construct(self):\n        self.make().here\n"
        "    @staticmethod\n    def make():\n        return Dot()\n",
        "Dot!",
    ),
}


@pytest.mark.parametrize("case", METHODS)
def test_what_methods_leave(case: str, index: ApiIndex) -> None:
    methods, expected = METHODS[case]
    source = f"{HEAD}class Lesson(Scene):\n{methods}"
    assert short(owners(source, index)["here"]) == expected


CAMERAS = {
    "Scene": "Camera!",
    "MovingCameraScene": "MovingCamera!",
    "ThreeDScene": "ThreeDCamera!",
    "ZoomedScene": "MultiCamera!",
}


@pytest.mark.parametrize("scene", CAMERAS)
def test_each_scene_has_its_camera(scene: str, index: ApiIndex) -> None:
    source = f"{HEAD}class Lesson({scene}):\n    def construct(self):\n        self.camera.here\n"
    assert short(owners(source, index)["here"]) == CAMERAS[scene]


def test_imports_by_other_names_are_followed(index: ApiIndex) -> None:
    source = (
        "import manim as mn\nimport numpy\nfrom manim import Circle as Round\n"
        "class Lesson(mn.Scene):\n    def construct(self):\n"
        "        mn.Dot().first\n        Round().second\n        numpy.third\n        self.fourth\n"
    )
    found = {name: short(type) for name, type in owners(source, index).items()}
    assert found == {
        "Dot": "module manim",
        "Scene": "module manim",
        "first": "Dot!",
        "second": "Circle!",
        "third": "module numpy",
        "fourth": "Lesson!",
    }


def test_a_class_of_the_script_is_known_by_its_bases(index: ApiIndex) -> None:
    source = (
        f"{HEAD}class Wheel(Circle):\n"
        "    def __init__(self):\n        super().__init__()\n        self.hub = Dot()\n"
        "class Lesson(Scene):\n    def construct(self):\n"
        "        w = Wheel().shift(UP)\n        w.first\n        w.hub.second\n"
    )
    found = owners(source, index)
    assert short(found["first"]) == "Wheel!"
    assert short(found["second"]) == "Dot!"


def test_a_class_with_an_unknown_base_is_unknown(index: ApiIndex) -> None:
    source = HEAD + (
        "from elsewhere import Base\nclass Thing(Base):\n    pass\n"
        "class Lesson(Scene):\n    def construct(self):\n        Thing().here.there\n"
    )
    facts = infer(ast.parse(source), index)
    assert facts is not None
    assert not facts.world.is_closed("Thing")
    assert owners(source, index)["there"] == UNKNOWN


def test_a_script_beyond_all_measure_is_not_followed(index: ApiIndex) -> None:
    assert infer(ast.parse("a = 1 + 2\n" * 100_000), index) is None
