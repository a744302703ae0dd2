"""What a script can use of the installed Manim, as values: read from a file, made by the render room.

Keys of classes and functions are their full names, such as "manim.mobject.geometry.arc.Circle".
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum, StrEnum
from functools import cached_property
from typing import Any

FORMAT = 2
"""Rises when the file's form changes."""


class Kind(IntEnum):
    """How a parameter is given; the numbers are those of `inspect`."""

    POSITION = 0
    EITHER = 1
    REST = 2
    KEYWORD = 3
    KEYWORDS = 4


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter; `default` is its source text, or None where it has to be given."""

    name: str
    kind: Kind
    default: str | None = None
    annotation: str = ""


@dataclass(frozen=True)
class Function:
    """Something to call, without its `self`.

    `more` are the keywords that its **kwargs take besides its own parameters, wherever they are handed on to;
    None where that cannot be told. `taken` are those that it gives itself, so that giving them is an error.
    `returns` and `deprecated` are texts, empty where nothing is said; `doc` is the docstring's first line.
    `drops` says that it looks at none of the keywords besides its parameters, though it takes any.
    """

    name: str
    parameters: tuple[Parameter, ...] = ()
    more: frozenset[str] | None = frozenset()
    taken: frozenset[str] = frozenset()
    returns: str = ""
    doc: str = ""
    deprecated: str = ""
    drops: bool = False

    @cached_property
    def keywords(self) -> frozenset[str] | None:
        """All that can be given by name; None where anything can."""
        own = frozenset(item.name for item in self.named)
        if not any(item.kind is Kind.KEYWORDS for item in self.parameters):
            return own
        return None if self.more is None else own | (self.more - self.taken)

    @cached_property
    def places(self) -> tuple[Parameter, ...]:
        """The parameters that can be given by position, in their order."""
        return tuple(item for item in self.parameters if item.kind in (Kind.POSITION, Kind.EITHER))

    @cached_property
    def named(self) -> tuple[Parameter, ...]:
        """The parameters that can be given by name."""
        return tuple(item for item in self.parameters if item.kind in (Kind.EITHER, Kind.KEYWORD))

    @property
    def takes_any_number(self) -> bool:
        """Whether there is an *args."""
        return any(item.kind is Kind.REST for item in self.parameters)


@dataclass(frozen=True, slots=True)
class Class:
    """A class with what it adds itself; `bases` are the keys of the rest of its MRO, nearest first.

    `fields` are what instances get in its methods, and class attributes, each with the text of its type if
    that is told. `dynamic` says that there can be more that nobody sees. `camera` is the key of the class of
    a scene's camera.
    """

    key: str
    bases: tuple[str, ...]
    constructor: Function
    methods: Mapping[str, Function]
    properties: Mapping[str, str]
    fields: Mapping[str, str]
    dynamic: bool = False
    abstract: bool = False
    doc: str = ""
    deprecated: str = ""
    camera: str = ""

    @property
    def name(self) -> str:
        """The short name."""
        return self.key.rpartition(".")[2]


class NameKind(StrEnum):
    """What a name stands for."""

    CLASS = "class"
    FUNCTION = "function"
    MODULE = "module"
    VALUE = "value"


@dataclass(frozen=True, slots=True)
class Name:
    """What a module's name stands for; `key` is the full name of that, or of a value's class."""

    kind: NameKind
    key: str


@dataclass(frozen=True)
class ApiIndex:
    """All of it. `star` is what `from manim import *` gives, `modules` are others that scripts import.

    `assigned` are attributes that Manim gives to objects from outside of their own methods.
    """

    manim: str
    star: Mapping[str, Name]
    modules: Mapping[str, Mapping[str, Name]]
    classes: Mapping[str, Class]
    functions: Mapping[str, Function]
    assigned: frozenset[str]

    def __hash__(self) -> int:
        """By identity: what is worked out from an index is kept for it."""
        return id(self)

    @cached_property
    def by_name(self) -> Mapping[str, Class]:
        """The classes by their short names; one that `from manim import *` gives goes before another."""
        found = {entry.name: entry for entry in self.classes.values()}
        found.update(
            (name, self.classes[item.key])
            for name, item in self.star.items()
            if item.kind is NameKind.CLASS and item.key in self.classes
        )
        return found

    @cached_property
    def below(self) -> Mapping[str, tuple[Class, ...]]:
        """The classes that derive from each, by its key."""
        found: dict[str, list[Class]] = {}
        for entry in self.classes.values():
            for base in entry.bases:
                found.setdefault(base, []).append(entry)
        return {key: tuple(entries) for key, entries in found.items()}

    def lineage(self, key: str) -> tuple[Class, ...]:
        """The class and its known bases, nearest first."""
        entry = self.classes.get(key)
        if entry is None:
            return ()
        return (entry, *(self.classes[base] for base in entry.bases if base in self.classes))

    def to_json(self) -> str:
        """As text; `from_json` reads it."""
        return json.dumps(
            {
                "format": FORMAT,
                "manim": self.manim,
                "star": _pack_names(self.star),
                "modules": {module: _pack_names(names) for module, names in self.modules.items()},
                "classes": [_pack_class(entry) for entry in self.classes.values()],
                "functions": {key: _pack(function) for key, function in self.functions.items()},
                "assigned": sorted(self.assigned),
            },
            separators=(",", ":"),
        )

    @classmethod
    def from_json(cls, text: str) -> ApiIndex:
        """The index in a text. Raises ValueError for another format and for what is none."""
        try:
            given = json.loads(text)
            if given["format"] != FORMAT:
                raise ValueError("The index has another format.")
            classes = [_unpack_class(entry) for entry in given["classes"]]
            return cls(
                given["manim"],
                _unpack_names(given["star"]),
                {module: _unpack_names(names) for module, names in given["modules"].items()},
                {entry.key: entry for entry in classes},
                {key: _unpack(function) for key, function in given["functions"].items()},
                frozenset(given["assigned"]),
            )
        except (KeyError, TypeError, IndexError, AttributeError) as error:
            raise ValueError("The index cannot be read.") from error


def _pack_names(names: Mapping[str, Name]) -> dict[str, list[str]]:
    return {name: [item.kind.value, item.key] for name, item in names.items()}


def _unpack_names(given: Mapping[str, list[str]]) -> dict[str, Name]:
    return {name: Name(NameKind(kind), key) for name, (kind, key) in given.items()}


def _pack(function: Function) -> list[Any]:
    return [
        function.name,
        [[item.name, int(item.kind), item.default, item.annotation] for item in function.parameters],
        None if function.more is None else sorted(function.more),
        sorted(function.taken),
        function.returns,
        function.doc,
        function.deprecated,
        function.drops,
    ]


_KINDS = tuple(Kind)


def _unpack(given: list[Any]) -> Function:
    name, parameters, more, taken, returns, doc, deprecated, drops = given
    return Function(
        name,
        tuple(Parameter(item, _KINDS[kind], default, noted) for item, kind, default, noted in parameters),
        None if more is None else frozenset(more),
        frozenset(taken),
        returns,
        doc,
        deprecated,
        drops,
    )


def _pack_class(entry: Class) -> dict[str, Any]:
    return {
        "key": entry.key,
        "bases": entry.bases,
        "constructor": _pack(entry.constructor),
        "methods": [_pack(method) for method in entry.methods.values()],
        "properties": dict(entry.properties),
        "fields": dict(entry.fields),
        "dynamic": entry.dynamic,
        "abstract": entry.abstract,
        "doc": entry.doc,
        "deprecated": entry.deprecated,
        "camera": entry.camera,
    }


def _unpack_class(given: dict[str, Any]) -> Class:
    methods = [_unpack(method) for method in given["methods"]]
    return Class(
        **given
        | {
            "bases": tuple(given["bases"]),
            "constructor": _unpack(given["constructor"]),
            "methods": {method.name: method for method in methods},
        }
    )
