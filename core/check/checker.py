"""Judging a script without running it."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from itertools import islice
from typing import Protocol

from core.api_index import ApiIndex
from core.check.explaining.explain import explain
from core.check.inference.infer import infer
from core.check.lines import Lines
from core.check.outline import SceneOutline, outline
from core.check.policy import judge_imports
from core.check.reading import Reading, Rule
from core.check.rules.broken_formula import judge_formulas
from core.check.rules.broken_markup import judge_markup
from core.check.rules.colour_name import judge_colours
from core.check.rules.degrees import judge_degrees
from core.check.rules.flat_point import judge_points
from core.check.rules.ignored_keyword import judge_ignored
from core.check.rules.interactive_only import judge_interaction
from core.check.rules.latex_in_text import judge_texts
from core.check.rules.lost_escape import judge_escapes
from core.check.rules.missing_file import judge_files
from core.check.rules.missing_part import judge_parts
from core.check.rules.missing_state import judge_states
from core.check.rules.missing_super import judge_beginnings
from core.check.rules.no_play import judge_plays
from core.check.rules.no_scene import judge_scenes
from core.check.rules.no_time import judge_times
from core.check.rules.not_a_function import judge_functions
from core.check.rules.not_a_mobject import judge_mobjects
from core.check.rules.not_an_animation import judge_animations
from core.check.rules.outside_domain import judge_domains
from core.check.rules.scene_class import judge_scene_classes
from core.check.rules.set_only_attribute import judge_set_only
from core.check.rules.stage import judge_stage
from core.check.rules.twice_animated import judge_animates
from core.check.rules.undefined_name import judge_names
from core.check.rules.unknown_attribute import judge_attributes
from core.check.rules.unknown_keyword import judge_keywords
from core.check.rules.unknown_setting import judge_settings
from core.check.rules.wrong_count import judge_counts
from core.check.rules.wrong_operation import judge_operations
from core.check.rules.wrong_value import judge_values
from core.check.syntax.judge import judge_syntax
from core.check.tree import nodes
from core.model import Diagnostic, RenderFailure, Script, Severity
from core.raised import Raised

RULES: tuple[Rule, ...] = (
    judge_formulas,
    judge_markup,
    judge_colours,
    judge_degrees,
    judge_points,
    judge_ignored,
    judge_interaction,
    judge_texts,
    judge_escapes,
    judge_files,
    judge_parts,
    judge_states,
    judge_beginnings,
    judge_plays,
    judge_scenes,
    judge_times,
    judge_functions,
    judge_mobjects,
    judge_animations,
    judge_domains,
    judge_scene_classes,
    judge_set_only,
    judge_stage,
    judge_animates,
    judge_names,
    judge_attributes,
    judge_keywords,
    judge_settings,
    judge_counts,
    judge_operations,
    judge_values,
)
"""What is looked for in a script that Python can read; each has its page beside it."""


NODES = 40_000
"""Largest syntax tree that the rules look at; one of 300 lines has some 5,000 nodes."""

FINDINGS = 200
"""Most that one rule tells of a script: what is meant by each wrong word takes a moment to find."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the checker found: diagnostics in the order of their lines, and the scenes to pick from."""

    diagnostics: tuple[Diagnostic, ...]
    scenes: tuple[SceneOutline, ...] = ()

    @property
    def error(self) -> Diagnostic | None:
        """The first diagnostic that stops a render."""
        return next((found for found in self.diagnostics if found.severity is Severity.ERROR), None)


def check(script: Script, index: ApiIndex | None = None) -> Verdict:
    """Judge the script. Hostile text ends in a diagnostic, never in an exception.

    Without the index, what needs to know Manim is not looked for.
    """
    tree, wrong = judge_syntax(script.source)
    if tree is None:
        return Verdict(wrong)
    scenes = outline(tree)
    found = [*wrong, *judge_imports(tree), *_by_rules(tree, script, index)]
    return Verdict(tuple(sorted(found, key=lambda item: (item.line, item.column))), scenes)


def _by_rules(tree: ast.Module, script: Script, index: ApiIndex | None) -> Iterator[Diagnostic]:
    """What the rules find, unless the script is too large to be looked at so closely while somebody types.

    A rule that cannot follow a script which is nested very deeply says nothing of it.
    """
    if len(nodes(tree)) > NODES:
        return
    facts = None
    if index is not None:
        with suppress(RecursionError):
            facts = infer(tree, index)
    reading = Reading(tree, Lines(script.source), index, facts)
    for judge in RULES:
        with suppress(RecursionError):
            yield from list(islice(judge(reading), FINDINGS))


class Knowledge(Protocol):
    """Where the index of the installed Manim comes from."""

    @property
    def ready(self) -> ApiIndex | None:
        """The index, if it is there by now."""
        ...

    def get(self) -> ApiIndex | None:
        """The index, waited for; None where there is none."""
        ...


class Checker:
    """Judges scripts by what is known of Manim: by now, in an editor, or by all of it, before a render."""

    def __init__(self, knowledge: Knowledge | None = None) -> None:
        """Without any knowledge of Manim, only Python's own rules are left."""
        self._knowledge = knowledge

    @property
    def ready(self) -> bool:
        """Whether all that there is to know is there, so that nobody waits."""
        return self._known() is not None

    def glance(self, script: Script) -> Verdict:
        """The verdict by what is known by now."""
        return check(script, self._known())

    def check(self, script: Script) -> Verdict:
        """The verdict by all that there is to know, which takes some seconds the very first time."""
        return check(script, self._knowledge.get() if self._knowledge else None)

    def explain(self, failure: RenderFailure, raised: Raised | None, script: Script) -> RenderFailure:
        """The failure of a render, in a sentence about the script where there is one to say."""
        return explain(failure, raised, script, self._known())

    def _known(self) -> ApiIndex | None:
        return self._knowledge.ready if self._knowledge else None
