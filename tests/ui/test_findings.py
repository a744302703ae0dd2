"""What the page says of a script before it is rendered: findings, what puts them right, and the way back."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from core.assembly import assembly
from core.model import Script
from tests.fakes import SCENE
from tests.ui.conftest import Visit
from ui.changes import Change, Changes
from ui.finding_list import SHOWN
from ui.mended import difference
from ui.offers import Offers
from ui.rule_page import rule_page

QUICK = SCENE.replace("Circle())", "Circle()), run_time=0.2")
WRONG = QUICK.replace("Circle()", "Circel()")
SYNTAX = QUICK.replace("Circle())", "Circle(")


@pytest.fixture(autouse=True)
def knowing() -> None:
    """The checker knows Manim."""
    assembly().checker.check(Script(SCENE))
    assert assembly().checker.ready


def labels(visit: Visit) -> list[str]:
    """The buttons of the findings."""
    return [button.label for button in visit.app.button if "Line" in button.label or "Write" in button.label]


def press(visit: Visit, label: str) -> None:
    """Press the first button with this label."""
    found: Any = next(button for button in visit.app.button if button.label == label)
    found.click().run()
    assert not visit.app.exception


def show(visit: Visit, source: str) -> None:
    """Have a source in the editor."""
    visit.session.put(source)
    visit.app.run()
    assert not visit.app.exception


def test_a_finding_has_its_line_and_what_puts_it_right(visit: Visit) -> None:
    show(visit, WRONG)
    assert labels(visit) == [":red[:material/error:] Line 6", "Write Circle"]
    press(visit, "Write Circle")
    assert visit.session.draft == QUICK
    assert labels(visit) == []


def test_a_fix_is_written_into_the_open_editor_and_can_be_undone(visit: Visit) -> None:
    show(visit, WRONG)
    editor = visit.session.editor_key
    press(visit, "Write Circle")
    assert visit.session.editor_key == editor, "Ace keeps its cursor and its own undo"
    assert visit.session.written is not None and visit.session.written.text == QUICK
    press(visit, "Undo")
    assert visit.session.draft == visit.session.written.text == WRONG
    assert labels(visit) == [":red[:material/error:] Line 6", "Write Circle"]


def test_what_was_typed_after_a_fix_is_not_undone_with_it(visit: Visit) -> None:
    show(visit, WRONG)
    press(visit, "Write Circle")
    visit.session.draft += "# typed\n"
    visit.app.run()
    assert "Undo" not in [button.label for button in visit.app.button]


def test_a_fix_finds_its_place_in_a_text_that_was_edited_meanwhile(visit: Visit) -> None:
    show(visit, WRONG)
    visit.session.draft = "# a new first line\n" + WRONG
    press(visit, "Write Circle")
    assert visit.session.draft == "# a new first line\n" + QUICK


def test_all_sure_fixes_are_one_click_and_one_undo(visit: Visit) -> None:
    two = QUICK + "        self.add(Square(colour=RED))\n        Axes().add_coordinate_labels()\n"
    show(visit, two)
    press(visit, "Apply 2 sure fixes")
    assert visit.session.draft == two.replace("colour", "color").replace("coordinate_labels", "coordinates")
    press(visit, "Undo")
    assert visit.session.draft == two


def test_errors_come_first_and_many_findings_are_folded(visit: Visit) -> None:
    show(visit, "import os\n" * SHOWN + WRONG)
    assert labels(visit)[0] == f":red[:material/error:] Line {6 + SHOWN}"
    assert [fold.label for fold in visit.app.expander] == ["1 more"]


def test_a_rule_explains_itself(visit: Visit) -> None:
    show(visit, QUICK + "        self.wait(0)\n")
    page = rule_page("no-time")
    assert page.startswith("##### A play or a wait that takes no time\n\n###### What is wrong\n")
    assert page in [text.value for text in visit.app.markdown]
    assert rule_page("no-such-rule") == rule_page("../no-time") == ""


def test_what_would_fail_is_not_rendered_unless_one_insists(visit: Visit) -> None:
    visit.write(WRONG)
    assert (visit.session.production, visit.session.takes) == (None, {})
    assert any("an error on line 6" in text.value for text in visit.app.markdown)
    press(visit, "Render anyway")
    visit.wait()
    [take] = visit.session.takes.values()
    assert take.script == Script(WRONG)
    assert visit.app.error[0].proto.title == "The script has an error (line 6)"


@pytest.mark.parametrize("source", [SYNTAX, "x = 1\n"])
def test_what_cannot_run_at_all_is_not_rendered_anyway(visit: Visit, source: str) -> None:
    visit.write(source)
    assert any("Not rendered" in text.value for text in visit.app.markdown)
    assert "Render anyway" not in [button.label for button in visit.app.button]
    assert visit.session.production is None


def test_a_refusal_is_not_told_of_another_text(visit: Visit) -> None:
    visit.write(WRONG)
    visit.session.draft = WRONG + "# edited\n"
    visit.app.run()
    assert not any("Not rendered" in text.value for text in visit.app.markdown)


def test_what_was_put_right_in_a_models_script_is_told_and_can_be_undone(visit: Visit) -> None:
    visit.write(QUICK)
    visit.wait()
    [take] = visit.session.takes.values()
    sentence = "Fixed line 6: Write Circle."
    take = replace(take, original=Script(WRONG), fixed=(sentence,))
    visit.session.takes[take.id] = take
    visit.app.run()
    assert "1 fix applied to the model's script" in [fold.label for fold in visit.app.expander]
    assert difference(WRONG, QUICK) in [code.value for code in visit.app.code]
    visit.app.button(key="put-back").click().run()
    assert visit.session.draft == WRONG
    assert visit.session.base == take.id, "a render of it is the take's child"
    assert "1 fix applied to the model's script" not in [fold.label for fold in visit.app.expander]
    visit.app.button(key="undo").click().run()
    assert visit.session.draft == QUICK


def test_a_difference_has_a_line_around_each_place() -> None:
    assert difference("a\nb\nc\nd\n", "a\nb\nC\nd\n") == "@@ -2,3 +2,3 @@\n b\n-c\n+C\n d"
    assert difference("a", "a") == ""


def test_changes_are_undone_from_the_newest_on() -> None:
    changes = Changes()
    changes.add(Change("one", "a", "b"))
    changes.add(Change("two", "b", "c"))
    assert changes.undoable("b") is None, "not what the newest has left"
    assert changes.undoable("c") == Change("two", "b", "c")
    changes.drop()
    assert changes.undoable("b") == Change("one", "a", "b")


def test_only_the_buttons_of_a_whole_drawing_are_offered() -> None:
    offers, done = Offers(), list[str]()
    offers.open()
    offers.add("old", lambda: done.append("old"))
    offers.close()
    offers.open()
    offers.add("new", lambda: done.append("new"))
    assert offers.get("new") is None, "the drawing may be broken off"
    old = offers.get("old")
    assert old is not None
    old()
    offers.close()
    assert (offers.get("old"), done) == (None, ["old"])
