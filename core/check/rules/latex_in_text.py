"""LaTeX in a Text, which shows it as it is written. See latex_in_text.md."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from core.check.calls.purposes import Given, given
from core.check.mending.places import edit
from core.check.reading import Reading
from core.check.tex import tex_known
from core.check.types import Plain
from core.check.values.literals import literal
from core.model import Diagnostic, Fix, Severity

RULE = "latex-in-text"

_TEXTS = frozenset({"Text", "MarkupText", "Paragraph"})
_COMMAND = re.compile(r"\\([a-zA-Z]{2,})")
_FORMULA = re.compile(r"\$[^$\n]*(?:[\\^_={}]|[a-zA-Z])[^$\n]*\$")
_SCRIPT = re.compile(r"[a-zA-Z0-9)][\^_]\{[^}]*\}")


def judge_texts(reading: Reading) -> Iterator[Diagnostic]:
    """A warning for each Text that holds what only LaTeX understands."""
    if reading.facts is None:
        return
    for item in given(reading.facts):
        if item.function in _TEXTS and item.name == "text":
            text = _text(item, reading)
            found = _latex(text) if text else None
            if text and found:
                yield _warning(item, text, found, reading)


def _text(item: Given, reading: Reading) -> str | None:
    written = literal(item.argument.node, reading.lines)
    if written is not None:
        return written.text
    known = item.argument.type
    return known.value if isinstance(known, Plain) and isinstance(known.value, str) else None


def _latex(text: str) -> str | None:
    """What in a text is LaTeX's."""
    for command in _COMMAND.finditer(text):
        if command[1] in tex_known.commands():
            return command[0]
    formula = _FORMULA.search(text)
    if formula and not re.match(r"\$\d", formula[0]):
        return formula[0]
    script = _SCRIPT.search(text)
    return script[0] if script else None


def _warning(item: Given, text: str, found: str, reading: Reading) -> Diagnostic:
    node, function = item.argument.node, item.call.node.func
    has_words = re.search(r"(?<![\\a-zA-Z])[a-zA-Z]{3,}", re.sub(r"\$[^$]*\$", "", text))
    instead = "Tex" if "$" in text else "MathTex"
    fix = None
    if isinstance(function, ast.Name) and ("$" in text or not has_words) and len(item.call.arguments) == 1:
        fix = Fix(f"Write {instead}", (edit(reading.lines, function, instead),))
    return Diagnostic(
        RULE,
        Severity.WARNING,
        node.lineno,
        reading.lines.column(node),
        f"{item.function} shows {found[:40]} as it is written here. Write {instead} for formulas.",
        fix,
    )
