"""The classes that a script defines."""

from __future__ import annotations

import ast
from collections.abc import Container, Iterator, Mapping
from dataclasses import replace

from core.api_index import ApiIndex
from core.check.inference.written_names import is_me
from core.check.names.scopes import Scope, scopes
from core.check.tree import nodes
from core.check.types import UNKNOWN
from core.check.world import ScriptClass

_FUNCTIONS = ast.FunctionDef | ast.AsyncFunctionDef
_MANAGING = frozenset({"__get__", "__set__"})
_PLAIN_DECORATORS = frozenset({"property", "staticmethod", "classmethod", "cached_property"})


def script_classes(
    tree: ast.Module, names: Mapping[str, str], index: ApiIndex, loose: Container[ast.ClassDef]
) -> dict[str, ScriptClass]:
    """The script's classes by name; `names` gives the full names of what it imports, `loose` those classes
    that write attributes of names that nobody sees.

    Of two classes with one name nothing is known.
    """
    found: dict[str, ScriptClass] = {}
    all_scopes = scopes(tree).of
    own = {node.name for node in nodes(tree) if isinstance(node, ast.ClassDef)}
    for node in nodes(tree):
        if isinstance(node, ast.ClassDef):
            made = _script_class(node, names, index, own, twice=node.name in found)
            made.fields.update((name, UNKNOWN) for name in _class_fields(node, all_scopes[node]))
            found[node.name] = replace(made, loose=node in loose)
    return found


def _script_class(
    node: ast.ClassDef, names: Mapping[str, str], index: ApiIndex, own: Container[str], twice: bool
) -> ScriptClass:
    bases = [_base(base, node, names, index, own) for base in node.bases]
    methods = {
        item.name: item for item in node.body if isinstance(item, ast.FunctionDef | ast.AsyncFunctionDef)
    }
    is_open = (
        twice
        or None in bases
        or bool(node.decorator_list or node.keywords)
        or any(name in methods for name in ("__getattr__", "__getattribute__"))
    )
    return ScriptClass(node.name, node, tuple(base for base in bases if base), methods, open=is_open)


def _base(
    node: ast.expr, kind: ast.ClassDef, names: Mapping[str, str], index: ApiIndex, own: Container[str]
) -> str | None:
    """The key of a base, or the name of another class of the script."""
    text = ast.unparse(node)
    if text in own and text != kind.name:
        return text
    if not text.replace(".", "").isidentifier():
        return None
    head, dot, rest = text.partition(".")
    full = names.get(head, head) + dot + rest
    module, _, name = full.rpartition(".")
    item = index.modules.get(module, {}).get(name)
    return item.key if item else full


def _class_fields(node: ast.ClassDef, scope: Scope) -> Iterator[str]:
    """What a class has besides methods that are plainly there: names that its body gives a value, attributes
    that it gives to its objects."""
    plain = {item.name for item in node.body if isinstance(item, _FUNCTIONS)}
    for item in node.body:
        if not isinstance(item, _FUNCTIONS):
            plain -= {_bound_name(child) for child in ast.walk(item)}
    yield from scope.bound.keys() - plain
    for child in ast.walk(node):
        if isinstance(child, ast.Attribute) and isinstance(child.ctx, ast.Store) and is_me(child.value):
            yield child.attr


def _bound_name(node: ast.AST) -> str:
    if isinstance(node, ast.Name):
        return "" if isinstance(node.ctx, ast.Load) else node.id
    return node.name if isinstance(node, _FUNCTIONS) else ""


def managed_names(tree: ast.Module, own: Mapping[str, ScriptClass]) -> Iterator[str]:
    """The attributes of classes that are not what they are given: properties and other descriptors."""
    managing = {"property"} | {
        entry.key for entry in own.values() if not entry.methods.keys().isdisjoint(_MANAGING)
    }
    for node in nodes(tree):
        if isinstance(node, ast.Assign | ast.AnnAssign) and isinstance(node.value, ast.Call):
            function = node.value.func
            if isinstance(function, ast.Name) and function.id in managing:
                targets = node.targets if isinstance(node, ast.Assign) else [node.target]
                yield from (item.id for item in targets if isinstance(item, ast.Name))


def is_plain_function(node: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    """Whether a function's result is what it returns: nothing but Python's own decorators are around it."""
    return all(isinstance(item, ast.Name) and item.id in _PLAIN_DECORATORS for item in node.decorator_list)
