"""What a job tells of an exception, besides its sentence: everything that is gone when the job is."""

from __future__ import annotations

import ast
import linecache
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from types import FrameType, ModuleType, TracebackType
from typing import Any

from core.raised import Part, Place, Raised, Subject, SubjectKind, animated, part_at
from core.render.traces import SCRIPT_NAME, without_paths

WORDS_LIMIT = 2_000
"""Longest text of an exception that is told, in characters."""

_STEPS = 20
_KEYS = 12
_KEY_LENGTH = 40
_OWN = str(Path(__file__).resolve().parent)
_PLAIN = (list, tuple, str)
_WRITTEN = (str, int, float, bool, type(None))


def testify(error: BaseException, folder: Path) -> Raised:
    """What is to be told of an exception that a script has raised in `folder`. Raises nothing."""
    try:
        told = _told(error)
        return replace(told, words=without_paths(told.words, folder))
    except Exception:  # noqa: BLE001 - the script's own classes may raise anything when they are looked at
        return Raised(type(error).__name__, "")


def _told(error: BaseException) -> Raised:
    step = _innermost(error)
    part = _part(step)
    subject = _missed(error) or (_subject(part, step.tb_frame) if part and step else None)
    return Raised(
        type(error).__name__,
        _words(error),
        _place(step) if step else None,
        _name(error),
        subject,
        tuple(_steps(step.tb_next))[:_STEPS] if step else (),
    )


def _innermost(error: BaseException) -> TracebackType | None:
    """The innermost step of the error that is in the script."""
    found, step = None, error.__traceback__
    while step is not None:
        if step.tb_frame.f_code.co_filename == SCRIPT_NAME:
            found = step
        step = step.tb_next
    return found


def _place(step: TracebackType) -> Place | None:
    positions = list(step.tb_frame.f_code.co_positions())
    line, end_line, column, end_column = positions[step.tb_lasti // 2]
    if line is None or end_line is None or column is None or end_column is None:
        return None
    return Place(line, column, end_line, end_column)


def _part(step: TracebackType | None) -> Part | None:
    place = _place(step) if step else None
    if place is None:
        return None
    try:
        return part_at(ast.parse("".join(linecache.getlines(SCRIPT_NAME))), place)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None


def _words(error: BaseException) -> str:
    given = error.args
    if type(error).__module__ == "builtins" and all(type(item) in _WRITTEN for item in given):
        words = str(error)
    else:
        words = given[0] if given and type(given[0]) is str else ""
    return " ".join(words.split())[:WORDS_LIMIT]


def _name(error: BaseException) -> str:
    name = error.name if isinstance(error, AttributeError | NameError | ImportError) else ""
    return name if type(name) is str else ""


def _missed(error: BaseException) -> Subject | None:
    """What lacks an attribute."""
    if not isinstance(error, AttributeError) or type(error).__module__ != "builtins" or not error.name:
        return None
    return _described(error.obj)


def _subject(part: Part, frame: FrameType) -> Subject | None:
    holder = part.func if isinstance(part, ast.Call) else part
    if not isinstance(holder, ast.Attribute | ast.Subscript):
        return None
    mobject = animated(holder.value)
    found = _value(mobject or holder.value, frame)
    if found is _NOTHING:
        return None
    subject = _described(found)
    return replace(subject, kind=SubjectKind.BUILDER) if mobject else subject


_NOTHING = object()


def _value(node: ast.expr, frame: FrameType) -> Any:
    """The value of a name, or of what lies in an object or a list, looked up without running anything."""
    if isinstance(node, ast.Name):
        return frame.f_locals.get(node.id, frame.f_globals.get(node.id, _NOTHING))
    if isinstance(node, ast.Attribute):
        return _fields(_value(node.value, frame)).get(node.attr, _NOTHING)
    if isinstance(node, ast.Subscript):
        return _item(_value(node.value, frame), _key(node.slice, frame))
    return _NOTHING


def _key(node: ast.expr, frame: FrameType) -> Any:
    return node.value if isinstance(node, ast.Constant) else _value(node, frame)


def _item(holder: Any, key: Any) -> Any:
    """What Python's own containers and mobjects have under a key of a plain kind."""
    if type(holder) is dict and type(key) in _WRITTEN:
        return holder.get(key, _NOTHING)
    if type(holder) not in (list, tuple):
        holder = _members(holder)
    if type(key) is not int or holder is None or not -len(holder) <= key < len(holder):
        return _NOTHING
    return holder[key]


def _fields(value: Any) -> dict[str, Any]:
    try:
        found = object.__getattribute__(value, "__dict__")
    except AttributeError:
        return {}
    return found if type(found) is dict else {}


def _described(value: Any) -> Subject:
    if isinstance(value, ModuleType):
        return Subject(SubjectKind.MODULE, (value.__name__,))
    if isinstance(value, type):
        return Subject(SubjectKind.CLASS, _lineage(value))
    lineage = _lineage(type(value))
    if isinstance(value, dict):
        return Subject(SubjectKind.OBJECT, lineage, dict.__len__(value), tuple(_keys(value)))
    return Subject(SubjectKind.OBJECT, lineage, len(value) if type(value) in _PLAIN else _count(value))


def _lineage(kind: type) -> tuple[str, ...]:
    return tuple(f"{base.__module__}.{base.__qualname__}" for base in kind.__mro__ if base is not object)


def _keys(value: dict[Any, Any]) -> Iterator[str]:
    for key in list(dict.keys(value))[:_KEYS]:
        if type(key) in _WRITTEN:
            yield repr(key)[:_KEY_LENGTH]


def _count(value: Any) -> int | None:
    """How many items a mobject has."""
    members = _members(value)
    return None if members is None else len(members)


def _members(value: Any) -> list[Any] | None:
    """A mobject's items: those in it, and before them itself where it has points of its own."""
    fields = _fields(value)
    parts, points = fields.get("submobjects"), fields.get("points")
    if type(parts) is not list:
        return None
    return [value, *parts] if getattr(points, "size", 0) > 0 else parts


def _steps(step: TracebackType | None) -> Iterator[str]:
    while step is not None:
        code = step.tb_frame.f_code
        if not code.co_filename.startswith(_OWN):
            yield f"{step.tb_frame.f_globals.get('__name__', '')}.{code.co_qualname}"
        step = step.tb_next
