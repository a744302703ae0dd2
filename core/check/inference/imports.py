"""What a script's imports give it, as far as the index tells."""

from __future__ import annotations

import ast
import importlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from core.api_index import ApiIndex, Name, NameKind
from core.check.tree import nodes
from core.check.types import POINT, UNKNOWN, ClassOf, FunctionOf, Instance, ModuleOf, Plain, Type

STANDARD = frozenset(
    {"math", "cmath", "random", "itertools", "functools", "collections", "string", "statistics"}
)
"""Modules of Python's own whose names may be looked up by importing them: they do nothing then."""


@dataclass(frozen=True, slots=True)
class Imports:
    """Types by name, full names by name, and the names that star imports give.

    `unknown_stars` says that there is a star import of something else.
    """

    types: dict[str, Type]
    full: dict[str, str]
    stars: dict[str, Name]
    unknown_stars: bool


def imports(tree: ast.Module, index: ApiIndex) -> Imports:
    """All imports of the script, wherever they stand; of two with one name nothing is known."""
    found = Imports({}, {}, {}, False)
    unknown = False
    for node in nodes(tree):
        if isinstance(node, ast.ImportFrom) and any(alias.name == "*" for alias in node.names):
            names = index.star if node.module == "manim" else index.modules.get(node.module or "")
            if names is None or node.level:
                unknown = True
            else:
                found.stars.update(names)
        elif isinstance(node, ast.Import | ast.ImportFrom):
            for name, full, type in _given(node, index):
                found.types[name] = type if found.types.get(name, type) == type else UNKNOWN
                found.full[name] = full
    for name, item in found.stars.items():
        found.full.setdefault(name, item.key)
    return Imports(found.types, found.full, found.stars, unknown)


def _given(node: ast.Import | ast.ImportFrom, index: ApiIndex) -> Iterator[tuple[str, str, Type]]:
    for alias in node.names:
        if isinstance(node, ast.Import):
            full = alias.name if alias.asname else alias.name.partition(".")[0]
            yield alias.asname or full, full, module_type(full, index)
        else:
            module = node.module or ""
            item = None if node.level else _names_in(module, index).get(alias.name)
            full = item.key if item else f"{module}.{alias.name}"
            yield alias.asname or alias.name, full, UNKNOWN if item is None else type_of(item, index)


def _names_in(module: str, index: ApiIndex) -> Mapping[str, Name]:
    names = index.modules.get(module, {})
    return {**index.star, **names} if module == "manim" else names


def module_type(name: str, index: ApiIndex) -> Type:
    """A module whose names are known."""
    return ModuleOf(name) if name in index.modules or name in STANDARD else UNKNOWN


@cache
def standard_names(module: str) -> frozenset[str]:
    """The names in one of the standard modules that may be looked at."""
    return frozenset(dir(importlib.import_module(module))) if module in STANDARD else frozenset()


def type_of(item: Name, index: ApiIndex) -> Type:
    """What is known of what a name stands for."""
    match item.kind:
        case NameKind.CLASS:
            return ClassOf(item.key) if item.key in index.classes else UNKNOWN
        case NameKind.FUNCTION:
            return FunctionOf(item.key) if item.key in index.functions else UNKNOWN
        case NameKind.MODULE:
            return module_type(item.key, index)
        case NameKind.VALUE:
            if item.key in index.classes:
                return Instance(item.key, exact=True)
            if item.key == "numpy.ndarray":
                return POINT
            plain = item.key.removeprefix("builtins.")
            return Plain(plain) if plain in _PLAIN else UNKNOWN


_PLAIN = frozenset({"int", "float", "str", "bool", "list", "tuple", "dict"})
