from __future__ import annotations

import json
import subprocess
import sys

import pytest

from core.render.engine.safe_animations import SAFE


@pytest.fixture(scope="module")
def differing() -> dict[str, list[str]]:
    """For each animation what its steps leave otherwise than going to its end at once."""
    ran = subprocess.run([sys.executable, "-m", "tests.frames.stepping"], capture_output=True, text=True)
    assert ran.returncode == 0, ran.stderr
    found: dict[str, list[str]] = json.loads(ran.stdout)
    return found


def test_safe_animations_end_the_same_with_and_without_the_steps_between(
    differing: dict[str, list[str]],
) -> None:
    assert {name: found for name, found in differing.items() if name in SAFE and found} == {}


def test_every_animation_that_is_called_safe_is_tried(differing: dict[str, list[str]]) -> None:
    assert sorted(SAFE - set(differing)) == []


def test_animations_that_remember_are_seen_to_differ(differing: dict[str, list[str]]) -> None:
    unsafe = {name: bool(found) for name, found in differing.items() if name not in SAFE}
    assert unsafe == dict.fromkeys(unsafe, True) and unsafe
