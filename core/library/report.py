"""The error file of a failed take: everything that is needed to see why, and no key."""

from __future__ import annotations

import os
import platform
from importlib.metadata import version

from core.model import RenderFailure, Take, WriterFailure


def error_report(take: Take, failure: RenderFailure | WriterFailure, log: str) -> str:
    """The text of the error file: sentence, traceback, script with line numbers, output, machine."""
    line, traceback = (failure.line, failure.traceback) if isinstance(failure, RenderFailure) else (None, "")
    place = f" (line {line})" if line else ""
    lines = take.script.source.splitlines()
    numbered = "\n".join(f"{number:4} | {line}" for number, line in enumerate(lines, 1))
    parts = {
        "Failure": f"{failure.kind}{place}: {failure.message}",
        "Take": f"{take.id}, {take.created.isoformat()}, {take.settings.quality.picture}",
        "Traceback": traceback or "none",
        "Output": log or "none",
        "Machine": _machine(),
        "Script": numbered or "empty",
    }
    return (
        "\n\n".join(f"{title}\n{'=' * len(title)}\n{text.rstrip()}" for title, text in parts.items()) + "\n"
    )


def _machine() -> str:
    return "\n".join(
        (
            f"Python {platform.python_version()}, Manim {version('manim')}",
            f"{platform.system()} {platform.release()} {platform.machine()}, {os.cpu_count()} cores",
        )
    )
