"""A scene under watch: Manim's own render loop, with a look at each play before it is drawn."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

from manim import Animation, AnimationGroup, Scene, Wait
from manim.animation.transform import _MethodAnimation
from manim.manager import Manager

from core.model import DURATION_MAX
from core.render.engine.pins import Pins
from core.render.refusals import TooLong
from core.render.traces import current_line

LONGEST = 2 * DURATION_MAX
"""Longest video that is rendered, in seconds; more is a mistake in the script, not a wish."""

_NAMED_ANIMATIONS = 3


class Watched(Manager[Scene]):
    """Runs a scene, refuses plays that cannot end well, and knows each play's number and line."""

    def __init__(self, scene: Scene, pins: Pins) -> None:
        super().__init__(scene)
        self._pins = pins
        self._compile: Callable[..., Any] = scene.compile_animation_data
        # Manim computes a play's animations and length here, after which it draws at once.
        scene.compile_animation_data = self._compile_and_check  # type: ignore[method-assign]

    @property
    def seconds(self) -> float:
        """Length of the video so far."""
        return float(self.renderer.time)

    def play(self, *args: Any, **kwargs: Any) -> None:
        """One `play` or `wait` of the scene."""
        # A script may change the configuration between two plays.
        self._pins.apply()
        super().play(*args, **kwargs)

    def opened(self) -> None:
        """Called when a play's animations and length are known and nothing of it is drawn."""

    def _compile_and_check(self, *args: Any, **kwargs: Any) -> Any:
        result = self._compile(*args, **kwargs)
        self._check_length()
        self.opened()
        return result

    def _check_length(self) -> None:
        duration = self.scene.duration
        name = label(self.animations)
        line = current_line()
        place = "" if line is None else f"Line {line}: "
        if not math.isfinite(duration):
            raise TooLong(
                f"{place}the length of this play ({name}) is {duration}, which is no number of seconds. "
                "Give it a run time in seconds and render again.",
                line,
            )
        if duration > LONGEST:
            raise TooLong(
                f"{place}this play ({name}) lasts {duration:,.0f} s; "
                f"a whole video may last {LONGEST:,.0f} s. Shorten it and render again.",
                line,
            )
        if any(isinstance(item, Wait) and item.stop_condition is not None for item in self.animations):
            return  # how long it lasts shows while it is drawn
        self.check_total(self.seconds + duration)

    def check_total(self, seconds: float) -> None:
        """Refuse a video that grows too long. Raises TooLong."""
        if seconds > LONGEST:
            line = current_line()
            place = "" if line is None else f"Line {line}: "
            raise TooLong(
                f"{place}up to here the video lasts {seconds:,.0f} s; it may last {LONGEST:,.0f} s. "
                "Look for a loop that plays without end, or split the scene.",
                line,
            )

    @property
    def animations(self) -> list[Animation]:
        """The animations of the play that is being compiled or drawn."""
        return self.scene.animations or []


def label(animations: list[Animation]) -> str:
    """What a play does, in a few words: "wait", "Create(Circle)", "Circle.shift", "LaggedStart(…)"."""
    names = [_name(animation) for animation in animations[:_NAMED_ANIMATIONS]]
    more = ["…"] if len(animations) > _NAMED_ANIMATIONS else []
    return ", ".join(names + more)


def _name(animation: Animation) -> str:
    if isinstance(animation, Wait):
        return "wait"
    if isinstance(animation, AnimationGroup):
        return f"{type(animation).__name__}({label(list(animation.animations))})"
    if animation.mobject is None:
        return type(animation).__name__
    target = type(animation.mobject).__name__
    if isinstance(animation, _MethodAnimation):
        methods = ".".join(call.method.__name__ for call in animation.methods)
        return f"{target}.{methods}"
    return f"{type(animation).__name__}({target})"
