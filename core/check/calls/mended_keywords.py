"""Whether what a call gives by name is taken by something else, as it is or when it is mended."""

from __future__ import annotations

import ast
from collections.abc import Set

from core.check.calls.old_keywords import meanings


def takes_mended(call: ast.Call, known: Set[str], titles: Set[str]) -> bool:
    """Whether what takes these keywords, and has these names, takes all of a call's in the end."""
    # The two ends of a range are written as one list then.
    ends = {f"{item[0]}_{end}" for item in known if item.endswith("_range") for end in ("min", "max")}
    return all(
        item.arg is None or item.arg in known or item.arg in ends or _is_mended(item.arg, known, titles)
        for item in call.keywords
    )


def _is_mended(word: str, known: Set[str], titles: Set[str]) -> bool:
    return any(meaning.certain and meaning.keyword in known for meaning in meanings(word, titles))
