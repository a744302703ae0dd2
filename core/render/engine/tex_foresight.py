"""Which formulas a script will ask for, found before its scene runs, by a process that then ends."""

from __future__ import annotations

import ast
import faulthandler
import json
import math
import os
import select
import signal
import sys
import time
from contextlib import suppress
from types import ModuleType

from core.render.engine.tex_formula import Formula
from core.render.engine.tex_imagining import Imagined, asks_for_tex

SECONDS = 1.5
"""How long the search may take; what it has not found by then is compiled when the scene asks."""

_MOST_BYTES = 4 << 20


def foresee(module: ModuleType, source: str) -> tuple[Formula, ...]:
    """What the script, whose module has run, will ask for as far as one can tell; raises nothing.

    The formulas are made in a fork, so that nothing of it touches the scene: no counter, no random number.
    """
    try:
        tree = ast.parse(source.removeprefix("\ufeff"))
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return ()
    words = _words(tree)
    if not asks_for_tex(words):
        return ()
    with suppress(OSError):
        return _foresee(module, tree, words)
    return ()


def _words(tree: ast.Module) -> frozenset[str]:
    """Every name, attribute, keyword and text in a script."""
    fields = ("id", "attr", "arg", "name", "value")
    words = (getattr(node, field, None) for node in ast.walk(tree) for field in fields)
    return frozenset(word for word in words if isinstance(word, str))


def _foresee(module: ModuleType, tree: ast.Module, words: frozenset[str]) -> tuple[Formula, ...]:
    reading, writing = os.pipe()
    try:
        pid = os.fork()
        if pid == 0:
            _imagine(module, tree, words, writing)
    except OSError:
        os.close(reading)
        raise
    finally:
        os.close(writing)
    try:
        return _heard(reading)
    finally:
        os.close(reading)
        with suppress(PermissionError):  # a sandbox may allow no signals; it ends by itself, if later
            os.kill(pid, signal.SIGKILL)
        with suppress(ChildProcessError):  # the script may have said that nobody waits for children
            os.waitpid(pid, 0)


def _imagine(module: ModuleType, tree: ast.Module, words: frozenset[str], writing: int) -> None:
    """The life of the fork: it ends here whatever happens, and tells nothing but the formulas."""
    try:
        signal.signal(signal.SIGALRM, signal.SIG_DFL)
        signal.alarm(math.ceil(SECONDS))
        faulthandler.disable()
        silence = os.open(os.devnull, os.O_RDWR)
        for descriptor in (0, 1, 2):
            os.dup2(silence, descriptor)
        sys.stdout = sys.stderr = open(silence, "w")  # noqa: SIM115, PTH123 - the script may have put in its own

        def tell(formula: Formula) -> None:
            line = json.dumps([formula.source, formula.compilers, formula.output_format]) + "\n"
            os.write(writing, line.encode())

        Imagined(words, dict(vars(module)), tell).read(tree)
    finally:
        os._exit(0)


def _heard(reading: int) -> tuple[Formula, ...]:
    """What the fork tells until it ends or its time is over."""
    deadline = time.monotonic() + SECONDS
    text = b""
    while len(text) < _MOST_BYTES:
        ready, _, _ = select.select([reading], [], [], max(0.0, deadline - time.monotonic()))
        more = os.read(reading, 1 << 16) if ready else b""
        if not more:
            break
        text += more
    told = (json.loads(line) for line in text.split(b"\n")[:-1])
    return tuple(
        Formula(source, tuple(compilers), output_format) for source, compilers, output_format in told
    )
