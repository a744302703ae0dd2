"""Calls of the scene's own methods."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from core.check.calls.calling import scene_act
from core.check.reading import Reading
from core.check.tree import nodes


def scene_method(call: ast.Call) -> str | None:
    """`play` where the call is `self.play(...)`; None for a call of anything else."""
    method = call.func
    if not isinstance(method, ast.Attribute) or not isinstance(method.value, ast.Name):
        return None
    return method.attr if method.value.id == "self" else None


def scene_calls(reading: Reading) -> Iterator[tuple[ast.Call, str]]:
    """Each call of a method of `self`, or of what is known to be a scene, with the method's name."""
    known: dict[ast.Call, str] = {}
    if reading.facts is not None:
        acts = ((call.node, scene_act(call, reading.facts.world)) for call in reading.facts.calls)
        known = {node: act for node, act in acts if act}
    for node in nodes(reading.tree):
        if isinstance(node, ast.Call):
            method = known.get(node) or scene_method(node)
            if method:
                yield node, method
