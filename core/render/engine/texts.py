"""The SVG files of texts, which a job's processes share: put in their place whole, and left alone there."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any

import manimpango
from manimpango import MarkupUtils, PangoUtils

_TEXT_FILE, _MARKUP_FILE = 4, 7
"""Which argument of Pango's functions is the file."""


def write_whole() -> None:
    """Let Manim do so from now on, in this process and those that it forks.

    Manim writes a text's file where all look for it, and again whenever the same text is made anew: another
    process that reads it meanwhile finds half of it, or nothing.
    """
    clean: set[str] = set()
    trim = PangoUtils.remove_last_M

    def remove_last_M(file_name: str) -> None:  # noqa: N802 - Pango's name
        """What `PangoUtils.remove_last_M` does, once."""
        if file_name in clean:
            return
        beside = _beside(file_name)
        shutil.copyfile(file_name, beside)
        trim(str(beside))
        if beside.read_bytes() == Path(file_name).read_bytes():
            beside.unlink()
        else:
            beside.replace(file_name)
        clean.add(file_name)

    def whole(function: Callable[..., Any], place: int) -> Callable[..., Any]:
        @wraps(function)
        def text2svg(*given: Any, **named: Any) -> Any:
            if len(given) <= place:  # not Manim's call
                return function(*given, **named)
            file_name = given[place]
            beside = _beside(file_name)
            function(*given[:place], str(beside), *given[place + 1 :], **named)
            trim(str(beside))
            beside.replace(file_name)
            clean.add(file_name)
            return file_name

        return text2svg

    manimpango.text2svg = whole(manimpango.text2svg, _TEXT_FILE)
    MarkupUtils.text2svg = staticmethod(whole(MarkupUtils.text2svg, _MARKUP_FILE))
    PangoUtils.remove_last_M = staticmethod(remove_last_M)


def _beside(file_name: str) -> Path:
    return Path(f"{file_name}.{os.getpid()}")
