"""Where the script is in an answer."""

from __future__ import annotations

import pytest

from core.errors import AnswerEmpty, NoScriptInAnswer
from core.writer.reply import code_so_far, find_script, is_complete

SCENE = "from manim import *\n\n\nclass A(Scene):\n    def construct(self):\n        self.wait()\n"
HELPER = "def area(r):\n    return 3.14 * r * r\n"
SHELL = "pip install manim\nmanim -pql scene.py A\n# and look at the long list of its options\n" * 4
DOCSTRING = f'"""How to use it:\n\n```\nmanim scene.py A\n```\n"""\n{SCENE}'
NESTED = f'"""How to use it:\n\n```python\nA()\n```\n"""\n{SCENE}'


@pytest.mark.parametrize(
    "answer",
    [
        pytest.param(f"```python\n{SCENE}```", id="plain"),
        pytest.param(f"```python\n{SCENE}```\n", id="ended by a line"),
        pytest.param(f"Sure!\n\n```python\n{SCENE}```\n\nIt shows a thing.", id="prose around"),
        pytest.param(f"```py\n{SCENE}```", id="short tag"),
        pytest.param(f"```Python title=scene.py\n{SCENE}```", id="info string"),
        pytest.param(f"```manim\n{SCENE}```", id="other tag"),
        pytest.param(f"```text\n{SCENE}```", id="wrong tag"),
        pytest.param(f"```\n{SCENE}```", id="no tag"),
        pytest.param(f"~~~python\n{SCENE}~~~", id="tildes"),
        pytest.param(f"````python\n{SCENE}````", id="four marks"),
        pytest.param(f"```python\n{SCENE}", id="never closed"),
        pytest.param(f"```python\n{SCENE}``", id="closed by half a fence, as a cut answer is"),
        pytest.param(SCENE, id="no fence"),
        pytest.param(f"\n\n{SCENE}\n\n", id="no fence and blank lines"),
        pytest.param(f"Here it is:\n\n{SCENE}\nI hope that you like it!", id="no fence and prose"),
        pytest.param(f"{SCENE}```\n\nThat is all.", id="only closed"),
        pytest.param(f"```bash\n{SHELL}```\n\n```python\n{SCENE}```", id="shell first"),
        pytest.param(f"```python\n{HELPER * 40}```\n\n```python\n{SCENE}```", id="the one with the scene"),
        pytest.param(
            f"```python\nclass A(Scene:\n{SCENE * 3}```\n\n```python\n{SCENE}```", id="the one that parses"
        ),
        pytest.param(f"```python\r\n{SCENE}```".replace("\n", "\r\n").replace("\r\r", "\r"), id="CRLF"),
        pytest.param(f"\ufeff```python\n{SCENE}```", id="byte order mark"),
        pytest.param(
            "1. The script:\n\n   ```python\n"
            + "".join(f"   {line}".rstrip(" ") for line in SCENE.splitlines(keepends=True))
            + "   ```\n",
            id="in a list",
        ),
    ],
)
def test_the_script_is_found(answer: str) -> None:
    script = find_script(answer)
    assert script.endswith(SCENE)
    assert "`" not in script


@pytest.mark.parametrize("script", [DOCSTRING, NESTED], ids=["fence", "fence with a tag"])
@pytest.mark.parametrize("around", ["{}", "```python\n{}```\n\nDone.", "```python\n{}```"])
def test_a_fence_in_a_docstring_does_not_end_the_script(script: str, around: str) -> None:
    assert find_script(around.format(script)) == script


def test_a_broken_script_is_still_the_script() -> None:
    broken = SCENE.replace("construct(self):", "construct(self")
    assert find_script(f"```python\n{broken}```\nDone.\n```bash\nls\n```") == broken


def test_without_a_scene_the_longest_python_counts() -> None:
    assert find_script(f"```python\nx = 1\n```\n```\n{HELPER}```\n```bash\n{SHELL}```") == HELPER


@pytest.mark.parametrize("answer", ["", " \r\n\t\n"])
def test_an_empty_answer_is_said_to_be_empty(answer: str) -> None:
    with pytest.raises(AnswerEmpty):
        find_script(answer)


@pytest.mark.parametrize(
    "answer",
    [
        "I cannot do that.",
        "Install it first:\n```bash\npip install manim\n```",
        "```python\n```",
        "from time to time, a circle is import-ant.",
        "# Circles\n\nA class of its own.",
    ],
)
def test_an_answer_without_a_script_is_told(answer: str) -> None:
    with pytest.raises(NoScriptInAnswer):
        find_script(answer)


@pytest.mark.parametrize("size", [1, 2, 3, 7])
@pytest.mark.parametrize(
    ("answer", "script"),
    [
        (f"Here:\n\n```python\n{SCENE}```\nDone.", SCENE),
        (f"~~~~py\n{SCENE}~~~~\n", SCENE),
        (f"```bash\npip install manim\n```\n\n```python\n{SCENE}```", None),
        (SCENE, SCENE),
        (f'"""A title.\n\nkeywords: a\n"""\n{SCENE}', f'"""A title.\n\nkeywords: a\n"""\n{SCENE}'),
        (f"# A comment first\n{SCENE}", f"# A comment first\n{SCENE}"),
        (f"Here it is:\n\n{SCENE}", SCENE),
        ("Just prose, with `code` in it.", ""),
    ],
)
def test_what_is_shown_grows_into_the_script(answer: str, script: str | None, size: int) -> None:
    shown = [code_so_far(answer[:end]) for end in range(size, len(answer) + size, size)]
    assert shown[-1] == (SCENE if script is None else script)
    if script is not None:
        assert all(script.startswith(code.rstrip("\n")) for code in shown)
    assert not any("`" in code or "~" in code for code in shown)


@pytest.mark.parametrize(
    ("answer", "whole"),
    [
        (f"```python\n{SCENE}```", True),
        (f"```python\n{SCENE}", False),
        (SCENE, True),
        (SCENE[:-2], False),
        (f"```python\n{HELPER}```", False),
        ("", False),
    ],
)
def test_a_script_is_complete_when_it_is_closed_and_parses(answer: str, whole: bool) -> None:
    assert is_complete(answer) is whole
