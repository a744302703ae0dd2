"""Which level works is found by doing; what is taken away is missed, and named."""

from __future__ import annotations

import os
from collections.abc import Set
from pathlib import Path

import pytest

from core.model import Isolation
from core.render.sandbox.means import ALL, Means, level_of, named
from core.render.sandbox.places import find
from core.render.sandbox.probe import PROJECT, Probe, ask, probe
from core.render.sandbox.trial import trial
from tests.sandbox.forked import forked

PLACES = find([PROJECT])


@pytest.mark.parametrize(
    ("missing", "level"),
    [
        (set(), Isolation.ISOLATED),
        ({Means.IDENTITY}, Isolation.ISOLATED),
        ({Means.LANDLOCK}, Isolation.ISOLATED),
        ({Means.NAMESPACES}, Isolation.CONFINED),
        ({Means.NAMESPACES, Means.LANDLOCK}, Isolation.LIMITED),
        ({Means.SECCOMP}, Isolation.LIMITED),
        ({Means.LIMITS}, Isolation.NONE),
        (set(ALL), Isolation.NONE),
    ],
)
def test_means_amount_to_a_level(missing: Set[Means], level: Isolation) -> None:
    assert level_of(ALL - missing) is level


def test_means_have_names() -> None:
    assert named("limits,seccomp") == {Means.LIMITS, Means.SECCOMP}
    assert named("") == frozenset()
    with pytest.raises(ValueError, match="hope"):
        named("limits,hope")


def found(allowed: Set[Means], ground: Path) -> Probe:
    ground.chmod(0o755)
    level, *steps = forked(lambda: _told(probe(allowed, PLACES, ground)))
    return Probe(Isolation(level), tuple(steps))


def _told(made: Probe) -> list[object]:
    return [int(made.level), *((step.name, step.ok, step.said) for step in made.steps)]


def test_what_is_found_works_and_nothing_is_left(tmp_path: Path) -> None:
    ground = tmp_path / "ground"
    ground.mkdir()
    strongest = found(ALL, ground)
    assert strongest.level >= Isolation.LIMITED
    assert [step[0] for step in strongest.steps] == list(Means)
    assert list(ground.iterdir()) == []


def test_what_is_taken_away_is_named(tmp_path: Path) -> None:
    weaker = found({Means.LIMITS}, tmp_path)
    assert weaker.level is Isolation.LIMITED
    assert [step[0] for step in weaker.steps if step[1]] == ["limits"]
    assert all("not to be used" in step[2] for step in weaker.steps if not step[1])


def test_nothing_at_all_is_a_level_too(tmp_path: Path) -> None:
    assert found(frozenset(), tmp_path).level is Isolation.NONE


def test_a_ground_that_cannot_be_used_is_told(tmp_path: Path) -> None:
    said = forked(lambda: trial(ALL, PLACES, tmp_path / "nowhere"))
    assert said == "No process could try it: No such file or directory."


def test_a_process_of_its_own_finds_the_same(tmp_path: Path) -> None:
    asked = ask(tmp_path)
    assert asked.level is level_of(asked.means)
    assert [step.name for step in asked.steps] == list(Means)
    assert all(step.said.endswith(".") for step in asked.steps)


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can be another user")
def test_an_interpreter_that_others_cannot_reach_is_no_ground_for_another_user(tmp_path: Path) -> None:
    """Without namespaces another user goes by the same paths, and a closed folder stops it."""
    tmp_path.chmod(0o700)
    if "landlock" not in [step[0] for step in found(ALL, tmp_path.parent).steps if step[1]]:
        pytest.skip("this kernel has no Landlock")
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o700)
    deep = closed / "deep"
    deep.mkdir()
    said = forked(lambda: trial(ALL - {Means.NAMESPACES}, PLACES, deep))
    assert said.startswith("Permission denied (")
