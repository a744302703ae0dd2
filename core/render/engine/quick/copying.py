"""Copying mobjects: an animation copies what it moves when it begins, and most of a copy is plain numbers."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from types import BuiltinFunctionType, FunctionType
from typing import Any

import numpy as np
from manim import CapStyleType, LineJointType, ManimColor, Mobject
from svgelements import Path as SvgPath

Memo = dict[int, Any]

_SHARED = frozenset(
    {
        *(int, float, complex, str, bytes, bool, type(None), type, FunctionType, BuiltinFunctionType),
        *(np.float64, np.float32, np.int64, np.int32, np.bool_),
        *(CapStyleType, LineJointType),
    }
)
"""Types whose values nobody can change, so that a copy may be the value itself."""

_FLOATS = np.dtype(np.float64)


def copy_mobject(self: Mobject, memo: Memo) -> Mobject:
    """What `Mobject.__deepcopy__` does, without asking `deepcopy` about each number."""
    twin = type(self).__new__(type(self))
    memo[id(self)] = twin
    special = _special(type(self))
    attributes = twin.__dict__
    for name, value in self.__dict__.items():
        kind = type(value)
        if kind in _SHARED:
            copied = value
        elif kind is np.ndarray and value.dtype is _FLOATS and id(value) not in memo:  # most of them
            copied = memo[id(value)] = value.copy(order="K")
        else:
            copied = copy_value(value, memo)
        if special is None or name in special:
            setattr(twin, name, copied)
        else:
            attributes[name] = copied
    twin.original_id = str(id(self))
    return twin


def copy_value(value: Any, memo: Memo) -> Any:
    """A deep copy of one attribute; what was copied before is not copied again."""
    kind = type(value)
    if kind in _SHARED:
        return value
    known = memo.get(id(value), memo)
    if known is not memo:
        return known
    copier = _COPIERS.get(kind)
    if copier is not None:
        return copier(value, memo)
    if isinstance(value, Mobject):
        return value.__deepcopy__(memo)
    return deepcopy(value, memo)


def _copy_array(value: Any, memo: Memo) -> Any:
    if value.dtype.hasobject:
        return deepcopy(value, memo)
    twin = memo[id(value)] = value.copy(order="K")
    return twin


def _copy_list(value: list[Any], memo: Memo) -> list[Any]:
    twin: list[Any] = []
    memo[id(value)] = twin
    twin += [item if type(item) in _SHARED else copy_value(item, memo) for item in value]
    return twin


def _copy_dict(value: dict[Any, Any], memo: Memo) -> dict[Any, Any]:
    twin: dict[Any, Any] = {}
    memo[id(value)] = twin
    for name, item in value.items():
        twin[copy_value(name, memo)] = copy_value(item, memo)
    return twin


def _copy_color(value: Any, memo: Memo) -> Any:
    twin = ManimColor.__new__(ManimColor)
    memo[id(value)] = twin
    for name, item in value.__dict__.items():
        twin.__dict__[name] = copy_value(item, memo)
    return twin


def _share_path(value: Any, memo: Memo) -> Any:
    # The path that a glyph was read from is looked at once, when its points are made, and never changed.
    memo[id(value)] = value
    return value


_COPIERS: dict[type, Callable[[Any, Memo], Any]] = {
    np.ndarray: _copy_array,
    list: _copy_list,
    dict: _copy_dict,
    ManimColor: _copy_color,
    SvgPath: _share_path,
}

_specials: dict[type, frozenset[str] | None] = {}


def _special(kind: type) -> frozenset[str] | None:
    """The attributes whose setting does more than to store them; None where all may be such."""
    if kind not in _specials:
        fields = {name: value for base in kind.__mro__ for name, value in vars(base).items()}
        names = (name for name, value in fields.items() if hasattr(type(value), "__set__"))
        own = any("__setattr__" in vars(base) for base in kind.__mro__ if base is not object)
        _specials[kind] = None if own else frozenset(names)
    return _specials[kind]
