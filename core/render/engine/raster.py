"""Drawing one play: its frames go into its part as they are drawn."""

from __future__ import annotations

import hashlib
import json
import time
from collections.abc import Callable, Iterable
from itertools import chain
from pathlib import Path

from core.model import Quality
from core.render.engine.alpha import AlphaWriter
from core.render.engine.encoding import PartWriter
from core.render.engine.forms import Form
from core.render.engine.movie import Pixels, join, preview
from core.render.engine.plays import Facts, Play
from core.render.engine.poster import contrast
from core.render.engine.share import Relieved, Share
from core.render.engine.yuv import Band
from core.render.parts import FACTS_NAME, PART_NAME, PREVIEW_NAME
from core.render.refusals import Refusal
from core.render.wire import FRAMES_NAME

PROGRESS_SECONDS = 0.25
"""Shortest time between two words about the progress within a play."""


class Raster:
    """Takes the frames of one play and makes its part, its still and its facts of them."""

    def __init__(
        self,
        play: Play,
        quality: Quality,
        form: Form,
        witness: bool,
        progress: Callable[[Play, int], None],
    ) -> None:
        self._play = play
        self._picture = quality.picture
        self._form = form
        self._progress = progress
        self._said = time.monotonic()
        self._last: Pixels | None = None
        self._seen: list[str] | None = [] if witness else None
        play.folder.mkdir(parents=True, exist_ok=True)
        writer = AlphaWriter if form.alpha else PartWriter
        self._writer = writer(play.folder / self._file(PART_NAME), quality.picture, quality)

    def wants(self, frame: int) -> bool:  # noqa: ARG002 - one that shares its play looks at it
        """Whether this frame of the play, counted from 0, is to be drawn. Raises Relieved at its end."""
        return True

    def write(self, pixels: Pixels, repeat: int = 1, rows: Iterable[Band] | None = None) -> None:
        """Add a frame, `repeat` times; the array is free again afterwards. Raises Refusal, OSError.

        `rows` are all that can differ from the frame before; None are all of them.
        """
        if pixels.shape[:2] != (self._picture.height, self._picture.width):
            height, width = pixels.shape[:2]
            raise Refusal(
                f"The camera draws pictures of {width}×{height} pixels, the video has "
                f"{self._picture.width}×{self._picture.height}. Use Manim's own size and render again.",
                self._play.line,
            )
        self._writer.write(pixels, repeat, rows)
        self._last = pixels
        if self._seen is not None:
            self._seen += [hashlib.sha256(pixels.tobytes()).hexdigest()] * repeat
        now = time.monotonic()
        if now - self._said >= PROGRESS_SECONDS:
            self._said = now
            self._progress(self._play, self._count())

    def finish(self) -> Facts | None:
        """Complete the part; None where another process will. Raises OSError when the disk is full."""
        self._writer.finish()
        if self._seen is not None:
            (self._play.folder / self._file(FRAMES_NAME)).write_text(json.dumps(self._seen), "ascii")
        facts = self._look()
        facts.write(self._play.folder)
        return facts

    def _file(self, name: str) -> str:
        """What a file is called in the play's folder."""
        return name

    def _count(self) -> int:
        """Frames of the play that are drawn."""
        return self._writer.frames

    def _look(self) -> Facts:
        """Make the still of the last picture."""
        assert self._last is not None, "a part without a frame does not finish"
        preview(self._last, self._play.folder / PREVIEW_NAME)
        return Facts(self._writer.frames, contrast(self._last))


class SharedRaster(Raster):
    """Draws one play together with another process, which begins at the frame `start`.

    Whoever finishes last puts the two pieces together.
    """

    def __init__(
        self,
        play: Play,
        quality: Quality,
        form: Form,
        witness: bool,
        progress: Callable[[Play, int], None],
        share: Share,
        start: int = 0,
    ) -> None:
        self._share = share
        self._start = start
        super().__init__(play, quality, form, witness, progress)

    def wants(self, frame: int) -> bool:
        """Whether this frame is this process's to draw. Raises Relieved where the second has taken over."""
        if self._start:
            return frame >= self._start
        if not self._share.go_on(frame):
            raise Relieved
        return True

    def finish(self) -> Facts | None:
        """Complete this piece, and the part if the other is complete."""
        self._writer.finish()
        folder, split = self._play.folder, self._share.is_split()
        if self._seen is not None:
            (folder / self._file(FRAMES_NAME)).write_text(json.dumps(self._seen), "ascii")
        ends_play = self._start > 0 or not split
        facts = self._look() if ends_play else Facts(self._writer.frames, 0.0)
        facts.write(folder, self._file(FACTS_NAME))
        return self._put_together(split) if self._share.finish() else None

    def _put_together(self, split: bool) -> Facts:
        folder, pieces = self._play.folder, _PIECES
        if not split:
            return self._keep(folder, pieces[0])
        facts = [Facts.read(folder, piece + FACTS_NAME) for piece in pieces]
        parts = [folder / (piece + PART_NAME) for piece in pieces]
        join(parts, folder / PART_NAME, self._picture, self._form)
        if self._seen is not None:
            seen = [json.loads((folder / (piece + FRAMES_NAME)).read_text("ascii")) for piece in pieces]
            (folder / FRAMES_NAME).write_text(json.dumps([*chain(*seen)]), "ascii")
        whole = Facts(sum(piece.frames for piece in facts), facts[-1].contrast)
        whole.write(folder)
        return whole

    def _keep(self, folder: Path, piece: str) -> Facts:
        """Make the only piece the part."""
        names = [PART_NAME, FACTS_NAME] + [FRAMES_NAME] * (self._seen is not None)
        for name in names:
            (folder / (piece + name)).replace(folder / name)
        return Facts.read(folder)

    def _file(self, name: str) -> str:
        return _PIECES[self._start > 0] + name

    def _count(self) -> int:
        return self._share.count(self._start > 0, self._writer.frames)


_PIECES = ("first-", "second-")


def testimony(folders: list[Path]) -> str:
    """The digests of all frames of all plays, as JSON: a list for each play."""
    return json.dumps([json.loads((folder / FRAMES_NAME).read_text("ascii")) for folder in folders])
