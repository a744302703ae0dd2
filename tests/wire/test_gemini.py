"""The Gemini writer against a real server, over both transports."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise

import pytest

from core.cancel import Cancellation, CancelRequested
from core.errors import (
    AnswerEmpty,
    AnswerTruncated,
    BadKey,
    ModelTimeout,
    NoScriptInAnswer,
    NoSuchModel,
    PromptBlocked,
    QuotaExceeded,
    ServiceUnavailable,
    StreamCut,
    StudioError,
)
from core.events import CodeWritten, WriterEvent, WriterWaiting
from core.model import Brief, FailureKind, RenderFailure, Script
from core.writer.base import Attempt, Request
from core.writer.prompts import conversation, system_instruction
from core.writer.reply import code_so_far, find_script
from tests.wire.behaviours import BAD_KEY, BEHAVIOURS, OUTPUT_LIMIT, fenced, scene
from tests.wire.conftest import IMPATIENT, SMALL, Gemini

WHOLE = fenced(scene(SMALL.brief.prompt))


def text_of(events: list[WriterEvent]) -> str:
    return "".join(event.text for event in events if isinstance(event, CodeWritten))


def waits_of(events: list[WriterEvent]) -> list[WriterEvent]:
    return [event for event in events if isinstance(event, WriterWaiting)]


def collect(gemini: Gemini, model: str, **options: object) -> tuple[list[WriterEvent], StudioError]:
    """What a writer says before it fails, and how it fails."""
    events: list[WriterEvent] = []
    with pytest.raises(StudioError) as caught:
        events.extend(gemini.writer(model, **options).write(SMALL, Cancellation()))  # type: ignore[arg-type]
    return events, caught.value


def test_an_answer_streams_in_pieces(gemini: Gemini) -> None:
    events = gemini.ask("gemini-3.8-flash")
    assert text_of(events) == WHOLE
    assert len(events) > 5


def test_the_request_carries_the_rules_the_brief_and_the_models_limit_and_nothing_else(
    gemini: Gemini,
) -> None:
    gemini.ask("gemini-3.8-flash")
    ask = gemini.server.drafts[-1]
    assert ask.body["generationConfig"] == {"maxOutputTokens": OUTPUT_LIMIT}
    assert ask.body["systemInstruction"]["parts"] == [{"text": system_instruction()}]
    assert ask.turns == [("user", conversation(SMALL)[0].text)]
    assert not {"tools", "safetySettings", "cachedContent"} & set(ask.body)


def test_a_fence_split_over_chunks_never_shows_as_code(gemini: Gemini) -> None:
    so_far, shown = "", []
    for event in gemini.ask("gemini-talkative"):
        assert isinstance(event, CodeWritten)
        so_far += event.text
        shown.append(code_so_far(so_far))
    assert find_script(so_far) == scene(SMALL.brief.prompt)
    assert shown[-1] == scene(SMALL.brief.prompt)
    assert not any("`" in code or "Here is" in code or "Enjoy" in code for code in shown)
    assert all(later.startswith(earlier.rstrip("\n")) for earlier, later in pairwise(shown))


def test_thoughts_are_not_part_of_the_answer(gemini: Gemini) -> None:
    assert text_of(gemini.ask("gemini-thinking")) == WHOLE


@pytest.mark.parametrize("model", ["gemini-polite", "gemini-cut-after-end"])
def test_a_whole_script_is_enough(gemini: Gemini, model: str) -> None:
    """Be it that no reason for the end was given, or that the connection broke after it."""
    assert text_of(gemini.ask(model)) == WHOLE


@pytest.mark.parametrize(
    ("model", "error", "words"),
    [
        ("gemini-unknown", NoSuchModel, "has no model 'gemini-unknown'"),
        ("gemini-forbidden", BadKey, "reported as leaked"),
        ("gemini-unauthenticated", BadKey, "invalid credentials"),
        ("gemini-elsewhere", ServiceUnavailable, "User location is not supported"),
        ("gemini-late", ModelTimeout, "Ask again"),
        ("gemini-blocked", PromptBlocked, "refused the prompt"),
        ("gemini-safety", PromptBlocked, "stopped its answer"),
        ("gemini-truncated", AnswerTruncated, "output limit"),
        ("gemini-thought-too-long", AnswerTruncated, "output limit"),
        ("gemini-empty", AnswerEmpty, "nothing"),
        ("gemini-nothing", AnswerEmpty, "nothing"),
        ("gemini-no-script", NoScriptInAnswer, "without a script"),
        ("gemini-rude", StreamCut, "half-way"),
        ("gemini-cut", StreamCut, "half-way"),
        ("gemini-broken-off", StreamCut, "half-way"),
    ],
)
def test_each_failure_is_one_of_ours_and_is_not_retried(
    gemini: Gemini, model: str, error: type[StudioError], words: str
) -> None:
    before = len(gemini.server.drafts)
    events, caught = collect(gemini, model)
    assert type(caught) is error
    assert words in caught.sentence
    assert waits_of(events) == []
    assert len(gemini.server.drafts) == before + 1


def test_a_refused_key_is_named_and_not_shown(gemini: Gemini) -> None:
    events, caught = collect(gemini, "gemini-3.8-flash", key=BAD_KEY)
    assert (events, type(caught)) == ([], BadKey)
    assert caught.sentence == (
        "Gemini refused the key: API key not valid: [key]. Please pass a valid API key. "
        "Check the key or make a new one in Google AI Studio."
    )
    assert caught.__cause__ is None and caught.__suppress_context__


@pytest.mark.parametrize(
    ("model", "wait"),
    [
        ("gemini-quota-short", WriterWaiting(0.05, "The key's quota is used up for the moment")),
        ("gemini-quota-silent", WriterWaiting(0.02, "The key's quota is used up for the moment")),
        ("gemini-overloaded-once", WriterWaiting(0.02, "Gemini cannot serve at the moment")),
        ("gemini-internal-once", WriterWaiting(0.02, "Gemini cannot serve at the moment")),
    ],
)
def test_a_passing_failure_is_waited_out(gemini: Gemini, model: str, wait: WriterWaiting) -> None:
    events = gemini.ask(model)
    assert waits_of(events) == [wait]
    assert text_of(events) == WHOLE


def test_a_connection_that_breaks_before_the_answer_is_tried_again(gemini: Gemini) -> None:
    events = gemini.ask("gemini-cut-once")
    assert len(waits_of(events)) == 1
    assert text_of(events) == WHOLE


@pytest.mark.parametrize("model", ["gemini-overloaded", "gemini-internal"])
def test_a_lasting_failure_ends_after_three_tries(gemini: Gemini, model: str) -> None:
    events, caught = collect(gemini, model)
    assert type(caught) is ServiceUnavailable
    assert [event.seconds for event in events if isinstance(event, WriterWaiting)] == [0.02, 0.04]


@pytest.mark.parametrize(
    ("model", "retry_after", "sentence"),
    [
        ("gemini-quota-long", 3600.0, "used up for now. Try again in 60 minutes"),
        ("gemini-quota-daily", 2.0, "used up for today. Try again tomorrow"),
    ],
)
def test_a_quota_that_no_wait_mends_fails_at_once(
    gemini: Gemini, model: str, retry_after: float, sentence: str
) -> None:
    events, caught = collect(gemini, model)
    assert isinstance(caught, QuotaExceeded)
    assert (events, caught.retry_after) == ([], retry_after)
    assert sentence in caught.sentence


@pytest.mark.parametrize(("model", "pieces"), [("gemini-silent", 0), ("gemini-silent-midway", 1)])
def test_silence_is_a_time_out_and_hangs_up(gemini: Gemini, model: str, pieces: int) -> None:
    events, caught = collect(gemini, model, timeout=IMPATIENT)
    assert type(caught) is ModelTimeout
    assert "0.4 s" in caught.sentence
    assert len(events) == pieces
    assert gemini.server.ledger.hung_up.wait(10)


@pytest.mark.parametrize(("model", "pieces"), [("gemini-silent", 0), ("gemini-silent-midway", 1)])
def test_a_cancel_ends_a_silent_stream_and_hangs_up(gemini: Gemini, model: str, pieces: int) -> None:
    cancel = Cancellation()
    events: list[WriterEvent] = []
    asked = len(gemini.server.drafts)

    def cancel_when_silent() -> None:
        while len(gemini.server.drafts) == asked or len(events) < pieces:
            threading.Event().wait(0.01)
        cancel.request()

    canceller = threading.Thread(target=cancel_when_silent)
    canceller.start()
    with pytest.raises(CancelRequested):
        for event in gemini.writer(model).write(SMALL, cancel):
            events.append(event)
    canceller.join()
    assert len(events) == pieces
    assert gemini.server.ledger.hung_up.wait(10)


def test_a_cancel_ends_the_wait_between_tries(gemini: Gemini) -> None:
    cancel = Cancellation()
    events = gemini.writer("gemini-overloaded").write(SMALL, cancel)
    assert isinstance(next(events), WriterWaiting)
    cancel.request()
    with pytest.raises(CancelRequested):
        next(events)


def test_a_cancel_before_the_start_asks_nobody(gemini: Gemini) -> None:
    cancel = Cancellation()
    cancel.request()
    before = len(gemini.server.ledger.asks)
    with pytest.raises(CancelRequested):
        list(gemini.writer("gemini-3.8-flash").write(SMALL, cancel))
    assert len(gemini.server.ledger.asks) == before


def test_a_reader_that_leaves_hangs_up(gemini: Gemini) -> None:
    events = gemini.writer("gemini-silent-midway").write(SMALL, Cancellation())
    assert isinstance(next(events), CodeWritten)
    events.close()  # type: ignore[attr-defined]
    assert gemini.server.ledger.hung_up.wait(10)


def test_each_writer_sends_its_own_key(gemini: Gemini) -> None:
    """Also when they write at the same time, and one writer from several threads."""
    writers = [gemini.writer("gemini-3.8-flash", key=f"key-of-{name}") for name in "abab"]
    writers += writers[:2]
    start = len(gemini.server.ledger.asks)

    def write(index: int) -> str:
        request = Request(Brief(f"prompt of {'abab'[index % 4]} {index}"))
        return text_of(list(writers[index].write(request, Cancellation())))

    with ThreadPoolExecutor(6) as threads:
        answers = list(threads.map(write, range(6)))
    asks = [ask for ask in gemini.server.ledger.asks[start:] if ask.method == "streamGenerateContent"]
    assert sorted((ask.prompt.split()[2], ask.key) for ask in asks) == sorted(
        (name, f"key-of-{name}") for name in "ababab"
    )
    assert answers == [fenced(scene(f"prompt of {'abab'[n % 4]} {n}")) for n in range(6)]


def test_a_failed_attempt_goes_back_as_conversation(gemini: Gemini) -> None:
    writer = gemini.writer("gemini-repairable")
    first = find_script(text_of(list(writer.write(SMALL, Cancellation()))))
    failure = RenderFailure(FailureKind.SCRIPT, "Square has no attribute 'become_round'.", 13)
    request = Request(SMALL.brief, (Attempt(Script(first), failure),))
    second = find_script(text_of(list(writer.write(request, Cancellation()))))
    assert "become_round" in first
    assert second == scene(SMALL.brief.prompt)
    turns = gemini.server.drafts[-1].turns
    assert [role for role, _ in turns] == ["user", "model", "user"]
    assert "> 13 |" in turns[2][1]


def test_the_list_of_models_holds_those_that_write(gemini: Gemini) -> None:
    assert gemini.writer("gemini-3.8-flash").models() == tuple(BEHAVIOURS)


def test_the_list_of_models_fails_like_an_answer(gemini: Gemini) -> None:
    with pytest.raises(BadKey):
        gemini.writer("gemini-3.8-flash", key=BAD_KEY).models()


@pytest.mark.parametrize("prompt", ["שלום עולם", "∑ 数学 🎬", 'quotes " and \\ and {braces}'])
def test_any_prompt_arrives(gemini: Gemini, prompt: str) -> None:
    list(gemini.writer("gemini-3.8-flash").write(Request(Brief(prompt)), Cancellation()))
    assert gemini.server.drafts[-1].prompt == prompt
