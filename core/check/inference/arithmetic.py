"""What Python's own operations give."""

from __future__ import annotations

import ast

from core.check.types import ARRAY, NUMBERS, UNKNOWN, Plain, Type, bounded, entry_of, guarded, item_of

LONGEST = 1000
"""How many items of a list that is put together are followed."""


def constant(value: object) -> Type:
    """What a constant is known to be."""
    if value is None:
        return Plain("None")
    if isinstance(value, bool | int | float | str):
        return Plain(type(value).__name__, value)
    return Plain(type(value).__name__) if isinstance(value, bytes | complex) else UNKNOWN


def negated(operation: ast.unaryop, type: Type) -> Type:
    """What an operation with one operand gives."""
    if isinstance(operation, ast.Not):
        return Plain("bool")
    if isinstance(operation, ast.USub) and isinstance(type, Plain) and type.kind in NUMBERS:
        value = type.value
        return Plain(type.kind, -value if isinstance(value, int | float) else None)
    if isinstance(type, Plain) and type.kind == ARRAY:
        return type
    return type if isinstance(operation, ast.UAdd) else UNKNOWN


def combined(operation: ast.operator, left: Type, right: Type) -> Type:
    """What an operation with two operands gives."""
    if not isinstance(left, Plain) or not isinstance(right, Plain):
        return UNKNOWN
    if left.kind in NUMBERS and right.kind in NUMBERS:
        whole = {left.kind, right.kind} <= {"int", "bool"} and not isinstance(operation, ast.Div)
        if whole and isinstance(operation, ast.Pow) and not _is_counted(right):
            return UNKNOWN  # 2 ** -1 is no whole number
        return Plain("int" if whole else "float")
    if ARRAY in (left.kind, right.kind):
        return _array(left, right)
    if left.kind == "str" and (right.kind == "str" or isinstance(operation, ast.Mod)):
        return Plain("str")
    if isinstance(operation, ast.Add) and left.kind == right.kind and left.kind in ("list", "tuple"):
        if left.items is not None and right.items is not None and len(left.items + right.items) <= LONGEST:
            return bounded(Plain(left.kind, items=left.items + right.items))
        return Plain(left.kind)
    return UNKNOWN


def _is_counted(type: Plain) -> bool:
    return isinstance(type.value, int) and type.value >= 0


def _array(left: Plain, right: Plain) -> Type:
    """An array of as many numbers, if that is known of both."""
    known = [item for item in (left, right) if item.kind not in NUMBERS]
    if not all(item.kind in (ARRAY, "list", "tuple") and item.items is not None for item in known):
        return Plain(ARRAY)
    lengths = {len(item.items or ()) for item in known}
    return Plain(ARRAY, items=(Plain("float"),) * lengths.pop()) if len(lengths) == 1 else Plain(ARRAY)


def array(function: ast.Attribute, given: Type) -> Type:
    """What `np.array(given)` gives, if that is called and all of what it is given are numbers."""
    is_array = isinstance(function.value, ast.Name) and function.value.id in ("np", "numpy")
    if not is_array or function.attr not in ("array", "asarray") or not isinstance(given, Plain):
        return UNKNOWN
    if given.kind not in ("list", "tuple") or given.items is None:
        return UNKNOWN
    if not all(isinstance(item, Plain) and item.kind in NUMBERS for item in given.items):
        return UNKNOWN
    return Plain(ARRAY, items=(Plain("float"),) * len(given.items))


def member(owner: Type, place: Type) -> Type:
    """What is at a place of something."""
    if isinstance(owner, Plain) and owner.kind == "dict":
        return _entry(owner, place)
    if not isinstance(place, Plain) or place.kind != "int":
        return UNKNOWN
    if isinstance(owner, Plain) and owner.items is not None and isinstance(place.value, int):
        inside = -len(owner.items) <= place.value < len(owner.items)
        return guarded(owner.items[place.value]) if inside else UNKNOWN
    return guarded(item_of(owner) or UNKNOWN)


def _entry(owner: Plain, key: Type) -> Type:
    """What a dict holds for a key."""
    if owner.keys is not None and owner.entries is not None and isinstance(key, Plain):
        known = dict(zip(owner.keys, owner.entries, strict=True))
        if isinstance(key.value, str):
            return guarded(known.get(key.value, UNKNOWN))
    return guarded(entry_of(owner) or UNKNOWN)
