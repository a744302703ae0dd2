"""Modules that scripts import: what a star import of one gives, and which of them do not exist."""

from __future__ import annotations

import ast
from collections.abc import Iterable

from core.api_index import ApiIndex
from core.check.inference.imports import STANDARD, standard_names

MANIM = "manim"

OTHER_MANIMS = frozenset(
    {"manimlib", "manim_imports_ext", "big_ol_pile_of_manim_imports", "manimgl", "manimce"}
)
"""Modules of ManimGL, of old Manim, and such as are thought to be Manim's."""

_NOT_DESCRIBED = (
    "manim.cli",
    "manim.__main__",
    "manim.gui",
    "manim.templates",
    "manim.mobject.opengl",
    "manim.renderer",
    "manim.utils.deprecation",
    "manim.utils.docbuild",
    "manim.utils.ipython_magic",
    "manim.utils.testing",
)
"""Parts of Manim that the index leaves out, or of which it has not all: `import manim` does not load them."""


def star_names(stars: Iterable[ast.ImportFrom], index: ApiIndex) -> frozenset[str] | None:
    """The names that star imports give together; None where one of them may give any name."""
    found: set[str] = set()
    for node in stars:
        names = _of_one(node.module or "", index) if not node.level else None
        if names is None:
            return None
        found |= names
    return frozenset(found)


def _of_one(module: str, index: ApiIndex) -> frozenset[str] | None:
    # An import that fails is told; what it was meant to give is Manim's names.
    if module == MANIM or is_missing(module, index):
        return frozenset(index.star)
    if module in index.modules:
        return frozenset(index.modules[module])
    return standard_names(module) if module in STANDARD else None


def is_missing(module: str, index: ApiIndex) -> bool:
    """Whether there is certainly no such module."""
    if module.partition(".")[0] in OTHER_MANIMS:
        return True
    if not module.startswith(MANIM + ".") or module in index.modules:
        return False
    if any(module == part or module.startswith(part + ".") for part in _NOT_DESCRIBED):
        return False
    # A folder without a file of its own is no module of the index, but can be imported.
    return not any(known.startswith(module + ".") for known in index.modules)


def lacks(module: str, name: str, index: ApiIndex) -> bool:
    """Whether a module of Manim's certainly has no such name."""
    names = index.modules.get(module)
    if names is None or not (module == MANIM or module.startswith(MANIM + ".")) or name.startswith("_"):
        return False
    if module == MANIM and name in index.star:
        return False
    return name not in names and is_missing(f"{module}.{name}", index)
