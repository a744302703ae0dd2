"""Attacks on the sandbox of render jobs, run in earnest against a decoy on this machine.

python -m tests.attacks.suite --means namespaces,landlock,seccomp,limits,identity
                              [--refuse namespaces] [--refuse landlock] [--level 2]
                              [--only NAME ...] [--all] [--json]

A level runs the cases that it contains, but level 0 those that it does not; below level 2 none that would
harm more than the decoy. The exit code is 1 where one has escaped or proves nothing.
"""

from __future__ import annotations

import argparse
import dataclasses
import json
import secrets
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

from core.model import Isolation
from core.render.sandbox.means import ALL, named
from tests.attacks.case import Case, Result, Verdict
from tests.attacks.cases import GROUPS
from tests.attacks.runner import Runner
from tests.attacks.stage import Stage
from tests.weak_kernel import REFUSABLE, refuse

_AT_ONCE = 2


def chosen(level: Isolation, only: list[str], everything: bool) -> dict[str, Case]:
    """The cases that hold at this level, or those that are named, or everything; by their names."""
    found = {}
    for group in GROUPS:
        for case in group.cases:
            name = f"{group.name}/{case.name}"
            # Without any means it is seen what else gets through: that the suite is alive.
            held = case.since <= level if level else case.since > Isolation.LIMITED
            wanted = name in only or group.name in only if only else everything or held
            if wanted and (case.control or level >= Isolation.CONFINED):
                found[name] = case
    return found


def perform(stage: Stage, cases: dict[str, Case]) -> Iterator[Result]:
    """Run the cases, two at once where they bear it."""
    runner = Runner(stage)
    tokens = {name: f"atk{number:03}{secrets.token_hex(3)}" for number, name in enumerate(cases)}

    def run(name: str) -> Result:
        return runner.run(cases[name], name, tokens[name])

    with ThreadPoolExecutor(_AT_ONCE) as pool:
        yield from pool.map(run, [name for name, case in cases.items() if not case.alone])
    yield from map(run, [name for name, case in cases.items() if case.alone])
    left = tuple(runner.left_folders())
    if left:
        yield Result("folders", Verdict.ESCAPED, "", left)


def main(arguments: list[str]) -> int:
    """Run, tell, and give the exit code."""
    parser = argparse.ArgumentParser(prog="suite", description=__doc__)
    parser.add_argument("--means", type=named, default=ALL, help="what may be used, separated by commas")
    parser.add_argument("--refuse", action="append", default=[], choices=REFUSABLE)
    parser.add_argument("--level", type=int, help="run nothing where the level is another")
    parser.add_argument("--only", nargs="+", default=[], help="these cases or groups, whatever contains them")
    parser.add_argument("--all", action="store_true", help="also those that this level does not contain")
    parser.add_argument("--json", action="store_true", help="tell everything as one line of JSON")
    asked = parser.parse_args(arguments)
    if asked.refuse:
        refuse(asked.refuse)
    stage = Stage(asked.means)
    try:
        results = []
        wanted = asked.level in (None, stage.level)
        for result in perform(stage, chosen(stage.level, asked.only, asked.all) if wanted else {}):
            results.append(result)
            if not asked.json:
                _tell(result)
    finally:
        stage.close()
    if asked.json:
        _say(json.dumps({"level": stage.level, "results": [dataclasses.asdict(one) for one in results]}))
    else:
        counted = {verdict: sum(one.verdict is verdict for one in results) for verdict in Verdict}
        _say(
            f"level {stage.level}: " + ", ".join(f"{number} {verdict}" for verdict, number in counted.items())
        )
    return int(any(one.verdict is not Verdict.CONTAINED for one in results))


def _tell(result: Result) -> None:
    _say(f"{result.verdict:9} {result.name} ({result.seconds:.2f} s, {result.ended})")
    for detail in result.details:
        _say(f"          {detail}")


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
