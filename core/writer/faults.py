"""What the model's service says when it refuses, and the sentence that it becomes for a person."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import quote, quote_plus

from core.errors import (
    AnswerTruncated,
    BadKey,
    ModelTimeout,
    NoNetwork,
    NoSuchModel,
    PromptBlocked,
    QuotaExceeded,
    ServiceUnavailable,
    StreamCut,
    StudioError,
)

_WORDS_LIMIT = 300
_HOUR = 3600.0
_SPOKEN_DELAY = re.compile(r"retry in ([\d.]+)\s*(ms|s)\b", re.IGNORECASE)
_KEY_WORDS = re.compile(r"api[ _]?key|credential|authenticat", re.IGNORECASE)
_MODEL_WORDS = re.compile(r"model.*(name format|not found|not supported)", re.IGNORECASE | re.DOTALL)


class Fault(StrEnum):
    """What kind of thing went wrong between us and the service."""

    UNREACHABLE = "unreachable"
    """No connection came about."""
    UNANSWERED = "unanswered"
    """The attempt to connect was neither accepted nor refused in time."""
    SILENT = "silent"
    """A connection, and then nothing for too long."""
    CUT = "cut"
    """The connection or the stream ended before the answer did."""
    REFUSED = "refused"
    """The service answered with an error."""


class ServiceFault(Exception):
    """One failed exchange with the service, in plain values.

    `code` is the HTTP status, `reason` the service's own name for it ("API_KEY_INVALID"), `words` its
    message, `retry_after` the delay it asked for in seconds, `daily` whether the day's quota is used up.
    """

    def __init__(
        self,
        kind: Fault,
        words: str = "",
        *,
        code: int = 0,
        reason: str = "",
        retry_after: float | None = None,
        daily: bool = False,
    ) -> None:
        super().__init__(kind, code)
        self.kind = kind
        self.words = words
        self.code = code
        self.reason = reason
        self.retry_after = spoken_delay(words) if retry_after is None else retry_after
        self.daily = daily

    @property
    def is_passing(self) -> bool:
        """Whether the same request may succeed a little later."""
        return not self.daily and (self.kind is Fault.CUT or self.code in (429, 500, 502, 503))


def spoken_delay(words: str) -> float | None:
    """The delay that a message speaks of ("Please retry in 34.07s."), in seconds."""
    found = _SPOKEN_DELAY.search(words)
    if found is None:
        return None
    try:
        return float(found[1]) / (1000 if found[2].lower() == "ms" else 1)
    except ValueError:
        return None


@dataclass(frozen=True, slots=True)
class Asked:
    """What was asked for and of whom, to name it in a sentence and to keep the key out of one."""

    model: str
    endpoint: str
    timeout: float
    key: str

    def redacted(self, text: str) -> str:
        """The text without the key, in any form in which a URL or a message could carry it."""
        for form in {self.key, quote(self.key, safe=""), quote_plus(self.key)}:
            text = text.replace(form, "[key]")
        return text


def error_for(fault: ServiceFault, asked: Asked, *, had_text: bool) -> StudioError:
    """The error that a person sees; `had_text` says whether part of the answer had arrived."""
    if had_text and fault.kind is not Fault.SILENT:
        return StreamCut("The answer stopped half-way. Ask again; what had arrived is kept.")
    match fault.kind:
        case Fault.UNREACHABLE:
            return NoNetwork(
                f"Gemini cannot be reached at {asked.redacted(asked.endpoint)}. "
                "Check the network, a proxy or firewall, and GEMINI_ENDPOINT, then ask again."
            )
        case Fault.UNANSWERED:
            return ModelTimeout(
                f"Nobody answered in time at {asked.redacted(asked.endpoint)}. "
                "Check the network, a proxy or firewall, and GEMINI_ENDPOINT, then ask again."
            )
        case Fault.SILENT:
            return ModelTimeout(
                f"Gemini was silent for {asked.timeout:g} s. "
                "Ask again, or raise GEMINI_TIMEOUT if the model thinks longer."
            )
        case Fault.CUT:
            return StreamCut("The connection to Gemini ended before the answer began. Ask again in a moment.")
        case Fault.REFUSED:
            return _refusal(fault, asked)


def reason_to_wait(fault: ServiceFault) -> str:
    """Why a request waits, for a person."""
    if fault.code == 429:
        return "The key's quota is used up for the moment"
    if fault.kind is Fault.CUT:
        return "The connection to Gemini broke"
    return "Gemini cannot serve at the moment"


def _refusal(fault: ServiceFault, asked: Asked) -> StudioError:
    said = _said(fault, asked)
    if _is_about_the_key(fault):
        return BadKey(f"Gemini refused the key{said} Check the key or make a new one in Google AI Studio.")
    if fault.code == 404 or (fault.code == 400 and _MODEL_WORDS.search(fault.words)):
        return NoSuchModel(
            f"Gemini has no model {asked.redacted(asked.model)!r} for this key. "
            "Pick one from the list, or set GEMINI_MODEL."
        )
    if fault.code == 429:
        return QuotaExceeded(_quota_sentence(fault), fault.retry_after)
    if fault.code in (408, 504):
        return ModelTimeout(
            "Gemini did not finish in its own time limit. Ask again, or ask for a shorter video."
        )
    if 400 <= fault.code < 500:
        return ServiceUnavailable(
            f"Gemini did not accept the request{said} Change what it names, or try another model."
        )
    return ServiceUnavailable(f"Gemini cannot serve at the moment{said} Ask again in a few minutes.")


def _is_about_the_key(fault: ServiceFault) -> bool:
    if fault.code in (401, 403) or fault.reason.startswith("API_KEY_"):
        return True
    return fault.code == 400 and _KEY_WORDS.search(fault.words) is not None


def _quota_sentence(fault: ServiceFault) -> str:
    span = "for today" if fault.daily else "for now"
    after = "tomorrow" if fault.daily else "later"
    # The delay given with a quota of the day is often the one for the minute.
    if fault.retry_after is not None and (not fault.daily or fault.retry_after >= _HOUR):
        after = f"in {_duration(fault.retry_after)}"
    return f"The key's quota is used up {span}. Try again {after}, use another model, or another key."


def _duration(seconds: float) -> str:
    whole = max(1, math.ceil(seconds))
    if whole < 120:
        return f"{whole} s"
    return f"{math.ceil(whole / 60)} minutes" if whole < 7200 else f"{math.ceil(whole / 3600)} hours"


def _said(fault: ServiceFault, asked: Asked) -> str:
    """The service's own words as the end of a sentence, without the key and not too long."""
    words = " ".join(asked.redacted(fault.words).split())
    if len(words) > _WORDS_LIMIT:
        words = words[:_WORDS_LIMIT].rstrip() + "…"
    if not words:
        return f" (status {fault.code})." if fault.code else "."
    return f": {words}" if words.endswith((".", "!", "?", "…")) else f": {words}."


def stopped(reason: str, model: str) -> StudioError | None:
    """The error behind a finish reason of the model, None when it simply finished."""
    if reason in ("", "STOP", "FINISH_REASON_UNSPECIFIED"):
        return None
    if reason == "MAX_TOKENS":
        return AnswerTruncated(
            f"The answer reached the output limit of {model}. "
            "Ask for a shorter or simpler video, or use another model."
        )
    if reason in _REFUSALS:
        return PromptBlocked(
            f"Gemini stopped its answer: {_REFUSALS[reason]}. "
            "Say in other words what the video should explain."
        )
    return StreamCut(f"Gemini stopped its answer early ({reason}). Ask again.")


def blocked(reason: str) -> PromptBlocked:
    """The error behind a prompt that the service refused."""
    why = _REFUSALS.get(reason, "it gave no reason" if reason in ("", "OTHER") else reason)
    return PromptBlocked(
        f"Gemini refused the prompt: {why}. Say in other words what the video should explain."
    )


_REFUSALS = {
    "SAFETY": "its safety rules forbid it",
    "BLOCKLIST": "it holds words that are not allowed",
    "PROHIBITED_CONTENT": "its content is not allowed",
    "SPII": "it would hold personal data",
    "RECITATION": "it came too close to a protected text",
    "LANGUAGE": "the language is not supported",
    "IMAGE_SAFETY": "its safety rules forbid it",
}
