"""How a job ended, as a sentence: from the exception it reported, or from how its process died."""

from __future__ import annotations

import errno
import re
import signal
import sys
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from core.model import FailureKind, RenderFailure
from core.render import overdrafts
from core.render.refusals import Refusal, TexBroken, TexFailed
from core.render.sandbox.limits import DESCRIPTORS, cpu_seconds
from core.render.traces import blamed_line, dump_text, dumped_line, traceback_text, without_paths
from core.render.wire import Bounds, Failed, Finished

MESSAGE_LIMIT = 400
"""Longest quotation of an exception's own words in a sentence, in characters."""

_TEX_PROGRAMS = ("latex", "pdflatex", "xelatex", "lualatex", "luatex", "dvisvgm")
_MISSING_FILE = re.compile(r"could not find (.+) at either of these locations")
_FULL_DISK = (errno.ENOSPC, errno.EDQUOT)


class Kill(StrEnum):
    """Why the supervisor ended a job."""

    WALL = "wall"
    MEMORY = "memory"
    PROCESSES = "processes"
    DISK = "disk"
    FILES = "files"
    CANCEL = "cancel"


@dataclass(frozen=True, slots=True)
class Ending:
    """What the supervisor saw of a job's end.

    `status` is the exit code, or minus the signal's number; `dump` is what the fault handler wrote;
    `machine_killed` says that the kernel ended some process for memory while the job ran. Where a process
    that drew a play was killed, `status` is its, and `line` the play's.
    """

    status: int
    report: Finished | Failed | None
    bounds: Bounds
    folder: Path
    kill: Kill | None = None
    dump: str = ""
    machine_killed: bool = False
    line: int | None = None


def judge(ending: Ending) -> Finished | Failed:
    """Whether the job gave a video; the job's own word counts only where its process bears it out."""
    if ending.kill is Kill.WALL:
        return _failed(FailureKind.TIMEOUT, _too_slow(ending), ending)
    if ending.kill is Kill.MEMORY:
        return _failed(FailureKind.MEMORY, overdrafts.too_much_together(ending.bounds), ending)
    if ending.kill is Kill.PROCESSES:
        return _failed(FailureKind.FORBIDDEN, overdrafts.too_many(ending.bounds), ending)
    if ending.kill is Kill.DISK:
        return _failed(FailureKind.FORBIDDEN, overdrafts.too_full(ending.bounds), ending)
    if ending.kill is Kill.FILES:
        return _failed(FailureKind.FORBIDDEN, overdrafts.too_scattered(ending.bounds), ending)
    if isinstance(ending.report, Failed):
        return ending.report
    if ending.status < 0:
        return _killed(ending)
    if ending.report is None or ending.status != 0:
        return _failed(
            FailureKind.CRASH,
            f"The script ended its own process (exit code {ending.status}) before the video was made. "
            "Remove calls such as os._exit() and render again.",
            ending,
        )
    return ending.report


def _killed(ending: Ending) -> Failed:
    number = -ending.status
    if number == signal.SIGXCPU:
        return _failed(
            FailureKind.TIMEOUT,
            f"The render used more processor time than its limit of {cpu_seconds(ending.bounds)} s. "
            "Make the scene shorter or simpler, or choose a lower quality.",
            ending,
        )
    if number == signal.SIGXFSZ:
        return _failed(FailureKind.FORBIDDEN, overdrafts.too_large(ending.bounds), ending)
    if number == signal.SIGKILL and ending.machine_killed:
        return _failed(
            FailureKind.MEMORY,
            f"{_where(ending.line)}The machine ran out of memory and ended the render. "
            "Use fewer objects or a lower quality, or close other programs, and render again.",
            ending,
        )
    name = _signal_name(number)
    if number in (signal.SIGSEGV, signal.SIGBUS, signal.SIGABRT, signal.SIGILL, signal.SIGFPE):
        return _failed(
            FailureKind.CRASH,
            f"{_where(dumped_line(ending.dump) or ending.line)}Python itself crashed ({name}); "
            "endless recursion or a fault in a library are the usual causes. "
            "Simplify what this line does and render again.",
            ending,
        )
    return _failed(
        FailureKind.CRASH,
        f"{_where(ending.line)}The render's process was ended by {name}, which the studio did not send; "
        "the cause is unknown. "
        "Render again; if it happens again, look for code that sends signals.",
        ending,
    )


def explain(error: BaseException, bounds: Bounds, folder: Path) -> RenderFailure:
    """The failure that this exception, raised while a script ran in `folder`, means to its author."""
    line = blamed_line(error)
    if isinstance(error, Refusal):
        line = line if error.line is None else error.line
        return RenderFailure(error.kind, error.sentence, line, choices=error.choices)
    kind, sentence = _meaning(error, bounds)
    return RenderFailure(
        kind,
        without_paths(f"{_where(line)}{sentence}", folder),
        line,
        traceback_text(error, folder),
    )


def _meaning(error: BaseException, bounds: Bounds) -> tuple[FailureKind, str]:
    if isinstance(error, TexFailed):
        return (
            FailureKind.LATEX,
            f"LaTeX cannot set this formula: {_words(error)} Correct it and render again.",
        )
    if isinstance(error, TexBroken):
        return FailureKind.MACHINE, f"LaTeX does not work on this machine: {_words(error)} {_install_tex()}"
    if isinstance(error, MemoryError):
        return FailureKind.MEMORY, overdrafts.too_big(bounds)
    if _text(error) == "can't start new thread":
        return FailureKind.FORBIDDEN, overdrafts.too_many(bounds)
    if isinstance(error, OSError):
        found = _system_meaning(error, bounds)
        if found:
            return found
    if isinstance(error, SystemExit):
        return (
            FailureKind.CRASH,
            "The script ended itself with sys.exit(). Remove that call and render again.",
        )
    return FailureKind.SCRIPT, _script_meaning(error)


def _system_meaning(error: OSError, bounds: Bounds) -> tuple[FailureKind, str] | None:
    if error.errno in _FULL_DISK:
        return FailureKind.MACHINE, "The disk is full. Free some space and render again."
    if error.errno == errno.ENOMEM:
        return FailureKind.MEMORY, overdrafts.too_big(bounds)
    if error.errno == errno.EAGAIN and not error.filename:
        return FailureKind.FORBIDDEN, overdrafts.too_many(bounds)
    if error.errno == errno.EFBIG:
        return FailureKind.FORBIDDEN, overdrafts.too_large(bounds)
    if error.errno == errno.EMFILE:
        return (
            FailureKind.FORBIDDEN,
            f"The script has more than {DESCRIPTORS} files open. Close them and render again.",
        )
    if isinstance(error, FileNotFoundError) and error.filename in _TEX_PROGRAMS:
        return FailureKind.MACHINE, f"{error.filename} is not installed; formulas need it. {_install_tex()}"
    if isinstance(error, PermissionError):
        what = f" ({error.filename})" if error.filename else ""
        return (
            FailureKind.FORBIDDEN,
            f"A script may not do this{what}: {_words(error)} "
            "Keep to files in its own folder and render again.",
        )
    return None


def _script_meaning(error: BaseException) -> str:
    words = _words(error)
    # Some packages derive their own errors, about other files than scripts, from Python's.
    if type(error) in (SyntaxError, IndentationError, TabError):
        return f"Python cannot read the script: {words} Correct the line and render again."
    if isinstance(error, RecursionError):
        return "A function calls itself without end. Give the recursion an end and render again."
    if isinstance(error, ModuleNotFoundError):
        return f"{words} Write the scene without that package and render again."
    missing = _MISSING_FILE.search(words)
    if missing:
        words = f"the file {missing[1]} does not exist."
    if missing or isinstance(error, FileNotFoundError):
        return f"{words} Draw with Manim's own shapes instead of a file, or make the file first."
    return f"{type(error).__name__}: {words} Correct the line and render again."


def _words(error: BaseException) -> str:
    """The exception's own message on one line, as a sentence."""
    said = error.msg if isinstance(error, SyntaxError) else _text(error)
    words = " ".join(said.split()) or "no message given"
    if len(words) > MESSAGE_LIMIT:
        words = f"{words[:MESSAGE_LIMIT]}…"
    return words if words.endswith((".", "!", "?", "…")) else f"{words}."


def _text(error: BaseException) -> str:
    try:
        return str(error)
    except Exception as broken:  # noqa: BLE001 - the script's own __str__ may raise anything
        return f"its message cannot be shown ({type(broken).__name__})"


def _failed(kind: FailureKind, sentence: str, ending: Ending) -> Failed:
    shown = dump_text(ending.dump, ending.folder)
    return Failed(RenderFailure(kind, sentence, dumped_line(ending.dump) or ending.line, shown))


def _where(line: int | None) -> str:
    return "" if line is None else f"Line {line}: "


def _too_slow(ending: Ending) -> str:
    line = dumped_line(ending.dump)
    place = "" if line is None else f" It was at line {line} then."
    return (
        f"The render took longer than its limit of {ending.bounds.wall:g} s and was ended.{place} "
        "Look for an endless loop, or make the scene shorter or simpler, or choose a lower quality."
    )


def _install_tex() -> str:
    if sys.platform == "darwin":
        return "Install it with: brew install --cask mactex-no-gui"
    return (
        "Install it with: sudo apt install texlive-latex-base texlive-latex-extra "
        "texlive-fonts-recommended dvisvgm"
    )


def _signal_name(number: int) -> str:
    try:
        return signal.Signals(number).name
    except ValueError:
        return f"signal {number}"
