"""Calls in the place of others, and a parameter that a method lacks."""

from __future__ import annotations

import ast
import re

from core.api_index import ApiIndex
from core.check.calls.mended_keywords import takes_mended
from core.check.lines import Lines
from core.check.mending.places import edit
from core.check.names.invented_names import SAME_TEXTS, TEXTS
from core.model import Edit, Fix

_UNSEEN = ast.Name | ast.Attribute | ast.Subscript | ast.Call | ast.Starred


def takes(call: ast.Call, name: str, index: ApiIndex, also: frozenset[str] = frozenset()) -> bool:
    """Whether Manim's thing of this name takes all the keywords of a call, or will when it is mended."""
    entry = index.by_name.get(name)
    known = entry.constructor.keywords if entry else None
    return known is None or takes_mended(call, known | also, {name})


def stand_in(name: str, call: ast.Call, lines: Lines, index: ApiIndex) -> Fix | None:
    """What a call of a shape that Manim lacks becomes, with the keywords that it has."""
    text = TEXTS[name]
    if call.args:
        return None
    if call.keywords:
        head, _, rest = text.rpartition(")")
        kind = text.partition("(")[0]
        if rest or "." in text or any(item.arg is None for item in call.keywords):
            return None
        if not takes(call, kind, index):
            return None
        given = ", ".join(f"{item.arg}={lines.between(item.value)}" for item in call.keywords)
        text = f"{head}{'' if head.endswith('(') else ', '}{given})"
    return Fix(f"Write {text}", (edit(lines, call, text),), certain=name in SAME_TEXTS)


def is_for_tex(call: ast.Call | None) -> bool:
    """Whether a text holds something that TeX has to set, or is not to be seen there."""
    if call is not None and any(isinstance(item, _UNSEEN) for item in call.args):
        return True
    texts = [node.value for node in ast.walk(call) if isinstance(node, ast.Constant)] if call else []
    return any(isinstance(text, str) and ("$" in text or "\\" in text) for text in texts)


def with_self(method: ast.FunctionDef | ast.AsyncFunctionDef, lines: Lines) -> Fix | None:
    """A fix that gives a method `self` as its first parameter."""
    head = re.match(rf"\s*(?:async\s+)?def\s+{method.name}\s*\(", lines.line(method.lineno))
    if head is None:
        return None
    parts = method.args
    others = [*parts.posonlyargs, *parts.args, *parts.kwonlyargs, parts.vararg, parts.kwarg]
    place = (method.lineno, head.end() + 1)
    text = "self, " if any(others) else "self"
    return Fix(f"Write self into {method.name}", (Edit(*place, *place, text),), certain=True)
