"""From a prompt to a video that plays."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.studio_page import StudioPage
from tests.scripts import CAPTIONED, ENDLESS, SCENE, STILL
from tests.wire.server import GeminiServer


def test_a_prompt_becomes_code_and_a_video_that_plays(studio: StudioPage) -> None:
    expect(studio.page.get_by_text("No key: the shelf answers")).to_be_visible()
    studio.watch_code_arrive()
    studio.page.get_by_label("Duration in seconds").fill("60")
    studio.ask("Riemann sum of x^2 from 0 to 3 with 6 rectangles")
    studio.wait_for_takes(1)
    assert any(re.match(r"Drawing play \d+ of \d+: ", sentence) for sentence in studio.told)
    assert studio.arrived.strip(), "code was seen arriving"
    assert studio.stills == sorted(studio.stills) != [], "stills were seen arriving"
    studio.wait_until_it_plays()
    assert "construct(self)" in studio.text()
    expect(studio.page.get_by_text("From the shelf")).to_be_visible()


def test_captions_are_shown_with_the_video_and_can_be_taken_along(studio: StudioPage) -> None:
    studio.write(CAPTIONED)
    studio.render.click()
    studio.wait_for_takes(1)
    studio.wait_until_it_plays()
    studio.page.wait_for_function(
        """() => [...document.querySelector("video").textTracks].some(
            track => track.mode === "showing" && [...track.cues].some(cue => cue.text === "A circle"))"""
    )
    with studio.page.expect_download() as download:
        studio.page.get_by_role("button", name="Captions").click()
    assert download.value.suggested_filename == "Lesson-480p15.srt"
    assert "A circle" in download.value.path().read_text("utf-8")


def test_a_scene_that_plays_nothing_becomes_a_picture(studio: StudioPage) -> None:
    studio.write(STILL)
    studio.render.click()
    studio.wait_for_takes(1)
    expect(studio.page.get_by_role("img", name="Picture: Lesson")).to_be_visible()
    expect(studio.page.locator("video")).to_have_count(0)
    expect(studio.cards.first).to_contain_text("picture · 854×480")
    with studio.page.expect_download() as download:
        studio.page.get_by_role("button", name="Picture", exact=True).click()
    assert download.value.suggested_filename == "Lesson-480p15.png"
    assert download.value.path().read_bytes().startswith(b"\x89PNG")


def test_an_example_fills_the_bar_and_the_button_creates(studio: StudioPage) -> None:
    studio.page.get_by_role("button", name="Bubble sort of 5, 3, 8, 1").click()
    expect(studio.prompt).to_have_value("Bubble sort of 5, 3, 8, 1")
    studio.create.click()
    studio.wait_for_takes(1)
    expect(studio.cards.first).to_contain_text("Done")
    studio.wait_until_it_plays()


def test_cancel_stops_a_first_render_and_no_video_is_shown(studio: StudioPage) -> None:
    studio.write(ENDLESS)
    studio.page.keyboard.press("Control+Enter")
    studio.cancel.click()
    studio.wait_for_takes(1)
    expect(studio.cards.first).to_contain_text("Cancelled")
    expect(studio.page.locator("video")).to_have_count(0)


def test_cancel_stops_a_render_and_the_last_video_stays(studio: StudioPage) -> None:
    studio.write(SCENE)
    studio.page.keyboard.press("Control+Enter")
    studio.wait_for_takes(1)
    before = studio.video()
    studio.write(ENDLESS)
    studio.page.keyboard.press("Control+Enter")
    expect(studio.progress).to_be_visible()
    studio.cancel.click()
    studio.wait_for_takes(2)
    expect(studio.cards.first).to_contain_text("Cancelled")
    assert studio.video() == before


@pytest.mark.parametrize("words", ["**bold** $x^2$ :red[x] <b>b</b> [a](b)", "شرح نظرية فيثاغورس"])
def test_a_prompt_is_shown_as_it_was_typed(studio: StudioPage, words: str) -> None:
    studio.ask(words)
    studio.wait_for_takes(1)
    expect(studio.cards.first).to_contain_text(words)
    assert studio.prompt.input_value() == words


def test_bad_input_gets_a_sentence_and_keeps_what_was_typed(studio: StudioPage) -> None:
    long = "why " * 5_000
    studio.ask(long)
    expect(studio.page.get_by_text("the limit is 4,000")).to_be_visible()
    assert studio.prompt.input_value() == long
    studio.prompt.fill("explain the Pythagorean theorem")
    duration = studio.page.get_by_label("Duration in seconds")
    duration.fill("1000000000")
    studio.create.click()
    expect(studio.page.get_by_text("Give between 3 and 600 seconds")).to_be_visible()
    assert studio.cards.count() == 0


def test_a_key_typed_into_the_page_asks_gemini(studio: StudioPage, gemini: GeminiServer, data: Path) -> None:
    key = "a-key-of-one-visitor-0123456789"
    studio.page.get_by_role("button", name="Settings").click()
    studio.page.get_by_label("Gemini key").fill(key)
    studio.page.get_by_label("Gemini key").press("Enter")
    studio.page.get_by_role("button", name="List the models").click()
    studio.page.get_by_label("Model").click()
    studio.page.get_by_role("option", name="gemini-slow").click()
    studio.page.keyboard.press("Escape")
    studio.watch_code_arrive()
    studio.ask("a circle that grows")
    studio.wait_for_takes(1)
    assert "from manim import" in studio.arrived
    studio.wait_until_it_plays()
    expect(studio.cards.first).to_contain_text("Gemini")
    assert {ask.key for ask in gemini.ledger.asks} == {key}
    kept = [path for path in data.rglob("*") if path.is_file() and key.encode() in path.read_bytes()]
    assert kept == [], "a typed key is written nowhere"
    assert key not in studio.page.url


def test_a_repair_is_shown_and_its_first_attempt_is_kept(studio: StudioPage, gemini: GeminiServer) -> None:
    studio.page.get_by_role("button", name="Settings").click()
    studio.page.get_by_label("Gemini key").fill("another-key")
    studio.page.get_by_label("Gemini key").press("Enter")
    studio.page.get_by_role("button", name="List the models").click()
    model = studio.page.get_by_label("Model")
    model.fill("gemini-held-repair")
    studio.page.get_by_role("option", name="gemini-held-repair").click()
    studio.page.keyboard.press("Escape")
    studio.ask("a square that becomes round")
    expect(studio.progress).to_contain_text("Repair 1 of 3")
    gemini.ledger.released.set()
    studio.wait_for_takes(2)
    expect(studio.cards.nth(0)).to_contain_text("Done")
    expect(studio.cards.nth(1)).to_contain_text("Failed")
    studio.wait_until_it_plays()
