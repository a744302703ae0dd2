"""What an attribute that does not exist was probably meant to be."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from core.check.attributes.like_attributes import LIKE
from core.check.attributes.old_attributes import RENAMED, SENTENCES
from core.check.nearest import nearest
from core.check.world import SCENE, World


@dataclass(frozen=True, slots=True)
class Meaning:
    """What to write instead: `text` is a name, an expression, or one with an ellipsis for each argument.

    `same` says that it means the same beyond doubt; `advice` is the sentence that says it.
    """

    text: str
    same: bool = False
    advice: str = ""

    @property
    def head(self) -> str:
        """The first name in the text."""
        return re.match(r"\w*", self.text)[0]  # type: ignore[index]

    @property
    def sentence(self) -> str:
        """What a person is told."""
        return self.advice or f"Write {self.text}."


def through_animate(meaning: Meaning | None) -> Meaning | None:
    """What is meant where the wrong name is asked of `animate`: a part is animated itself."""
    part, dot, name = meaning.text.rpartition(".") if meaning else ("", "", "")
    if meaning is None or not dot or not meaning.text.replace(".", "").isidentifier():
        return meaning
    return Meaning(f"{part}.animate.{name}", meaning.same, meaning.advice)


_ANSWERED = frozenset({"get_", "set_"})
_OTHER = {"get_": "set_", "set_": "get_"}


def tabled(world: World, kind: str, name: str) -> Meaning | None:
    """What a word that is known to be wrong means for objects of a class."""
    for entry in world.lineage(kind):
        meaning = _TABLE.get(entry.key.rpartition(".")[2], {}).get(name)
        if meaning is not None and (meaning.advice or _exists(world, kind, meaning)):
            return meaning
    return None


def meant(world: World, kind: str, name: str) -> Meaning | None:
    """What a wrong attribute of an object of a class means, by the tables or by its letters."""
    found = tabled(world, kind, name)
    if found is not None:
        return found
    names, start = world.names(kind), name[:4]
    if start not in _ANSWERED:
        return alike(name, names)
    # Mobjects answer these for every attribute, and what all begin with does not make them alike.
    ends = {
        other if other[:4] not in _ANSWERED else other[4:] for other in names if other[:4] != _OTHER[start]
    }
    found = alike(name[4:], frozenset(ends))
    return Meaning(f"{start}{found.text}", found.same) if found else None


@lru_cache(maxsize=256)
def alike(name: str, names: frozenset[str]) -> Meaning | None:
    """The name that differs the least; capitals, underscores and British spelling make no difference."""
    for other in sorted(names):
        if _letters(other) == _letters(name):
            # What begins with an underscore is kept apart from what does not.
            return Meaning(other, same=other.startswith("_") == name.startswith("_"))
    near = nearest(name, names)
    return Meaning(near) if near else None


def _letters(name: str) -> str:
    plain = name.replace("_", "").lower()
    return plain.replace("colour", "color").replace("centre", "center").replace("grey", "gray")


def _exists(world: World, kind: str, meaning: Meaning) -> bool:
    head = meaning.head
    if head == "self":
        return any(world.has(scene, meaning.text.split(".")[1].partition("(")[0]) for scene in _scenes(world))
    return head in world.index.star if head[0].isupper() else world.has(kind, head)


def _scenes(world: World) -> Iterator[str]:
    yield SCENE
    yield from (entry.key for entry in world.index.below.get(SCENE, ()))


def _table() -> dict[str, dict[str, Meaning]]:
    table: dict[str, dict[str, Meaning]] = {}
    for words, same in ((LIKE, False), (RENAMED, True)):
        for title, meanings in words.items():
            for text, olds in meanings.items():
                table.setdefault(title, {}).update((old, Meaning(text, same)) for old in olds.split())
    for title, sentences in SENTENCES.items():
        for sentence, olds in sentences.items():
            table.setdefault(title, {}).update((old, Meaning("", advice=sentence)) for old in olds.split())
    return table


_TABLE = _table()
