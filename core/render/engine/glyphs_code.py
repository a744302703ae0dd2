"""What was read from an SVG as bytes, and back: one line of JSON with all that is small, then the arrays."""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import numpy as np
from manim import (
    CapStyleType,
    Circle,
    Line,
    LineJointType,
    ManimColor,
    Polygon,
    Rectangle,
    RoundedRectangle,
    VGroup,
    VMobject,
    VMobjectFromSVGPath,
)
from numpy.typing import NDArray
from svgelements import Path as SvgPath

Array = NDArray[Any]
Values = dict[str, Any]

KINDS: tuple[type, ...] = (
    *(VMobjectFromSVGPath, VMobject, VGroup, ManimColor),
    *(Line, Rectangle, RoundedRectangle, Circle, Polygon),
)
"""Whose instances can be written: with all of their attributes, and without calling their `__init__`."""

_ENUMS: dict[str, type[LineJointType] | type[CapStyleType]] = {
    "LineJointType": LineJointType,
    "CapStyleType": CapStyleType,
}
_DTYPES = ("<f8", "<f4", "<i8", "<i4", "|b1", "|u1")
_PLAIN = frozenset({type(None), bool, int, float, str})
_SCALARS = frozenset({np.float64, np.float32, np.int64, np.int32, np.bool_})


class Unwritable(Exception):
    """There is something that these bytes have no words for."""


class Damaged(Exception):
    """These are not bytes that `write` has made."""


def write(values: Values, paths: Mapping[int, int]) -> bytes:
    """The values and all that they refer to; `paths` numbers SVG paths by their ids. Raises Unwritable."""
    writer = _Writer(paths)
    try:
        root = writer.mention(values)
    except RecursionError as error:
        raise Unwritable from error
    head = {"root": root, "nodes": writer.nodes, "shapes": writer.shapes, "arrays": writer.arrays}
    return json.dumps(head, separators=(",", ":")).encode("ascii") + b"\n" + b"".join(writer.blobs)


def read(data: bytes, path: Callable[[int], SvgPath]) -> Values:
    """Values as they were written, new in every part; `path` gives the path of a number. Raises Damaged."""
    head, _, blob = data.partition(b"\n")
    try:
        told = json.loads(head)
        arrays = [*_arrays(told["arrays"], blob)]
        values = _value(told["root"], _nodes(told, arrays, path))
    except (ValueError, KeyError, IndexError, TypeError, AttributeError, RecursionError) as error:
        raise Damaged from error
    if type(values) is not dict:
        raise Damaged
    return values


class _Writer:
    """Numbers whatever has an identity: the same object at two places stays one object.

    A plain value stands for itself, a number in a list for the node of that number. A node refers only to
    nodes before it.
    """

    def __init__(self, paths: Mapping[int, int]) -> None:
        self.nodes: list[list[Any]] = []
        self.shapes: list[list[Any]] = []
        self.arrays: list[tuple[str, tuple[int, ...], str]] = []
        self.blobs: list[bytes] = []
        self._paths = paths
        self._known_shapes: dict[str, int] = {}
        self._known: dict[int, int | None] = {}
        self._alive: list[Any] = []
        self._stored: dict[tuple[str, tuple[int, ...], str, bytes], int] = {}
        self._owners: set[int] = set()

    def mention(self, value: Any) -> Any:
        """What stands for a value where it is mentioned."""
        return value if type(value) in _PLAIN else [self._number(value)]

    def _number(self, value: Any) -> int:
        known = self._known.get(id(value), -1)
        if known is None:  # it is part of itself
            raise Unwritable
        if known < 0:
            self._known[id(value)] = None
            self._alive.append(value)
            node = self._node(value)
            self._known[id(value)] = known = len(self.nodes)
            self.nodes.append(node)
        return known

    def _node(self, value: Any) -> list[Any]:
        kind: Any = type(value)
        if kind is np.ndarray:
            return ["array", self._array(value)]
        if kind in _SCALARS:
            return ["scalar", self._store(np.asarray(value))]
        if kind is list or kind is tuple:
            return [kind.__name__, *map(self.mention, value)]
        if kind is dict:
            return ["dict", *([self.mention(name), self.mention(item)] for name, item in value.items())]
        if kind.__name__ in _ENUMS and kind is _ENUMS[kind.__name__]:
            return ["enum", kind.__name__, value.name]
        if kind is SvgPath and id(value) in self._paths:
            return ["path", self._paths[id(value)]]
        if kind in KINDS:
            return self._instance(value)
        raise Unwritable

    def _instance(self, value: Any) -> list[Any]:
        """Most instances differ in little: names and plain values are written once for all alike."""
        attributes: Values = value.__dict__
        plain = {name: item for name, item in attributes.items() if type(item) in _PLAIN}
        others = [name for name in attributes if name not in plain]
        kind = KINDS.index(type(value))
        number = self._known_shapes.setdefault(f"{kind} {plain} {[*attributes]}", len(self.shapes))
        if number == len(self.shapes):
            self.shapes.append([kind, dict.fromkeys(attributes) | plain, others])
        return ["instance", number, *(self._number(attributes[name]) for name in others)]

    def _array(self, array: Array) -> int:
        owner: Any = array
        while isinstance(owner.base, np.ndarray):
            owner = owner.base
        if id(owner) in self._owners:  # two arrays with the same memory
            raise Unwritable
        self._owners.add(id(owner))
        self._alive.append(owner)
        return self._store(array)

    def _store(self, array: Array) -> int:
        flags = array.flags
        if array.dtype.str not in _DTYPES or not (flags.c_contiguous or flags.f_contiguous):
            raise Unwritable
        order = "C" if flags.c_contiguous else "F"
        fact = (array.dtype.str, array.shape, order, array.tobytes("A"))
        if fact not in self._stored:
            self._stored[fact] = len(self.arrays)
            self.arrays.append(fact[:3])
            self.blobs.append(fact[3])
        return self._stored[fact]


def _arrays(told: list[Any], blob: bytes) -> Iterator[Array]:
    start = 0
    for name, shape, order in told:
        if name not in _DTYPES or order not in ("C", "F"):
            raise ValueError(f"no array: {name} {order}")
        dtype, count = np.dtype(name), math.prod(shape)
        if count:
            yield np.frombuffer(blob, dtype, count, start).reshape(shape, order=order)
        else:
            yield np.empty(shape, dtype, order)
        start += count * dtype.itemsize
    if start != len(blob):
        raise ValueError("too many bytes")


def _nodes(told: Values, arrays: list[Array], path: Callable[[int], SvgPath]) -> list[Any]:
    made: list[Any] = []
    shapes = [(KINDS[number], values, names) for number, values, names in told["shapes"]]
    for what, *rest in told["nodes"]:
        if what == "array":
            made.append(arrays[rest[0]].copy(order="K"))
        elif what == "instance":
            kind, values, names = shapes[rest[0]]
            one = kind.__new__(kind)
            one.__dict__ = attributes = values.copy()
            for name, number in zip(names, rest[1:], strict=True):
                attributes[name] = made[number]
            made.append(one)
        elif what == "list":
            made.append([_value(item, made) for item in rest])
        else:
            made.append(_rare(what, rest, made, arrays, path))
    return made


def _rare(
    what: str, rest: list[Any], made: list[Any], arrays: list[Array], path: Callable[[int], SvgPath]
) -> Any:
    if what == "dict":
        return {_value(name, made): _value(item, made) for name, item in rest}
    if what == "tuple":
        return tuple(_value(item, made) for item in rest)
    if what == "scalar":
        return arrays[rest[0]][()]
    if what == "enum":
        return _ENUMS[rest[0]][rest[1]]
    if what == "path":
        return path(rest[0])
    raise ValueError(f"no node: {what}")


def _value(mentioned: Any, made: list[Any]) -> Any:
    return made[mentioned[0]] if type(mentioned) is list else mentioned
