"""Labels that are given to axes when these are made, which Manim puts there afterwards."""

from __future__ import annotations

import ast
import re

from core.check.calls.keyword_case import KeywordCase, Remedy
from core.check.calls.naming import manim_name
from core.check.calls.old_keywords import meanings
from core.check.mending.places import remove_argument
from core.check.types import Instance, Plain
from core.check.world import MOBJECT
from core.model import Edit, Fix

_AXES = "manim.mobject.graphing.coordinate_systems.CoordinateSystem"
_LABEL = re.compile(r"([xyz])_label")


def as_axis_label(case: KeywordCase) -> Remedy | None:
    """`axes = Axes(x_label="t")`: a line below it writes the label to its axis."""
    words = (case.word, *(item.keyword for item in meanings(case.word, case.titles)))
    found = next(filter(None, (_LABEL.fullmatch(word) for word in words)), None)
    if found is None or not case.makes_a(_AXES):
        return None
    getter = f"get_{found[1]}_axis_label"
    entry = next((item for item in case.world.lineage(_AXES) if getter in item.methods), None)
    tree_place = _assigned(case)
    label = _label(case)
    if label is None or (entry is None and found[1] != "z"):
        return None
    if tree_place is None:
        return Remedy(f"Write its {getter}(…) in a line below.")
    statement, name = tree_place
    line = statement.end_lineno or statement.lineno
    column = len(case.lines.line(line)) + 1
    text = f"{name}.add({name}.{getter}({label}))"
    indent = " " * statement.col_offset
    below = Edit(line, column, line, column, f"\n{indent}{text}")
    edits = (remove_argument(case.lines, case.call.node, case.keyword), below)
    return Remedy(f"Write {text} below it.", Fix(f"Write {text}", edits, certain=True))


def _label(case: KeywordCase) -> str | None:
    """What the getter is given: words are no formula, whose spaces would be lost."""
    type, node = case.argument.type, case.keyword.value
    if isinstance(type, Instance) and case.world.is_a(type, MOBJECT):
        return case.value
    if not isinstance(type, Plain) or type.kind != "str":
        return None
    if isinstance(node, ast.Constant) and re.search(r"[A-Za-z]{2}|\$", str(node.value)):
        name = manim_name(case.tree, "Tex") if "\\" not in str(node.value) or "$" in str(node.value) else None
        return f"{name}({case.value})" if name else case.value
    return case.value


def _assigned(case: KeywordCase) -> tuple[ast.stmt, str] | None:
    """The statement that gives the axes a name, on lines of its own, and that name."""
    for node in ast.walk(case.tree):
        if not isinstance(node, ast.Assign) or len(node.targets) != 1:
            continue
        value: ast.expr = node.value
        while isinstance(value, ast.Call) and isinstance(value.func, ast.Attribute):
            if value is case.call.node:
                break
            value = value.func.value
        target = node.targets[0]
        if value is case.call.node and isinstance(target, ast.Name | ast.Attribute):
            last = case.lines.line(node.end_lineno or node.lineno)
            end = case.lines.character(node.end_lineno or node.lineno, node.end_col_offset or 0)
            first = case.lines.line(node.lineno)[: node.col_offset]
            alone = not first.strip() and not re.match(r"\s*;", last[end - 1 :])
            return (node, case.lines.between(target)) if alone else None
    return None
