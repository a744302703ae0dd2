"""The outline of a script: the scenes that it seems to define, read from the syntax tree."""

from __future__ import annotations

import ast
from dataclasses import dataclass

from core.check.scene_calls import scene_method


@dataclass(frozen=True, slots=True)
class SceneOutline:
    """A class that looks like a scene, its first and last line, and its calls of `play` and `wait`."""

    name: str
    line: int
    plays: int
    end: int


def outline(tree: ast.Module) -> tuple[SceneOutline, ...]:
    """The scenes of a script, top to bottom. A base that other scenes of the script build on, and that
    has no `construct` of its own, is not one of them."""
    classes = [node for node in tree.body if isinstance(node, ast.ClassDef)]
    names = {node.name: node for node in classes}
    scenes = [node for node in classes if _is_scene(node, names)]
    bases = {base for node in scenes for base in _bases(node)}
    return tuple(
        SceneOutline(node.name, node.lineno, _plays(node), node.end_lineno or node.lineno)
        for node in scenes
        if node.name not in bases or _has_construct(node)
    )


def _bases(node: ast.ClassDef) -> list[str]:
    return [base.id if isinstance(base, ast.Name) else getattr(base, "attr", "") for base in node.bases]


def _is_scene(node: ast.ClassDef, names: dict[str, ast.ClassDef]) -> bool:
    """Whether a base, or a base of one, is called a scene by somebody else."""
    waiting, seen = _bases(node), {node.name}
    while waiting:
        base = waiting.pop()
        if base not in names:
            if base.endswith("Scene"):
                return True
        elif base not in seen:
            seen.add(base)
            waiting += _bases(names[base])
    return False


def _has_construct(node: ast.ClassDef) -> bool:
    return any(isinstance(item, ast.FunctionDef) and item.name == "construct" for item in node.body)


def _plays(node: ast.ClassDef) -> int:
    return sum(
        isinstance(call, ast.Call) and scene_method(call) in ("play", "wait") for call in ast.walk(node)
    )
