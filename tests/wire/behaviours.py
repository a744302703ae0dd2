"""What the test server answers, by the model's name: the same steps for both transports."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

BAD_KEY = "refused-key"
"""A key that the server does not know, whatever the model."""

OUTPUT_LIMIT = 65_536


@dataclass(frozen=True)
class Ask:
    """One request as it came: the method, the model, the key, and its body as JSON."""

    method: str
    model: str
    key: str
    body: dict[str, Any] = field(repr=False)

    @property
    def turns(self) -> list[tuple[str, str]]:
        return [
            (content.get("role", ""), "".join(part.get("text", "") for part in content["parts"]))
            for content in self.body.get("contents", [])
        ]

    @property
    def prompt(self) -> str:
        """The user's words, wherever the writer's tags have put them."""
        first = self.turns[0][1]
        tagged = re.search(r"<([\w-]+)>\n(.*?)\n</\1>", first, re.DOTALL)
        return tagged[2] if tagged else first


@dataclass(frozen=True)
class Say:
    """One message of the stream."""

    message: dict[str, Any]


@dataclass(frozen=True)
class Refuse:
    """An error as Google's services give it."""

    code: int
    status: str
    message: str
    details: tuple[dict[str, Any], ...] = ()


@dataclass(frozen=True)
class Silent:
    """Nothing more, and the connection stays open."""


@dataclass(frozen=True)
class Cut:
    """The connection breaks."""


@dataclass(frozen=True)
class Pause:
    """Wait that many seconds before the next step."""

    seconds: float


@dataclass(frozen=True)
class Held:
    """Wait until the test releases the answer."""


Step = Say | Refuse | Silent | Cut | Pause | Held
Behaviour = Callable[[Ask, int], Iterator[Step]]
"""From a request, and the number of earlier requests for this model with this key, to steps."""


def text(words: str, finish: str | None = None, *, thought: bool = False) -> Say:
    part: dict[str, Any] = {"text": words}
    if thought:
        part["thought"] = True
    candidate: dict[str, Any] = {"content": {"parts": [part], "role": "model"}, "index": 0}
    if finish:
        candidate["finishReason"] = finish
    return Say({"candidates": [candidate], "modelVersion": "test"})


def end(finish: str = "STOP") -> Say:
    return text("", finish)


def pieces(words: str, size: int) -> Iterator[Say]:
    return (text(words[at : at + size]) for at in range(0, len(words), size))


def scene(prompt: str) -> str:
    """A small scene without LaTeX that shows the prompt."""
    title = " ".join(prompt.split())[:60]
    return f"""from manim import *


class Answer(Scene):
    def construct(self):
        title = Text({title!r}, font_size=32).to_edge(UP)
        title.scale_to_fit_width(min(title.width, 12))
        circle = Circle(radius=1.5, color=BLUE)
        square = Square(side_length=2.2, color=YELLOW)
        self.play(Write(title), run_time=1)
        self.play(Create(circle), run_time=1)
        self.play(ReplacementTransform(circle, square), run_time=1)
        self.wait(0.5)
"""


def fenced(code: str) -> str:
    return f"```python\n{code}```\n"


def happy(ask: Ask, _: int) -> Iterator[Step]:
    yield from pieces(fenced(scene(ask.prompt)), 48)
    yield end()


def slow(ask: Ask, _: int) -> Iterator[Step]:
    for piece in pieces(fenced(scene(ask.prompt)), 24):
        yield piece
        yield Pause(0.25)
    yield end()


def talkative(ask: Ask, _: int) -> Iterator[Step]:
    """Prose around the block, and chunks so small that each fence is split."""
    yield from pieces(f"Here is the scene:\n\n{fenced(scene(ask.prompt))}\nEnjoy!", 2)
    yield end()


def thinking(ask: Ask, _: int) -> Iterator[Step]:
    yield text("**Considering a circle**\n\n```python\nprint('a thought')\n```\n", thought=True)
    first, rest = fenced(scene(ask.prompt))[:60], fenced(scene(ask.prompt))[60:]
    yield text(first)
    yield text("Let me reconsider.", thought=True)
    yield text(rest)
    yield end()


def polite(ask: Ask, _: int) -> Iterator[Step]:
    """A whole script, and no reason why the model stopped."""
    yield from pieces(fenced(scene(ask.prompt)), 80)


def rude(ask: Ask, _: int) -> Iterator[Step]:
    """Half a script, and an orderly end without a reason."""
    yield text(fenced(scene(ask.prompt))[:150])


def cut(ask: Ask, _: int) -> Iterator[Step]:
    yield text(fenced(scene(ask.prompt))[:150])
    yield Cut()


def broken_off(ask: Ask, _: int) -> Iterator[Step]:
    """An error of the service in the middle of the answer."""
    yield text(fenced(scene(ask.prompt))[:150])
    yield UNAVAILABLE


def cut_after_end(ask: Ask, _: int) -> Iterator[Step]:
    yield text(fenced(scene(ask.prompt)), "STOP")
    yield Cut()


def cut_once(ask: Ask, before: int) -> Iterator[Step]:
    """The connection breaks before the answer began."""
    if before == 0:
        yield Cut()
    yield from happy(ask, before)


def silent(_: Ask, __: int) -> Iterator[Step]:
    yield Silent()


def silent_midway(ask: Ask, _: int) -> Iterator[Step]:
    yield text(fenced(scene(ask.prompt))[:150])
    yield Silent()


def blocked(_: Ask, __: int) -> Iterator[Step]:
    yield Say({"promptFeedback": {"blockReason": "PROHIBITED_CONTENT"}})


def stopped_for_safety(ask: Ask, _: int) -> Iterator[Step]:
    yield text(fenced(scene(ask.prompt))[:150])
    yield end("SAFETY")


def truncated(ask: Ask, _: int) -> Iterator[Step]:
    yield text(fenced(scene(ask.prompt))[:150])
    yield end("MAX_TOKENS")


def thought_too_long(_: Ask, __: int) -> Iterator[Step]:
    """All the tokens went into thoughts."""
    yield text("Considering a circle.", thought=True)
    yield end("MAX_TOKENS")


def empty(_: Ask, __: int) -> Iterator[Step]:
    yield end()


def nothing_at_all(_: Ask, __: int) -> Iterator[Step]:
    return iter(())


def no_script(_: Ask, __: int) -> Iterator[Step]:
    yield text("The area of a circle is pi times its radius squared.")
    yield end()


RETRY_INFO = "type.googleapis.com/google.rpc.RetryInfo"
QUOTA_FAILURE = "type.googleapis.com/google.rpc.QuotaFailure"
ERROR_INFO = "type.googleapis.com/google.rpc.ErrorInfo"
UNAVAILABLE = Refuse(503, "UNAVAILABLE", "The model is overloaded. Please try again later.")
INTERNAL = Refuse(500, "INTERNAL", "An internal error has occurred.")


def quota(delay: str, quota_id: str = "GenerateRequestsPerMinutePerProjectPerModel") -> Refuse:
    details: list[dict[str, Any]] = [{"@type": QUOTA_FAILURE, "violations": [{"description": quota_id}]}]
    if delay:
        details.append({"@type": RETRY_INFO, "retryDelay": delay})
    return Refuse(429, "RESOURCE_EXHAUSTED", "You exceeded your current quota.", tuple(details))


def bad_key(key: str) -> Refuse:
    return Refuse(
        400,
        "INVALID_ARGUMENT",
        f"API key not valid: {key}. Please pass a valid API key.",
        ({"@type": ERROR_INFO, "reason": "API_KEY_INVALID", "domain": "googleapis.com"},),
    )


def unknown_model(model: str) -> Refuse:
    return Refuse(404, "NOT_FOUND", f"models/{model} is not found for API version v1beta.")


def always(refusal: Refuse) -> Behaviour:
    def behave(_: Ask, __: int) -> Iterator[Step]:
        yield refusal

    return behave


def once(refusal: Refuse) -> Behaviour:
    def behave(ask: Ask, before: int) -> Iterator[Step]:
        if before == 0:
            yield refusal
        yield from happy(ask, before)

    return behave


def repairable(ask: Ask, _: int) -> Iterator[Step]:
    """A script that fails until the request says how it failed."""
    code = scene(ask.prompt)
    if len(ask.turns) == 1:
        code = code.replace("self.wait(0.5)", "square.become_round()")
    yield from pieces(fenced(code), 48)
    yield end()


def held_repair(ask: Ask, before: int) -> Iterator[Step]:
    """As `repairable`, but the repair waits until the test has looked."""
    if len(ask.turns) > 1:
        yield Held()
    yield from repairable(ask, before)


def hopeless(ask: Ask, _: int) -> Iterator[Step]:
    """A script that fails however often it is asked for."""
    yield from pieces(fenced(scene(ask.prompt).replace("self.wait(0.5)", "square.become_round()")), 48)
    yield end()


BEHAVIOURS: dict[str, Behaviour] = {
    "gemini-3.8-flash": happy,
    "gemini-slow": slow,
    "gemini-talkative": talkative,
    "gemini-thinking": thinking,
    "gemini-polite": polite,
    "gemini-rude": rude,
    "gemini-cut": cut,
    "gemini-broken-off": broken_off,
    "gemini-cut-after-end": cut_after_end,
    "gemini-cut-once": cut_once,
    "gemini-silent": silent,
    "gemini-silent-midway": silent_midway,
    "gemini-blocked": blocked,
    "gemini-safety": stopped_for_safety,
    "gemini-truncated": truncated,
    "gemini-thought-too-long": thought_too_long,
    "gemini-empty": empty,
    "gemini-nothing": nothing_at_all,
    "gemini-no-script": no_script,
    "gemini-quota-short": once(quota("0.050s")),
    "gemini-quota-silent": once(quota("")),
    "gemini-quota-long": always(quota("3600s")),
    "gemini-quota-daily": always(quota("2s", "GenerateRequestsPerDayPerProjectPerModel-FreeTier")),
    "gemini-overloaded-once": once(UNAVAILABLE),
    "gemini-overloaded": always(UNAVAILABLE),
    "gemini-internal-once": once(INTERNAL),
    "gemini-internal": always(INTERNAL),
    "gemini-forbidden": always(Refuse(403, "PERMISSION_DENIED", "Your API key was reported as leaked.")),
    "gemini-unauthenticated": always(Refuse(401, "UNAUTHENTICATED", "Request had invalid credentials.")),
    "gemini-elsewhere": always(
        Refuse(400, "FAILED_PRECONDITION", "User location is not supported for the API use.")
    ),
    "gemini-late": always(
        Refuse(504, "DEADLINE_EXCEEDED", "Deadline expired before operation could complete.")
    ),
    "gemini-repairable": repairable,
    "gemini-held-repair": held_repair,
    "gemini-hopeless": hopeless,
}


def models() -> list[dict[str, Any]]:
    """What ListModels gives: every model above, and one that embeds."""
    writing = [
        {
            "name": f"models/{name}",
            "outputTokenLimit": OUTPUT_LIMIT,
            "supportedGenerationMethods": ["generateContent"],
        }
        for name in BEHAVIOURS
    ]
    return [*writing, {"name": "models/embedding-2", "supportedGenerationMethods": ["embedContent"]}]
