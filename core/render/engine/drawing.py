"""Drawing a scene into a video with Manim's own writer, and saying how far it is."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from manim import Scene

from core.model import Picture
from core.render.engine.movie import Poster, make_playable
from core.render.engine.pins import Pins
from core.render.engine.scenes import construct_line
from core.render.engine.stage import Watched
from core.render.refusals import Refusal
from core.render.wire import POSTER_NAME, VIDEO_NAME, Drawn, Finished, Progressed, Report

PROGRESS_SECONDS = 0.25
"""Shortest time between two words about the progress within a play."""


def draw(
    scene: Scene, pins: Pins, picture: Picture, results: Path, say: Callable[[Report], None]
) -> Finished:
    """Render the scene and put its video and poster into `results`.

    Raises Refusal where there is nothing to draw, and whatever the script raises.
    """
    drawing = _Drawing(scene, pins, picture, say)
    drawing.render()
    results.mkdir()
    make_playable(Path(drawing.file_writer.movie_file_path), results / VIDEO_NAME)
    poster = drawing.poster.save(results / POSTER_NAME)
    return Finished(type(scene).__name__, drawing.drawn_seconds, drawing.num_plays, picture, poster)


class _Drawing(Watched):
    """Counts frames as they are written and reports them."""

    def __init__(self, scene: Scene, pins: Pins, picture: Picture, say: Callable[[Report], None]) -> None:
        super().__init__(scene, pins)
        self.poster = Poster()
        self._picture = picture
        self._say = say
        self._frames = 0
        self._said = time.monotonic()
        renderer: Any = scene.renderer
        self._add_frame: Callable[..., None] = renderer.add_frame
        renderer.add_frame = self._add_and_count

    @property
    def drawn_seconds(self) -> float:
        """Length of what is drawn; skipped sections count for nothing."""
        return self._frames / self._picture.frame_rate

    def play(self, *args: Any, **kwargs: Any) -> None:
        super().play(*args, **kwargs)
        if not self.skip_animations:
            self.poster.consider(self.renderer.camera.pixel_array)  # type: ignore[union-attr]
        self._say(Drawn(self.num_plays))

    def post_construct(self) -> None:
        if not self._frames:
            raise self._nothing_drawn()
        super().post_construct()

    def _add_and_count(self, frame: Any, num_frames: int = 1) -> None:
        self._add_frame(frame, num_frames)
        if self.skip_animations:
            return
        self._frames += num_frames
        self.check_total(self.drawn_seconds)
        now = time.monotonic()
        if now - self._said >= PROGRESS_SECONDS:
            self._said = now
            self._say(Progressed(self.drawn_seconds))

    def _nothing_drawn(self) -> Refusal:
        name = type(self.scene).__name__
        line = construct_line(type(self.scene))
        if self.num_plays:
            return Refusal(
                f"Every section of {name} is skipped, so there is nothing to see. "
                "Remove skip_animations=True and render again.",
                line,
            )
        return Refusal(
            f"The method construct of {name} plays nothing, so there is no video. "
            "Add self.play(...) or self.wait() and render again.",
            line,
        )
