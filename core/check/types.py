"""What is known of a value in a script without running it."""

from __future__ import annotations

import ast
from dataclasses import dataclass
from functools import reduce

Definition = ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda


@dataclass(frozen=True, slots=True)
class Unknown:
    """Nothing is known."""


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
    Numpy's arrays of one dimension are told in the same way. `keys` are those of a dict, where all are known.
    """

    kind: str
    value: str | int | float | bool | None = None
    items: tuple[Type, ...] | None = None
    item: Type | None = None
    keys: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class Own:
    """A function that the script defines, with the class whose method it is, if it is one."""

    node: Definition
    owner: str | None = None


@dataclass(frozen=True, slots=True)
class Beginning:
    """`super().__init__` where that is the constructor of this class, by its key."""

    kind: str


Type = Unknown | Instance | ClassOf | FunctionOf | Bound | ModuleOf | Builder | Plain | Own | Beginning

UNKNOWN = Unknown()
ARRAY = "ndarray"
POINT = Plain(ARRAY, items=(Plain("float"),) * 3)
"""A point or direction of Manim's, such as UP or what get_center gives."""

NUMBERS = frozenset({"int", "float", "bool"})


def join(one: Type, other: Type) -> Type:
    """What is known of a value that is the one or the other."""
    if one == other:
        return one
    if isinstance(one, Instance) and isinstance(other, Instance) and one.kind == other.kind:
        return Instance(one.kind, one.exact and other.exact, _both(one.item, other.item))
    if isinstance(one, Plain) and isinstance(other, Plain) and one.kind == other.kind:
        return Plain(one.kind, item=_both(item_of(one), item_of(other)))
    return UNKNOWN


def item_of(type: Type) -> Type | None:
    """What is known of each item or member; None where nothing is."""
    if isinstance(type, Plain) and type.items:
        return reduce(join, type.items)
    return type.item if isinstance(type, Plain | Instance) else None


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
        for item in (*(type.items or ()), *((type.item,) if type.item else ())):
            if budget < 0:
                return budget
            budget = _left(item, budget)
    return budget


def _both(one: Type | None, other: Type | None) -> Type | None:
    return None if one is None or other is None else join(one, other)
