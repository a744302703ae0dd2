"""Attributes and methods that are not there. See unknown_attribute.md."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from core.check.attributes.lacking import answer_fails, is_answered, lacks
from core.check.attributes.points import is_of_point, misses_on_point, point_calls, told_of_point
from core.check.attributes.scene_needs import need_of
from core.check.attributes.wrong_attributes import told
from core.check.facts import Access, Facts
from core.check.mending.places import attribute_place
from core.check.reading import Reading
from core.check.tree import calls_of, imported, setter_names
from core.check.types import UNKNOWN, Builder, Instance, ModuleOf, Plain, Type
from core.check.world import World
from core.model import Diagnostic, Severity

RULE = "unknown-attribute"


def judge_attributes(reading: Reading) -> Iterator[Diagnostic]:
    """An error for each attribute that is asked of something that certainly lacks it."""
    if reading.facts is None:
        return
    world = reading.facts.world
    calls, modules = calls_of(reading.tree), imported(reading.tree)
    noted = setter_names(reading.tree, _real_setters(reading.facts))
    points = point_calls(reading.facts)
    for access in reading.facts.accesses:
        call = calls.get(access.node)
        if access.node.attr.removeprefix("get_") in noted:
            continue
        if is_of_point(access) or (
            access.owner == UNKNOWN and access.node.value in points and misses_on_point(world, access)
        ):
            message, fix = told_of_point(access, reading.lines)
        elif _is_missing(world, access, call, modules) and need_of(reading.facts, access) is None:
            message, fix = told(world, access, call, reading.lines)
        else:
            continue
        yield Diagnostic(RULE, Severity.ERROR, *attribute_place(reading.lines, access.node), message, fix)


def _real_setters(facts: Facts) -> frozenset[ast.Attribute]:
    """The uses of set_x where that is a method."""
    return frozenset(
        access.node
        for access in facts.accesses
        if isinstance(owner := _target(access.owner), Instance)
        and facts.world.has(owner.kind, access.node.attr)
    )


def _target(owner: Type) -> Type:
    return owner.target if isinstance(owner, Builder) else owner


def _is_missing(world: World, access: Access, call: ast.Call | None, modules: frozenset[str]) -> bool:
    name, owner = access.node.attr, access.owner
    if access.stored and not isinstance(owner, Plain):
        return False
    if isinstance(owner, ModuleOf) and f"{owner.name}.{name}" in modules:
        return False
    if not lacks(world, owner, name):
        return False
    return not is_answered(world, owner, name) or answer_fails(world, access, call)
