"""An exception of a script, as its job saw it: what an explanation is made of. Standard library only."""

from __future__ import annotations

import ast
from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Place:
    """A part of a script: lines from 1, and columns as Python counts them, in bytes of UTF-8 from 0."""

    line: int
    column: int
    end_line: int
    end_column: int


class SubjectKind(StrEnum):
    """What a subject is."""

    OBJECT = "object"
    CLASS = "class"
    MODULE = "module"
    BUILDER = "builder"


@dataclass(frozen=True, slots=True)
class Subject:
    """What the script did it to: the object before the dot or the bracket, or the mobject before `.animate`.

    `lineage` are the full names of its class, or of the class that it is, and of those above; or a module's.
    `length` is how many items it has, and `keys` are a dict's, as they are written in a script.
    """

    kind: SubjectKind
    lineage: tuple[str, ...]
    length: int | None = None
    keys: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Raised:
    """An exception: its class's name and its own words, and where the script was, by its innermost part.

    `name` is the attribute, name or module that was not there. `steps` are the full names of the functions
    that the script's line had called by then, outermost first.
    """

    type: str
    words: str
    place: Place | None = None
    name: str = ""
    subject: Subject | None = None
    steps: tuple[str, ...] = ()


Part = ast.Call | ast.Attribute | ast.Subscript | ast.BinOp | ast.Name
"""What can fail in a way that is worth telling."""


def part_at(tree: ast.Module, place: Place) -> Part | None:
    """The part of a script at a place; None where something else stands there."""
    named: ast.Call | None = None
    for node in ast.walk(tree):
        if not isinstance(node, Part):
            continue
        if Place(node.lineno, node.col_offset, node.end_lineno or 0, node.end_col_offset or 0) == place:
            return node
        # Where a method is called on a line of its own, the place begins and ends with its name.
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            end = (node.func.end_lineno, node.func.end_col_offset)
            if end == (place.line, place.end_column) and place.line > node.lineno:
                named = node
    return named


def animated(node: ast.expr) -> ast.expr | None:
    """The mobject in `mobject.animate` and in what is called on that; None for anything else."""
    while True:
        match node:
            case ast.Attribute(value=value, attr="animate"):
                return value
            case ast.Call(func=ast.Attribute(value=value)) | ast.Call(func=value):
                node = value
            case _:
                return None
