"""Keywords that what is called does not take. See unknown_keyword.md."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from core.api_index import Function, Kind
from core.check.calls.calling import called
from core.check.calls.keyword_case import KeywordCase
from core.check.calls.keyword_remedies import remedy, remedy_within
from core.check.facts import Argument, Call
from core.check.reading import Reading
from core.check.types import Plain
from core.model import Diagnostic, Severity

RULE = "unknown-keyword"


def judge_keywords(reading: Reading) -> Iterator[Diagnostic]:
    """An error for each keyword that the class, method or function it is given to does not take."""
    if reading.facts is None:
        return
    for call in reading.facts.calls:
        functions = called(call, reading.facts.world)
        known = [function.keywords for function in functions]
        everywhere = [keywords for keywords in known if keywords is not None]
        if not known or len(everywhere) < len(known):
            continue
        taken, common = frozenset[str]().union(*everywhere), everywhere[0].intersection(*everywhere)
        told: list[ast.keyword] = []
        for argument in call.arguments:
            if isinstance(argument.type, Plain) and argument.spread and argument.type.keys:
                for word in argument.type.keys:
                    if word not in taken:
                        yield _spread(reading, call, word, argument, functions, common)
        for keyword in call.node.keywords:
            if keyword.arg and keyword.arg not in taken and not _is_told(keyword, told):
                told.append(keyword)
                yield _error(reading, call, keyword, functions, common)


def _is_told(keyword: ast.keyword, told: list[ast.keyword]) -> bool:
    """Whether it is the other end of a range: `x_max` behind `x_min`."""
    name = keyword.arg or ""
    other = {"_min": "_max", "_max": "_min"}.get(name[-4:])
    return other is not None and any(item.arg == name[:-4] + other for item in told)


def _error(
    reading: Reading,
    call: Call,
    keyword: ast.keyword,
    functions: tuple[Function, ...],
    common: frozenset[str],
) -> Diagnostic:
    case = KeywordCase.at(reading, call, keyword, functions, common)
    found = remedy(case)
    return Diagnostic(
        RULE,
        Severity.ERROR,
        keyword.lineno,
        reading.lines.column(keyword),
        f"{_what(case)} {found.sentence}",
        found.fix,
    )


def _spread(
    reading: Reading,
    call: Call,
    word: str,
    argument: Argument,
    functions: tuple[Function, ...],
    common: frozenset[str],
) -> Diagnostic:
    """The error for a keyword out of a dict."""
    keyword = ast.copy_location(ast.keyword(word, argument.node), argument.node)
    case = KeywordCase.at(reading, call, keyword, functions, common)
    column = reading.lines.column(argument.node)
    said = f"{_what(case)} {remedy_within(case)}"
    return Diagnostic(RULE, Severity.ERROR, argument.node.lineno, column, said)


def _what(case: KeywordCase) -> str:
    title = case.title[:1].upper() + case.title[1:] if case.title == "this function" else case.title
    function = case.functions[0]
    if case.word in function.taken:
        return f"{title} sets {case.word} itself."
    if any(item.name == case.word and item.kind is Kind.POSITION for item in function.parameters):
        return f"{title} takes {case.word} without its name."
    return f"{title} takes no {case.word}."
