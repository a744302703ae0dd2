"""What a session remembers, and how the pages look."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.studio_page import StudioPage
from tests.scripts import ENDLESS, SCENE


def test_history_reopens_code_and_video_and_outlives_a_reload(studio: StudioPage) -> None:
    studio.write(SCENE)
    studio.page.keyboard.press("Control+Enter")
    studio.wait_for_takes(1)
    first = studio.video()
    studio.write(SCENE.replace("Circle", "Square"))
    studio.page.keyboard.press("Control+Enter")
    studio.wait_for_takes(2)
    studio.wait_for_other_video(first)
    second = studio.video()
    studio.page.locator('[class*="st-key-reopen-"] button').last.click()
    studio.wait_for_other_video(second)
    studio.wait_for_text("Circle")
    studio.page.reload()
    studio.wait_for_takes(2)
    studio.wait_for_text("Square")
    studio.wait_until_it_plays()


def test_a_reload_finds_what_still_runs(studio: StudioPage) -> None:
    studio.write(ENDLESS)
    studio.page.keyboard.press("Control+Enter")
    expect(studio.progress).to_be_visible()
    studio.page.reload()
    expect(studio.progress).to_be_visible()
    studio.wait_for_text("range(1000)")
    studio.cancel.click()
    studio.wait_for_takes(1)


@pytest.mark.parametrize("wanted", ["nonsense", "../../etc/passwd", "A" * 32, ""])
def test_a_session_that_is_none_becomes_a_new_one(studio: StudioPage, wanted: str) -> None:
    studio.visit(f"/?session={wanted}")
    studio.page.wait_for_url(re.compile(r"session=[0-9a-f]{32}$"))


@pytest.mark.parametrize("path", ["/Library", "/Shelf", "/Health"])
def test_each_page_opens_by_its_address(studio: StudioPage, path: str) -> None:
    studio.visit(path)
    heading = studio.page.get_by_role("heading", name=path[1:])
    expect(heading).to_be_visible()


def test_a_scene_of_the_shelf_opens_in_the_editor(studio: StudioPage) -> None:
    studio.goto("Shelf")
    studio.page.get_by_role("button", name="Open script").first.click()
    studio.wait_for_text("construct(self)")


@pytest.mark.parametrize(("width", "height"), [(1280, 800), (390, 844)])
def test_nothing_sticks_out(studio: StudioPage, width: int, height: int, tmp_path: Path) -> None:
    studio.page.set_viewport_size({"width": width, "height": height})
    studio.write(SCENE)
    studio.page.keyboard.press("Control+Enter")
    studio.wait_for_takes(1)
    studio.wait_until_it_plays()
    inner = studio.page.evaluate(
        """() => [...document.querySelectorAll("[data-testid=stMain], html")]
            .map(place => place.scrollWidth - place.clientWidth)"""
    )
    assert inner == [0, 0]
    outside = studio.page.evaluate(
        """() => [...document.querySelectorAll(".st-key-bar, .st-key-header a, video, iframe, button")]
            .filter(item => !item.closest(".st-key-history, .st-key-keys"))
            .map(item => item.getBoundingClientRect())
            .filter(box => box.width > 0 && (box.left < 0 || box.right > innerWidth + 0.5)).length"""
    )
    assert outside == 0
    assert studio.page.screenshot(path=tmp_path / "studio.png")


def test_the_filmstrip_shows_its_growing_end_and_what_each_play_does(studio: StudioPage) -> None:
    studio.page.set_viewport_size({"width": 390, "height": 844})
    studio.write(SCENE)
    studio.page.keyboard.press("Control+Enter")
    studio.wait_for_takes(1)
    studio.write(LONG)
    studio.page.keyboard.press("Control+Enter")
    strip = studio.page.locator(".st-key-progress .st-key-filmstrip")
    stills = strip.locator('[data-testid="stImageContainer"]')
    expect(stills).to_have_count(8)
    last = stills.last
    expect(last.locator("strong, em")).to_have_text("8")
    assert strip.evaluate("strip => strip.scrollWidth > strip.clientWidth")
    box, frame = last.bounding_box(), strip.bounding_box()
    assert box is not None and frame is not None
    assert frame["x"] <= box["x"] and box["x"] + box["width"] <= frame["x"] + frame["width"] + 1
    assert studio.page.evaluate("() => document.documentElement.scrollWidth - innerWidth") <= 0
    last.hover()
    expect(last.locator("p")).to_have_css("color", "rgb(242, 239, 230)")
    expect(last).to_contain_text("Create(Circle), line 7")
    studio.cancel.click()
    studio.wait_for_takes(2)
    expect(strip).to_have_count(0)


LONG = (
    SCENE.partition("        self.play")[0]
    + """        for number in range(8):
            self.play(Create(Circle(radius=1 + number / 10)), run_time=0.2)
        self.play(Rotate(VGroup(*[Square(side / 99) for side in range(1, 199)])), run_time=600)
"""
)
"""Eight stills at once, then a play that takes minutes to draw: the strip stands while it is looked at."""
