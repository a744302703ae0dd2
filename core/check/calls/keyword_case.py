"""A keyword that a call's callee does not take, and what can be written instead."""

from __future__ import annotations

import ast
from dataclasses import dataclass, replace

from core.api_index import Function
from core.check.facts import Argument, Call
from core.check.lines import Lines
from core.check.mending.places import end_of, start_of
from core.check.reading import Reading
from core.check.types import Beginning, Bound, ClassOf
from core.check.world import World
from core.model import Edit, Fix


@dataclass(frozen=True, slots=True)
class Remedy:
    """A sentence that says what to write instead, and the fix that writes it, if it can be written."""

    sentence: str
    fix: Fix | None = None


@dataclass(frozen=True, slots=True)
class KeywordCase:
    """The keyword with all that is known of its call; `keywords` are those that the callee takes."""

    lines: Lines
    world: World
    call: Call
    keyword: ast.keyword
    argument: Argument
    functions: tuple[Function, ...]
    keywords: frozenset[str]
    tree: ast.Module

    @classmethod
    def at(
        cls,
        reading: Reading,
        call: Call,
        keyword: ast.keyword,
        functions: tuple[Function, ...],
        keywords: frozenset[str],
    ) -> KeywordCase:
        """The case of one keyword of a call in a script that was followed."""
        assert reading.facts is not None
        argument = next(item for item in call.arguments if item.node is keyword.value)
        world = reading.facts.world
        return cls(reading.lines, world, call, keyword, argument, functions, keywords, reading.tree)

    @property
    def word(self) -> str:
        """The keyword's name."""
        return self.keyword.arg or ""

    @property
    def value(self) -> str:
        """The text of its value."""
        return self.lines.between(self.keyword.value)

    @property
    def given(self) -> frozenset[str]:
        """All keywords of the call."""
        return frozenset(item.arg for item in self.call.node.keywords if item.arg)

    @property
    def free(self) -> frozenset[str]:
        """The keywords that the callee takes and that are not given yet, by name or by position."""
        places = self.functions[0].places[: len(self.call.places)]
        return self.keywords - self.given - {item.name for item in places}

    def of(self, keyword: ast.keyword) -> KeywordCase:
        """The same for another keyword of the call."""
        argument = next(item for item in self.call.arguments if item.node is keyword.value)
        return replace(self, keyword=keyword, argument=argument)

    @property
    def titles(self) -> frozenset[str]:
        """The names of the function, or of the class and its bases."""
        if isinstance(self.call.callee, ClassOf | Beginning):
            return frozenset(
                entry.key.rpartition(".")[2] for entry in self.world.lineage(self.call.callee.kind)
            )
        return frozenset(function.name for function in self.functions)

    @property
    def title(self) -> str:
        """What the callee is called in a sentence."""
        return title(self.call, self.functions[0])

    def makes_a(self, kind: str) -> bool:
        """Whether the call makes an object of a class, by its key."""
        callee = self.call.callee
        return isinstance(callee, ClassOf) and any(e.key == kind for e in self.world.lineage(callee.kind))

    def rewritten(self, text: str, last: ast.keyword | None = None) -> Edit:
        """A text in the place of the keyword with its value, or of all to a later keyword."""
        return Edit(*start_of(self.lines, self.keyword), *end_of(self.lines, last or self.keyword), text)


def title(call: Call, function: Function) -> str:
    """What a callee is called in a sentence."""
    if isinstance(call.callee, ClassOf | Beginning):
        return call.callee.kind.rpartition(".")[2]
    if isinstance(call.callee, Bound):
        return call.callee.name
    return function.name or "this function"
