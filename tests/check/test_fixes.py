"""Fixes are made only where they are certain, and until none is left."""

from __future__ import annotations

import random
import re
from collections.abc import Mapping

import pytest

from core.check.checker import Verdict, check
from core.check.mending.fixes import Check, Fixed, fix
from core.model import SCRIPT_LIMIT, Diagnostic, Edit, Fix, Script, Severity

SCENE = "from manim import *\n\n\nclass Lesson(Scene):\n    def construct(self):\n        self.wait()\n"


def rewriting(
    words: Mapping[str, str], certain: bool = True, beside: Mapping[str, str] | None = None
) -> Check:
    """A checker that would write other words; `beside` says what else it puts on top of the script."""

    def judge(script: Script) -> Verdict:
        found = []
        for number, line in enumerate(re.split(r"\r\n|\r|\n", script.source), 1):
            for match in re.finditer(r"\w+", line):
                if (word := match.group()) in words:
                    column, end = match.start() + 1, match.end() + 1
                    edits = [Edit(number, column, number, end, words[word])]
                    edits += [Edit(1, 1, 1, 1, (beside or {})[word])] if word in (beside or {}) else []
                    title = f"Write {words[word]}"
                    found.append(
                        Diagnostic(
                            "word", Severity.ERROR, number, column, word, Fix(title, tuple(edits), certain)
                        )
                    )
        return Verdict(tuple(found))

    return judge


@pytest.mark.parametrize(
    ("source", "mended", "applied"),
    [
        (f"```python\n{SCENE}```\n", SCENE, "Fixed line 1: Delete the code fences."),
        (f"```\n{SCENE}", SCENE, "Fixed line 1: Delete the code fence."),
        (f"~~~py\r\n{SCENE}~~~", SCENE, "Fixed line 1: Delete the code fences."),
    ],
)
def test_fences_around_a_script_are_taken_out(source: str, mended: str, applied: str) -> None:
    assert fix(Script(source), check) == Fixed(Script(mended), (applied,))


@pytest.mark.parametrize(
    "source",
    [
        SCENE,
        "",
        f'NOTE = """\n```python\n```\n"""\n{SCENE}',
        f"```python\n{SCENE}    def (\n```\n",
        f"Here is the script:\n{SCENE}def (\n",
        "(" * 10_000,
    ],
)
def test_what_is_not_certain_is_left_alone(source: str) -> None:
    assert fix(Script(source), check) == Fixed(Script(source))


@pytest.mark.parametrize(
    ("words", "source", "mended", "applied"),
    [
        ({"x": "y"}, "x = 1\r\n# x\rz = x", "y = 1\r\n# y\rz = y", ((1, "y"), (2, "y"), (3, "y"))),
        ({"x": "y", "y": "z"}, "a\nx", "a\nz", ((2, "y"), (2, "z"))),
        ({"bad": "(", "x": "y"}, "x; bad; x", "y; bad; y", ((1, "y"), (1, "y"))),
        ({"x": "x"}, "x", "x", ()),
        ({"x": "y" * (SCRIPT_LIMIT + 1)}, "x", "x", ()),
        ({"cut": "pass"}, "def a(): cut", "def a(): pass", ((1, "pass"),)),
    ],
)
def test_fixes_are_made_round_after_round(
    words: Mapping[str, str], source: str, mended: str, applied: tuple[tuple[int, str], ...]
) -> None:
    sentences = tuple(f"Fixed line {line}: Write {word}." for line, word in applied)
    assert fix(Script(source), rewriting(words)) == Fixed(Script(mended), sentences)


def test_what_two_fixes_need_is_brought_once() -> None:
    judge = rewriting({"np": "numpy"}, beside={"np": "import numpy\n"})

    def needing(script: Script) -> Verdict:
        return judge(script) if "import numpy" not in script.source else Verdict(())

    assert fix(Script("a\nnp\nnp\n"), needing) == Fixed(
        Script("import numpy\na\nnumpy\nnp\n"), ("Fixed line 3: Write numpy.",)
    )


def test_the_lines_told_are_those_of_the_mended_script() -> None:
    judge = rewriting({"x": "y", "z": "w"}, beside={"z": "one\ntwo\n"})
    assert fix(Script("x\nz\n"), judge) == Fixed(
        Script("one\ntwo\ny\nw\n"), ("Fixed line 3: Write y.", "Fixed line 4: Write w.")
    )


def test_a_script_that_stays_unreadable_stays_as_it_was() -> None:
    judge = rewriting({"x": "y"})
    assert fix(Script("x = (\n"), judge) == Fixed(Script("x = (\n"))
    closing = rewriting({"OPEN": "()"})
    assert fix(Script("def a) OPEN: pass\n"), closing) == Fixed(Script("def a) OPEN: pass\n"))
    assert fix(Script("a = ( b OPEN\n)("), rewriting({"OPEN": ")"})).applied == ()
    assert fix(Script("a = ( b OPEN\n"), rewriting({"OPEN": ")"})) == Fixed(
        Script("a = ( b )\n"), ("Fixed line 1: Write ).",)
    )


@pytest.mark.parametrize("words", [{"x": "y", "y": "x"}, {"x": "x + 1"}, {"z": "x", "x": "y", "y": "x"}])
def test_fixes_without_an_end_are_not_begun(words: Mapping[str, str]) -> None:
    assert fix(Script("z = x\n"), rewriting(words)) == Fixed(Script("z = x\n"))


def test_a_guess_is_for_a_person_to_take() -> None:
    assert fix(Script("x\n"), rewriting({"x": "y"}, certain=False)) == Fixed(Script("x\n"))


WORDS = {"a": "b", "b": "c", "d": "(", "e": "e + 1", "f": "g", "g": "f", "h": "h", "i": "i_\nj", "k": ""}


@pytest.mark.parametrize("seed", range(60))
def test_mending_what_was_mended_changes_nothing(seed: int) -> None:
    chance = random.Random(seed)
    some = {word: WORDS[word] for word in WORDS if chance.random() < 0.6}
    pieces = [*"abcdefghik", " = ", "; ", "\n", "\r\n", "# ", "\x0c", "é"]
    judge = rewriting(some, beside={"b": "# more\n"} if chance.random() < 0.3 else None)
    for _ in range(40):
        script = Script("".join(chance.choices(pieces, k=chance.randint(1, 9))))
        once = fix(script, judge)
        assert fix(once.script, judge) == Fixed(once.script), script
        assert bool(once.applied) == (once.script != script)
