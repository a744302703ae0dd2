"""An item that a list, a dict or a group of mobjects does not have."""

from __future__ import annotations

import ast
import re

from core.check.explaining.case import Case, listed

_NO_KEY = "KeyError"
_UNPACKED = re.compile(r"too many values to unpack \(expected (\d+)\)")
_TOO_FEW = re.compile(r"not enough values to unpack \(expected (?:at least )?(\d+), got (\d+)\)")


def tell_item(case: Case) -> str | None:
    """`points has 3 items, the first of them points[0]. points[5] is beyond its end.`"""
    part = case.part
    if case.raised.type == "IndexError" and isinstance(part, ast.Subscript):
        return _beyond(case, part)
    if case.raised.type == _NO_KEY and isinstance(part, ast.Subscript):
        return _no_key(case, part)
    if case.raised.type == "ValueError" and case.is_direct:
        return _unpacked(case)
    return None


def _beyond(case: Case, part: ast.Subscript) -> str:
    text, whole = case.text(part.value), case.text(part)
    length = case.raised.subject.length if case.raised.subject else None
    if length is None:
        return f"{whole} is beyond the end of {text}. Use a smaller number: the first item is [0]."
    if length == 0:
        return f"{text} is empty, so there is no {whole}. Put something into it before this line."
    count = f"{length} items" if length > 1 else "one item"
    last = f"from {text}[0] to {text}[{length - 1}]" if length > 1 else f"{text}[0]"
    return f"{text} has {count}, {last}, and {whole} asks for another. Use a smaller number."


def _no_key(case: Case, part: ast.Subscript) -> str:
    text, subject = case.text(part.value), case.raised.subject
    lacks = f"{text} has no key {case.words}."
    if subject is None or subject.length is None:
        return f"{lacks} Correct the key, or put it in before this line."
    if not subject.keys:
        return f"{lacks} It is empty. Put something into it before this line."
    all_shown = len(subject.keys) == subject.length
    keys = listed(list(subject.keys)) if all_shown else f"{', '.join(subject.keys)} and others"
    return f"{lacks} It has {keys}. Use one of these."


def _unpacked(case: Case) -> str | None:
    if found := _TOO_FEW.search(case.words):
        return f"{found[1]} names stand before the =, and behind it are {found[2]} values. Make them as many."
    if found := _UNPACKED.search(case.words):
        return f"{found[1]} names stand before the =, and behind it are more values. Make them as many."
    return None
