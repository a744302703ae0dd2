"""Attributes that the script's own classes and objects have, in whatever way they get them."""

from __future__ import annotations

import textwrap

import pytest

from core.api_index import ApiIndex
from tests.check.judging import errors

BODIES = {
    "several at once": "one, (two, [*rest]) = 1, (2, [3])",
    "a loop": "for one in range(3):\n    two = one\nrest = []",
    "a condition": "if 1:\n    def one(self): pass\n    two = rest = 2\nelse:\n    one = two = rest = 3",
    "a context": "with open(__file__) as one:\n    two, rest = 1, 2",
    "an attempt": "try:\n    one = int('x')\nexcept ValueError:\n    one = 2\ntwo, rest = 1, 2",
    "imports": "import math as one\nfrom math import pi as two, tau as rest",
    "within an expression": "one = [two := 2]\n(rest := 3)",
    "with a type": "one: int = 1\ntwo: float = 2\nrest = 3\nrest += 1",
}
OWN = """from manim import *


class Theme:
{body}


class Lesson(Scene):
{body}

    def construct(self):
        print(self.one, self.two, self.rest)
        print(Theme.one, Theme.two, Theme().rest)
        self.three
"""


@pytest.mark.parametrize("body", BODIES.values(), ids=BODIES)
def test_whatever_a_class_body_gives_a_value_is_there(body: str, index: ApiIndex) -> None:
    source = OWN.format(body=textwrap.indent(body, "    "))
    assert errors(source, index) == [("unknown-attribute", len(source.splitlines()))]


WRITTEN = """from manim import *


class Box(VGroup):
    def __init__(self, **others):
        super().__init__()
        for name, value in others.items():
            {own}


class Lesson(Scene):
    def construct(self):
        box, dot, name = Box(mass=1), Dot(), "ma" + "ss"
        {line}
        print(box.mass)
        print(dot.mass)
"""


@pytest.mark.parametrize(
    "own",
    [
        "setattr(self, name, value)",
        "self.__dict__[name] = value",
        "self.__dict__.update(others)",
        "vars(self).update(others)",
        "super().__setattr__(name, value)",
        "object.__setattr__(self, name, value)",
        "self.set(**others)",
    ],
)
def test_what_a_class_gives_its_objects_by_name_is_its_own_affair(own: str, index: ApiIndex) -> None:
    assert errors(WRITTEN.format(own=own, line="pass"), index) == [("unknown-attribute", 16)]


@pytest.mark.parametrize(
    "line",
    [
        "setattr(dot, name, 1)",
        "dot.__dict__[name] = 1",
        "vars(dot)[name] = 1",
        "dot.__setattr__('mass', 1)",
        "list(map(setattr, [dot], [name], [1]))",
    ],
)
def test_what_is_given_to_anything_by_name_may_be_anywhere(line: str, index: ApiIndex) -> None:
    assert errors(WRITTEN.format(own="setattr(self, name, value)", line=line), index) == []


def test_a_descriptor_gives_what_it_likes(index: ApiIndex) -> None:
    source = """from manim import *


class Twin:
    def __get__(self, owner, kind=None):
        return Dot()

    def __set__(self, owner, value):
        pass


class Lesson(Scene):
    twin = Twin()

    def construct(self):
        self.twin = 2
        self.add(self.twin.shift(UP))
"""
    assert errors(source, index) == []


def test_a_function_that_is_lent_to_a_class_gives_its_objects_attributes(index: ApiIndex) -> None:
    source = """from manim import *


def begin(self):
    self.dot = Dot()


class Lesson(Scene):
    def construct(self):
        begin(self)
        self.add(self.dot)
"""
    assert errors(source, index) == []


OPERATORS = """from manim import *


class Sums:
    __rsub__ = lambda self, other: self


class Vec(Sums, VGroup):
    def scaled(self, factor):
        return self.copy().scale(factor)

    __mul__ = scaled
    __rmul__ = __mul__


Dot.__truediv__ = Vec.scaled


class Lesson(Scene):
    def construct(self):
        vec = Vec(Dot())
        self.add(2 * vec * 3, 1 - vec, Dot() / 2)
        vec % 2
"""


def test_operators_may_be_given_to_a_class_like_any_other_name(index: ApiIndex) -> None:
    assert errors(OPERATORS, index) == [("wrong-operation", 23)]


WITHIN = """from contextlib import contextmanager

from manim import *


class Quiet:
    def __enter__(self):
        return self

    def __exit__(self, kind, *rest):
        return {given}


@contextmanager
def calm():
    {begin}
        yield
    finally:
        pass


class Lesson(Scene):
    def construct(self):
        with {context}:
            Square().nothing_of_the_kind()
            nobody
"""


@pytest.mark.parametrize(
    ("context", "given", "begin", "count"),
    [
        ("Quiet()", "kind is AttributeError", "try:", 0),
        ("Quiet()", "False", "try:", 2),
        ("Quiet()", "None", "try:", 2),
        ("calm()", "None", "try:\n        yield\n    except Exception:\n        pass\n    try:", 0),
        ("calm()", "None", "try:", 2),
        ("open(__file__)", "True", "try:", 2),
    ],
)
def test_a_context_of_the_script_may_take_what_goes_wrong_in_it(
    context: str, given: str, begin: str, count: int, index: ApiIndex
) -> None:
    source = WITHIN.format(context=context, given=given, begin=begin)
    assert len(errors(source, index)) == count
