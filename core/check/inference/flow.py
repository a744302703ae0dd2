"""What the names of a piece of a script hold, as one goes through its statements."""

from __future__ import annotations

import ast
from collections.abc import Container, Iterator
from dataclasses import dataclass, field

from core.check.types import UNKNOWN, Type, guarded, join


@dataclass(slots=True)
class Flow:
    """The names of one function, class body or module, and how it is left.

    `now` is what they hold at this point, `ever` what they have held anywhere, which is what a function
    inside sees when it is called later. `ended` says that this point is not reached: there was a return, or
    the turn of a loop was left, of which `left` tells what the names held then.
    `owner` is the class whose method this is, `given` are the names that imports give to the whole module.
    """

    parent: Flow | None = None
    now: dict[str, Type] = field(default_factory=dict)
    ever: dict[str, Type] = field(default_factory=dict)
    returned: list[Type] = field(default_factory=list)
    ended: bool = False
    left: list[dict[str, Type]] = field(default_factory=list)
    owner: str | None = None
    given: Container[str] = frozenset()

    def give(self, name: str, type: Type) -> None:
        """The name holds something from now on."""
        self.now[name] = type
        self.ever[name] = join(self.ever.get(name, type), type)

    def find(self, name: str) -> Type | None:
        """What the name holds here; None where it is nobody's."""
        if name in self.now:
            return self.now[name]
        if name in self.ever:
            return self.ever[name]
        around = self.parent
        while around is not None:
            if name in around.ever:
                # What it is when this is called nobody knows; whoever calls may have looked.
                return guarded(around.ever[name])
            around = around.parent
        return None

    def restore(self, before: dict[str, Type], node: ast.AST) -> None:
        """Hold for certain again what only the condition of this node made less certain."""
        given = set(given_names(node))
        self.now.update(
            (name, type)
            for name, type in before.items()
            if name not in given and self.now[name] in (UNKNOWN, guarded(type)) and self.now[name] != type
        )

    def forget(self, name: str) -> None:
        """Nothing is known of what the name holds."""
        self.give(name, UNKNOWN)

    def merge(self, ways: list[tuple[dict[str, Type], bool]]) -> None:
        """Go on where several ways meet, each with its names and whether it has ended before."""
        open_ways = [names for names, ended in ways if not ended]
        self.ended = not open_ways
        if not open_ways:
            return
        merged = dict(open_ways[0])
        for names in open_ways[1:]:
            if names == merged:
                continue
            for name in merged.keys() ^ names.keys():
                if self._is_given(name):  # the other way has the import's
                    merged[name] = self.ever[name] = UNKNOWN
            for name, type in names.items():
                merged[name] = join(merged.get(name, type), type)
        self.now = merged

    def _is_given(self, name: str) -> bool:
        """Whether the name is there without the script's own giving it something: by an import."""
        root = self
        while root.parent is not None:
            root = root.parent
        return name in root.given


def given_names(node: ast.AST) -> Iterator[str]:
    """The names that are given something in a statement or expression, in whatever way."""
    for item in ast.walk(node):
        if isinstance(item, ast.Name):
            if not isinstance(item.ctx, ast.Load):
                yield item.id
        elif isinstance(item, ast.alias):
            yield item.asname or item.name.partition(".")[0]
        else:
            name = getattr(item, "name", None) or getattr(item, "rest", None)
            if isinstance(name, str):
                yield name
