"""The faster forms of Manim's functions give what Manim's own give, to the last bit."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from core.settings import PROJECT
from tests.render.quick_cases import CASES

Results = dict[str, dict[str, str]]


@pytest.fixture(scope="module")
def results(tmp_path_factory: pytest.TempPathFactory) -> Results:
    """What each case gives, in a process with Manim's own functions and in one with ours."""
    folder = tmp_path_factory.mktemp("quick")
    found: Results = {}
    for form in ("plain", "quick"):
        told = folder / form
        subprocess.run(
            [sys.executable, "-m", "tests.render.quick_cases", form, str(told)],
            cwd=folder,
            env=os.environ | {"PYTHONPATH": str(PROJECT)},
            check=True,
            stdout=subprocess.DEVNULL,
        )
        found[form] = json.loads(told.read_text("ascii"))
    return found


@pytest.mark.parametrize("name", [name for name in CASES if name != "refusals"])
def test_the_result_is_manims(results: Results, name: str) -> None:
    assert results["quick"][name] == results["plain"][name]


def test_the_forms_are_in_place_in_one_process_and_not_in_the_other(results: Results) -> None:
    assert {form: found["forms"] for form, found in results.items()} == {"plain": "plain", "quick": "quick"}


def test_rows_are_followed_with_manims_own_cameras_alone(results: Results) -> None:
    assert results["quick"]["refusals"] == "[true, true, true, true, false]"


def test_every_form_stands_for_a_method_that_manim_has(tmp_path: Path) -> None:
    code = """
from core.render.engine.quick.quicken import FORMS
assert FORMS and all(name in vars(kind) for kind, name, _ in FORMS), "Manim has no such method any more"
"""
    environment = os.environ | {"PYTHONPATH": str(PROJECT)}
    subprocess.run([sys.executable, "-c", code], cwd=tmp_path, env=environment, check=True)
