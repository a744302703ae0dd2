"""How a job's end becomes a sentence; no Manim, no process."""

from __future__ import annotations

import errno
import signal
from pathlib import Path

import pytest

from core.model import FailureKind, Picture, RenderFailure
from core.render.exits import Ending, Kill, explain, judge
from core.render.refusals import Refusal, TexBroken, TexFailed
from core.render.traces import dump_text, dumped_line
from core.render.wire import Bounds, Failed, Finished

BOUNDS = Bounds(
    wall=60,
    memory=4 << 30,
    resident=3 << 29,
    file_size=256 << 20,
    disk=512 << 20,
    files=65536,
    processes=64,
    output=1 << 20,
    children=2,
)
HERE = Path("/job")
FINISHED = Finished("Lesson", 1.0, 2, 0, Picture(854, 480, 15), ("video.mp4",), None)
DUMP = """Fatal Python error: Segmentation fault

Current thread 0x00007f (most recent call first):
  File "/v/lib/python3.11/site-packages/manim/mobject.py", line 9 in move
  File "script.py", line 7 in helper
  File "script.py", line 5 in construct
"""


def ending(status: int, report: Finished | Failed | None = None, **more: object) -> Ending:
    return Ending(status, report, BOUNDS, HERE, **more)  # type: ignore[arg-type]


def test_a_report_counts_when_the_process_bears_it_out() -> None:
    failed = Failed(RenderFailure(FailureKind.SCRIPT, "No.", 3))
    assert judge(ending(0, FINISHED)) == FINISHED
    assert judge(ending(1, failed)) == failed


@pytest.mark.parametrize(
    ("seen", "kind", "line", "words"),
    [
        (ending(0), FailureKind.CRASH, None, "exit code 0"),
        (ending(7, FINISHED), FailureKind.CRASH, None, "exit code 7"),
        (ending(-signal.SIGSEGV, FINISHED, dump=DUMP), FailureKind.CRASH, 7, "Line 7: Python itself crashed"),
        (ending(-signal.SIGSEGV), FailureKind.CRASH, None, "Python itself crashed (SIGSEGV)"),
        (ending(-signal.SIGKILL), FailureKind.CRASH, None, "the cause is unknown"),
        (ending(-signal.SIGKILL, line=5), FailureKind.CRASH, 5, "Line 5: The render's process was ended by"),
        (ending(-signal.SIGKILL, machine_killed=True), FailureKind.MEMORY, None, "machine ran out of memory"),
        (ending(-signal.SIGXCPU), FailureKind.TIMEOUT, None, "more processor time than its limit of 121 s"),
        (ending(-signal.SIGXFSZ), FailureKind.FORBIDDEN, None, "limit of 256 MB"),
        (ending(-63), FailureKind.CRASH, None, "ended by signal 63"),
        (ending(-9, FINISHED, kill=Kill.WALL, dump=DUMP), FailureKind.TIMEOUT, 7, "It was at line 7 then"),
        (
            ending(-9, kill=Kill.MEMORY),
            FailureKind.MEMORY,
            None,
            "together need more memory than their limit of 1.5 GB",
        ),
        (ending(-9, kill=Kill.PROCESSES), FailureKind.FORBIDDEN, None, "than its limit of 64"),
        (ending(-9, kill=Kill.DISK), FailureKind.FORBIDDEN, None, "limit of 512 MB together"),
        (ending(-9, kill=Kill.FILES), FailureKind.FORBIDDEN, None, "more than 65,536 files"),
    ],
)
def test_a_process_that_dies_is_explained(
    seen: Ending, kind: FailureKind, line: int | None, words: str
) -> None:
    verdict = judge(seen)
    assert isinstance(verdict, Failed)
    assert (verdict.failure.kind, verdict.failure.line) == (kind, line)
    assert words in verdict.failure.message


@pytest.mark.parametrize(
    ("error", "kind", "words"),
    [
        (OSError(errno.ENOSPC, "No space left"), FailureKind.MACHINE, "The disk is full."),
        (OSError(errno.ENOMEM, "Cannot allocate"), FailureKind.MEMORY, "limit of 4 GB"),
        (MemoryError(), FailureKind.MEMORY, "limit of 4 GB"),
        (RuntimeError("can't start new thread"), FailureKind.FORBIDDEN, "than its limit of 64"),
        (BlockingIOError(errno.EAGAIN, "Try again"), FailureKind.FORBIDDEN, "than its limit of 64"),
        (OSError(errno.EFBIG, "File too large"), FailureKind.FORBIDDEN, "limit of 256 MB"),
        (FileNotFoundError(2, "No such file", "dvisvgm"), FailureKind.MACHINE, "dvisvgm is not installed"),
        (FileNotFoundError(2, "No such file", "x.csv"), FailureKind.SCRIPT, "Draw with Manim's own shapes"),
        (TexFailed("Missing } inserted."), FailureKind.LATEX, "formula: Missing } inserted. Correct"),
        (TexBroken("no log file"), FailureKind.MACHINE, "LaTeX does not work on this machine: no log file."),
        (SystemExit(2), FailureKind.CRASH, "sys.exit()"),
        (AssertionError(), FailureKind.SCRIPT, "AssertionError: no message given."),
        (ValueError("in /job/job/x and /job/y"), FailureKind.SCRIPT, "ValueError: in x and y."),
    ],
)
def test_an_exception_is_explained(error: BaseException, kind: FailureKind, words: str) -> None:
    failure = explain(error, BOUNDS, HERE)
    assert (failure.kind, failure.line) == (kind, None)
    assert words in failure.message


def test_a_refusal_says_what_it_says() -> None:
    refusal = Refusal("Pick one.", choices=("A", "B"))
    assert explain(refusal, BOUNDS, HERE) == RenderFailure(
        FailureKind.SCRIPT, "Pick one.", choices=("A", "B")
    )


def test_a_dump_is_shown_without_paths_and_repetition() -> None:
    deep = DUMP.replace(
        '  File "script.py", line 7 in helper\n', '  File "script.py", line 7 in helper\n' * 90
    )
    assert dumped_line(deep) == 7
    assert dump_text(deep, HERE) == DUMP.replace("/v/lib/python3.11/site-packages/", "")
