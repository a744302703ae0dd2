"""Calls with too many arguments, with too few, or with one given twice. See wrong_count.md."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from core.api_index import Function, Kind
from core.check.calls.callbacks import judge_callbacks
from core.check.calls.calling import called, matched, needed
from core.check.calls.keyword_case import title
from core.check.calls.selfless import judge_selfless
from core.check.facts import Call
from core.check.lines import Lines
from core.check.mending.places import remove_argument, start_of
from core.check.reading import Reading
from core.check.types import Builder, ClassOf
from core.model import Diagnostic, Edit, Fix, Severity

RULE = "wrong-count"


def judge_counts(reading: Reading) -> Iterator[Diagnostic]:
    """An error for each call whose arguments do not fit the parameters of what it calls."""
    if reading.facts is None:
        return
    yield from judge_callbacks(reading.facts, reading.lines, RULE)
    told = set[ast.Call | None]()
    for shown, diagnostic in judge_selfless(reading.facts, reading.lines, RULE):
        told.add(shown)
        yield diagnostic
    for call in reading.facts.calls:
        if call.node in told:
            continue
        if isinstance(call.callee, Builder) and call.places:
            yield _error(
                call.places[0].node,
                "animate takes its arguments by name alone: animate(run_time=2).",
                None,
                reading.lines,
            )
        functions = called(call, reading.facts.world)
        for judge in (_too_many, _twice, _missing):
            found = [judge(call, function, reading.lines) for function in functions]
            # A class below may take other arguments: all that may be called have to refuse them.
            if found and found[0] and all(found):
                yield found[0]


def _too_many(call: Call, function: Function, lines: Lines) -> Diagnostic | None:
    given, most = call.places, len(function.places)
    if function.takes_any_number or len(given) <= most:
        return None
    name, extra = title(call, function), given[most:]
    fix = None
    if len(extra) == 1:
        fix = _named(call, function, extra[0].node, lines) or _leave_out(call, extra[0].node, lines)
    if most == 0:
        sentence = f"{name} takes nothing between its parentheses. Leave this out."
        if function.keywords is None or function.keywords:
            sentence = f"{name} takes arguments by name alone. Write their names before them."
    else:
        places = "1 argument" if most == 1 else f"{most} arguments"
        sentence = f"{name} takes at most {places} without a name and gets {len(given)}. "
        sentence += fix.title + "." if fix else "Leave the others out, or give them by name."
    return _error(extra[0].node, sentence, fix, lines)


def _named(call: Call, function: Function, node: ast.expr, lines: Lines) -> Fix | None:
    """The name of the only parameter that has to be given by name."""
    given = {item.name for item in call.arguments}
    names = [
        item.name for item in function.parameters if item.kind is Kind.KEYWORD and item.name not in given
    ]
    if not names or isinstance(node, ast.GeneratorExp):
        return None
    place = start_of(lines, node)
    return Fix(f"Write {names[0]}= before it", (Edit(*place, *place, f"{names[0]}="),))


def _leave_out(call: Call, node: ast.expr, lines: Lines) -> Fix:
    return Fix("Leave the last one out", (remove_argument(lines, call.node, node),))


def _twice(call: Call, function: Function, lines: Lines) -> Diagnostic | None:
    placed = {
        item.parameter.name
        for item in matched(call, function)
        if item.argument.name is None and item.parameter and item.parameter.kind is Kind.EITHER
    }
    keyword = next((item for item in call.node.keywords if item.arg in placed), None)
    if keyword is None:
        return None
    return _error(
        keyword,
        f"{title(call, function)} gets {keyword.arg} twice: once by its place and once by its name. "
        "Leave one of them out.",
        Fix(f"Leave {keyword.arg}= out", (remove_argument(lines, call.node, keyword),)),
        lines,
    )


def _missing(call: Call, function: Function, lines: Lines) -> Diagnostic | None:
    if call.is_open:
        return None
    given = {item.parameter.name for item in matched(call, function) if item.parameter}
    lacking = [name for name in (*needed(function), *_needed_by_manim(call, function)) if name not in given]
    # A keyword that is not taken is often the missing one under another name, and told already.
    known = function.keywords
    if not lacking or (known is not None and any(item.arg not in known for item in call.node.keywords)):
        return None
    names = " and ".join(filter(None, (", ".join(lacking[:-1]), lacking[-1])))
    return _error(
        call.node,
        f"{title(call, function)} needs {names} as well. Write it into the parentheses.",
        None,
        lines,
    )


_TRANSFORM = "manim.animation.transform.Transform"
_FADES = frozenset({"manim.animation.fading.FadeIn", "manim.animation.fading.FadeOut"})


def _needed_by_manim(call: Call, function: Function) -> tuple[str, ...]:
    """What the parameters do not tell: Manim itself stops without it."""
    if not isinstance(call.callee, ClassOf):
        return ()
    if call.callee.kind == _TRANSFORM:
        return ("target_mobject",)
    return tuple(
        item.name for item in function.parameters if call.callee.kind in _FADES and item.kind is Kind.REST
    )


def _error(node: ast.expr | ast.keyword, sentence: str, fix: Fix | None, lines: Lines) -> Diagnostic:
    return Diagnostic(RULE, Severity.ERROR, node.lineno, lines.column(node), sentence, fix)
