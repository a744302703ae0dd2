"""Retries, delays, endpoints, and the sentences that failures become."""

from __future__ import annotations

import pytest

from core.errors import BadKey, BadSetting, NoSuchModel, QuotaExceeded, ServiceUnavailable, StudioError
from core.writer.endpoint import Endpoint
from core.writer.faults import Asked, error_for
from core.writer.retry import RetryPolicy
from core.writer.rpc_error import refusal, refusal_in

KEY = "AIza+secret/of mine"
ASKED = Asked("gemini-x", "example.org:443", 120.0, KEY)


def explained(code: int, words: str, *details: object) -> StudioError:
    return error_for(refusal(code, words, details), ASKED, had_text=False)


@pytest.mark.parametrize(
    ("tried", "waited", "asked", "seconds"),
    [
        (1, 0, None, 1.0),
        (3, 3, None, 4.0),
        (4, 7, None, None),
        (1, 0, 34.07, 34.07),
        (1, 0, 0.0, 0.0),
        (1, 0, 60.0, 60.0),
        (1, 0, 60.1, None),
        (3, 100, 30.0, None),
    ],
)
def test_when_to_try_again(tried: int, waited: float, asked: float | None, seconds: float | None) -> None:
    assert RetryPolicy().delay(tried, waited, asked) == seconds


def test_a_wait_of_our_own_has_a_longest() -> None:
    assert RetryPolicy(tries=20, total=1e9).delay(10, 0, None) == 60.0


@pytest.mark.parametrize("form", [KEY, "AIza%2Bsecret%2Fof%20mine", "AIza%2Bsecret%2Fof+mine"])
def test_no_form_of_the_key_is_told(form: str) -> None:
    error = explained(500, f"GET https://example.org/v1?key={form} failed for {form}")
    assert "secret" not in error.sentence
    assert "key=[key] failed" in error.sentence


@pytest.mark.parametrize(
    ("code", "words", "details", "kind"),
    [
        (400, "API key not valid. Please pass a valid API key.", (), BadKey),
        (400, "Bad.", ({"reason": "API_KEY_INVALID"},), BadKey),
        (403, "Generative Language API has not been used in project 1.", (), BadKey),
        (400, "* GenerateContentRequest.model: unexpected model name format", (), NoSuchModel),
        (404, "Not found.", (), NoSuchModel),
        (400, "The input token count exceeds the maximum.", (), ServiceUnavailable),
        (418, "", (), ServiceUnavailable),
        (429, "", (), QuotaExceeded),
        (502, "", (), ServiceUnavailable),
        (0, "", (), ServiceUnavailable),
    ],
)
def test_each_refusal_has_its_class(
    code: int, words: str, details: tuple[object, ...], kind: type[StudioError]
) -> None:
    error = explained(code, words, *details)
    assert type(error) is kind
    assert error.sentence.endswith(".")


def test_the_words_of_a_service_are_cut_short() -> None:
    assert len(explained(500, "word " * 1000).sentence) < 450


@pytest.mark.parametrize(
    ("words", "details", "seconds"),
    [
        ("", ({"retryDelay": "34s"},), 34.0),
        ("", ({"retryDelay": "0.25s"},), 0.25),
        ("", ({"retryDelay": "soon"}, "nonsense", None), None),
        ("Please retry in 12.5s.", (), 12.5),
        ("Please retry in 180ms.", (), 0.18),
        ("Please retry in 1.2.3s.", (), None),
    ],
)
def test_the_delay_is_found_where_the_service_puts_it(
    words: str, details: tuple[object, ...], seconds: float | None
) -> None:
    fault = refusal(429, words, details)
    assert (fault.retry_after, fault.is_passing) == (seconds, True)


def test_a_quota_of_the_day_does_not_pass() -> None:
    violations = [{"quotaId": "GenerateRequestsPerMinute"}, {"quotaId": "GenerateRequestsPerDayPerProject"}]
    fault = refusal(429, "", ({"violations": violations},))
    assert (fault.daily, fault.is_passing) == (True, False)


@pytest.mark.parametrize(
    "body", [None, [], {}, "text", [[]], {"error": "text"}, {"error": {"details": "none"}}]
)
def test_any_body_of_an_error_is_survived(body: object) -> None:
    assert refusal_in(502, body).code == 502


@pytest.mark.parametrize(
    ("text", "endpoint", "address"),
    [
        (
            None,
            Endpoint("generativelanguage.googleapis.com", 443, False),
            "generativelanguage.googleapis.com:443",
        ),
        ("127.0.0.1:8080", Endpoint("127.0.0.1", 8080, True), "127.0.0.1:8080"),
        ("localhost:1", Endpoint("localhost", 1, True), "localhost:1"),
        ("[::1]:9", Endpoint("::1", 9, True), "[::1]:9"),
        ("http://localhost:1/", Endpoint("localhost", 1, True), "localhost:1"),
        ("https://localhost:1", Endpoint("localhost", 1, False), "localhost:1"),
        ("proxy.example.org", Endpoint("proxy.example.org", 443, False), "proxy.example.org:443"),
    ],
)
def test_only_this_machine_is_spoken_to_without_tls(
    text: str | None, endpoint: Endpoint, address: str
) -> None:
    assert Endpoint.parse(text) == endpoint
    assert str(endpoint) == address


@pytest.mark.parametrize(
    "text",
    [
        "http://example.org",
        "ftp://localhost",
        "localhost:x",
        "localhost:99999",
        "host/path",
        ":80",
        "me:pw@host:1",
    ],
)
def test_an_endpoint_that_makes_no_sense_is_a_bad_setting(text: str) -> None:
    with pytest.raises(BadSetting, match="GEMINI_ENDPOINT"):
        Endpoint.parse(text)
