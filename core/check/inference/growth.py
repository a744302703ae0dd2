"""What Python's own lists, dicts and sets give when their methods are called, and what they hold after it."""

from __future__ import annotations

from collections.abc import Sequence

from core.check.facts import Argument
from core.check.types import UNKNOWN, Plain, Type, contents, cut, entry_of, guarded, item_of, join

_NOTHING_GIVEN = {
    "list": frozenset({"append", "extend", "insert", "remove", "clear", "sort", "reverse"}),
    "set": frozenset({"add", "update", "discard", "remove", "clear"}),
    "dict": frozenset({"update", "clear"}),
}
"""Methods that give None."""
_ADDING_NOTHING = frozenset(
    {
        *("index", "count", "copy", "keys", "values", "items", "get", "pop", "popitem", "remove", "discard"),
        *("clear", "sort", "reverse", "union", "intersection", "difference", "issubset", "issuperset"),
    }
)
_HARMLESS = frozenset(
    {
        *(
            "len",
            "range",
            "enumerate",
            "zip",
            "sorted",
            "reversed",
            "list",
            "tuple",
            "set",
            "frozenset",
            "dict",
        ),
        *(
            "sum",
            "min",
            "max",
            "any",
            "all",
            "print",
            "str",
            "repr",
            "bool",
            "isinstance",
            "type",
            "id",
            "iter",
        ),
    }
)


def is_harmless(name: str) -> bool:
    """Whether a function of Python's own leaves what it is given as it is, and keeps nothing of it."""
    return name in _HARMLESS


def given(owner: Plain, method: str, arguments: Sequence[Argument]) -> Type:
    """What a call of a method gives."""
    if method in _NOTHING_GIVEN.get(owner.kind, ()):
        return Plain("None")
    item, entry = guarded(item_of(owner) or UNKNOWN), guarded(entry_of(owner) or UNKNOWN)
    types = [argument.type for argument in arguments]
    match owner.kind, method:
        case ("list" | "tuple" | "str", "index" | "count"):
            return Plain("int")
        case ("list" | "set", "pop"):
            return item
        case ("list" | "set" | "dict", "copy"):
            return owner
        case ("dict", "keys"):
            return Plain("dict_keys", item=None if owner.keys is None else Plain("str"))
        case ("dict", "values"):
            return Plain("dict_values", item=entry)
        case ("dict", "items"):
            return Plain("dict_items", item=Plain("tuple", items=(UNKNOWN, entry)))
        case ("dict", "get" | "pop"):
            # What may also be None is looked at for what it is otherwise: None has none of it either.
            return join(entry, types[1]) if len(types) > 1 else entry
        case ("dict", "setdefault") if len(types) > 1:
            return join(entry, types[1])
    return UNKNOWN


def grown(owner: Plain, method: str, arguments: Sequence[Argument]) -> Plain:
    """What is known of it after a method was called."""
    types = [argument.type for argument in arguments]
    plain = not any(argument.spread or argument.name for argument in arguments)
    match owner.kind, method, len(types) if plain else 0:
        case ("list", "append", 1) | ("set", "add", 1):
            return with_item(owner, types[0])
        case ("list", "insert", 2):
            return with_item(owner, types[1])
        case ("list", "extend", 1) | ("set", "update", 1):
            return extended(owner, types[0])
        case ("dict", "setdefault", 2):
            return with_entry(owner, types[1])
        case ("dict", "update", 1) if isinstance(types[0], Plain) and types[0].kind == "dict":
            return with_entry(owner, entry_of(types[0]) or UNKNOWN)
        case (_, name, _) if name in _ADDING_NOTHING:
            return owner
    return Plain(owner.kind)


def with_item(owner: Plain, item: Type) -> Plain:
    """What is known of a list or set once this is in it too."""
    before = contents(owner)
    return Plain(owner.kind, item=None if before is None else cut(join(before, item)))


def extended(owner: Plain, more: Type) -> Plain:
    """What is known of a list or set once all of something is in it too."""
    before, after = contents(owner), contents(more)
    return Plain(owner.kind, item=None if before is None or after is None else cut(join(before, after)))


def with_entry(owner: Plain, entry: Type) -> Plain:
    """What is known of a dict once this is one of its values."""
    before = entry_of(owner)
    return Plain(owner.kind, entry=None if before is None else cut(join(before, entry)))


def sliced(owner: Plain) -> Type:
    """What is known of a part of a list, tuple or text."""
    if owner.kind in ("list", "tuple"):
        return Plain(owner.kind, item=contents(owner))
    return Plain("str") if owner.kind == "str" else UNKNOWN
