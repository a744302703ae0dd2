"""Carrying a job's results out of its folder to where they were asked for."""

from __future__ import annotations

from pathlib import Path

from core.model import FailureKind, RenderFailure
from core.render.handover import BadResult, carry_out, reached
from core.render.wire import (
    ALPHA_VIDEO_NAME,
    CAPTIONS_NAME,
    FRAMES_NAME,
    IMAGE_NAME,
    POSTER_NAME,
    VIDEO_NAME,
    Failed,
    Finished,
    Outcome,
    Start,
)

_SHOWN = {VIDEO_NAME, ALPHA_VIDEO_NAME, IMAGE_NAME}
_BESIDE = {POSTER_NAME, CAPTIONS_NAME, FRAMES_NAME}

_SMALL = {POSTER_NAME: 8 << 20, CAPTIONS_NAME: 1 << 20, IMAGE_NAME: 64 << 20}
"""Largest size of what is shown without being streamed, in bytes; of others it is that of any file."""

RESULTS = "results"
"""Where a job makes its results, below its folder."""


def delivered(order: Start, outcome: Outcome) -> Outcome:
    """The outcome once its files are where they were asked for."""
    if not isinstance(outcome, Finished):
        return outcome
    try:
        files = set(outcome.files)
        if not files <= _SHOWN | _BESIDE or len(files & _SHOWN) != 1:
            raise BadResult("its list of results is not one that the renderer makes")
        with reached(Path(order.folder), RESULTS) as results:
            for name in outcome.files:
                limit = _SMALL.get(name, order.bounds.file_size)
                carry_out(results, name, Path(order.output, name), limit)
        _require_text(Path(order.output, CAPTIONS_NAME))
    except BadResult as error:
        return Failed(
            RenderFailure(
                FailureKind.CRASH,
                f"The render ended without a usable video: {error}. "
                "Remove code that meddles with the renderer's files and render again.",
            )
        )
    return outcome


def _require_text(captions: Path) -> None:
    """Pages read captions as text. Raises BadResult where they are none."""
    try:
        captions.read_text("utf-8")
    except FileNotFoundError:
        return
    except UnicodeDecodeError as error:
        captions.unlink()
        raise BadResult(f"{captions.name} is not text") from error
