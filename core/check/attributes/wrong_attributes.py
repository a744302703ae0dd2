"""What a person is told of an attribute that is not there, by what it was asked of."""

from __future__ import annotations

import ast
import builtins
from dataclasses import replace

from core.check.attributes.lacking import PLAIN, names_of_module
from core.check.attributes.meant import Meaning, alike, meant, tabled, through_animate
from core.check.attributes.old_module_names import BUILTIN, GUESSES, MODULE_NAMES
from core.check.attributes.old_plain_names import PLAIN_NAMES
from core.check.attributes.renaming import renamed
from core.check.facts import Access
from core.check.lines import Lines
from core.check.mending.places import edit, edit_name, end_of
from core.check.names.invented_names import LIKE
from core.check.names.old_names import SAME
from core.check.types import Bound, Builder, ClassOf, Instance, ModuleOf, Plain, Type, item_of
from core.check.world import VMOBJECT, World
from core.model import Edit, Fix

_TITLES = {
    "int": "A whole number",
    "float": "A number",
    "bool": "True or False",
    "str": "A piece of Python's own text",
    "list": "A list",
    "tuple": "A tuple",
    "dict": "A dict",
    "set": "A set",
    "range": "A range",
}
_SHORT = 40


def told(world: World, access: Access, call: ast.Call | None, lines: Lines) -> tuple[str, Fix | None]:
    """The sentences, and a fix where there is one."""
    name = access.node.attr
    match access.owner:
        case Plain(kind):
            message, fix = _of_plain(world, kind, access.node, lines)
            return message, replace(fix, certain=True) if fix and _is_group(world, access) else fix
        case Bound(name=method):
            needs = _needs_arguments(world, access.owner)
            message = f"{method} is a method. Call it before its {name}: {method}({'…' if needs else ''})."
            return message, None if needs else _called(access.node, lines)
        case ModuleOf(module):
            return _of_module(world, module, access.node, lines)
        case ClassOf(kind):
            meaning = meant(world, kind, name)
            fix = renamed(world, access.owner, access.node, call, meaning, lines) if meaning else None
            return f"The class {world.title(kind)} has no {name}. {_advice(meaning)}", fix
        case owner:
            kind = _kind(owner)
            if name[:4] in ("get_", "set_") and world.has(kind, name[4:]):
                return _of_answer(world, kind, name)
            meaning = meant(world, kind, name)
            if isinstance(owner, Builder):
                meaning = through_animate(meaning)
            fix = renamed(world, owner, access.node, call, meaning, lines) if meaning else None
            return f"{world.title(kind)} has no {name}. {_advice(meaning)}", fix


def _is_group(world: World, access: Access) -> bool:
    """Whether a list of mobjects, which are all made of curves, is told to do what a group does."""
    owner, name = access.owner, access.node.attr
    assert isinstance(owner, Plain)
    members = owner.items if owner.items is not None else (item_of(owner),)
    method = world.method(VMOBJECT, name)
    return (
        owner.kind in ("list", "tuple")
        and bool(members)
        and all(isinstance(item, Instance) and world.is_a(item, VMOBJECT) for item in members)
        and (name == "animate" or (method is not None and method.returns == "Self"))
        and not name.startswith(("add", "remove", "copy", "save", "generate"))
    )


def _kind(owner: Type) -> str:
    target = owner.target if isinstance(owner, Builder) else owner
    return target.kind if isinstance(target, Instance) else ""


def _of_answer(world: World, kind: str, name: str) -> tuple[str, None]:
    """What is told of a getter or setter that is called with more than it takes."""
    takes = f"{name} takes nothing" if name[:4] == "get_" else f"{name} takes one value and nothing else"
    meaning = tabled(world, kind, name)
    return f"{takes}. {meaning.sentence if meaning else 'Take the rest out.'}", None


def _advice(meaning: Meaning | None) -> str:
    return meaning.sentence if meaning else "Take it out, or write something that it has."


def _needs_arguments(world: World, method: Bound) -> bool:
    found = world.method(method.owner.kind, method.name) if isinstance(method.owner, Instance) else None
    required = (item for item in found.places if item.default is None) if found else ()
    return any(required)


def _called(node: ast.Attribute, lines: Lines) -> Fix | None:
    """A fix that calls what the attribute is asked of."""
    line, column = end_of(lines, node.value)
    if not lines.line(line).startswith(".", column - 1) or not isinstance(node.value, ast.Attribute):
        return None
    return Fix(f"Write {node.value.attr}()", (Edit(line, column, line, column, "()"),), certain=True)


def _of_plain(world: World, kind: str, node: ast.Attribute, lines: Lines) -> tuple[str, Fix | None]:
    name, source = node.attr, lines.between(node.value)
    if kind == "None":
        whose = f"{source} gives" if isinstance(node.value, ast.Call) and len(source) <= _SHORT else "this is"
        return (
            f"{name} cannot be used here: {whose} None. Put it on the object itself, in a line of its own.",
            None,
        )
    title = _TITLES.get(kind, "This")
    known = PLAIN_NAMES.get(kind, {}).get(name)
    if known:
        return f"{title} has no {name}. Write {known}.", Fix(
            f"Write {known}", (edit_name(lines, node, known),)
        )
    if world.has(VMOBJECT, name):
        if kind in ("list", "tuple"):
            group = f"VGroup(*{source})" if len(source) <= _SHORT else "VGroup(*…)"
            fix = Fix(f"Write {group}", (edit(lines, node.value, f"VGroup(*{source})"),))
            return f"{title} is not a mobject and has no {name}. Put what is in it into one: {group}.", fix
        if kind == "str":
            return f"{title} is not a mobject and has no {name}. Make one of it: Text(…).", None
        return f"{title} is not a mobject and has no {name}. Use it on the mobject itself.", None
    meaning = alike(
        name, frozenset(item for item in dir(PLAIN.get(kind, object)) if not item.startswith("_"))
    )
    return f"{title} has no {name}. {_advice(meaning)}", _renamed(node, meaning, lines)


def _of_module(world: World, module: str, node: ast.Attribute, lines: Lines) -> tuple[str, Fix | None]:
    name, written = node.attr, lines.between(node.value)
    if name in BUILTIN.get(module, ()):
        fix = Fix(f"Write {name}", (edit(lines, node, name),), certain=hasattr(builtins, name))
        return f"{written} has no {name}. Write {name} alone, which is Python's own.", fix
    known = MODULE_NAMES.get(module, {}).get(name)
    same = name not in GUESSES
    if known is None and module == "manim":
        known, same = SAME.get(name, LIKE.get(name)), name in SAME
    names = names_of_module(world, module)
    if known and known.partition(".")[0] in names:
        meaning: Meaning | None = Meaning(known, same)
    else:
        meaning = alike(name, frozenset(item for item in names if not item.startswith("_")))
    return f"{written} has no {name}. {_advice(meaning)}", _renamed(node, meaning, lines)


def _renamed(node: ast.Attribute, meaning: Meaning | None, lines: Lines) -> Fix | None:
    if meaning is None:
        return None
    return Fix(f"Write {meaning.text}", (edit_name(lines, node, meaning.text),), meaning.same)
