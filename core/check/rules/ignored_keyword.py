"""Keywords that Manim takes and never looks at. See ignored_keyword.md."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator

from core.api_index import Class
from core.check.calls.calling import scene_act
from core.check.calls.dropped_keywords import dropped
from core.check.calls.keyword_remedies import remedy
from core.check.calls.old_keywords import meanings
from core.check.facts import Call
from core.check.mending.places import edit_keyword, remove_argument
from core.check.nearest import nearest
from core.check.reading import Reading
from core.check.types import Builder, Instance, Plain, item_of
from core.check.world import ANIMATION, MOBJECT, World
from core.model import Diagnostic, Fix, Severity

RULE = "ignored-keyword"

USEFUL = frozenset({"run_time", "rate_func", "lag_ratio", "path_arc", "remover", "introducer"})
"""What animations are told for the whole play; the first words to think of where another is written."""

_ANIMATED = "manim.animation.transform.Transform"
_WAIT = "manim.animation.animation.Wait"
"""It has a `duration`, which it does not look at again."""
_SUBCAPTIONS = frozenset({"subcaption", "subcaption_duration", "subcaption_offset"})


def judge_ignored(reading: Reading) -> Iterator[Diagnostic]:
    """A warning for each keyword that no animation of a `play` or `animate` has a use for, or no method."""
    if reading.facts is None:
        return
    for case in dropped(reading):
        found = remedy(case)
        yield _warning(case.keyword, case.title, found.sentence, found.fix, reading)
    world = reading.facts.world
    for call in reading.facts.calls:
        if scene_act(call, world) == "play":
            known = _used(_kinds(call, world), world) | _SUBCAPTIONS
            name = "play"
        elif isinstance(call.callee, Builder) and world.is_a(call.callee.target, MOBJECT):
            known, name = _used([_ANIMATED], world), "animate"
        else:
            continue
        for keyword in call.node.keywords:
            if keyword.arg is not None and keyword.arg not in known:
                yield _in_play(call, keyword, name, known, reading)


def _kinds(call: Call, world: World) -> Iterable[str]:
    """The classes that the animations of a play can be of."""
    found: list[str] = []
    for item in call.arguments:
        if item.name is not None and not item.spread:
            continue
        type = item_of(item.type) if item.spread or isinstance(item.type, Plain) else item.type
        if isinstance(type, Builder):
            found.append(_ANIMATED)
        elif isinstance(type, Instance) and world.is_a(type, ANIMATION):
            found += [type.kind] if type.exact else [type.kind, *world.below(type.kind)]
        else:
            return [ANIMATION, *world.below(ANIMATION)]
    return found


def _used(kinds: Iterable[str], world: World) -> frozenset[str]:
    """All attributes that objects of these classes have, and so may look at."""
    found = set(world.assigned)
    for kind in kinds:
        for entry in world.lineage(kind):
            if entry.key == _WAIT:
                continue
            found |= entry.fields.keys() | entry.methods.keys()
            if isinstance(entry, Class):
                found |= entry.properties.keys()
    return frozenset(found)


def _in_play(
    call: Call, keyword: ast.keyword, name: str, known: frozenset[str], reading: Reading
) -> Diagnostic:
    word = keyword.arg or ""
    useful = USEFUL & known
    meant = next((item for item in meanings(word, frozenset()) if item.keyword in useful), None)
    other = meant.keyword if meant else nearest(word, useful)
    if other is not None and all(item.arg != other for item in call.node.keywords):
        sentence = f"Write {other}."
        certain = meant is not None and meant.certain
        fix = Fix(f"Write {other}", (edit_keyword(reading.lines, keyword, other),), certain)
    else:
        sentence = "Give it to what it is for, or leave it out."
        fix = Fix(f"Leave {word} out", (remove_argument(reading.lines, call.node, keyword),))
    return _warning(keyword, name, sentence, fix, reading)


def _warning(keyword: ast.keyword, name: str, sentence: str, fix: Fix | None, reading: Reading) -> Diagnostic:
    return Diagnostic(
        RULE,
        Severity.WARNING,
        keyword.lineno,
        reading.lines.column(keyword),
        f"Manim does nothing with {keyword.arg} in {name}. {sentence}",
        fix,
    )
