"""Formulas at which LaTeX stops. See broken_formula.md."""

from __future__ import annotations

from collections.abc import Iterator

from core.check.nearest import nearest
from core.check.reading import Reading
from core.check.tex import tex_known
from core.check.tex.formulas import Formula, formulas
from core.check.tex.tex_judge import trouble
from core.check.tex.tex_mending import mend
from core.check.tex.tex_symbols import command
from core.check.tex.tex_trouble import Kind, Trouble
from core.model import Diagnostic, Severity

RULE = "broken-formula"

_PACKAGES = {
    "bm": "Write \\boldsymbol.",
    "cancel": "Draw a Line over it instead, or add the package cancel to a TexTemplate.",
    "color": "Write tex_to_color_map={…} or set_color_by_tex instead.",
    "coloneqq": "Write :=.",
    "degree": "Write ^\\circ.",
    "dv": "Write \\frac{d}{dx}.",
    "mathds": "Write \\mathbb.",
    "mathscr": "Write \\mathcal.",
    "pdv": "Write \\frac{\\partial}{\\partial x}.",
    "textcolor": "Write tex_to_color_map={…} or set_color_by_tex instead.",
}
"""What takes the place of well-known commands of packages that Manim does not load."""


def judge_formulas(reading: Reading) -> Iterator[Diagnostic]:
    """An error for each formula at which LaTeX certainly stops, at the first thing that is wrong in it."""
    if reading.facts is None:
        return
    for formula in formulas(reading.facts, reading.tree, reading.lines):
        found = trouble(formula.source, formula.setting.environment)
        if found is not None:
            line, column = _place(formula, found, reading)
            yield Diagnostic(
                RULE, Severity.ERROR, line, column, _message(found), mend(formula, found, reading)
            )


def _place(formula: Formula, found: Trouble, reading: Reading) -> tuple[int, int]:
    number, at = formula.string_of(found.at)
    literal = formula.literals[number]
    if literal is not None:
        return literal.place(at)
    node = formula.arguments[number].node
    return node.lineno, reading.lines.column(node)


def _message(found: Trouble) -> str:
    word = found.word
    match found.kind:
        case Kind.DOLLAR_IN_MATH:
            return f"This is a formula already, and LaTeX stops at {word} in it. Leave {word} out."
        case Kind.OPEN_DOLLAR:
            return (
                f"The formula that {word} begins does not end. Write {word} behind it too, or \\$ for money."
            )
        case Kind.OUTSIDE_MATH:
            instead = "Put $ before and behind the formula, or write MathTex."
            return f"LaTeX knows {word} only in formulas, and this is text. " + instead
        case Kind.INSIDE_MATH:
            return f"LaTeX knows {word} only in text, and this is a formula. Put it into \\text{{…}}."
        case Kind.UNKNOWN_COMMAND:
            return f"LaTeX has no {word} here. {_instead(word)}"
        case Kind.CUT_COMMAND:
            return (
                f"What is set apart in this formula cuts a command after {word}. "
                'Give the parts as strings of their own, MathTex(r"…", r"…").'
            )
        case Kind.UNKNOWN_ENVIRONMENT:
            near = nearest(word, tex_known.commands())
            return f"LaTeX has no environment {word} here." + (
                f" Write {near}." if near else " Choose another one."
            )
        case Kind.PERCENT:
            return "For LaTeX all that follows a % is a comment. Write \\%."
        case Kind.AMPERSAND:
            return "There is nothing to align here, and LaTeX stops at &. Write \\& for the sign."
        case Kind.HASH:
            return "LaTeX stops at #. Write \\#."
        case Kind.CHARACTER:
            return _character(word, found.in_math)
    return _of_structure(found)


def _of_structure(found: Trouble) -> str:
    word = found.word
    match found.kind:
        case Kind.DOUBLE_SCRIPT:
            return f"One thing has two {word} here. Put braces around what belongs together: x^{{23}}."
        case Kind.EMPTY_SCRIPT:
            return f"What {word} raises or lowers has to follow it in the same string. Write x^{{2}}."
        case Kind.NOT_ENDED:
            return f"\\begin{{{word}}} has no \\end{{{word}}}. Write it where {word} ends."
        case Kind.NOT_BEGUN:
            return f"\\end{{{word}}} has no \\begin{{{word}}}. Write it, or leave this out."
        case Kind.NESTED_DISPLAY:
            return (
                f"This is a formula already, and {word} begins another one. Write aligned, or leave it out."
            )
        case Kind.UNPAIRED:
            return f"LaTeX stops at {word}: each \\left needs a \\right. Write both, or neither."
        case Kind.SPLIT_PAIR:
            return f"\\left and \\right cannot have {word} between them. Write \\big instead of both."
        case Kind.NO_DELIMITER:
            return f"Behind \\left and \\right comes a bracket, and {word} has none. Write \\left\\{{ for {{."
        case Kind.TOO_MANY_CELLS:
            return f"This row has more & than {word} has columns. Take one out, or add a column."
        case Kind.NO_ROW:
            return "A new line cannot stand in braces or between $ here. Write it outside of them."
        case Kind.NO_ARGUMENT:
            return f"What {word} is for has to follow it in the same string. Write it there, in braces."
        case Kind.ONLY_BEFORE:
            return f"{word} belongs before the document. Give it to a TexTemplate with add_to_preamble."
        case Kind.BLANK_LINE:
            return "LaTeX takes no empty line in a formula. Take it out."
    return "The braces and other pairs of this formula cross each other. Close the inner one first."


def _instead(word: str) -> str:
    name = word.removeprefix("\\")
    if name in _PACKAGES:
        return _PACKAGES[name]
    near = nearest(name, tex_known.commands())
    return f"Write \\{near}." if near else "Write it with commands of amsmath and amssymb."


def _character(word: str, is_math: bool) -> str:
    instead = command(word)
    if instead and is_math:
        return f"LaTeX cannot set {word}. Write {instead}."
    if instead:
        return f"LaTeX cannot set {word}. Write ${instead}$."
    if is_math:
        return f"LaTeX cannot set {word} in a formula. Write it in a Text(…) instead."
    return f"LaTeX cannot set {word}. Write Text(…) in the place of Tex(…)."
