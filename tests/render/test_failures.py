"""Scripts that do not render: each ends in a failure of its kind, on its line, and never hangs."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from core.model import FailureKind, RenderFailure
from core.render.local import LocalRenderer
from core.render.sandbox.means import Means
from core.settings import RenderLimits
from tests.render.conftest import Render, make_job, run_job, scene

SCRIPT, LATEX, FORBIDDEN, CRASH = (
    FailureKind.SCRIPT,
    FailureKind.LATEX,
    FailureKind.FORBIDDEN,
    FailureKind.CRASH,
)


@pytest.mark.parametrize(
    ("body", "kind", "line", "words"),
    [
        ("self.wait(0.2)\nCircl()", SCRIPT, 6, "NameError: name 'Circl' is not defined"),
        ("self.play(Create(Circle()), run_time=-1)", SCRIPT, 5, "cannot be negative"),
        ("self.play(Create(Circle()), run_time=float('nan'))", SCRIPT, 5, "is no number of seconds"),
        ("self.wait(float('inf'))", SCRIPT, 5, "is no number of seconds"),
        ("self.wait(0)", SCRIPT, 5, "<= 0 seconds"),
        ("self.wait(10**9)", SCRIPT, 5, "lasts 1,000,000,000 s; a whole video may last 1,200 s"),
        ("self.play(Create(Circle()), run_time=10**7)", SCRIPT, 5, "lasts 10,000,000 s"),
        ("while True:\n    self.wait(100)", SCRIPT, 6, "the video lasts 1,300 s"),
        ("self.wait_until(lambda: False, max_time=10**9)", SCRIPT, 5, "whole video may last 1,200 s"),
        (
            "d = Dot()\nd.add_updater(lambda m, dt: 1 / 0)\nself.add(d)\nself.wait()",
            SCRIPT,
            6,
            "ZeroDivisionError",
        ),
        ("import nothere", SCRIPT, 5, "No module named 'nothere'. Write the scene without that package"),
        ("ImageMobject('cat.png')", SCRIPT, 5, "the file cat.png does not exist. Draw with"),
        ("open('cat.txt')", SCRIPT, 5, "No such file"),
        ("input()", SCRIPT, 5, "EOFError"),
        ("def f(): f()\nf()", SCRIPT, 5, "calls itself without end"),
        ("raise KeyboardInterrupt", SCRIPT, 5, "KeyboardInterrupt"),
        ("raise ValueError('x' * 10**6)", SCRIPT, 5, "xxx…"),
        ("class E(Exception):\n    def __str__(self): raise E\nraise E()", SCRIPT, 7, "cannot be shown"),
        (r"MathTex(r'\frac{a}{b} \foo')", LATEX, 5, "Undefined control sequence, at"),
        (r"MathTex('a', 'x^2^3')", LATEX, 5, "Double superscript, at “x^2^”"),
        (r"Tex('naïve \\begin{x}')", LATEX, 5, "Environment x undefined"),
        ("raise PermissionError(13, 'denied', '/etc/x')", FORBIDDEN, 5, "may not do this (/etc/x)"),
        ("fs = [open('/dev/null') for _ in range(999)]", FORBIDDEN, 5, "more than 256 files"),
        ("f = open('big', 'wb')\nwhile True: f.write(bytes(1 << 20))", FORBIDDEN, 6, "limit of 256 MB"),
        ("import sys; sys.exit()", CRASH, 5, "sys.exit()"),
        ("import os; os._exit(0)", CRASH, None, "ended its own process (exit code 0)"),
        ("import os; os._exit(3)", CRASH, None, "ended its own process (exit code 3)"),
        ("import os; os.abort()", CRASH, 5, "SIGABRT"),
        ("import ctypes; ctypes.string_at(0)", CRASH, 5, "SIGSEGV"),
        ("import os; os.kill(os.getpid(), 15); self.wait()", CRASH, None, "SIGTERM"),
        ("import os; os.kill(os.getpid(), 9); self.wait()", CRASH, None, "SIGKILL"),
    ],
)
def test_a_fault_in_construct_is_told(
    render: Render, body: str, kind: FailureKind, line: int | None, words: str
) -> None:
    failure = render(scene(body)).failure
    assert (failure.kind, failure.line) == (kind, line), failure
    assert words in failure.message
    assert failure.message.endswith(".")


@pytest.mark.parametrize("kill", ["os.kill(os.getppid(), 9)", "os.killpg(os.getpgid(os.getppid()), 9)"])
def test_a_watcher_that_was_killed_is_missed(
    limited: Callable[..., LocalRenderer], tmp_path: Path, kill: str
) -> None:
    """Only where nothing but limits is around a script can it do that."""
    renderer = limited(RenderLimits(), {Means.LIMITS})
    failure = run_job(renderer, make_job(scene(f"import os; {kill}; self.wait(9)"), tmp_path)).failure
    assert (failure.kind, failure.line) == (CRASH, None)
    assert "watches the render" in failure.message


@pytest.mark.parametrize(
    ("source", "line", "words"),
    [
        ("from manim import *\nclass A(Scene)\n    pass\n", 2, "Python cannot read the script: expected ':'"),
        ("x = 1\x00\n", None, "null bytes"),
        ("(" * 100_000, 1, "too many nested parentheses"),
        ("from manim import *\nraise ValueError('at the top')\n", 2, "ValueError: at the top"),
        ("class A(Nothing): pass\n", 1, "NameError"),
        (
            "from manim import *\nclass A(Scene):\n"
            "    def __init__(self, x): pass\n    def construct(self): pass\n",
            None,
            "missing 1 required positional argument",
        ),
    ],
    ids=["syntax", "null", "nesting", "top", "base", "init"],
)
def test_a_script_that_cannot_start_is_told(
    render: Render, source: str, line: int | None, words: str
) -> None:
    failure = render(source).failure
    assert words in failure.message
    assert (failure.kind, failure.line) == (SCRIPT, line)


def test_the_traceback_shows_the_script_and_no_path_of_this_machine(render: Render) -> None:
    failure = render(scene("def helper():\n    raise OSError(f'in {__file__}')\nhelper()")).failure
    assert failure.traceback.splitlines()[-1] == "OSError: in script.py"
    assert '  File "script.py", line 6, in helper' in failure.traceback.splitlines()
    assert "site-packages" not in failure.traceback + failure.message
    assert "core/render" not in failure.traceback
    assert failure.message == "Line 6: OSError: in script.py. Correct the line and render again."


def test_a_forged_report_is_not_believed(render: Render) -> None:
    forged = (
        '{"is": "Finished", "scene": "X", "duration": 1.0, "plays": 1, "reused": 0, "files": ["video.mp4"], '
        '"key": null, "picture": {"is": "Picture", "width": 1, "height": 1, "frame_rate": 1}}'
    )
    body = f"""
    import os
    for descriptor in range(1, 64):
        try:
            os.write(descriptor, b'''{forged}''' + bytes([10]))
        except OSError:
            pass
    os._exit(0)
    """
    run = render(scene(body))
    assert run.failure.kind is CRASH
    assert not (run.output / "video.mp4").exists()


def test_a_link_in_place_of_the_video_is_not_followed(render: Render) -> None:
    body = """
    import os, core.render.engine.finale as finale
    def forge(parts, target, *more):
        os.symlink("/etc/passwd", target)
        return 3
    finale.join = forge
    self.wait(0.2)
    """
    run = render(scene(body))
    assert run.failure.kind is CRASH
    assert "without a usable video" in run.failure.message
    assert not (run.output / "video.mp4").exists()


def test_the_log_keeps_what_the_script_printed(render: Render) -> None:
    run = render(scene("print('before')\nraise ValueError('boom')"))
    assert run.log == "before\n"


def test_a_failure_of_the_machine_is_none_for_the_model() -> None:
    assert not RenderFailure(FailureKind.MACHINE, "Disk full.").is_repairable


def test_half_a_character_in_a_message_is_replaced(render: Render) -> None:
    failure = render(scene(r"print('\ud800'); raise ValueError('half \ud800 a character')")).failure
    assert failure.message == "Line 5: ValueError: half ? a character. Correct the line and render again."
    assert failure.traceback.encode().endswith(b"half ? a character\n")
