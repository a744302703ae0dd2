"""Markup that Pango cannot read. See broken_markup.md."""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.parsers import expat

from core.check.calls.purposes import given
from core.check.reading import Reading
from core.check.tex.tex_source import UNKNOWN
from core.check.types import Plain
from core.check.values.literals import Literal, literal
from core.model import Diagnostic, Fix, Severity

RULE = "broken-markup"

_TAGS = frozenset(
    ["b", "big", "i", "s", "span", "sub", "sup", "small", "tt", "u", "markup", "gradient", "color"]
)
"""Pango's tags, and the two of Manim's own."""

_BARE = re.compile(r"&(?!(?:[a-zA-Z]+|#\d+|#x[0-9a-fA-F]+);)")
_MARKUP = "MarkupText"


def judge_markup(reading: Reading) -> Iterator[Diagnostic]:
    """An error for each MarkupText whose tags do not fit together."""
    if reading.facts is None:
        return
    for item in given(reading.facts):
        if item.function != _MARKUP or item.name != "text":
            continue
        written = literal(item.argument.node, reading.lines)
        known = item.argument.type
        text = written.text if written else known.value if isinstance(known, Plain) else None
        if not isinstance(text, str) or UNKNOWN in text:
            continue
        said = _trouble(text)
        if said:
            node = item.argument.node
            fix = _mended(written, text) if written else None
            yield Diagnostic(RULE, Severity.ERROR, node.lineno, reading.lines.column(node), said, fix)


def _trouble(text: str) -> str | None:
    """What Pango refuses in a text."""
    open_tags: list[str] = []
    unknown: list[str] = []

    def begin(name: str, _: dict[str, str]) -> None:
        open_tags.append(name)
        if name not in _TAGS:
            unknown.append(name)

    parser = expat.ParserCreate()
    parser.StartElementHandler = begin
    parser.EndElementHandler = lambda _: open_tags.pop()
    try:
        parser.Parse(f"<markup>{text}</markup>", True)
    except expat.ExpatError:
        if _BARE.search(text):
            return "In MarkupText an & begins the name of a sign. Write &amp; for the sign itself."
        if len(open_tags) > 1:
            name = open_tags[-1]
            return f"<{name}> is not closed where it should be. Write </{name}> behind what it is for."
        return "The tags of this MarkupText do not fit together. Write &lt; for <, and close each tag."
    if unknown:
        return f"MarkupText knows no <{unknown[0]}>. Write one of <b>, <i>, <u>, <span>."
    return None


def _mended(written: Literal, text: str) -> Fix | None:
    """`&amp;` for each bare &, where that is all that is wrong."""
    if _trouble(_BARE.sub("&amp;", text)) is not None:
        return None
    edits = [written.edit(found.start(), 1, "&amp;") for found in _BARE.finditer(text)]
    made = tuple(edit for edit in edits if edit is not None)
    return Fix("Write &amp;", made, certain=True) if made and len(made) == len(edits) else None
