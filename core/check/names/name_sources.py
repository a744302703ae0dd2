"""Names that exist, but in a module that the script would have to name or to import."""

from __future__ import annotations

import ast
import importlib
import sys
from dataclasses import dataclass
from functools import cache

from core.api_index import ApiIndex
from core.check.policy import FORBIDDEN

RATES = "manim.utils.rate_functions"
NUMPY = "numpy"

_ALIASES = {
    "np": "numpy as np",
    "nx": "networkx as nx",
    "numpy": "numpy",
    "scipy": "scipy",
    "networkx": "networkx",
}
"""What else is there wherever Manim is, and how it is imported."""

_SEARCHED = (
    "math", "random", "itertools", "functools", "collections", "typing", "collections.abc", "copy",
    "dataclasses", "enum", "statistics", "fractions", "decimal", "colorsys", "abc",
)  # fmt: skip
"""Python's own modules whose names scripts use, in the order in which they are asked."""


@dataclass(frozen=True, slots=True)
class Source:
    """Where a name is: written `text`, with the line `imported` at the top, if there has to be one."""

    text: str
    sentence: str
    imported: str = ""
    certain: bool = True


def module_import(name: str) -> str | None:
    """The import that gives a module under this name; None where it is no module that is certainly there."""
    if name in _ALIASES:
        return f"import {_ALIASES[name]}"
    if name in sys.stdlib_module_names and name not in FORBIDDEN and not name.startswith("_"):
        return f"import {name}"
    return None


def source_of(name: str, called: bool, there: frozenset[str], index: ApiIndex) -> Source | None:
    """The module of Manim's, NumPy's or Python's own that has a name; `there` is what can be used now."""
    rates, numbers = index.modules.get(RATES, {}), index.modules.get(NUMPY, {})
    rate = _rate_function(name, frozenset(rates))
    if rate and "rate_functions" in there:
        return Source(f"rate_functions.{rate}", f"{name} is one of Manim's rate functions.")
    if name in numbers and not name.startswith("_") and len(name) > 1 and (called or name in ("inf", "nan")):
        prefix = "np" if "np" in there else "numpy" if "numpy" in there else ""
        if prefix or name not in dir(importlib.import_module("math")):
            imported = "" if prefix else "import numpy as np"
            return Source(f"{prefix or 'np'}.{name}", f"{name} is one of NumPy's names.", imported)
    for module in _SEARCHED:
        if name in _names(module) and (called or name[0].isupper()):
            return Source(name, f"{name} belongs to Python's {module}.", f"from {module} import {name}")
    return None


def _rate_function(name: str, known: frozenset[str]) -> str | None:
    """A rate function by its name, or by the one that it has on the web: easeInOutSine."""
    snake = "".join(f"_{letter.lower()}" if letter.isupper() else letter for letter in name)
    return snake if snake in known and snake.startswith("ease_") else None


@cache
def _names(module: str) -> frozenset[str]:
    # Importing these does nothing but make their names.
    found = importlib.import_module(module)
    return frozenset(name for name in getattr(found, "__all__", dir(found)) if not name.startswith("_"))


def imported_manim(tree: ast.Module) -> ast.ImportFrom | ast.alias | None:
    """How the script gets Manim's names: from an import of some of them, or from the module itself."""
    whole = None
    for node in tree.body:
        if isinstance(node, ast.ImportFrom) and node.module == "manim" and not node.level:
            return node
        if isinstance(node, ast.Import):
            whole = whole or next((alias for alias in node.names if alias.name == "manim"), None)
    return whole
