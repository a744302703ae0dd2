"""Drawing one play: its frames go into its part as they are drawn."""

from __future__ import annotations

import hashlib
import json
import time
from collections.abc import Callable
from pathlib import Path

from core.model import Quality
from core.render.engine.encoding import PartWriter
from core.render.engine.movie import Pixels, preview
from core.render.engine.plays import Facts, Play
from core.render.engine.poster import contrast
from core.render.parts import PART_NAME, PREVIEW_NAME
from core.render.refusals import Refusal
from core.render.wire import FRAMES_NAME

PROGRESS_SECONDS = 0.25
"""Shortest time between two words about the progress within a play."""


class Raster:
    """Takes the frames of one play and makes its part, its still and its facts of them."""

    def __init__(
        self, play: Play, quality: Quality, witness: bool, progress: Callable[[Play, int], None]
    ) -> None:
        self._play = play
        self._picture = quality.picture
        self._progress = progress
        self._said = time.monotonic()
        self._last: Pixels | None = None
        self._seen: list[str] | None = [] if witness else None
        play.folder.mkdir(parents=True, exist_ok=True)
        self._writer = PartWriter(play.folder / PART_NAME, quality.picture, quality)

    def write(self, pixels: Pixels, repeat: int = 1) -> None:
        """Add a frame, `repeat` times; the array is free again afterwards. Raises Refusal, OSError."""
        if pixels.shape[:2] != (self._picture.height, self._picture.width):
            height, width = pixels.shape[:2]
            raise Refusal(
                f"The camera draws pictures of {width}×{height} pixels, the video has "
                f"{self._picture.width}×{self._picture.height}. Use Manim's own size and render again.",
                self._play.line,
            )
        self._writer.write(pixels, repeat)
        self._last = pixels
        if self._seen is not None:
            self._seen += [hashlib.sha256(pixels.tobytes()).hexdigest()] * repeat
        now = time.monotonic()
        if now - self._said >= PROGRESS_SECONDS:
            self._said = now
            self._progress(self._play, self._writer.frames)

    def finish(self) -> Facts:
        """Complete the part. Raises OSError when the disk is full."""
        self._writer.finish()
        assert self._last is not None, "a part without a frame does not finish"
        facts = Facts(self._writer.frames, contrast(self._last))
        preview(self._last, self._play.folder / PREVIEW_NAME)
        facts.write(self._play.folder)
        if self._seen is not None:
            (self._play.folder / FRAMES_NAME).write_text(json.dumps(self._seen), "ascii")
        return facts


def testimony(folders: list[Path]) -> str:
    """The digests of all frames of all plays, as JSON: a list for each play."""
    return json.dumps([json.loads((folder / FRAMES_NAME).read_text("ascii")) for folder in folders])
