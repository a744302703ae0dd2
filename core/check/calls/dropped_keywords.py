"""Keywords that a method or function takes, whatever they are, and never looks at."""

from __future__ import annotations

from collections.abc import Iterator

from core.check.calls.calling import called
from core.check.calls.keyword_case import KeywordCase
from core.check.reading import Reading


def dropped(reading: Reading) -> Iterator[KeywordCase]:
    """Each keyword that changes nothing in whatever its call may call."""
    if reading.facts is None:
        return
    for call in reading.facts.calls:
        functions = called(call, reading.facts.world)
        if not functions or not all(function.drops for function in functions):
            continue
        named = [frozenset(item.name for item in function.named) for function in functions]
        known, common = frozenset[str]().union(*named), named[0].intersection(*named)
        for keyword in call.node.keywords:
            if keyword.arg and keyword.arg not in known:
                yield KeywordCase.at(reading, call, keyword, functions, common)
