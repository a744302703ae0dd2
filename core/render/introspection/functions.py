"""Functions and methods as the index has them."""

from __future__ import annotations

import ast
import inspect
import re
from collections.abc import Callable
from types import FunctionType
from typing import Any

import manim

from core.api_index import Function, Kind, Parameter
from core.render.introspection.keywords import more_keywords
from core.render.introspection.sources import definition, unwrapped

_SHORT = 40
_PLAIN = (int, float, str, bool, type(None))


def described(name: str, function: Any, owner: type | None) -> Function:
    """A function; `owner` is the class whose method it is."""
    plain = unwrapped(function)
    unknown = Function(name, (Parameter("args", Kind.REST), Parameter("kwargs", Kind.KEYWORDS)), None)
    if plain is None or _is_rewritten(function):
        return unknown
    try:
        given = list(inspect.signature(plain).parameters.values())
    except (TypeError, ValueError):
        return unknown
    if owner is not None and not isinstance(function, staticmethod):
        given = given[1:]
    more = more_keywords(function, owner)
    return Function(
        name,
        tuple(_parameter(item) for item in given),
        more.names,
        more.taken,
        returns(plain),
        first_line(plain),
        deprecation(function),
        more.dropped,
    )


def _is_rewritten(function: Any) -> bool:
    """Whether what is called takes other arguments than what is written: it only seems to be wrapped."""
    inner = function.__func__ if isinstance(function, staticmethod | classmethod) else function
    return not isinstance(inner, FunctionType)


def _parameter(item: inspect.Parameter) -> Parameter:
    default = None if item.default is item.empty else _text(item.default)
    noted = "" if item.annotation is item.empty else _annotation(item.annotation)
    return Parameter(item.name, Kind(int(item.kind)), default, noted)


def _annotation(noted: Any) -> str:
    return noted if isinstance(noted, str) else getattr(noted, "__name__", str(noted))


def _text(value: Any) -> str:
    if isinstance(value, manim.ManimColor):
        return value.to_hex()
    name = getattr(value, "__name__", None)
    text = name if isinstance(name, str) else repr(value)
    text = re.sub(r"\s+", " ", text)
    if isinstance(value, _PLAIN) or (len(text) <= _SHORT and " at 0x" not in text):
        return text
    return "..."


def returns(function: Any) -> str:
    """What a function says that it returns."""
    plain = unwrapped(function)
    return _annotation(plain.__annotations__.get("return", "")) if plain is not None else ""


def first_line(thing: Callable[..., Any]) -> str:
    """The first line of the docstring that it has itself."""
    lines = (vars(thing).get("__doc__") if isinstance(thing, type) else thing.__doc__) or ""
    return lines.strip().partition("\n")[0].strip()


def deprecation(thing: Any) -> str:
    """What Manim says of a function or class that it is going to take out."""
    found = definition(thing) if not isinstance(thing, type) else None
    if found is None:
        return ""
    for node in found.decorator_list:
        text = inspect.cleandoc(_source(node))
        if text.startswith("deprecated("):
            return text
    return ""


def _source(node: Any) -> str:
    return ast.unparse(node)
