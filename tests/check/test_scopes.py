"""Which names are missing where, by Python's own rules."""

from __future__ import annotations

import ast
import textwrap

import pytest

from core.check.names.lookups import lookups

GIVEN = frozenset({"Scene", "Circle", "Create", "np"})


def missing(source: str) -> list[tuple[str, int, int | None]]:
    """Each missing name with its line, and the line that gives it a value too late."""
    found = lookups(ast.parse(textwrap.dedent(source)), GIVEN).missing
    return [(item.node.id, item.node.lineno, item.later) for item in found]


@pytest.mark.parametrize(
    "source",
    [
        "x = 1\ndef f():\n    return x + y\n",  # Nothing calls f.
        "def f(a, *b, c=1, **d):\n    return a, b, c, d\nf(1)\n",
        "def f():\n    return later\nlater = 1\nf()\n",
        "a = [x for x in range(3) if x]\nb = {k: v for k, v in {}.items()}\n",
        "if (n := len('a')) > 1:\n    print(n)\n",
        "print([m for x in range(3) if (m := x)], m)\n",
        "import os.path as p, sys\nfrom math import sin as s\nprint(p, sys, s)\n",
        "try:\n    pass\nexcept ValueError as error:\n    print(error)\n",
        "with open('a') as (a, b):\n    print(a, b)\n",
        "match [1]:\n    case [x, *rest]:\n        print(x, rest)\n",
        "match {}:\n    case {'a': y, **more}:\n        print(y, more)\n",
        "class A:\n    a = 1\n    b = a\n    def f(self):\n        return __class__\nA().f()\n",
        "class Circle(Circle):\n    pass\n",
        "def f():\n    global g\n    g = 1\nf()\nprint(g)\n",
        "def f():\n    n = 0\n    def g():\n        nonlocal n\n        n += 1\n    g()\nf()\n",
        "for i in range(3):\n    if i:\n        print(last)\n    last = i\n",
        "try:\n    print(nowhere)\nexcept NameError:\n    pass\n",
        "try:\n    print(nowhere)\nexcept:\n    pass\n",
        "from contextlib import suppress\nwith suppress(NameError):\n    print(nowhere)\n",
        "if False:\n    print(nowhere)\n",
        "if __name__ == '__main__':\n    print(nowhere)\n",
        "if hasattr(np, 'x') and nowhere:\n    pass\n",
        "def f():\n    return 1\n    print(nowhere)\nf()\n",
        "exec('nowhere = 1')\nprint(nowhere)\n",
        "globals()['nowhere'] = 1\nprint(nowhere)\n",
        "globals().update(nowhere=1)\nprint(nowhere)\n",
        "names = globals()\nnames['nowhere'] = 1\nprint(nowhere)\n",
        "if 'nowhere' in globals():\n    print(nowhere)\n",
        "from __future__ import annotations\ndef f(x: Nowhere) -> Nowhere: ...\ny: Nowhere = 1\n",
        "def f():\n    x: Nowhere = 1\n    return x\nf()\n",
        "class Unused:\n    def f(self):\n        return nowhere\n",
        "unused = lambda x: nowhere\n",
        "print(__name__, __file__)\n",
    ],
)
def test_what_has_a_value_or_may_never_be_asked_for_is_left_alone(source: str) -> None:
    assert missing(source) == []


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("print(nowhere)\n", [("nowhere", 1, None)]),
        ("known = 'A' in globals(), globals().get('B')\nprint(nowhere)\n", [("nowhere", 2, None)]),
        ("class A(Scene):\n    def construct(self):\n        self.play(nowhere)\n", [("nowhere", 3, None)]),
        ("def f():\n    nowhere\ndef g():\n    f()\ng()\n", [("nowhere", 2, None)]),
        ("class A:\n    def f(self):\n        nowhere\nA().f()\n", [("nowhere", 3, None)]),
        ("class A:\n    a = 1\n    def f(self):\n        return a\nA().f()\n", [("a", 4, None)]),
        ("class A:\n    a = 1\n    b = [a for x in range(3)]\n", [("a", 3, None)]),
        ("x = [lambda: nowhere]\n", [("nowhere", 1, None)]),
        ("act = lambda: nowhere\nact()\n", [("nowhere", 1, None)]),
        ("[x for x in range(3)]\nprint(x)\n", [("x", 2, None)]),
        ("def f(x: Nowhere): ...\n", [("Nowhere", 1, None)]),
        ("a = A()\nclass A: ...\n", [("A", 1, 2)]),
        ("class A(B): ...\nclass B: ...\n", [("B", 1, 2)]),
        ("def f():\n    print(x)\n    x = 1\nf()\n", [("x", 2, 3)]),
        ("def f():\n    x = x + 1\nf()\n", [("x", 2, 2)]),
        ("n = 0\ndef f():\n    n += 1\nf()\n", [("n", 3, 3)]),
        ("def f():\n    Circle = Circle()\nf()\n", [("Circle", 2, 2)]),
        ("try:\n    nowhere\nexcept ValueError:\n    pass\n", [("nowhere", 2, None)]),
        ("if np:\n    nowhere\nelse:\n    other\n", [("nowhere", 2, None), ("other", 4, None)]),
    ],
)
def test_a_name_without_a_value_is_found(source: str, expected: list[tuple[str, int, int | None]]) -> None:
    assert missing(source) == expected
