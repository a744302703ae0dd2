"""The other pages, each opened first and each with a session that has takes."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from core.assembly import close_assembly
from core.render.sandbox.probe import ask
from core.shelf.catalogue import catalogue
from tests.fakes import SCENE
from tests.ui.conftest import PATIENCE, PROJECT, Visit
from ui.literal import literal


@pytest.mark.parametrize("page", ["pages/1_Library.py", "pages/2_Shelf.py", "pages/3_Health.py"])
def test_a_page_draws(visit: Visit, page: str) -> None:
    visit.app.switch_page(page).run()
    assert not visit.app.exception
    visit.app.run()
    assert not visit.app.exception


def test_the_health_page_shows_how_scripts_are_isolated_and_what_was_tried(visit: Visit) -> None:
    probe = ask()
    visit.app.switch_page("pages/3_Health.py").run()
    [tried] = [expander for expander in visit.app.expander if expander.label == "What was tried"]
    [steps] = [text.value for text in tried.markdown]
    assert len(steps.splitlines()) == len(probe.steps) > 3
    for step, line in zip(probe.steps, steps.splitlines(), strict=True):
        assert f"**{step.name}**  {literal(step.said)}" in line
    assert any(f"(level {probe.level:d})" in text.value.replace("\\", "") for text in visit.app.markdown)


def test_a_setting_that_cannot_be_used_is_said_on_every_page(monkeypatch: pytest.MonkeyPatch) -> None:
    close_assembly()
    monkeypatch.setenv("CHALKMOTION_WORKERS", "many")
    app = AppTest.from_file(str(PROJECT / "app.py"), default_timeout=PATIENCE).run()
    for page in ("app.py", "pages/1_Library.py", "pages/2_Shelf.py", "pages/3_Health.py"):
        app.switch_page(page).run()
        assert not app.exception
        assert ["CHALKMOTION" in error.value and "many" in error.value for error in app.error] == [True]


def test_the_library_lists_a_failed_take(visit: Visit) -> None:
    visit.write("from manim import *\nclass Broken(Scene):\n  def construct(self):\n    int(str(self))\n")
    visit.wait()
    take = visit.session.newest_first[0]
    visit.app.switch_page("pages/1_Library.py").run()
    assert visit.app.button(key=f"list-open-{take.id}").label == "Open"


def test_the_shelf_shows_every_scene_and_fills_the_prompt(visit: Visit) -> None:
    visit.app.switch_page("pages/2_Shelf.py").run()
    scene = catalogue().scenes[0]
    keys = {button.key for button in visit.app.button}
    assert {f"use-{entry.name}" for entry in catalogue().scenes} <= keys
    visit.app.button(key=f"use-{scene.name}").click().run()
    assert visit.app.text_area(key="prompt").value == scene.examples[0]


def test_an_edit_outlives_a_visit_to_another_page(visit: Visit) -> None:
    visit.session.draft = SCENE
    visit.app.switch_page("pages/3_Health.py").run()
    visit.app.switch_page("app.py").run()
    assert (visit.session.draft, visit.session.opened) == (SCENE, SCENE)
