"""The heading of a shelf scene: its docstring, read as text so that the scene is never executed."""

from __future__ import annotations

import ast
from dataclasses import dataclass

from core.shelf.parameter import Parameter, read_parameter


class BadHeading(ValueError):
    """A scene's heading does not follow the format; a mistake of whoever wrote the scene."""


@dataclass(frozen=True, slots=True)
class Heading:
    """What a scene says about itself.

    `keywords` each decide the topic by themselves, `hints` only support one, `against` are words that
    turn a prompt away, `examples` are prompts that the scene answers.
    """

    title: str
    summary: str
    keywords: tuple[str, ...]
    hints: tuple[str, ...]
    against: tuple[str, ...]
    examples: tuple[str, ...]
    parameters: tuple[Parameter, ...]


def read_heading(source: str) -> Heading:
    """Read a scene's heading. Raises BadHeading, which says what is missing."""
    text = ast.get_docstring(ast.parse(source))
    if not text:
        raise BadHeading("The scene has no docstring.")
    lines = text.splitlines()
    fields, listed = _fields(lines[1:])
    summary = " ".join(fields.get("", "").split())
    if not (lines[0] and summary and fields.get("Keywords") and listed.get("Examples")):
        raise BadHeading("A heading needs a title, a summary, Keywords and Examples.")
    return Heading(
        title=lines[0].strip(),
        summary=summary,
        keywords=_split(fields["Keywords"]),
        hints=_split(fields.get("Hints", "")),
        against=_split(fields.get("Not about", "")),
        examples=tuple(listed["Examples"]),
        parameters=tuple(read_parameter(line) for line in listed.get("Parameters", ())),
    )


def _fields(lines: list[str]) -> tuple[dict[str, str], dict[str, list[str]]]:
    """Split into the fields, whose lines go on indented, and the indented lists; the summary is ""."""
    fields: dict[str, str] = {"": ""}
    listed: dict[str, list[str]] = {}
    current = ""
    for line in lines:
        name, colon, rest = line.partition(":")
        if line.startswith("    "):
            if current in ("Examples", "Parameters") and line.startswith(" " * 8):
                listed[current][-1] += " " + line.strip()
            elif current in ("Examples", "Parameters"):
                listed[current].append(line.strip())
            else:
                fields[current] += " " + line.strip()
        elif colon and name in ("Keywords", "Hints", "Not about", "Examples", "Parameters"):
            current = name
            fields[name] = rest.strip()
            listed[name] = []
        else:
            fields[""] += " " + line
    return fields, listed


def _split(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(",") if part.strip())
