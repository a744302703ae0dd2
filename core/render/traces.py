"""Which line of the script is to blame, and a traceback that shows no path of this machine."""

from __future__ import annotations

import re
import sys
import traceback
from pathlib import Path
from types import FrameType

SCRIPT_NAME = "script.py"
"""The name under which a script is compiled, and by which its frames are known."""

TRACEBACK_LIMIT = 20_000
"""Longest traceback that is kept, in characters."""

_OWN = str(Path(__file__).resolve().parent)
_DUMPED = re.compile(rf'^ *File "{re.escape(SCRIPT_NAME)}", line (\d+) in ', re.MULTILINE)
_LIBRARY = re.compile(r"(?:/[^\s\"':]+)*/(?:site-packages|lib/python3\.\d+)/")


def blamed_line(error: BaseException) -> int | None:
    """The innermost line of the script that the error went through; None if it never was there."""
    if isinstance(error, SyntaxError) and error.filename == SCRIPT_NAME:
        return error.lineno
    line = None
    step = error.__traceback__
    while step is not None:
        if step.tb_frame.f_code.co_filename == SCRIPT_NAME:
            line = step.tb_lineno
        step = step.tb_next
    return line


def current_line() -> int | None:
    """The innermost line of the script that is being executed now."""
    frame: FrameType | None = sys._getframe()
    while frame is not None:
        if frame.f_code.co_filename == SCRIPT_NAME:
            return frame.f_lineno
        frame = frame.f_back
    return None


def script_stack() -> tuple[tuple[str, int, int], ...]:
    """The script's own calls that are being executed now, outermost first.

    Of each: the function's name, the line it begins at, the line it is at.
    """
    steps: list[tuple[str, int, int]] = []
    frame: FrameType | None = sys._getframe()
    while frame is not None:
        code = frame.f_code
        if code.co_filename == SCRIPT_NAME:
            steps.append((code.co_name, code.co_firstlineno, frame.f_lineno))
        frame = frame.f_back
    return tuple(reversed(steps))


def dumped_line(dump: str) -> int | None:
    """The innermost line of the script in what Python's fault handler wrote."""
    found = _DUMPED.search(dump)
    return int(found[1]) if found else None


def dump_text(dump: str, folder: Path) -> str:
    """What the fault handler wrote, trimmed like a traceback, a repeated line shown once."""
    lines = [line for line in dump.splitlines() if _OWN not in line]
    kept = [f"{line}\n" for before, line in zip(["", *lines], lines, strict=False) if line != before]
    return without_paths("".join(kept), folder)[:TRACEBACK_LIMIT]


def traceback_text(error: BaseException, folder: Path) -> str:
    """The traceback without the renderer's own frames and without paths of this machine."""
    summary = traceback.TracebackException.from_exception(error)
    _drop_own_frames(summary)
    return without_paths("".join(summary.format()), folder)[-TRACEBACK_LIMIT:]


def without_paths(text: str, folder: Path) -> str:
    """The text with the job's folder and the library's folders cut from the paths in it."""
    for place in (folder / "job", folder):
        text = text.replace(f"{place}/", "").replace(str(place), ".")
    return _LIBRARY.sub("", text)


def _drop_own_frames(summary: traceback.TracebackException) -> None:
    for linked in (summary.__cause__, summary.__context__):
        if linked is not None:
            _drop_own_frames(linked)
    summary.stack[:] = [frame for frame in summary.stack if not frame.filename.startswith(_OWN)]
