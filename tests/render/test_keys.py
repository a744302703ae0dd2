"""The same key, the same frames: which edit of a script changes the keys of which plays."""

from __future__ import annotations

import ast
import itertools
from collections.abc import Sequence

import pytest

from core.render.engine.keys import Keys, Step, line_map
from tests.render.keyed import Run, Scene, lesson, same_keys

PLAYS = "self.play(1)\nself.play(2)\nself.play(3)"
FIRST = "def part1(self):\n    self.play(1)\n    x = 7"
SECOND = "def part2(self):\n    self.play(2)"
PARTS = f"{FIRST}\n{SECOND}"
BOTH = "self.part1()\nself.part2()"
NESTED = "def one(self):\n    self.two()\n    self.play(2)\ndef two(self):\n    self.play(1)\n    x = 7"
AGAIN = "def part(self, n):\n    self.play(n)\n    if n:\n        self.part(n - 1)\n    x = 7"
UPDATER = "dot = Mobject(0)\nself.play(1)\ndot.add_updater(self.follow)\nself.add(dot)\nself.play(2)"
LED = UPDATER.replace("self.follow", "lambda d: self.led(d)")
FOLLOW = "def follow(self, dot):\n    dot.look = 7\n"
OTHER = "class Other(Scene):\n    side = 7\n    def construct(self):\n        self.play(8)"
BASE = "class Base(Scene):\n    def construct(self):\n        self.play(1)\n        self.play(7)\n"
SIDE = "@property\ndef side(self):\n    return 6\n@side.setter\ndef side(self, n):\n    self.n = 7"
TOLD = "STEPS = []\ndef told(f):\n    STEPS.append(f)\n    return f"
SAY = "class Base(Scene):\n    def say(self):\n        self.play(7)"
SHOWN = "try:\n    self.play(1)\n{}:\n    x = 7\nself.play(2)"
GROW = "class Grow(Animation):\n    def interpolate(self):\n        return 7"
GUARD = '\n\nif __name__ == "__main__":\n    import subprocess\n    Lesson().render()\n'
TWICE = "def one():\n    return 6\ndef one():\n    return 7"
LATER = "self.play(1)\nself.play({})"

# What is edited; the script; the old and the new text; for each play: s if its key stays the same, else d.
EDITS: dict[str, tuple[str, str, str, str]] = {
    "a comment": (lesson(PLAYS), "class", "# said\n\nclass", "sss"),
    "the spaces": (lesson(PLAYS), "play(1)", "play(\n            1)", "sss"),
    "a docstring": (lesson(PLAYS), "self.play(1)", '"""Says."""\n        self.play(1)', "sss"),
    "a docstring that is read": (lesson("'''7'''\nself.play(self.construct.__doc__)"), "7", "8", "d"),
    "a late statement": (lesson(PLAYS), "3", "4", "ssd"),
    "a late addition": (lesson(PLAYS), "3)", "3)\n        x = 1\n        self.play(x)", "sss"),
    "an early statement": (lesson(PLAYS), "1", "4", "ddd"),
    "an early insertion": (lesson(PLAYS), "self.play(1)", "x = 1\n        self.play(1)", "ddd"),
    "beside it on its line": (lesson("self.play(1); self.play(7)\nself.play(3)"), "7", "8", "ddd"),
    "later in a loop": (lesson("for n in 1, 2:\n    self.play(n)\n    x = 7\nself.play(9)"), "7", "8", "ddd"),
    "after a loop": (lesson("for n in (1, 2):\n    self.play(n)\nself.play(7)"), "7", "8", "ssd"),
    "an else": (lesson("if 1:\n    self.play(1)\nelse:\n    x = 7\nself.play(2)"), "7", "8", "dd"),
    "a finally": (lesson(SHOWN.format("finally")), "7", "8", "dd"),
    "an except": (lesson(SHOWN.format("except OSError")), "7", "8", "dd"),
    "a with": (lesson("with Mobject(1) as m:\n    self.play(1)\n    x = 7\nself.play(m)"), "7", "8", "dd"),
    "a match": (
        lesson("self.play(1)\nmatch [1]:\n    case [a]:\n        self.play(a)\n    case _:\n        x = 7"),
        *("7", "8", "sd"),
    ),
    "a late part": (lesson(BOTH, PARTS), "play(2)", "play(3)", "sd"),
    "a late line of an early part": (lesson(BOTH, PARTS), "7", "8", "sd"),
    "an early line of an early part": (lesson(BOTH, PARTS), "play(1)", "play(3)", "dd"),
    "a new part": (
        lesson(BOTH, PARTS),
        "self.part2()\n",
        "self.part2()\n        self.part3()\n\n    def part3(self, at=(0, -1), *, n: int = 3) -> None:\n"
        "        self.play(at)\n",
        "ss",
    ),
    "a part in a part": (lesson("self.one()\nself.play(9)", NESTED), "7", "8", "sdd"),
    "a part that is called twice": (lesson("self.part1()\nself.part1()", PARTS), "7", "8", "sd"),
    "a part that is called in a for": (lesson("for n in 1, 2:\n    self.part1()", PARTS), "7", "8", "dd"),
    "a part that is called in a while": (
        lesson("n = 2\nwhile n:\n    self.part1()\n    n -= 1", PARTS),
        *("7", "8", "dd"),
    ),
    "a part that calls itself": (lesson("self.part(2)", AGAIN), "7", "8", "sdd"),
    "parts by reference": (
        lesson("for step in (self.part1, self.part2):\n    step()", PARTS),
        *("play(2)", "play(3)", "dd"),
    ),
    "a part under another name": (lesson("go = self.part1\ngo()", PARTS), "7", "8", "d"),
    "a part by a constant name": (
        lesson("self.play(0)\ngetattr(self, 'part2')()", PARTS),
        *("play(2)", "play(3)", "sd"),
    ),
    "a part by a made-up name": (
        lesson("self.play(0)\ngetattr(self, 'part' + '1')()", PARTS),
        *("play(2)", "play(3)", "dd"),
    ),
    "a part with starred arguments": (
        lesson("self.part(*[1], **{'b': 2})", "def part(self, *a, **b):\n    self.play(a)\n    self.play(7)"),
        *("7", "8", "sd"),
    ),
    "a part in a conditional": (lesson("x = self.part1() if 1 else 0", PARTS), "7", "8", "s"),
    "a part in a walrus": (lesson("if not (x := self.part1()):\n    self.part2()", PARTS), "7", "8", "sd"),
    "a part in a comprehension": (lesson("[self.part1() for n in range(2)]", PARTS), "7", "8", "dd"),
    "a part in a lambda": (lesson("go = lambda: self.part1()\ngo()\ngo()", PARTS), "7", "8", "dd"),
    "after a lambda": (lesson("go = lambda n: self.play(n)\ngo(1)\ngo(7)"), "7", "8", "sd"),
    "in a function within": (lesson("def go(n):\n    self.play(n)\n    x = 7\ngo(1)\ngo(2)"), "7", "8", "dd"),
    "after a comprehension": (lesson("[self.play(n) for n in range(2)]\nself.play(7)"), "7", "8", "ssd"),
    "a generator that is not at its end": (
        lesson("for n in self.some():\n    self.play(n)", "def some(self):\n    yield 1\n    yield 7"),
        *("7", "8", "dd"),
    ),
    "an updater": (lesson(UPDATER, FOLLOW), "7", "8", "sd"),
    "an updater in a lambda": (
        lesson(LED, FOLLOW + "led = follow"),
        *("def follow(self, dot)", "def follow(self, dot, n=1)", "dd"),
    ),
    "what an updater calls": (
        lesson(LED, FOLLOW + "def led(self, d):\n    self.follow(d)"),
        *("7", "8", "sd"),
    ),
    "what is always redrawn": (
        lesson(
            "self.play(1)\nself.add(always_redraw(self.line))\nself.play(2)",
            "def line(self):\n    return Mobject(7)",
        ),
        *("7", "8", "sd"),
    ),
    "a constant": (lesson(PLAYS, before="SIDE = 7"), "7", "8", "ddd"),
    "a constant of the class": (lesson(PLAYS, "side = 7"), "7", "8", "ddd"),
    "another scene's play": (lesson("self.play(1)", before=OTHER), "8", "9", "s"),
    "another scene's constant": (lesson("self.play(1)", before=OTHER), "7", "9", "s"),
    "another scene itself": (lesson("self.play(1)", before=OTHER), OTHER, "", "s"),
    "another scene that changes a thing": (
        lesson("self.play(1)", before=OTHER.replace("side", "Mobject.side")),
        *("7", "8", "d"),
    ),
    "the base of the scene": (lesson("self.play(1)\nself.say()", "", SAY, "Base"), "7", "8", "sd"),
    "a construct that is inherited": (BASE + "class Lesson(Base):\n    pass", "7", "8", "sd"),
    "a construct that another calls": (lesson("super().construct()", "", BASE, "Base"), "7", "8", "dd"),
    "setup": (lesson(PLAYS, "def setup(self):\n    x = 7"), "7", "8", "ddd"),
    "a play in setup": (
        lesson("self.play(1)\nself.play(7)", "def setup(self):\n    self.play(0)"),
        *("7", "8", "dsd"),
    ),
    "a scene's initialiser": (
        lesson(PLAYS, "def __init__(self):\n    super().__init__()\n    self.n = 7"),
        *("7", "8", "ddd"),
    ),
    "an animation of the script's own": (lesson(LATER.format("Grow(1)"), before=GROW), "7", "8", "sd"),
    "a class without a base": (
        lesson(LATER.format("Pair()"), before="class Pair:\n    def __repr__(self):\n        return '7'"),
        *("7", "8", "sd"),
    ),
    "a function in a function": (
        lesson(LATER.format("one()"), before="def one():\n    return two()\ndef two():\n    return 7"),
        *("7", "8", "sd"),
    ),
    "a function that hides another": (
        lesson("self.play(Mobject(1))"),
        *("class", "def Mobject(n):\n    return n\n\nclass", "d"),
    ),
    "the first of two of one name": (lesson(LATER.format("one()"), before=TWICE), "6", "8", "sd"),
    "the second of two of one name": (lesson(LATER.format("one()"), before=TWICE), "7", "8", "sd"),
    "a property": (lesson("self.play(1)\nself.side = 3\nself.play(2)", SIDE), "6", "8", "sd"),
    "a property's setter": (lesson("self.play(1)\nself.side = 3\nself.play(2)", SIDE), "7", "8", "sd"),
    "a decorator": (
        lesson("self.play(1)", before="def mark(f):\n    return 7\n@mark\ndef late():\n    pass"),
        *("7", "8", "d"),
    ),
    "a part that a decorator has told of": (
        lesson("for step in STEPS:\n    step(self)", "@told\ndef part(self):\n    self.play(7)", TOLD),
        *("7", "8", "d"),
    ),
    "a default that does something": (
        lesson("self.play(1)", before="def late(n=print(end='')):\n    pass"),
        *("''", "' '", "d"),
    ),
    "a default that does nothing": (lesson("self.play(1)", before="def late(n=7):\n    pass"), "7", "8", "s"),
    "a default of what is called": (
        lesson(LATER.format("one()"), before="def one(n=7):\n    return n"),
        *("7", "8", "sd"),
    ),
    "a private part": (
        lesson("self.play(1)\nself._Lesson__part()", "def __part(self):\n    self.play(7)"),
        *("7", "8", "sd"),
    ),
    "a property in a format": (lesson(LATER.format("'{0.side}'.format(self)"), SIDE), "6", "8", "sd"),
    "a name that becomes the function's own": (
        lesson("try:\n    one()\nexcept NameError:\n    self.play(1)\nself.play(7)", before=TWICE),
        *("play(7)", "play(7)\n        one = 1", "d"),
    ),
    "the block for Manim's own command": (lesson(PLAYS) + GUARD, GUARD, "", "sss"),
}  # fmt: skip


@pytest.mark.parametrize("what", EDITS)
def test_an_edit_changes_the_keys_of_the_plays_that_it_can_reach(what: str) -> None:
    source, old, new, expected = EDITS[what]
    edited = source.replace(old, new)
    assert edited != source
    assert same_keys(source, edited) == expected


@pytest.mark.parametrize("what", EDITS)
def test_each_play_of_a_script_has_a_key_of_its_own(what: str) -> None:
    run = Run(EDITS[what][0])
    assert None not in run.keys
    assert len({run.script, *run.keys}) == len(run.keys) + 1


def test_settings_scene_number_and_files_are_in_the_key() -> None:
    source = lesson(
        "self.play(1)", before="class Other(Scene):\n    def construct(self):\n        self.play(1)"
    )
    hooks, stack = frozenset(dir(Scene)), [Step("construct", 6, 7)]
    one, two = Keys(source, "Lesson", "480p", hooks), Keys(source, "Lesson", "720p", hooks)
    other = Keys(source, "Other", "480p", hooks)
    made = [keys.play(1, stack) for keys in (one, two, other)]
    made += [one.play(2, stack), one.play(1, stack, ["a", "b"]), one.play(1, stack, ["ab"])]
    made += [one.script(), two.script(), other.script(), one.script(["a"])]
    assert len(set(made)) == len(made)
    assert all(key and len(key) == 64 for key in made)


UNKNOWN = Step("elsewhere", 900, 900)
STRANGE = [
    [],
    [Step("<module>", 1, 5)],
    [Step("construct", 2, 3)],
    [UNKNOWN],
    [Step("construct", 4, 5), UNKNOWN],
]


@pytest.mark.parametrize("stack", STRANGE)
def test_a_stack_that_does_not_fit_takes_all_of_the_script(stack: Sequence[Step]) -> None:
    def key(last: int) -> str | None:
        source = lesson(f"self.play(1)\nself.play({last})")
        return Keys(source, "Lesson", "480p", frozenset(dir(Scene))).play(1, stack)

    assert key(2) is not None
    assert key(2) != key(3)


def test_a_comment_leaves_the_key_of_the_whole() -> None:
    one, moved, other = (
        Run(source).script for source in (lesson(PLAYS), "#\n" + lesson(PLAYS), lesson(BOTH, PARTS))
    )
    assert (one == moved, one == other) == (True, False)


@pytest.mark.parametrize("source", ["def", "a = '", "x = \0"])
def test_what_python_cannot_read_is_an_error(source: str) -> None:
    with pytest.raises((SyntaxError, ValueError)):
        Keys(source, "Lesson", "480p", frozenset())


def test_a_backslash_that_means_nothing_is_no_error() -> None:
    assert Keys(lesson("self.play('\\d')"), "Lesson", "480p", frozenset()).script()


def test_lines_are_paired_where_only_places_differ() -> None:
    old = "x = 1\n\ndef f(a):\n    '''Says.'''\n    return [\n        a,\n        2,\n    ]\n"
    new = "# said\nx = 1\ndef f(\n    a,\n):\n    # more\n\n    return [a,\n        2]\n"
    assert line_map(old, new) == {1: 2, 3: 3, 5: 8, 6: 8, 7: 9, 8: 9}
    with pytest.raises(ValueError, match="different code"):
        line_map(old, new.replace("2", "3"))


def test_every_line_of_a_script_is_found_where_it_moved() -> None:
    source = lesson(BOTH, f"{NESTED}\n{PARTS}", TWICE)
    moved = "\n".join(itertools.chain.from_iterable((line, "", "# said") for line in source.splitlines()))
    lines = {node.lineno for node in ast.walk(ast.parse(source)) if isinstance(node, ast.stmt)}
    found = line_map(source, moved)
    assert {line: found[line] for line in lines} == {line: 3 * line - 2 for line in lines}
