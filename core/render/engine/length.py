"""How long a play and a whole video may last."""

from __future__ import annotations

import math

from core.model import DURATION_MAX
from core.render.refusals import TooLong
from core.render.traces import current_line

LONGEST = 2 * DURATION_MAX
"""Longest video that is rendered, in seconds; more is a mistake in the script, not a wish."""


def check_play(seconds: float, name: str) -> None:
    """Refuse a play that cannot end well. Raises TooLong."""
    if not math.isfinite(seconds):
        raise TooLong(
            f"{_place()}the length of this play ({name}) is {seconds}, which is no number of seconds. "
            "Give it a run time in seconds and render again.",
            current_line(),
        )
    if seconds > LONGEST:
        raise TooLong(
            f"{_place()}this play ({name}) lasts {seconds:,.0f} s; "
            f"a whole video may last {LONGEST:,.0f} s. Shorten it and render again.",
            current_line(),
        )


def check_total(seconds: float) -> None:
    """Refuse a video that grows too long. Raises TooLong."""
    if seconds > LONGEST:
        raise TooLong(
            f"{_place()}up to here the video lasts {seconds:,.0f} s; it may last {LONGEST:,.0f} s. "
            "Look for a loop that plays without end, or split the scene.",
            current_line(),
        )


def _place() -> str:
    line = current_line()
    return "" if line is None else f"Line {line}: "
