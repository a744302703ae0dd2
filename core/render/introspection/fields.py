"""The attributes that objects have besides what their classes define, read from the source."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache

from core.render.introspection.sources import modules, tree_of

_GIVING = frozenset({"animation", "camera", "mobject", "scene"})
"""The packages whose code gets hold of a script's mobjects, animations and scenes."""


@cache
def class_definitions() -> dict[tuple[str, str], ast.ClassDef]:
    """All of Manim's classes by module and qualified name."""
    found: dict[tuple[str, str], ast.ClassDef] = {}
    for module in modules():
        tree = tree_of(module)
        if tree is not None:
            found.update(((module.__name__, name), node) for name, node in _classes(tree, ""))
    return found


def _classes(node: ast.AST, prefix: str) -> Iterator[tuple[str, ast.ClassDef]]:
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.ClassDef):
            yield prefix + child.name, child
            yield from _classes(child, f"{prefix}{child.name}.")
        elif isinstance(child, ast.If | ast.Try):
            yield from _classes(child, prefix)


def own_fields(kind: type) -> dict[str, str]:
    """What a class's methods give to `self`, each with the text of its type, where that is told."""
    found = class_definitions().get((kind.__module__, kind.__qualname__))
    fields: dict[str, str] = {}
    results = _results(found) if found else {}
    for method in found.body if found else ():
        if isinstance(method, ast.FunctionDef) and method.args.args:
            for name, noted in _given(method, method.args.args[0].arg, results):
                fields[name] = noted if fields.get(name, noted) == noted else ""
        elif isinstance(method, ast.AnnAssign) and isinstance(method.target, ast.Name):
            fields.setdefault(method.target.id, ast.unparse(method.annotation))
    return fields


def sets_by_hand(kind: type) -> bool:
    """Whether a class's constructor sets attributes of `self` by names that it works out."""
    found = class_definitions().get((kind.__module__, kind.__qualname__))
    made = (item for item in found.body if getattr(item, "name", "") == "__init__") if found else ()
    return any(_is_by_hand(node) for method in made for node in ast.walk(method))


def _is_by_hand(node: ast.AST) -> bool:
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "setattr":
        whose, name = node.args[0], node.args[1]
        return isinstance(whose, ast.Name) and whose.id == "self" and not isinstance(name, ast.Constant)
    return isinstance(node, ast.Call) and ast.unparse(node.func) == "self.__dict__.update"


def _results(found: ast.ClassDef) -> dict[str, str]:
    """What a class's own methods say that they return, as they are called."""
    return {
        f"self.{method.name}": ast.unparse(method.returns)
        for method in found.body
        if isinstance(method, ast.FunctionDef) and method.returns is not None
    }


def _given(method: ast.FunctionDef, me: str, results: dict[str, str]) -> Iterator[tuple[str, str]]:
    noted = {item.arg: ast.unparse(item.annotation) for item in method.args.args if item.annotation}
    for node in ast.walk(method):
        if isinstance(node, ast.AnnAssign):
            for name in _of(node.target, me):
                yield name, ast.unparse(node.annotation)
        elif isinstance(node, ast.Assign):
            for target in node.targets:
                for name in _of(target, me):
                    plain = isinstance(target, ast.Attribute)
                    yield name, _made_of(node.value, noted | results) if plain else ""
        elif isinstance(node, ast.AugAssign | ast.For | ast.NamedExpr):
            for name in _of(node.target, me):
                yield name, ""
        elif isinstance(node, ast.withitem) and node.optional_vars is not None:
            for name in _of(node.optional_vars, me):
                yield name, ""
        elif isinstance(node, ast.Call) and ast.unparse(node.func) == "setattr":
            whose, attribute = node.args[0], node.args[1]
            if isinstance(whose, ast.Name) and whose.id == me and isinstance(attribute, ast.Constant):
                yield str(attribute.value), ""


def _of(target: ast.expr, me: str) -> Iterator[str]:
    for node in ast.walk(target):
        is_mine = isinstance(node, ast.Attribute) and ast.unparse(node.value) == me
        if isinstance(node, ast.Attribute) and is_mine and isinstance(node.ctx, ast.Store):
            yield node.attr


def _made_of(value: ast.expr, noted: dict[str, str]) -> str:
    """The class in `Class(...)`, the type of a parameter, or nothing."""
    if isinstance(value, ast.Call) and isinstance(value.func, ast.Name) and value.func.id[:1].isupper():
        return value.func.id
    if isinstance(value, ast.Call):
        return noted.get(ast.unparse(value.func), "")
    if isinstance(value, ast.Name):
        return noted.get(value.id, "")
    return ""


def given_from_outside() -> frozenset[str]:
    """The attributes that Manim gives to what a script may hold, from outside of its own methods."""
    return frozenset(
        node.attr
        for module in modules()
        if module.__name__.split(".")[1:2] and module.__name__.split(".")[1] in _GIVING
        if "opengl" not in module.__name__
        for node in ast.walk(tree_of(module) or ast.Module([], []))
        if isinstance(node, ast.Attribute)
        and isinstance(node.ctx, ast.Store)
        and not (isinstance(node.value, ast.Name) and node.value.id in ("self", "cls"))
    )
