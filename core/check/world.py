"""The classes that a script can use: Manim's, and those that it defines itself."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from core.api_index import ApiIndex, Class, Function
from core.check.types import ClassOf, Instance, Type

MOBJECT = "manim.mobject.mobject.Mobject"
VMOBJECT = "manim.mobject.types.vectorized_mobject.VMobject"
ANIMATION = "manim.animation.animation.Animation"
SCENE = "manim.scene.scene.Scene"


@dataclass(frozen=True, slots=True)
class ScriptClass:
    """A class of the script: its bases' keys, its functions, what it gives to `self` and to itself.

    `open` says that it has a base or an attribute of which nothing is known, `loose` that its objects give
    themselves attributes under names that are not written down.
    """

    key: str
    node: ast.ClassDef
    bases: tuple[str, ...]
    methods: Mapping[str, ast.FunctionDef | ast.AsyncFunctionDef]
    fields: dict[str, Type] = field(default_factory=dict)
    open: bool = False
    loose: bool = False


class World:
    """Answers what is known of classes. Keys of the script's own classes are their bare names.

    `assigned` are the names of all attributes that the script gives to anything, or asks for by `hasattr`.
    `loose` says that it also gives attributes to anything under names that are not written down.
    """

    def __init__(
        self, index: ApiIndex, own: Mapping[str, ScriptClass], assigned: frozenset[str], loose: bool = False
    ) -> None:
        self.index = index
        self.own = own
        self.assigned = assigned
        self.loose = loose
        self.cache: dict[object, Any] = {}
        """What several rules would work out again."""
        self._lineages: dict[str, tuple[Class | ScriptClass, ...]] = {}
        self._closed: dict[str, bool] = {}
        self._kinds: dict[tuple[str, bool, str], bool | None] = {}

    def lineage(self, kind: str) -> tuple[Class | ScriptClass, ...]:
        """The class and all that it derives from, nearest first."""
        known = self._lineages.get(kind)
        if known is None:
            found: dict[str, Class | ScriptClass] = {}
            self._collect(kind, found)
            known = self._lineages[kind] = tuple(found.values())
        return known

    def _collect(self, kind: str, found: dict[str, Class | ScriptClass]) -> None:
        if kind in found:
            return
        own = self.own.get(kind)
        if own is None:
            found.update((entry.key, entry) for entry in self.index.lineage(kind) if entry.key not in found)
            return
        found[kind] = own
        for base in own.bases:
            self._collect(base, found)

    def is_closed(self, kind: str) -> bool:
        """Whether all that objects of this class have is known."""
        known = self._closed.get(kind)
        if known is None:
            lineage = self.lineage(kind)
            known = bool(lineage) and not any(self._is_open(entry) for entry in lineage)
            self._closed[kind] = known
        return known

    def _is_open(self, entry: Class | ScriptClass) -> bool:
        if isinstance(entry, Class):
            return entry.dynamic
        known = self.own.keys() | self.index.classes.keys() | {"object"}
        return entry.open or not known.issuperset(entry.bases)

    def is_a(self, type: Type, kind: str) -> bool | None:
        """Whether a value is an object of a class; None where that is not known."""
        if not isinstance(type, Instance):
            return None
        key = (type.kind, type.exact, kind)
        if key not in self._kinds:
            self._kinds[key] = self._is_a(type, kind)
        return self._kinds[key]

    def _is_a(self, type: Instance, kind: str) -> bool | None:
        if any(entry.key == kind for entry in self.lineage(type.kind)):
            return True
        if not self.is_closed(type.kind):
            return None
        return False if type.exact or not self._is_below(kind, type.kind) else None

    def _is_below(self, kind: str, above: str) -> bool:
        """Whether some class is both."""
        return any(any(entry.key == kind for entry in self.lineage(below)) for below in self.below(above))

    def kinds(self, owner: Instance) -> list[str]:
        """The keys of the classes that an object may be of: its own, and the script's below it."""
        return [owner.kind, *(() if owner.exact else self._own_below.get(owner.kind, ()))]

    def below(self, kind: str) -> Iterator[str]:
        """The keys of the classes that derive from a class."""
        yield from (entry.key for entry in self.index.below.get(kind, ()))
        yield from self._own_below.get(kind, ())

    @cached_property
    def _own_below(self) -> dict[str, list[str]]:
        """The script's classes that derive from each, by its key."""
        found: dict[str, list[str]] = {}
        for key in self.own:
            for entry in self.lineage(key):
                if entry.key != key:
                    found.setdefault(entry.key, []).append(key)
        return found

    def method(self, kind: str, name: str) -> Function | None:
        """The method that objects of this class have from Manim; None where the script's own comes first."""
        for entry in self.lineage(kind):
            if isinstance(entry, ScriptClass):
                if name in entry.methods or name in entry.fields:
                    return None
            elif name in entry.methods:
                return entry.methods[name]
            elif name in entry.properties or name in entry.fields:
                return None
        return None

    def constructor(self, kind: str) -> Function | None:
        """What makes an object of this class, where that is Manim's own constructor."""
        for entry in self.lineage(kind):
            if isinstance(entry, Class):
                return entry.constructor
            if "__init__" in entry.methods or "__new__" in entry.methods or entry.open:
                return None
        return None

    def above(self, kind: str) -> str | None:
        """The class that `super()` means in a class of the script; None where that is not certain."""
        own = self.own.get(kind)
        if own is None or own.open or len(own.bases) != 1 or not self.lineage(own.bases[0]):
            return None
        below = (self.own[key] for key in self.below(kind) if key in self.own)
        return None if any(entry.open or len(entry.bases) != 1 for entry in below) else own.bases[0]

    def has(self, kind: str, name: str) -> bool:
        """Whether objects of this class have an attribute, by all that is known of it."""
        return any(_has(entry, name) for entry in self.lineage(kind))

    def has_for_sure_not(self, type: Instance | ClassOf, name: str) -> bool:
        """Whether an object, or a class, certainly lacks an attribute."""
        if not self.is_closed(type.kind) or name in self.assigned or name.startswith("__"):
            return False
        if self.has(type.kind, name) or self.is_loose(type.kind):
            return False
        if isinstance(type, ClassOf) or type.exact:
            return True
        return not any(
            self.has(below, name) or self.is_loose(below) or not self.is_closed(below)
            for below in self.below(type.kind)
        )

    def is_loose(self, kind: str) -> bool:
        """Whether objects of this class may have any attributes besides those that are known."""
        return self.loose or any(
            isinstance(entry, ScriptClass) and entry.loose for entry in self.lineage(kind)
        )

    def names(self, kind: str) -> frozenset[str]:
        """All attributes that objects of this class are known to have, but for private ones."""
        found: set[str] = set()
        for entry in self.lineage(kind):
            found |= entry.methods.keys() | entry.fields.keys()
            if isinstance(entry, Class):
                found |= entry.properties.keys()
        return frozenset(name for name in found if not name.startswith("_"))

    def title(self, kind: str) -> str:
        """A class's short name."""
        return kind.rpartition(".")[2]


def _has(entry: Class | ScriptClass, name: str) -> bool:
    if name in entry.methods or name in entry.fields:
        return True
    return isinstance(entry, Class) and name in entry.properties
