"""Editing the script: no keystroke is lost, errors show on their line."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from tests.browser.studio_page import ACE, StudioPage
from tests.scripts import SCENE


def test_a_click_on_render_takes_the_last_keystroke_along(studio: StudioPage) -> None:
    studio.write(SCENE)
    studio.render.click()
    studio.wait_for_takes(1)
    studio.wait_until_it_plays()
    before = studio.video()
    studio.enter()
    studio.page.keyboard.press("Control+End")
    studio.page.keyboard.type("        self.wait(0.5) #!")
    studio.render.click()
    studio.wait_for_other_video(before)
    studio.wait_for_takes(2)
    studio.wait_until_it_plays()
    studio.page.locator('[class*="st-key-reopen-"] button').first.click()
    studio.wait_for_text("self.wait(0.5) #!")


def test_ctrl_enter_renders_the_last_keystroke_and_again_without_a_change(studio: StudioPage) -> None:
    studio.write(SCENE)
    studio.page.keyboard.press("Control+Enter")
    studio.wait_for_takes(1)
    studio.enter()
    studio.page.keyboard.press("Control+Enter")
    studio.wait_for_takes(2)
    assert studio.text() == SCENE


def test_ctrl_enter_beside_the_editor_renders_once(studio: StudioPage) -> None:
    studio.write(SCENE)
    studio.page.get_by_role("heading", name="Video").click()
    studio.page.keyboard.press("Control+Enter")
    studio.wait_for_takes(1)
    studio.wait_until_it_plays()
    expect(studio.cards).to_have_text([re.compile("Done")])


def test_a_script_error_shows_on_its_line_and_the_last_video_stays(studio: StudioPage) -> None:
    studio.write(SCENE)
    studio.page.keyboard.press("Control+Enter")
    studio.wait_for_takes(1)
    before = studio.video()
    studio.write(SCENE + "        int(str(self))\n")
    studio.page.keyboard.press("Control+Enter")
    studio.wait_for_takes(2)
    expect(studio.failure).to_contain_text("line 8")
    studio.wait_for_annotation()
    assert [row for row, _ in studio.annotations()] == [7]
    expect(studio.editor.locator(".failed-line")).to_have_count(1)
    assert studio.video() == before
    with studio.page.expect_download() as download:
        studio.page.get_by_role("button", name="Error file").click()
    assert "ValueError" in download.value.path().read_text("utf-8")


def test_a_syntax_error_shows_while_typing(studio: StudioPage) -> None:
    studio.write(SCENE.replace("Circle())", "Circle("))
    studio.wait_for_annotation()
    assert [row for row, _ in studio.annotations()] == [5]


def test_several_scenes_are_picked_from(studio: StudioPage) -> None:
    studio.write(SCENE + SCENE.split("\n\n\n")[1].replace("Lesson", "Second").replace("0.4", "0.8"))
    studio.page.locator(".st-key-scene").click()
    studio.page.get_by_role("option", name="Second").click()
    studio.render.click()
    studio.wait_for_takes(1)
    expect(studio.page.get_by_text("Second · ")).to_be_visible()


def test_an_edit_survives_a_visit_to_another_page(studio: StudioPage) -> None:
    studio.write(SCENE)
    studio.page.keyboard.type("# last words")
    studio.goto("Library")
    expect(studio.page.get_by_text("Nothing here yet")).to_be_visible()
    studio.goto("Studio")
    studio.wait_for_text("# last words")


def test_a_megabyte_in_the_editor_gets_a_sentence(studio: StudioPage) -> None:
    studio.enter()
    studio.page.evaluate(
        """() => document.querySelector(".st-key-code-panel iframe").contentDocument
            .querySelector(".ace_editor").env.editor.setValue("#".repeat(1_000_000))"""
    )
    expect(studio.page.get_by_text("the limit is 200,000")).to_be_visible()
    studio.render.click()
    expect(studio.page.get_by_text("the limit is 200,000").first).to_be_visible()
    assert studio.cards.count() == 0


def test_an_edit_survives_a_writer_that_has_no_script(studio: StudioPage) -> None:
    studio.write(SCENE)
    studio.page.keyboard.press("Control+Enter")
    studio.wait_for_takes(1)
    studio.enter()
    studio.page.keyboard.press("Control+End")
    studio.page.keyboard.type("        self.wait(0) # last words")
    studio.wait_for_annotation()
    studio.ask("how to brew a cup of tea")
    expect(studio.failure).to_be_visible()
    studio.wait_for_text("# last words")


def test_the_code_stays_beside_its_numbers_when_the_browser_scrolls_it(studio: StudioPage) -> None:
    studio.write(SCENE + "# " + "far " * 100 + "\n")
    studio.editor.locator(".ace_scroller").first.evaluate("box => box.scrollTo(300, 0)")
    scrolled = f"() => [({ACE})().renderer.scroller.scrollLeft, ({ACE})().session.getScrollLeft()].join()"
    studio.page.wait_for_function(f"() => ({scrolled})() === '0,300'")
