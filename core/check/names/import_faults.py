"""Imports that fail: modules that are not there, and names that Manim does not have."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass

from core.api_index import ApiIndex
from core.check.attributes.meant import alike
from core.check.lines import Lines
from core.check.mending.places import edit
from core.check.names.invented_names import LIKE
from core.check.names.module_names import MANIM, OTHER_MANIMS, is_missing, lacks
from core.check.names.not_installed import is_not_installed, told_of_missing, with_manims_color
from core.check.names.old_names import CALLS, SAME
from core.check.tree import nodes
from core.model import Edit, Fix


@dataclass(frozen=True, slots=True)
class ImportFault:
    """What is wrong with an import, where, and what to write instead."""

    line: int
    column: int
    sentence: str
    fix: Fix | None = None


def import_faults(
    node: ast.Import | ast.ImportFrom, tree: ast.Module, lines: Lines, index: ApiIndex
) -> Iterator[ImportFault]:
    """The faults of one import, each at the name that is missing."""
    if isinstance(node, ast.Import):
        for alias in node.names:
            if is_missing(alias.name, index):
                yield _module(alias, alias.name, lines)
            elif is_not_installed(alias.name):
                column = lines.character(alias.lineno, alias.col_offset)
                yield ImportFault(alias.lineno, column, told_of_missing(alias.name))
    elif not node.level and node.module:
        if is_missing(node.module, index):
            yield _from_module(node, lines, index)
            return
        if is_not_installed(node.module):
            column = lines.character(node.lineno, node.col_offset)
            fix = with_manims_color(node, tree, lines)
            yield ImportFault(node.lineno, column, told_of_missing(node.module), fix)
            return
        for alias in node.names:
            if alias.name != "*" and lacks(node.module, alias.name, index):
                yield _name(node, alias, tree, lines, index)


def _module(alias: ast.alias, module: str, lines: Lines) -> ImportFault:
    column = lines.character(alias.lineno, alias.col_offset)
    place = (alias.lineno, column, alias.lineno, column + len(module))
    if module.partition(".")[0] in OTHER_MANIMS:
        name = "" if alias.asname or "." not in module else f" as {module.partition('.')[0]}"
        fix = Fix("Write import manim", (Edit(*place, MANIM + name),))
        return ImportFault(*place[:2], f"There is no module {module} here. Write import manim.", fix)
    return ImportFault(*place[:2], f"Manim has no module {module}. Write from manim import *.")


def _from_module(node: ast.ImportFrom, lines: Lines, index: ApiIndex) -> ImportFault:
    start = lines.character(node.lineno, node.col_offset)
    text = lines.line(node.lineno)
    module = node.module or ""
    at = text.find(module, start + 3)
    names = [alias.name for alias in node.names]
    if at < 0 or not all(name == "*" or name in index.star for name in names):
        sentence = f"There is no module {module} here. Write from manim import *."
        if at >= 0 and all(name == "*" or _renamed(name, index) for name in names):
            # What the import lacks under its old name is told once the module is right.
            return ImportFault(node.lineno, at + 1, sentence, _replaced(node, at, module))
        return ImportFault(node.lineno, start, sentence)
    what = "*" if names == ["*"] else names[0] if len(names) == 1 else "..."
    sentence = f"There is no module {module} here. Write from manim import {what}."
    return ImportFault(node.lineno, at + 1, sentence, _replaced(node, at, module))


def _replaced(node: ast.ImportFrom, at: int, module: str) -> Fix:
    made = Edit(node.lineno, at + 1, node.lineno, at + 1 + len(module), MANIM)
    return Fix("Write from manim import", (made,), certain=True)


def _renamed(name: str, index: ApiIndex) -> bool:
    return name in index.star or name in SAME or name in LIKE or name in CALLS


def _name(
    node: ast.ImportFrom, alias: ast.alias, tree: ast.Module, lines: Lines, index: ApiIndex
) -> ImportFault:
    name, module = alias.name, node.module or ""
    column = lines.character(alias.lineno, alias.col_offset)
    place = (alias.lineno, column, alias.lineno, column + len(name))
    if name in index.star:
        fix = None
        at = lines.line(node.lineno).find(module, lines.character(node.lineno, node.col_offset) + 3)
        if at >= 0 and all(other.name in index.star for other in node.names):
            fix = _replaced(node, at, module)
        return ImportFault(*place[:2], f"{module} has no {name}. Write from manim import {name}.", fix)
    called = CALLS[name].name if name in CALLS else None
    new = SAME.get(name) or LIKE.get(name) or called
    known = frozenset(index.star) if module == MANIM else frozenset(index.modules.get(module, {}))
    if new is None or new not in known:
        found = alike(name, known)
        new = found.text if found else None
    if new is None:
        return ImportFault(*place[:2], f"{module} has no {name}. Take it out of the import.")
    uses = [item for item in nodes(tree) if isinstance(item, ast.Name) and item.id == name]
    edits = [Edit(*place, new)]
    if not alias.asname:
        edits += [edit(lines, item, new) for item in uses]
    fix = Fix(f"Write {new}", tuple(edits), certain=name in SAME)
    return ImportFault(*place[:2], f"{module} has no {name}. Write {new}.", fix)
