"""Imports that a scene has no use for. Guidance with a good message, and no wall: the sandbox is the wall."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from core.check.tree import nodes
from core.model import Diagnostic, Severity

FORBIDDEN = frozenset({"subprocess", "socket", "ctypes", "multiprocessing"})
QUESTIONABLE = frozenset({"os", "pathlib", "shutil", "sys", "urllib", "requests", "http"})

RULE = "import-policy"


def judge_imports(tree: ast.Module) -> Iterator[Diagnostic]:
    """An error for each import that starts processes or opens the network, a warning for each that
    reaches files."""
    for node in nodes(tree):
        for module in _modules(node):
            if module in FORBIDDEN:
                message = (
                    f"A scene may not import {module}: it would reach other processes or the network. "
                    "Remove the import and draw with Manim and NumPy alone."
                )
                severity = Severity.ERROR
            elif module in QUESTIONABLE:
                message = f"A scene rarely needs {module}; files and the network are out of its reach."
                severity = Severity.WARNING
            else:
                continue
            assert isinstance(node, ast.Import | ast.ImportFrom)
            yield Diagnostic(RULE, severity, node.lineno, node.col_offset + 1, message)


def _modules(node: ast.AST) -> list[str]:
    if isinstance(node, ast.Import):
        return [alias.name.partition(".")[0] for alias in node.names]
    if isinstance(node, ast.ImportFrom) and node.level == 0:
        return [(node.module or "").partition(".")[0]]
    return []
