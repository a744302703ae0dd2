"""The classes that a script defines, and what it gives to things by name."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping

from core.api_index import ApiIndex
from core.check.tree import nodes
from core.check.types import UNKNOWN
from core.check.world import ScriptClass

_ASKING = frozenset({"hasattr", "getattr", "setattr", "delattr"})
_SETTING = "set"
_PLAIN_DECORATORS = frozenset({"property", "staticmethod", "classmethod", "cached_property"})


def script_classes(tree: ast.Module, names: Mapping[str, str], index: ApiIndex) -> dict[str, ScriptClass]:
    """The script's classes by name; `names` gives the full names of what it imports.

    Of two classes with one name nothing is known.
    """
    found: dict[str, ScriptClass] = {}
    for node in nodes(tree):
        if isinstance(node, ast.ClassDef):
            found[node.name] = _script_class(node, names, index, twice=node.name in found)
    return found


def _script_class(node: ast.ClassDef, names: Mapping[str, str], index: ApiIndex, twice: bool) -> ScriptClass:
    bases = [_base(base, names, index) for base in node.bases]
    methods = {
        item.name: item for item in node.body if isinstance(item, ast.FunctionDef | ast.AsyncFunctionDef)
    }
    is_open = (
        twice
        or None in bases
        or bool(node.decorator_list or node.keywords)
        or any(name in methods for name in ("__getattr__", "__getattribute__"))
    )
    made = ScriptClass(node.name, node, tuple(base for base in bases if base), methods, open=is_open)
    made.fields.update((name, UNKNOWN) for name in _class_fields(node))
    return made


def _base(node: ast.expr, names: Mapping[str, str], index: ApiIndex) -> str | None:
    """The key of a base, or the name of another class of the script."""
    text = ast.unparse(node)
    if not text.replace(".", "").isidentifier():
        return None
    head, dot, rest = text.partition(".")
    full = names.get(head, head) + dot + rest
    module, _, name = full.rpartition(".")
    item = index.modules.get(module, {}).get(name)
    return item.key if item else full


def _class_fields(node: ast.ClassDef) -> Iterator[str]:
    for item in node.body:
        targets = item.targets if isinstance(item, ast.Assign) else [getattr(item, "target", None)]
        for target in targets:
            if isinstance(target, ast.Name):
                yield target.id
        if isinstance(item, ast.ClassDef):
            yield item.name
    for child in ast.walk(node):
        if isinstance(child, ast.Attribute) and isinstance(child.ctx, ast.Store) and _is_me(child.value):
            yield child.attr


def _is_me(node: ast.expr) -> bool:
    return isinstance(node, ast.Name) and node.id in ("self", "cls")


def assigned_names(tree: ast.Module) -> frozenset[str]:
    """All attributes that the script gives to anything but `self`, or asks for or sets by name."""
    found: set[str] = set()
    for node in nodes(tree):
        if isinstance(node, ast.Attribute) and not isinstance(node.ctx, ast.Load):
            if not _is_me(node.value):
                found.add(node.attr)
        elif isinstance(node, ast.Call):
            name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
            if name in _ASKING:
                found |= {str(item.value) for item in node.args[1:2] if isinstance(item, ast.Constant)}
            elif name == _SETTING:
                found |= {item.arg for item in node.keywords if item.arg}
    return frozenset(found)


def is_plain_function(node: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    """Whether a function's result is what it returns: nothing but Python's own decorators are around it."""
    return all(isinstance(item, ast.Name) and item.id in _PLAIN_DECORATORS for item in node.decorator_list)
