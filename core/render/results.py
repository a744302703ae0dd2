"""Carrying a job's results out of its folder: a script had its hands on them, so each is looked at first."""

from __future__ import annotations

import os
import shutil
import stat
from pathlib import Path

from core.model import FailureKind, RenderFailure
from core.render.wire import (
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

_RESULTS = (VIDEO_NAME, IMAGE_NAME, POSTER_NAME, CAPTIONS_NAME, FRAMES_NAME)


class BadResult(Exception):
    """A result is not the plain file that a job makes."""


def carry_out(source: Path, target: Path, limit: int) -> None:
    """Copy a file to `target`, all or nothing. Raises BadResult, or OSError when the disk is full.

    It must be a regular file with one link and at most `limit` bytes; a symbolic link is never followed.
    """
    try:
        opened = os.open(source, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    except OSError as error:
        raise BadResult(f"{source.name} cannot be read: {error.strerror}") from error
    with os.fdopen(opened, "rb") as given:
        facts = os.fstat(given.fileno())
        if not stat.S_ISREG(facts.st_mode) or facts.st_nlink != 1 or not 0 < facts.st_size <= limit:
            raise BadResult(f"{source.name} is not a plain file of the allowed size")
        beside = target.with_name(f".{target.name}.part")
        with beside.open("wb") as made:
            shutil.copyfileobj(given, made, 1 << 20)
        beside.replace(target)


def delivered(order: Start, outcome: Outcome) -> Outcome:
    """The outcome once its files are where they were asked for."""
    if not isinstance(outcome, Finished):
        return outcome
    results, output, limit = Path(order.folder) / "results", Path(order.output), order.bounds.file_size
    try:
        if not set(outcome.files) <= set(_RESULTS) or not {VIDEO_NAME, IMAGE_NAME} & set(outcome.files):
            raise BadResult("its list of results is not one that the renderer makes")
        for name in outcome.files:
            carry_out(results / name, output / name, limit)
    except BadResult as error:
        return Failed(
            RenderFailure(
                FailureKind.CRASH,
                f"The render ended without a usable video: {error}. "
                "Remove code that meddles with the renderer's files and render again.",
            )
        )
    return outcome
