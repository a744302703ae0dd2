"""Mending a script: every fix that is certain is made, until none is left."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from core.check.checker import Verdict
from core.check.mending.edits import apply
from core.check.mending.steps import Step, apart, edits_of, moved
from core.check.syntax.judge import reads
from core.model import InvalidField, Script

ROUNDS = 50
"""How often a script is judged again after some of its fixes were made."""

Check = Callable[[Script], Verdict]
"""Whoever judges a script."""


@dataclass(frozen=True, slots=True)
class Fixed:
    """The mended script, and a sentence for each thing that was done to it, with its line there."""

    script: Script
    applied: tuple[str, ...] = ()


def fix(script: Script, check: Check) -> Fixed:
    """Make the fixes that are certain; one may reveal the next.

    Mending what comes back changes nothing more. A script that Python cannot read even then stays as it was,
    for nothing shows that the fixes were right; so does one whose fixes undo each other or do not end.
    """
    now, made, seen = script, list[Step](), set[Script]()
    while len(seen) < ROUNDS and now not in seen:
        seen.add(now)
        steps = _round(now, check(now))
        if not steps:
            sentences = tuple(f"Fixed line {step.line}: {step.fix.title}." for step in made)
            return Fixed(now, sentences) if _reads(now.source) else Fixed(script)
        edits = edits_of(steps)
        made = sorted(moved([*made, *steps], edits), key=lambda step: step.line)
        try:
            now = Script(apply(now.source, edits))
        except InvalidField:
            break
    return Fixed(script)


def _round(script: Script, verdict: Verdict) -> list[Step]:
    """The fixes that can be made now; of a script that Python can read, those that leave it so."""
    found = (Step(item.line, item.fix) for item in verdict.diagnostics if item.fix and item.fix.certain)
    steps = apart(script.source, found)
    return _sound(script.source, [], steps) if _reads(script.source) else steps


def _sound(source: str, chosen: list[Step], more: list[Step]) -> list[Step]:
    """What was chosen, and as many more of the steps as leave the script one that Python can read."""
    tried = [*chosen, *more]
    if not more or _reads(apply(source, edits_of(tried))):
        return tried
    if len(more) == 1:
        return chosen
    half = len(more) // 2
    return _sound(source, _sound(source, chosen, more[:half]), more[half:])


def _reads(source: str) -> bool:
    """Whether the source can be a script, and Python can read it."""
    try:
        return reads(Script(source).source)
    except InvalidField:
        return False
