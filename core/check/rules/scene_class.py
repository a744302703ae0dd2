"""Scenes that use what only another class of scene has. See scene_class.md."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from core.check.attributes.scene_needs import MOVING, THREE_D, Need, need_of, turns_in_space
from core.check.facts import Access
from core.check.lines import Lines
from core.check.mending.places import attribute_place, edit, edit_name
from core.check.reading import Reading
from core.check.tree import imported
from core.check.world import World
from core.model import Diagnostic, Edit, Fix, Severity

RULE = "scene-class"


def judge_scene_classes(reading: Reading) -> Iterator[Diagnostic]:
    """An error for each attribute that its scene lacks, and another of Manim's classes of scene has."""
    if reading.facts is None:
        return
    needs = [(access, need) for access in reading.facts.accesses if (need := need_of(reading.facts, access))]
    wanted: dict[str, set[str]] = {}
    for _, need in needs:
        wanted.setdefault(need.kind, set()).add(need.wanted)
    in_space = turns_in_space(reading.tree)
    for access, need in needs:
        both = {MOVING, THREE_D} <= wanted[need.kind]
        if need.wanted == MOVING and (both or in_space):
            message, fix = _in_space(access), None
        else:
            alone = both or len(wanted[need.kind]) == 1
            message = _message(reading.facts.world, access, need)
            fix = _fix(reading, access, need) if alone else None
        yield Diagnostic(RULE, Severity.ERROR, *attribute_place(reading.lines, access.node), message, fix)


def _message(world: World, access: Access, need: Need) -> str:
    title, scene = world.title(need.wanted), world.title(need.kind)
    told = f"{world.title(need.base)} has no {need.asked}. Write class {scene}({title})"
    return f"{told}, and {need.text} here." if need.text != access.node.attr else f"{told}."


def _in_space(access: Access) -> str:
    return (
        f"A scene in space has no {access.node.attr} that moves. Derive from ThreeDScene and write "
        "self.set_camera_orientation(…) or self.move_camera(…)."
    )


def _fix(reading: Reading, access: Access, need: Need) -> Fix | None:
    """A fix that derives the scene from another class."""
    assert reading.facts is not None
    world, lines = reading.facts.world, reading.lines
    title = world.title(need.wanted)
    base = _base(world, need)
    if base is None:
        return None
    edits = [edit_name(lines, base, title) if isinstance(base, ast.Attribute) else edit(lines, base, title)]
    if isinstance(base, ast.Name) and not {"manim.*", f"manim.{title}"} & imported(reading.tree):
        added = _import(reading.tree, lines, title)
        if added is None:
            return None
        edits.append(added)
    if need.text != access.node.attr:
        edits.append(edit_name(lines, access.node, need.text))
    return Fix(f"Derive from {title}", tuple(edits), certain=need.wanted in (MOVING, THREE_D))


def _base(world: World, need: Need) -> ast.Name | ast.Attribute | None:
    """Where the script says what its scene derives from."""
    for entry in world.lineage(need.kind):
        own = world.own.get(entry.key)
        for base in own.node.bases if own else ():
            if isinstance(base, ast.Name) and base.id == world.title(need.base):
                return base
            if isinstance(base, ast.Attribute) and base.attr == world.title(need.base):
                return base
    return None


def _import(tree: ast.Module, lines: Lines, title: str) -> Edit | None:
    """Another name in the script's import from Manim."""
    for node in tree.body:
        if isinstance(node, ast.ImportFrom) and node.module == "manim":
            last = node.names[-1]
            line = last.end_lineno or last.lineno
            column = lines.character(line, last.end_col_offset or 0)
            return Edit(line, column, line, column, f", {title}")
    return None
