"""Findings in the editor: what is wrong shows while typing, and a click puts it right."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.browser.studio_page import StudioPage
from tests.scripts import SCENE

WRONG = SCENE.replace("Circle()", "Circel()")


def test_a_misspelt_name_is_marked_put_right_and_rendered(studio: StudioPage) -> None:
    studio.write(WRONG)
    studio.wait_for_annotation()
    studio.page.get_by_role("button", name="Write Circle").click()
    studio.wait_for_text("Circle()")
    assert studio.text() == SCENE
    expect(studio.page.locator('[class*="st-key-finding-"]')).to_have_count(0)
    studio.render.click()
    studio.wait_for_takes(1)
    studio.wait_until_it_plays()
    assert studio.text() == SCENE


def test_a_fix_is_undone_by_its_button_and_by_ctrl_z(studio: StudioPage) -> None:
    studio.write(WRONG)
    fix = studio.page.get_by_role("button", name="Write Circle")
    fix.click()
    studio.wait_for_text("Circle()")
    studio.page.locator(".st-key-undo button").click()
    studio.wait_for_text("Circel()")
    fix.click()
    studio.wait_for_text("Circle()")
    studio.enter()
    studio.page.keyboard.press("Control+z")
    studio.wait_for_text("Circel()")
    expect(fix).to_be_visible()


def test_the_signs_follow_what_fixes_make_of_the_text(studio: StudioPage) -> None:
    studio.write(
        "from manim import *\nclass Lesson(Scene):\n    def construct(self):\n"
        "        square = ShowCreation(Square())\n        dot = Dot(size=0.2)\n"
        "        self.play(ShowCreation(dot))\n"
    )
    studio.wait_for_signs(4, 5, 6)
    studio.page.get_by_role("button", name="Apply 2 sure fixes").click()
    studio.wait_for_text("Create(dot)")
    studio.wait_for_signs(5)
    studio.page.get_by_role("button", name="Undo").click()
    studio.wait_for_text("ShowCreation(dot)")
    studio.wait_for_signs(4, 5, 6)


def test_a_fix_takes_the_last_keystroke_along(studio: StudioPage) -> None:
    studio.write(WRONG)
    fix = studio.page.get_by_role("button", name="Write Circle")
    fix.wait_for()
    studio.page.keyboard.type("        self.wait(0.5) #!")
    fix.click()
    studio.wait_for_text("Circle()")
    assert "#!" in studio.text()


def test_a_line_of_a_finding_leads_there(studio: StudioPage) -> None:
    studio.write(WRONG)
    studio.page.get_by_role("button", name="Line 6").click()
    assert studio.cursor() == (6, WRONG.splitlines()[5].index("Circel") + 1)
    studio.page.keyboard.type("My")
    studio.wait_for_text("MyCircel()")


def test_what_would_fail_is_rendered_only_when_one_insists(studio: StudioPage) -> None:
    studio.write(WRONG)
    studio.render.click()
    expect(studio.page.get_by_text("Not rendered: there is an error on line 6")).to_be_visible()
    assert studio.cards.count() == 0
    studio.page.get_by_role("button", name="Render anyway").click()
    studio.wait_for_takes(1)
    expect(studio.failure).to_contain_text("line 6")


def test_a_rule_is_explained_beside_its_finding(studio: StudioPage) -> None:
    studio.write(SCENE + "        self.wait(0)\n")
    studio.page.get_by_role("button", name="Why?").click()
    expect(studio.page.get_by_role("heading", name="What is wrong")).to_be_visible()


def test_nothing_of_a_finding_sticks_out_on_a_phone(studio: StudioPage) -> None:
    studio.page.set_viewport_size({"width": 390, "height": 844})
    studio.write(WRONG)
    studio.page.get_by_role("button", name="Write Circle").wait_for()
    outside = studio.page.evaluate(
        """() => [...document.querySelectorAll(".st-key-findings, .st-key-findings *")]
            .map(item => item.getBoundingClientRect())
            .filter(box => box.width > 0 && (box.left < 0 || box.right > innerWidth + 0.5)).length"""
    )
    assert outside == 0


def test_a_render_after_a_quick_one_takes_what_was_typed_slowly(studio: StudioPage) -> None:
    studio.write(SCENE)
    studio.render.click()
    studio.wait_for_takes(1)
    studio.write(WRONG)
    studio.wait_for_annotation()
    studio.render.click()
    expect(studio.page.get_by_role("button", name="Render anyway")).to_be_visible()
