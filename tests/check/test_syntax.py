"""Scripts that Python cannot read: what is said, where, and what the fix makes of them."""

from __future__ import annotations

import ast

import pytest

from core.check.mending.edits import apply
from core.check.syntax.judge import judge_syntax
from core.model import Diagnostic

HEAD = "from manim import *\nclass A(Scene):\n    def construct(self):\n"
GOOD = HEAD + "        self.wait()\n"


def judged(source: str) -> Diagnostic:
    _, found = judge_syntax(source)
    assert len(found) == 1
    return found[0]


def mended(source: str) -> tuple[str, bool]:
    """The source after its fix, and whether that is certain."""
    fix = judged(source).fix
    assert fix is not None
    return apply(source, fix.edits), fix.certain


@pytest.mark.parametrize("source", [GOOD, "", "x = 1\ry = 2\r", 'x = "“”"  # – ×\n', 'MathTex("\\frac")\n'])
def test_what_python_reads_has_its_tree(source: str) -> None:
    tree, found = judge_syntax(source)
    assert tree is not None and ast.dump(tree) == ast.dump(ast.parse(source))
    assert found == ()


@pytest.mark.parametrize(
    ("source", "right"),
    [
        (f"```python\n{GOOD}```\n", GOOD),
        (f"Sure! Here is the script:\n```python\n{GOOD}```\nIt doesn't use LaTeX.\n", GOOD),
        (f"Here is the script:\n{GOOD}", GOOD),
        (f"{GOOD}\nThis scene waits (for a second).\n", f"{GOOD}\n"),
        (HEAD + "        Text(“it’s”)\n", HEAD + '        Text("it’s")\n'),
        (HEAD + '        Text(‘a’, “b")\n', HEAD + "        Text('a', \"b\")\n"),
        (HEAD + '        Text(“a "b" c”)\n', HEAD + '        Text("a \\"b\\" c")\n'),
        (HEAD + "        x\u00a0= 1\u200b\n", HEAD + "        x = 1\n"),
        (HEAD + "        x = 3 − 2 × 4\n", HEAD + "        x = 3 - 2 * 4\n"),
        (f"```\n{HEAD}        Text(“a”)\n", HEAD + '        Text("a")\n'),
        (HEAD + "        x = 1\n\ty = 2\n", HEAD + "        x = 1\n        y = 2\n"),
        (HEAD + "        x = 1\n\t\ty = 2\n", HEAD + "        x = 1\n        y = 2\n"),
        (
            HEAD + '        print "x"  # y\n        print x, y\n',
            HEAD + '        print("x")  # y\n        print(x, y)\n',
        ),
        (
            HEAD + "        for i in x  # y\n            i\n",
            HEAD + "        for i in x:  # y\n            i\n",
        ),
        ("if a:\n    b\nelse if c:\n    d\n", "if a:\n    b\nelif c:\n    d\n"),
        ("let x = a && b\n", "x = a and b\n"),
        ("i++\n", "i += 1\n"),
        ("// one\n// two\n", "# one\n# two\n"),
        (">>> x = 1\n>>> y = 2\n", "x = 1\ny = 2\n"),
        ("\ufeffx = 1\n", "x = 1\n"),
        ("x = 1\0\n", "x = 1\n"),
        (HEAD + "        f(g(c)\n        self.wait()\n", HEAD + "        f(g(c))\n        self.wait()\n"),
        ('Text("It moves!, font_size=28)\nx = 1\n', 'Text("It moves!", font_size=28)\nx = 1\n'),
        ("Text('It moves)\nx = 1\n", "Text('It moves')\nx = 1\n"),
    ],
)
def test_what_is_certain_is_mended(source: str, right: str) -> None:
    result, certain = mended(source)
    while result != right and certain and judge_syntax(result)[1]:
        result, certain = mended(result)
    assert (result, certain) == (right, True)


@pytest.mark.parametrize(
    ("body", "right"),
    [
        (
            "play(\n            Create(c  # one\n        wait()",
            "play(\n            Create(c))  # one\n        wait()",
        ),
        ("Create(c))", "Create(c)"),
        ("x = [1, 2)", "x = [1, 2]"),
        ("Circle(radius=1 color=RED)", "Circle(radius=1, color=RED)"),
        ("if x = 3: pass", "if x == 3: pass"),
        ("x = 1\n          y = 2", "x = 1\n        y = 2"),
        ("x = 1\n      y = 2", "x = 1\n        y = 2"),
        ("self.play(Write(Text('abc", "self.play(Write(Text('abc')))"),
    ],
)
def test_what_is_a_good_guess_is_offered(body: str, right: str) -> None:
    assert mended(f"{HEAD}        {body}\n") in [
        (f"{HEAD}        {right}\n", False),
        (f"{HEAD}        {right}", False),
    ]


@pytest.mark.parametrize(
    ("source", "line", "column", "message"),
    [
        ("c = Circle(\nd = 1\n", 1, 11, "The ( here is never closed. Write ) at the end of line 1."),
        ("if a:\n    f(a,", 2, 6, "The script breaks off here: the ( is never closed. Write the rest."),
        (HEAD, 3, 1, "The script breaks off here: the function has nothing in it. Write its lines, or pass."),
        (HEAD + "        Text('abc", 4, 14, "The script breaks off in a text that begins here with '."),
        (
            HEAD + '        x = """abc\n',
            4,
            13,
            'The text that begins here with """ is never closed. Write """ at its end.',
        ),
        ("if a:\n    return 1\n", 2, 5, "A return belongs into a function. Indent it, or take it out."),
        ("f(a=1, a=2)\n", 1, 8, "a is given twice in this call. Take one of the two out."),
        (
            "f(a=1, 2)\n",
            1,
            9,
            "An argument without a name stands behind one with a name. Put it before them.",
        ),
        ("x = 0777\n", 1, 5, "A number may not begin with 0. Take the zeros away."),
        (
            "<<<<<<< HEAD\n",
            1,
            1,
            "This is a mark of two versions that were put together. Keep one of them, without the marks.",
        ),
        ("(" * 100_000, 1, 201, "The script is nested too deeply to read. Simplify it."),
        ("x = " + "-" * 190_000 + "1", 1, 1, "The script is nested too deeply to read. Simplify it."),
        ("x = " + "9" * 10_000, 1, 1, "This number has too many digits. Write it as a power."),
        (
            "f\0r\0o\0m\0",
            1,
            2,
            "Every other character of the script is a NUL: it was saved as UTF-16. Save it as UTF-8.",
        ),
    ],
)
def test_the_sentence_says_what_to_do_and_where(source: str, line: int, column: int, message: str) -> None:
    found = judged(source)
    assert (found.line, found.column, found.message) == (line, column, message)


@pytest.mark.parametrize(
    "source",
    [
        "f(\n" * 60_000,
        "“" * 60_000,
        '"' * 199_999,
        'f"{' * 50_000,
        "\\" * 199_999,
        "This is a text.\n" * 12_000,
        "```\n" * 50_000,
        "x = [" + "1 2 " * 40_000,
        "if a:\n" + "\tx=1\n        y=1\n" * 8_000,
        "\0" * 199_999,
        "class A(\n" + "a = 1\n" * 30_000,
    ],
)
def test_hostile_text_ends_in_one_error(source: str) -> None:
    judged(source)
