"""The source of what Manim is made of, as syntax trees."""

from __future__ import annotations

import ast
import inspect
import sys
from collections.abc import Callable, Iterator
from functools import cache
from types import FunctionType, ModuleType
from typing import Any

Definition = ast.FunctionDef | ast.AsyncFunctionDef

PACKAGE = "manim"


def modules() -> Iterator[ModuleType]:
    """Manim's modules, as far as `import manim` loads them."""
    for name, module in sorted(sys.modules.items()):
        if module is not None and (name == PACKAGE or name.startswith(PACKAGE + ".")):
            yield module


@cache
def tree_of(module: ModuleType) -> ast.Module | None:
    """A module's syntax tree; None for one without source."""
    try:
        return ast.parse(inspect.getsource(module))
    except (OSError, TypeError, SyntaxError):
        return None


@cache
def _definitions(module: ModuleType) -> dict[tuple[str, int], Definition]:
    """A module's functions by name and first line, which is a decorator's where there is one."""
    tree = tree_of(module)
    found: dict[tuple[str, int], Definition] = {}
    for node in ast.walk(tree) if tree else ():
        if isinstance(node, Definition):
            for line in (node.lineno, *(item.lineno for item in node.decorator_list)):
                found[node.name, line] = node
    return found


def definition(function: Callable[..., Any]) -> Definition | None:
    """The definition of a function in Manim; None for another and for what has no source."""
    plain = unwrapped(function)
    module = inspect.getmodule(plain)
    if plain is None or module is None:
        return None
    return _definitions(module).get((plain.__name__, plain.__code__.co_firstlineno))


def unwrapped(function: object) -> FunctionType | None:
    """The function itself, without what decorators put around it."""
    if isinstance(function, staticmethod | classmethod):
        function = function.__func__
    plain = inspect.unwrap(function) if callable(function) else None
    return plain if isinstance(plain, FunctionType) else None
