"""Calling updaters: Manim reads each one's signature in each frame, to see whether it wants the time."""

from __future__ import annotations

import inspect
from types import FunctionType, MethodType
from typing import Any

from manim import Mobject


def update(self: Mobject, dt: float = 0, recursive: bool = True) -> Mobject:
    """What `Mobject.update` does."""
    if self.updating_suspended:
        return self
    updater: Any
    for updater in self.updaters:
        if _wants_time(updater):
            updater(self, dt)
        else:
            updater(self)
    if recursive:
        for submobject in self.submobjects:
            if submobject.submobjects or submobject.updaters or not _is_plain(submobject):
                submobject.update(dt, recursive=recursive)
    return self


def _is_plain(mobject: Mobject) -> bool:
    """Whether it is updated by this function, which has nothing to do for one that is all alone."""
    return type(mobject).update is update and "update" not in mobject.__dict__


def _wants_time(updater: Any) -> bool:
    """Whether a parameter of the updater is called `dt`."""
    function = updater.__func__ if type(updater) is MethodType else updater
    if type(function) is not FunctionType or function.__dict__:
        return "dt" in inspect.signature(updater).parameters  # it may be wrapped, or say another signature
    code = function.__code__
    count = code.co_argcount + code.co_kwonlyargcount + bool(code.co_flags & 4) + bool(code.co_flags & 8)
    names = code.co_varnames[:count]
    return "dt" in (names if function is updater else names[1:])
