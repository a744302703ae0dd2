"""The dry run: a scene's plays, their lines and times, found without drawing a single frame."""

from __future__ import annotations

from typing import Any

from manim import Scene

from core.model import PlannedPlay, Timeline
from core.render.engine.pins import Pins
from core.render.engine.stage import Watched, label
from core.render.traces import current_line


def plan(scene: Scene, pins: Pins) -> Timeline:
    """Run the scene without drawing. Raises TooLong, and whatever the script raises."""
    planning = _Planning(scene, pins)
    planning.setup()
    planning.construct()
    planning.tear_down()
    return Timeline(type(scene).__name__, tuple(planning.plays))


class _Planning(Watched):
    """Steps each play from its start to its end at once."""

    def __init__(self, scene: Scene, pins: Pins) -> None:
        super().__init__(scene, pins)
        self.plays: list[PlannedPlay] = []
        renderer: Any = scene.renderer
        renderer._original_skipping_status = True
        renderer.skip_animations = True
        renderer.update_frame = _draw_nothing

    def opened(self) -> None:
        start = self.seconds
        number = len(self.plays) + 1
        end = start + float(self.scene.duration)
        self.plays.append(PlannedPlay(number, current_line(), start, end, label(self.animations)))


def _draw_nothing(*args: Any, **kwargs: Any) -> None:
    """Stands in for drawing a frame."""
