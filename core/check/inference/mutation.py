"""Lists, dicts and groups that a script changes after they were made.

What is put into one is followed (growth.py) where it has a single name in a single function. Of any other
that may be changed, it is not known what is in it.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from core.check.inference.aliases import ME, Finder, attributes, root
from core.check.tree import nodes
from core.check.types import NOTHING, Instance, Plain, Type, contents, entry_of, within

MUTABLE = frozenset({"list", "dict", "set"})
_FAMILIES = frozenset({"mobjects", "submobjects", "get_family", "foreground_mobjects", "moving_mobjects"})
"""Attributes that lead to all that is on the stage or in a group."""


@dataclass(frozen=True, slots=True)
class Mutation:
    """The names and attributes through which something is changed.

    `unseen` are the names, `unseen_attributes` the attributes, of which something may be changed elsewhere.
    `deep` says that what is in something is changed too, `handed` that a function changes what it is given,
    `members` that the members of groups are changed behind their backs.
    """

    names: frozenset[str] = frozenset()
    unseen: frozenset[str] = frozenset()
    attributes: frozenset[str] = frozenset()
    unseen_attributes: frozenset[str] = frozenset()
    deep: bool = False
    handed: bool = False
    members: bool = False

    def kept(self, name: str, type: Type) -> Type:
        """What a name is known to hold after it was given this, wherever it is looked at."""
        type = self._settled(type)
        if name in self.unseen:
            return opened(type)
        return _mixed(type) if name in self.names else type

    def field(self, name: str, type: Type) -> Type:
        """What an attribute is known to hold that is given this anywhere."""
        type = self._settled(type)
        is_group = isinstance(type, Instance) and type.item != NOTHING
        changed = self.attributes | self.unseen_attributes
        return type if is_group and name not in changed and not self.handed else opened(type)

    def shared(self, type: Type, places: Iterable[ast.expr]) -> Type:
        """What is known of something that all these places hold."""
        is_changed = isinstance(type, Plain) or any(self.is_changed(place) for place in places)
        return opened(type) if is_changed else type

    def is_changed(self, place: ast.expr) -> bool:
        """Whether something is changed through what this begins with."""
        return any(name in self.names for name in root(place)) or not self.attributes.isdisjoint(
            attributes(place)
        )

    def _settled(self, type: Type) -> Type:
        """The type without what is known of what is in what is in it, where that may change."""
        if self.members and isinstance(type, Instance):
            return opened(type)
        return within(type, _opened_inside) if self.deep or self.members else type


@lru_cache(maxsize=1)
def mutation(tree: ast.Module) -> Mutation:
    """What a script changes."""
    finder = Finder(tree)
    held = finder.find()
    names, foreign = finder.names, finder.foreign
    parameters = {node.arg for node in nodes(tree) if isinstance(node, ast.arg)} - ME
    used = [node for node in nodes(tree) if isinstance(node, ast.Attribute)]
    stored = {node.attr for node in used if not isinstance(node.ctx, ast.Load)}
    return Mutation(
        frozenset(names),
        frozenset(finder.remote | (held.aliased & names) | (held.names if foreign else set())),
        frozenset(finder.attributes),
        frozenset(held.attributes if foreign else ()),
        deep=finder.deep or foreign,
        handed=foreign or not names.isdisjoint(parameters),
        members="submobjects" in stored | finder.attributes
        or (foreign and any(node.attr in _FAMILIES for node in used)),
    )


@lru_cache(maxsize=1)
def only_spread(tree: ast.Module) -> frozenset[str]:
    """The attributes that a script uses in no other way than `**self.style`: nothing can change them."""
    spread = {id(node.value) for node in nodes(tree) if isinstance(node, ast.keyword) and node.arg is None}
    used = [node for node in nodes(tree) if isinstance(node, ast.Attribute)]
    others = {node.attr for node in used if id(node) not in spread}
    return frozenset(node.attr for node in used) - others


def opened(type: Type) -> Type:
    """The type without what is in it, where that can change."""
    if isinstance(type, Instance) and type.item is not None:
        return Instance(type.kind, type.exact)
    return Plain(type.kind) if isinstance(type, Plain) and type.kind in MUTABLE else type


def _opened_inside(type: Type) -> Type:
    return opened(within(type, _opened_inside))


def _mixed(type: Type) -> Type:
    """The type without how many things are in it and where, as that can change."""
    if isinstance(type, Plain) and type.kind in MUTABLE:
        return Plain(type.kind, item=contents(type), entry=entry_of(type))
    return type
