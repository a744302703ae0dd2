"""The front page from app.py."""

from __future__ import annotations

from core.model import PROMPT_LIMIT, Cancelled, RenderFailure, WriterFailure
from core.shelf.catalogue import catalogue
from tests.fakes import SCENE
from tests.ui.conftest import Visit
from ui.brief import EXAMPLES

QUICK = SCENE.replace("Circle())", "Circle()), run_time=0.2")


def test_a_first_visit_says_who_answers(visit: Visit) -> None:
    assert not visit.app.exception
    captions = [caption.value for caption in visit.app.caption]
    count = len(catalogue().scenes)
    assert any(f"No key: the shelf answers with {count} finished scenes" in text for text in captions)
    assert visit.app.query_params["session"] in (visit.session.id, [visit.session.id])


def test_every_example_is_on_the_shelf() -> None:
    assert [catalogue().find(example).unknown for example in EXAMPLES]


def test_a_prompt_becomes_a_take_with_code_and_video(visit: Visit) -> None:
    visit.ask("bubble sort of 3, 1, 2", duration=4.0)
    assert visit.session.production is not None
    visit.wait()
    (take,) = visit.session.takes.values()
    assert take.result is not None
    assert (visit.session.playing, visit.session.open) == (take.id, take.id)
    assert visit.session.draft == take.script.source
    assert len(visit.app.get("video")) == 1


def test_a_render_that_fails_keeps_the_last_video_and_says_the_line(visit: Visit) -> None:
    visit.write(QUICK)
    visit.wait()
    good = visit.session.playing
    visit.write(QUICK + "        int(str(self))\n")
    visit.wait()
    failed = visit.session.take(visit.session.open)
    assert failed is not None and isinstance(failed.outcome, RenderFailure)
    assert failed.outcome.line == 7
    assert visit.session.playing == good
    assert visit.app.error[0].proto.title == "The script has an error (line 7)"
    assert len(visit.app.get("video")) == 1


def test_a_miss_offers_prompts_that_work(visit: Visit) -> None:
    visit.ask("how to brew a cup of tea")
    visit.wait()
    take = visit.session.take(visit.session.open)
    assert take is not None and isinstance(take.outcome, WriterFailure)
    assert len(take.outcome.suggestions) == 3
    visit.app.button(key=f"suggestion-0-{take.id}").click().run()
    assert visit.app.text_area(key="prompt").value == take.outcome.suggestions[0]
    assert visit.session.production is not None
    visit.session.production.cancel()
    visit.wait()


def test_cancel_is_kept_as_a_take(visit: Visit) -> None:
    visit.write(QUICK.replace("0.2", "600"))
    visit.cancel()
    visit.wait()
    assert [take.outcome for take in visit.session.newest_first] == [Cancelled()]


def test_words_are_shown_literally(visit: Visit) -> None:
    visit.ask("**x** :red[y] $z$ <b>")
    visit.wait()
    shown = [text.value for text in visit.app.markdown]
    assert "\\*\\*x\\*\\* \\:red\\[y\\] \\$z\\$ \\<b\\>" in shown


def test_bad_wishes_get_a_sentence_and_lose_nothing(visit: Visit) -> None:
    cases: list[tuple[str, float, str]] = [
        ("   ", 20.0, "prompt is empty"),
        ("x" * (PROMPT_LIMIT + 1), 20.0, "limit is 4"),
        ("a circle", 0.0, "Give between 3 and 600 seconds"),
        ("a circle", 1e9, "Give between 3 and 600 seconds"),
    ]
    for prompt, duration, sentence in cases:
        visit.ask(prompt, duration=duration)
        assert any(sentence in text.replace("\\", "") for text in visit.sentences), sentence
        assert visit.app.text_area(key="prompt").value == prompt
    assert visit.session.takes == {}


def test_gemini_without_a_key_says_what_to_do(visit: Visit) -> None:
    visit.app.session_state["writer"] = "gemini"
    visit.ask("a circle")
    assert any("Gemini needs a key" in text for text in visit.sentences)


def test_an_empty_editor_cannot_be_rendered(visit: Visit) -> None:
    visit.app.button(key="render-button").click().run()
    assert any("script is empty" in text for text in visit.sentences)


def test_an_unrendered_edit_can_be_brought_back(visit: Visit) -> None:
    visit.write(QUICK)
    visit.wait()
    take = visit.session.newest_first[0]
    visit.session.draft = "# not rendered yet"
    visit.app.button(key=f"reopen-{take.id}").click().run()
    assert visit.session.draft == QUICK
    visit.app.button(key="restore").click().run()
    assert (visit.session.draft, visit.session.stash) == ("# not rendered yet", "")


def test_a_later_visit_finds_the_takes_of_its_session(visit: Visit) -> None:
    visit.write(QUICK)
    visit.wait()
    again = Visit(visit.session.id)
    assert list(again.session.takes) == list(visit.session.takes)
    assert again.session.draft == QUICK
    assert again.app.selectbox(key="quality").value == visit.session.newest_first[0].settings.quality
    assert len(again.app.get("video")) == 1


def test_a_second_tab_joins_what_runs(visit: Visit) -> None:
    visit.write(QUICK.replace("0.2", "600"))
    again = Visit(visit.session.id)
    assert again.session.production is visit.session.production
    visit.cancel()
    again.wait()
    assert [take.outcome for take in again.session.newest_first] == [Cancelled()]


def test_an_address_that_names_no_session_gets_a_new_one() -> None:
    for wanted in ("nonsense", "../../etc", "A" * 32, "0" * 33, "terminal", "api-mine", "api-" + "0" * 28):
        assert Visit(wanted).session.id != wanted


def test_an_edit_is_the_child_of_the_take_whose_code_it_changes(visit: Visit) -> None:
    visit.ask("bubble sort of 3, 1, 2", duration=4.0)
    visit.wait()
    (parent,) = visit.session.takes.values()
    visit.ask("how to brew a cup of tea")
    visit.wait()
    visit.session.draft = QUICK
    visit.app.button(key="render-button").click().run()
    visit.wait()
    edit = visit.session.newest_first[0]
    assert (edit.parent, edit.brief) == (parent.id, parent.brief)
    assert visit.session.base == edit.id
