"""A light flow of types through a script: what each name, attribute and call is known to be.

Unknown stays unknown: where two ways meet that differ, where a function is given something by its caller,
where a class is not seen whole, nothing is said.
"""

from __future__ import annotations

import ast

from core.api_index import ApiIndex
from core.check.facts import Facts
from core.check.inference.expressions import Expressions
from core.check.inference.functions import Functions
from core.check.inference.imports import imports
from core.check.inference.reach import reached
from core.check.inference.recorder import Recorder, TooManySteps
from core.check.inference.script_classes import managed_names, script_classes
from core.check.inference.statements import Statements
from core.check.inference.written_names import written
from core.check.world import World

STEPS = 120_000
"""Most pieces of source that are looked at, passes counted; a script of 300 lines takes some 20,000."""


def infer(tree: ast.Module, index: ApiIndex) -> Facts | None:
    """What the script certainly does with what; None where it is too large to be followed."""
    given = imports(tree, index)
    writes = written(tree)
    own = script_classes(tree, given.full, index, writes.loose)
    world = World(index, own, writes.names.union(managed_names(tree, own)), loose=writes.anything)
    recorder = Recorder(STEPS)
    expressions = Expressions(world, given, recorder)
    walk = Statements(expressions, Functions(expressions))
    functions = reached(tree, world)
    try:
        # Attributes of `self` are learned in one method and used in another; what they hold becomes clearer
        # from pass to pass, and never less certain.
        for _ in range(2):
            walk.module(tree, functions)
        with recorder.recording():
            walk.module(tree, functions)
    except TooManySteps:
        return None
    return recorder.facts(world)
