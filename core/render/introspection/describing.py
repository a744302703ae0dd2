"""The installed Manim as an index."""

from __future__ import annotations

import importlib
import inspect
from functools import cache
from types import FunctionType, ModuleType
from typing import Any

import manim
from manim.camera.camera import Camera

from core.api_index import ApiIndex, Class, Function, Kind, Name, NameKind, Parameter
from core.render.introspection.fields import given_from_outside, own_fields, sets_by_hand
from core.render.introspection.functions import deprecation, described, first_line, returns
from core.render.introspection.keywords import constructor_keywords
from core.render.introspection.sources import modules, unwrapped

OTHERS = ("numpy", "numpy.random", "numpy.linalg", "numpy.fft")
"""Modules of others that scripts use and whose names are worth knowing."""

_SHORT = 40
_PLAIN = (int, float, str, bool, type(None))
_MADE_BY_PYTHON = frozenset(
    {"__class_getitem__", "__init_subclass__", "__subclasshook__", "__new__", "__init__"}
)


def describe() -> ApiIndex:
    """The index of the Manim that is installed."""
    kinds = _classes()
    star = {name: _name(value) for name, value in _star().items()}
    return ApiIndex(
        manim.__version__,
        star,
        {module.__name__: _names_of(module) for module in _described()},
        {_key(kind): _class(kind) for kind in kinds},
        _functions(),
        given_from_outside(),
    )


def _star() -> dict[str, Any]:
    names: dict[str, Any] = {}
    exec("from manim import *", names)
    del names["__builtins__"]
    return names


def _described() -> list[ModuleType]:
    return [*modules(), *(importlib.import_module(name) for name in OTHERS)]


def _names_of(module: ModuleType) -> dict[str, Name]:
    names = dir(module)
    return {name: _name(getattr(module, name, None)) for name in names if not name.startswith("__")}


def _name(value: Any) -> Name:
    if isinstance(value, ModuleType):
        return Name(NameKind.MODULE, value.__name__)
    if isinstance(value, type):
        return Name(NameKind.CLASS, _key(value))
    if isinstance(value, FunctionType):
        return Name(NameKind.FUNCTION, f"{value.__module__}.{value.__qualname__}")
    return Name(NameKind.VALUE, _key(type(value)))


def _key(kind: type) -> str:
    return f"{kind.__module__}.{kind.__qualname__}"


@cache
def _classes() -> list[type]:
    """Manim's own classes, and those of others that they derive from or that its names give."""
    found: dict[type, None] = {}
    for module in modules():
        for value in vars(module).values():
            if isinstance(value, type) and value.__module__.split(".")[0] == "manim":
                found.update(dict.fromkeys(base for base in value.__mro__ if base is not object))
    return [kind for kind in found if kind.__module__.split(".")[0] == "manim"]


def _class(kind: type) -> Class:
    own = vars(kind)
    # What a metaclass, Manim itself or a base of somebody else answers, no source of Manim's tells.
    foreign = [
        base for base in kind.__mro__ if base.__module__.split(".")[0] not in ("manim", "builtins", "abc")
    ]
    methods = {name: described(name, value, kind) for name, value in own.items() if _is_method(name, value)}
    return Class(
        key=_key(kind),
        bases=tuple(_key(base) for base in kind.__mro__[1:] if base is not object),
        constructor=_constructor(kind),
        methods=methods,
        properties={name: returns(_getter(value)) for name, value in own.items() if _is_property(value)},
        fields=_fields(kind, methods),
        dynamic=sets_by_hand(kind) or bool(foreign) or _answers_anything(kind),
        abstract=inspect.isabstract(kind),
        doc=first_line(kind),
        deprecated=deprecation(kind),
        camera=_camera(kind),
    )


def _answers_anything(kind: type) -> bool:
    """Whether it has a __getattr__ besides that of mobjects, whose answers are known."""
    if issubclass(kind, BaseException):
        return True
    return any(
        name in vars(base)
        for base in kind.__mro__
        for name in ("__getattr__", "__getattribute__")
        if base is not object and base is not manim.Mobject
    ) or (type(kind) is not type and any("__getattr__" in vars(base) for base in type(kind).__mro__))


def _fields(kind: type, methods: dict[str, Function]) -> dict[str, str]:
    fields = {
        name: _type_text(value)
        for name, value in vars(kind).items()
        if name not in methods and not _is_property(value) and not name.startswith("__")
    }
    # Some names are worked out, such as that of a stroke's array: a new one shows them.
    made = dict.fromkeys(vars(kind()), "") if kind in (manim.Mobject, manim.VMobject, manim.PMobject) else {}
    return made | fields | own_fields(kind)


def _type_text(value: Any) -> str:
    kind = type(value)
    return kind.__name__ if kind.__module__.split(".")[0] in ("manim", "builtins") else ""


def _is_method(name: str, value: Any) -> bool:
    if name.startswith("__") and not isinstance(value, FunctionType):
        return False
    return unwrapped(value) is not None and name not in _MADE_BY_PYTHON


def _is_property(value: Any) -> bool:
    return isinstance(value, property) or (
        hasattr(type(value), "__get__")
        and not callable(value)
        and not isinstance(value, staticmethod | classmethod)
    )


def _getter(value: Any) -> Any:
    return getattr(value, "fget", None) or getattr(value, "func", None)


def _constructor(kind: type) -> Function:
    start = next((base for base in kind.__mro__ if "__init__" in vars(base)), object)
    function = vars(start)["__init__"]
    if start is object or unwrapped(function) is None:
        return Function("__init__", (Parameter("args", Kind.REST), Parameter("kwargs", Kind.KEYWORDS)), None)
    found = constructor_keywords(kind)
    written = described("__init__", function, kind)
    more = found.names
    if more is not None:
        more |= _overriding(kind)
    return Function("__init__", written.parameters, more, found.taken, doc=first_line(kind))


@cache
def _overriding(kind: type) -> frozenset[str]:
    """Keywords of the functions that some mobjects have for this animation in their place."""
    if not issubclass(kind, manim.Animation):
        return frozenset()
    names: set[str] = set()
    for mobject in _classes():
        for animation, function in getattr(mobject, "animation_overrides", {}).items():
            if issubclass(kind, animation):
                names |= set(inspect.signature(function).parameters)
    return frozenset(names)


def _functions() -> dict[str, Function]:
    found: dict[str, Function] = {}
    for module in modules():
        for name, value in vars(module).items():
            if isinstance(value, FunctionType) and value.__module__.split(".")[0] == "manim":
                found[f"{value.__module__}.{value.__qualname__}"] = described(name, value, None)
    return found


def _camera(kind: type) -> str:
    """The class of the camera that a scene makes unless it is told another."""
    if not issubclass(kind, manim.Scene):
        return ""
    for base in kind.__mro__:
        function = vars(base).get("__init__")
        plain = unwrapped(function)
        given = inspect.signature(plain).parameters.get("camera_class") if plain else None
        if given is not None and isinstance(given.default, type):
            return _key(given.default)
    return _key(Camera)
