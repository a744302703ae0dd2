"""The formula or the equation that a prompt mentions."""

from __future__ import annotations

import re

from core.shelf.expression import ExpressionRefused, Formula, read_formula
from core.shelf.mentions import Mentions

_RUN = re.compile(r"[-\w.(]+(?:\s*[-+*/^()]+\s*[\w.)]*)*")
_UNKNOWN_CALL = re.compile(r"\b([a-z_]\w*)\s*\([^()]*\bx\b[^()]*\)")
_UNREAD = re.compile(r"\s*[-+*/]\s*([a-z_]\w*(?=\s?\()|[a-z]\b)")
_ATTEMPT = re.compile(r"[\d.x)]\s*\^\s*[\d(^x]|__|\bof\s+\w+\(")


def function_in(mentions: Mentions) -> Formula | None:
    """The longest formula in x. Raises ExpressionRefused for one that cannot be used."""
    text = mentions.text = re.sub(r"\|([^|]{1,60})\|", r" abs(\1)", mentions.text)
    best, refused, at = None, None, 0
    while match := re.compile(r"(?<![\w.^])[-\w.(]").search(text, at):
        at = match.start() + 1
        try:
            formula = read_formula(text, match.start())
        except ExpressionRefused as error:
            run = _RUN.match(text, match.start())
            at = max(at, run.end() if run else at)
            # A large number by itself is for somebody else; "9^9^9" was meant as a formula.
            if run and re.search(r"\^|\bx|x\b", run[0]):
                refused = refused or error
            continue
        if formula and not formula.has_variable:
            at = max(at, formula.end)
        elif formula and _stands_alone(text, match.start(), formula):
            if best is None or formula.end - formula.start > best.end - best.start:
                best = formula
            at = formula.end
    if refused:
        raise refused
    if best is None:
        _complain(text)
        return None
    mentions.take(best.start, best.end)
    return best


def equation_in(mentions: Mentions) -> Formula | None:
    """The longest formula in x, less what it is said to equal. Raises ExpressionRefused."""
    side = function_in(mentions)
    if side is None:
        return None
    before = re.search(r"=\s*$", mentions.text[: side.start])
    after = re.compile(r"\s*=\s*").match(mentions.text, side.end)
    other = read_formula(mentions.text, after.end()) if after else None
    if other is None and before:
        other = _formula_to(mentions, before.start())
    if other is None:
        return side
    mentions.take(other.start, other.end)
    value = other.value - side.value if other.has_variable and not after else side.value - other.value
    return Formula(value, max(side.end, other.end), min(side.start, other.start))


def _formula_to(mentions: Mentions, end: int) -> Formula | None:
    """The longest formula that ends here; the x of "f(x) =" is none."""
    end = len(mentions.text[:end].rstrip())
    for start in range(max(0, end - 60), end):
        formula = read_formula(mentions.text, start) if mentions.text[start].strip() else None
        if formula and formula.end == end and not re.search(r"[\w.]$", mentions.text[:start]):
            return formula
    return None


def _complain(text: str) -> None:
    unknown = _UNKNOWN_CALL.search(text)
    if unknown and len(unknown[1]) > 1:
        raise ExpressionRefused(f"{unknown[1][:20]} is not a function that the shelf knows")
    if _ATTEMPT.search(text):
        raise ExpressionRefused("it is not a formula in x that the shelf can read")


def _stands_alone(text: str, start: int, formula: Formula) -> bool:
    """Whether this is a formula and not a letter in a sentence, as in "f(x) =" or "the x axis"."""
    after = text[formula.end : formula.end + 2].lstrip()
    if after[:1] in ("^", "_") or text[formula.end : formula.end + 1].isalnum():
        return False
    if unread := _UNREAD.match(text, formula.end):
        raise ExpressionRefused(f"“{unread[1][:20]}” is not something that the shelf knows")
    if len(text[start : formula.end].strip(" ()")) > 1:
        return not re.search(r"[a-z_]$", text[:start])
    return after[:1] != "=" and bool(re.search(r"(?:\bof|=|\bunder)\s*$", text[:start]))
