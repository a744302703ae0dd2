"""Values that are only noted down, with nothing to be seen of them. See set_only_attribute.md."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from core.api_index import Class
from core.check.attributes.lacking import CONFIG, answer_fails, is_answered, lacks
from core.check.attributes.meant import Meaning, alike, meant, tabled, through_animate
from core.check.attributes.renaming import renamed
from core.check.facts import Access
from core.check.mending.places import attribute_place, edit_name
from core.check.reading import Reading
from core.check.tree import calls_of, nodes, read_names
from core.check.types import Builder, Instance
from core.check.world import MOBJECT, SCENE, VMOBJECT, World
from core.model import Diagnostic, Fix, Severity

RULE = "set-only-attribute"

_FILLED = frozenset({"fill_opacity", "set_fill", "set_opacity", "set_style", "opacity"})
"""What shows that a script thinks of how opaque a fill is."""


def judge_set_only(reading: Reading) -> Iterator[Diagnostic]:
    """A warning for each value that is given to what Manim does not have, and that the script never reads."""
    if reading.facts is None:
        return
    world, lines = reading.facts.world, reading.lines
    calls, read = calls_of(reading.tree), read_names(reading.tree)
    for access in reading.facts.accesses:
        if access.stored:
            found = _of_stored(world, access, read)
            fix = _stored_fix(reading, access, found) if found else None
        else:
            call = calls.get(access.node)
            found = _of_setter(world, access, call, read, reading.tree)
            if isinstance(access.owner, Builder):
                found = through_animate(found)
            fix = renamed(world, access.owner, access.node, call, found, lines) if found else None
        if found is not None:
            message = f"{_reason(world, access)} {found.sentence}"
            yield Diagnostic(RULE, Severity.WARNING, *attribute_place(lines, access.node), message, fix)


_FILLING = "set_fill_color"
_NOTHING = Meaning("", advice="Write something that it has, or take this out.")


def _reason(world: World, access: Access) -> str:
    title, name = world.title(_target(access).kind), access.node.attr
    if name == _FILLING:
        return f"{name} leaves the fill as opaque as it was, and a new {title} is not filled."
    return f"{title} has no {name}: Manim only notes the value down, and nothing changes."


def _target(access: Access) -> Instance:
    target = access.owner.target if isinstance(access.owner, Builder) else access.owner
    assert isinstance(target, Instance)
    return target


def _of_setter(
    world: World, access: Access, call: ast.Call | None, read: frozenset[str], tree: ast.Module
) -> Meaning | None:
    """What to write instead of `set_x(value)`, where a mobject answers that without doing anything."""
    name = access.node.attr
    if call is None or not name.startswith("set_") or not is_answered(world, access.owner, name):
        return None
    if not lacks(world, access.owner, name) or answer_fails(world, access, call):
        return None
    kind, value = _target(access).kind, name[4:]
    if lacks(world, access.owner, value):
        is_read = value in read or f"get_{value}" in read or value in world.assigned
        return tabled(world, kind, name) if is_read else meant(world, kind, name) or _NOTHING
    if world.has(kind, value) and not _is_property(world, kind, value):
        return tabled(world, kind, name)
    return tabled(world, kind, name) if name == _FILLING and _is_unfilled(world, kind, tree) else None


def _of_stored(world: World, access: Access, read: frozenset[str]) -> Meaning | None:
    """What to write instead of `owner.x = value`, where x is a word that is known to be wrong."""
    name, owner = access.node.attr, access.owner
    if not isinstance(owner, Instance) or name in read or _manim_has(world, owner.kind, name):
        return None
    if owner.kind == CONFIG:
        return alike(name, frozenset(world.names(CONFIG))) or _NOTHING
    known = any(world.is_a(owner, kind) for kind in (MOBJECT, SCENE)) and not name.startswith("_")
    if not known or not world.is_closed(owner.kind):
        return None
    if any(_manim_has(world, below, name) for below in world.below(owner.kind)):
        return None
    if world.method(owner.kind, f"set_{name}") is not None:
        return Meaning(f"set_{name}(…)")
    meaning = tabled(world, owner.kind, name)
    return meaning if meaning and meaning.text.endswith("…") else tabled(world, owner.kind, f"set_{name}")


def _stored_fix(reading: Reading, access: Access, meaning: Meaning) -> Fix | None:
    """A fix that gives the value to what is meant."""
    text = meaning.text.removesuffix(" = …")
    if text.replace(".", "").isidentifier() and (text != meaning.text or _target(access).kind == CONFIG):
        return Fix(f"Write {text}", (edit_name(reading.lines, access.node, text),), meaning.same)
    return None


def _manim_has(world: World, kind: str, name: str) -> bool:
    """Whether Manim gives this to objects of a class, whatever the script gives them."""
    return any(isinstance(entry, Class) and world.has(entry.key, name) for entry in world.lineage(kind))


def _is_property(world: World, kind: str, name: str) -> bool:
    return any(isinstance(entry, Class) and name in entry.properties for entry in world.lineage(kind))


def _is_unfilled(world: World, kind: str, tree: ast.Module) -> bool:
    """Whether a new mobject of this class has no fill, and the script does not seem to give it one."""
    if world.is_a(Instance(kind), VMOBJECT) is not True:
        return False
    for node in nodes(tree):
        name = node.arg if isinstance(node, ast.keyword) else getattr(node, "attr", "")
        if name in _FILLED:
            return False
    for entry in world.lineage(kind):
        for parameter in entry.constructor.parameters if isinstance(entry, Class) else ():
            if parameter.name == "fill_opacity":
                return parameter.default in ("0", "0.0")
    return False
