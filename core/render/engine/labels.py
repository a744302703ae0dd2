"""What a play does, in a few words."""

from __future__ import annotations

from collections.abc import Sequence

from manim import Animation, AnimationGroup, Wait
from manim.animation.transform import _MethodAnimation

LABEL_LIMIT = 200
"""Longest label, in characters."""

_NAMED_ANIMATIONS = 3


def label(animations: Sequence[Animation]) -> str:
    """Such as "wait", "Create(Circle)", "Circle.shift", "LaggedStart(…)"."""
    return _listed(animations)[:LABEL_LIMIT]


def _listed(animations: Sequence[Animation]) -> str:
    names = [_name(animation) for animation in animations[:_NAMED_ANIMATIONS]]
    more = ["…"] if len(animations) > _NAMED_ANIMATIONS else []
    return ", ".join(names + more)


def _name(animation: Animation) -> str:
    if isinstance(animation, Wait):
        return "wait"
    if isinstance(animation, AnimationGroup):
        return f"{type(animation).__name__}({_listed(animation.animations)})"
    if animation.mobject is None:
        return type(animation).__name__
    target = type(animation.mobject).__name__
    if isinstance(animation, _MethodAnimation):
        methods = ".".join(call.method.__name__ for call in animation.methods)
        return f"{target}.{methods}"
    return f"{type(animation).__name__}({target})"
