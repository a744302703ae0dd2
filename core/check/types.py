"""What is known of a value in a script without running it."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import reduce

Definition = ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda


@dataclass(frozen=True, slots=True)
class Unknown:
    """Nothing is known."""


@dataclass(frozen=True, slots=True)
class Nothing:
    """There is no such value: what is in an empty list. Whatever else it may be, it is that."""


@dataclass(frozen=True, slots=True)
class Instance:
    """An object of a class, by its key; of that very class if `exact`, or else perhaps of one below.

    `item` is what is known of each member of a group.
    """

    kind: str
    exact: bool = False
    item: Type | None = None


@dataclass(frozen=True, slots=True)
class ClassOf:
    """A class itself, by its key."""

    kind: str


@dataclass(frozen=True, slots=True)
class FunctionOf:
    """One of Manim's functions, by its key."""

    key: str


@dataclass(frozen=True, slots=True)
class Bound:
    """A method of an object, or of what its `animate` gave; not called yet."""

    owner: Instance | Builder
    name: str


@dataclass(frozen=True, slots=True)
class ModuleOf:
    """A module, by its full name."""

    name: str


@dataclass(frozen=True, slots=True)
class Builder:
    """What `mobject.animate` gives: the mobject's methods, each of which gives the builder again."""

    target: Type


@dataclass(frozen=True, slots=True)
class Plain:
    """A value of Python's own: `kind` is its class's name, such as "int", "str", "None", "list" or "range".

    `value` is that of a constant, where it is known. `items` are the types of a list's or tuple's items,
    where all of them are known to be there, and `item` is what is known of each of any number of them.
    Numpy's arrays of one dimension are told in the same way. `keys` are those of a dict, where all are known,
    `entries` what each of them leads to, and `entry` what is known of each value of a dict.
    """

    kind: str
    value: str | int | float | bool | None = None
    items: tuple[Type, ...] | None = None
    item: Type | None = None
    keys: tuple[str, ...] | None = None
    entries: tuple[Type, ...] | None = None
    entry: Type | None = None


@dataclass(frozen=True, slots=True)
class Own:
    """A function that the script defines, with the class whose method it is, if it is one."""

    node: Definition
    owner: str | None = None


@dataclass(frozen=True, slots=True)
class Beginning:
    """`super().__init__` where that is the constructor of this class, by its key."""

    kind: str


_Callable = ClassOf | FunctionOf | Bound | Own | Beginning
Type = Unknown | Nothing | Instance | ModuleOf | Builder | Plain | _Callable

UNKNOWN: Type = Unknown()
NOTHING: Type = Nothing()
ARRAY = "ndarray"
POINT = Plain(ARRAY, items=(Plain("float"),) * 3)
"""A point or direction of Manim's, such as UP or what get_center gives."""

NUMBERS = frozenset({"int", "float", "bool"})


def join(one: Type, other: Type) -> Type:
    """What is known of a value that is the one or the other."""
    if one == other or other == NOTHING:
        return one
    if one == NOTHING:
        return other
    if isinstance(one, Instance) and isinstance(other, Instance) and one.kind == other.kind:
        return Instance(one.kind, one.exact and other.exact, _both(one.item, other.item))
    if isinstance(one, Plain) and isinstance(other, Plain) and one.kind == other.kind:
        if one.entries is not None and other.entries is not None and one.keys == other.keys:
            return Plain(one.kind, keys=one.keys, entries=tuple(map(join, one.entries, other.entries)))
        return Plain(
            one.kind,
            item=_both(contents(one), contents(other)),
            entry=_both(entry_of(one), entry_of(other)),
        )
    return UNKNOWN


def all_of(types: Iterable[Type]) -> Type:
    """What is known of a value that is one of these; NOTHING where there are none."""
    return reduce(join, types, NOTHING)


def contents(type: Type) -> Type | None:
    """What is known of each item or member; NOTHING where there is none, None where nothing is known."""
    if isinstance(type, Plain) and type.items is not None:
        return all_of(type.items)
    return type.item if isinstance(type, Plain | Instance) else None


def item_of(type: Type) -> Type | None:
    """What is known of each item or member that one gets; None where nothing is, or where there is none."""
    found = contents(type)
    return None if found == NOTHING else found


def guarded(type: Type) -> Type:
    """What is left of a type where a condition may have been about the value.

    A script that keeps None, 0 or an empty list beside other things looks before it uses them.
    """
    if type == NOTHING or not isinstance(type, Plain):
        return UNKNOWN if type == NOTHING else type
    if type.kind == "None":
        return UNKNOWN
    is_false = type.value is not None and not type.value
    is_empty = type.items == () or type.entries == ()
    return Plain(type.kind) if is_false or is_empty else type


def entry_of(type: Type) -> Type | None:
    """What is known of each value of a dict; NOTHING where there is none, None where nothing is known."""
    if isinstance(type, Plain) and type.entries is not None:
        return all_of(type.entries)
    return type.entry if isinstance(type, Plain) else None


MOST = 2_000
"""How many types are kept of what is in one list, and in the lists in it."""


def bounded(type: Plain) -> Plain:
    """The type, or what is left of it without its items where there are too many to be handled.

    A script can make very many of a few: a list of twice the same list, and again, and again.
    """
    return Plain(type.kind) if _left(type, MOST) < 0 else type


def _left(type: Type, budget: int) -> int:
    """What a type with its items leaves of a budget; below 0 where it is not enough."""
    budget -= 1
    if isinstance(type, Plain):
        for item in (*(type.items or ()), *(type.entries or ()), type.item, type.entry):
            if budget < 0:
                return budget
            budget = budget if item is None else _left(item, budget)
    return budget


LEVELS = 4
"""How many levels of lists in lists are kept of what a script puts into one as it goes."""


def cut(type: Type, levels: int = LEVELS) -> Type:
    """The type without what lies deeper in it: a loop can put a list into itself, and again, and again."""
    if not isinstance(type, Plain | Instance):
        return type
    if not levels:
        return Plain(type.kind) if isinstance(type, Plain) else Instance(type.kind, type.exact)
    return within(type, lambda inner: cut(inner, levels - 1))


def within(type: Type, change: Callable[[Type], Type]) -> Type:
    """The type with what is in it changed."""
    if isinstance(type, Instance):
        return type if type.item is None else replace(type, item=change(type.item))
    if not isinstance(type, Plain) or (type.items, type.item, type.entries, type.entry) == (None,) * 4:
        return type
    return replace(
        type,
        items=None if type.items is None else tuple(map(change, type.items)),
        item=None if type.item is None else change(type.item),
        entries=None if type.entries is None else tuple(map(change, type.entries)),
        entry=None if type.entry is None else change(type.entry),
    )


def _both(one: Type | None, other: Type | None) -> Type | None:
    return None if one is None or other is None else join(one, other)
