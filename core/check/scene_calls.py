"""Calls of the scene's own methods."""

from __future__ import annotations

import ast


def scene_method(call: ast.Call) -> str | None:
    """`play` where the call is `self.play(...)`; None for a call of anything else."""
    method = call.func
    if not isinstance(method, ast.Attribute) or not isinstance(method.value, ast.Name):
        return None
    return method.attr if method.value.id == "self" else None
