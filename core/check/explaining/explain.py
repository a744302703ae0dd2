"""A failure of a script, told by what Manim has and by what the script did."""

from __future__ import annotations

import ast
import warnings
from dataclasses import replace

from core.api_index import ApiIndex
from core.check.explaining.attributes import tell_attribute, tell_unset
from core.check.explaining.callee import usage
from core.check.explaining.case import Case
from core.check.explaining.contents import tell_item
from core.check.explaining.values import tell_inside, tell_value
from core.check.explaining.witness import witnessed
from core.check.facts import Facts
from core.check.lines import Lines
from core.check.reading import Reading, Rule
from core.check.rules import unknown_attribute, wrong_count
from core.check.rules.colour_name import judge_colours
from core.check.rules.flat_point import judge_points
from core.check.rules.not_a_mobject import judge_mobjects
from core.check.rules.not_an_animation import judge_animations
from core.check.rules.scene_class import judge_scene_classes
from core.check.rules.undefined_name import judge_names
from core.check.rules.unknown_attribute import judge_attributes
from core.check.rules.unknown_keyword import judge_keywords
from core.check.rules.wrong_count import judge_counts
from core.model import Diagnostic, FailureKind, RenderFailure, Script, Severity
from core.raised import Raised, part_at

WORDS_LIMIT = 400
"""How much of an exception's own words is looked at, in characters."""

_VALUES: tuple[Rule, ...] = (judge_animations, judge_mobjects, judge_points, judge_colours)
_RULES: dict[str, tuple[Rule, ...]] = {
    "AttributeError": (judge_scene_classes, judge_attributes, judge_mobjects),
    "TypeError": (judge_attributes, judge_keywords, judge_counts, *_VALUES),
    "NameError": (judge_names,),
    "UnboundLocalError": (judge_names,),
    "ImportError": (judge_names,),
    "ValueError": _VALUES,
}
"""By the exception, the rules that may know what is behind it."""


def explain(
    failure: RenderFailure, raised: Raised | None, script: Script, index: ApiIndex | None
) -> RenderFailure:
    """The failure with a sentence about this script's line; as it was where nothing better can be said."""
    if raised is None or failure.kind is not FailureKind.SCRIPT or failure.line is None:
        return failure
    try:
        sentence = _sentence(raised, script, index)
    except RecursionError:
        # It ran, and yet it is nested too deeply to be looked at.
        return failure
    return replace(failure, message=f"Line {failure.line}: {sentence}") if sentence else failure


def diagnose(raised: Raised, script: Script, index: ApiIndex) -> Diagnostic | None:
    """What a rule finds where the script failed, often with a fix, now that it is known what was there."""
    case = _case(raised, script)
    facts = witnessed(case, index) if case else None
    return _diagnosed(case, facts, index) if case and facts else None


def _sentence(raised: Raised, script: Script, index: ApiIndex | None) -> str | None:
    case = _case(raised, script)
    if case is None:
        return None
    facts = witnessed(case, index) if index else None
    if facts is None or index is None:
        return tell_unset(case) or tell_item(case) or tell_value(case)
    found = _diagnosed(case, facts, index)
    unset = (
        tell_unset(case)
        if found is None or (found.rule == unknown_attribute.RULE and not found.fix)
        else None
    )
    if unset or found is None:
        return (
            unset
            or tell_attribute(case, facts)
            or tell_item(case)
            or tell_value(case)
            or tell_inside(case, facts)
        )
    more = usage(case, facts) if found.rule == wrong_count.RULE else ""
    return f"{found.message} {more}".rstrip()


def _case(raised: Raised, script: Script) -> Case | None:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            tree = ast.parse(script.source)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None
    part = part_at(tree, raised.place) if raised.place else None
    # A job says what it likes.
    subject = raised.subject if raised.subject and raised.subject.lineage else None
    told = replace(raised, words=raised.words[:WORDS_LIMIT], subject=subject)
    return Case(told, tree, Lines(script.source), part)


def _diagnosed(case: Case, facts: Facts, index: ApiIndex) -> Diagnostic | None:
    place = case.raised.place
    if place is None:
        return None
    reading = Reading(case.tree, case.lines, index, facts)
    for judge in _RULES.get(case.raised.type, ()):
        for found in judge(reading):
            if found.severity is Severity.ERROR and place.line <= found.line <= place.end_line:
                return found
    return None
