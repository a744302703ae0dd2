"""How a scene gets from a play's first moment to its last where nobody draws it."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from types import FunctionType

from manim import Animation, AnimationGroup, DrawBorderThenFill, Mobject, Scene, Succession, Wait
from manim.camera.multi_camera import MultiCamera

from core.render.engine.safe_animations import SAFE
from core.render.engine.scenes import MODULE_NAME


class Stepping(StrEnum):
    """What the stepping process does with a play."""

    FREEZE = "freeze"
    """Nothing moves: there is one picture."""
    JUMP = "jump"
    """Go to the end at once: no picture depends on the one before."""
    FOLLOW = "follow"
    """Take every step of the play, because what moves remembers where it was."""


_CALLED_ONCE = ("function", "method")
"""Attributes of animations that are called when the animation begins, not in each frame."""

_MADE_BY = frozenset(
    {
        *("__init__", "_original__init__", "__repr__", "__str__"),
        *("generate_points", "init_points", "init_colors"),
    }
)
"""Methods of mobjects that no animation calls, so that a script's own change no play."""
_ACTS = (FunctionType, staticmethod, classmethod, property)
_SCENE_PACE = (
    "begin_animations",
    "compile_animation_data",
    "play_internal",
    "update_to_time",
    "update_mobjects",
    "update_meshes",
    "update_self",
    "get_time_progression",
    "should_update_mobjects",
    "is_current_animation_frozen_frame",
)


def stepping(scene: Scene) -> Stepping:
    """How the play that has just begun is to be stepped over."""
    if scene.is_current_animation_frozen_frame():
        return Stepping.FREEZE
    return Stepping.FOLLOW if _remembers(scene) else Stepping.JUMP


def must_draw_here(scene: Scene) -> bool:
    """Whether the play has to be drawn by the process that steps."""
    if threading.active_count() > 1:
        return True  # a forked copy would miss the other threads and wait for locks that they hold
    camera = scene.camera
    # Such a camera reshapes its frame when it captures: drawing changes the scene.
    return isinstance(camera, MultiCamera) and bool(camera.image_mobjects_from_cameras)


def _remembers(scene: Scene) -> bool:
    animations = scene.animations or []
    if scene.always_update_mobjects or scene.updaters or scene.meshes or scene.stop_condition:
        return True
    if isinstance(animations[0], Wait) and len(animations) == 1:
        return True  # one that is not frozen
    if not _all_safe(animations, alone=False) or _overrides(type(scene), _SCENE_PACE):
        return True
    return any(mobject.updaters or _keeps_own_pace(type(mobject)) for mobject in _on_stage(scene, animations))


def _all_safe(animations: Sequence[Animation], alone: bool) -> bool:
    """Whether the end of these animations, which are played together, depends on their beginning alone."""
    # A succession begins its later parts in mid-play, and copies what its siblings have moved by then.
    side_by_side = len(animations) > 1 and not alone
    if side_by_side and any(_begins_late(animation) for animation in animations):
        return False
    return all(_is_safe(animation) for animation in animations)


def _begins_late(animation: Animation) -> bool:
    """Whether some part of it begins in mid-play."""
    if isinstance(animation, Succession):
        return True
    return isinstance(animation, AnimationGroup) and any(map(_begins_late, animation.animations))


def _is_safe(animation: Animation) -> bool:
    kind = type(animation)
    if f"{kind.__module__}.{kind.__qualname__}" not in SAFE:
        return False
    # What a script's own function does, nobody knows: it might count its calls or draw lots.
    called = (value for name, value in vars(animation).items() if name not in _CALLED_ONCE)
    if any(_is_foreign(value) for value in called):
        return False
    if isinstance(animation, DrawBorderThenFill) and not _ends_full(animation):
        return False
    if isinstance(animation, AnimationGroup):
        return _all_safe(animation.animations, alone=isinstance(animation, Succession))
    return True


def _ends_full(animation: Animation) -> bool:
    """Whether the last moment is the filled one; drawn backwards, such an animation leaves traces."""
    return not animation.reverse_rate_function and animation.rate_func(1) == 1


def _is_foreign(value: object) -> bool:
    """Whether it is something to call that is not wholly Manim's."""
    if not callable(value) or isinstance(value, type | Mobject | Animation):
        return False
    if not isinstance(value, FunctionType) or not (value.__module__ or "").startswith("manim."):
        return True
    return any(_is_foreign(cell.cell_contents) for cell in value.__closure__ or ())


def _on_stage(scene: Scene, animations: Iterable[Animation]) -> Iterator[Mobject]:
    for mobject in (*scene.mobjects, *scene.foreground_mobjects):
        yield from mobject.get_family()
    for animation in animations:
        yield from _moved(animation)


def _moved(animation: Animation) -> Iterator[Mobject]:
    if isinstance(animation, AnimationGroup):
        for inner in animation.animations:
            yield from _moved(inner)
    for value in vars(animation).values():
        if isinstance(value, Mobject):
            yield from value.get_family()


_pace: dict[type, bool] = {}


def _keeps_own_pace(kind: type) -> bool:
    """Whether a script's class of mobjects changes what Manim does with it."""
    if kind not in _pace:
        given = {name for base in kind.__mro__ if base.__module__ != MODULE_NAME for name in _acts(base)}
        _pace[kind] = _overrides(kind, given - _MADE_BY)
    return _pace[kind]


def _acts(kind: type) -> Iterator[str]:
    """The names of a class's own methods and properties."""
    return (name for name, value in vars(kind).items() if isinstance(value, _ACTS))


def _overrides(kind: type, names: Iterable[str]) -> bool:
    own = [base for base in kind.__mro__ if base.__module__ == MODULE_NAME]
    return any(name in vars(base) for base in own for name in names)
