"""What the model is told: the standing instruction, and the conversation that a request stands for."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from string import Template
from typing import Literal

from core.model import Brief, FailureKind, Script, Severity
from core.writer.base import Attempt, Request

MANIM = "0.22"
"""The version of Manim Community that scripts are written for."""

_WORDS = Path(__file__).parent / "words"
_AROUND = 5
"""Lines shown before and after the one that failed."""
_SECONDS_PER_STEP = 3.0
_MESSAGE_LIMIT = 2_000
_FINDINGS = 12
"""How many findings are told besides the failure; with more, they follow from each other."""

_ADVICE = {
    FailureKind.SCRIPT: "Use only names and arguments that exist in Manim Community " + MANIM + ".",
    FailureKind.LATEX: "Check the TeX: raw strings, balanced braces, math only where math is allowed, "
    "no packages beyond amsmath and amssymb. Use Text for plain words.",
    FailureKind.TIMEOUT: "Make it cheaper: fewer objects, fewer and shorter animations, no endless loops.",
    FailureKind.MEMORY: "Make it smaller: fewer objects and points, coarser surfaces.",
    FailureKind.FORBIDDEN: "Do without files, network, processes and anything beyond drawing.",
    FailureKind.CRASH: "Avoid the construct that ended the renderer; find a simpler one.",
    FailureKind.MACHINE: "",
}


@dataclass(frozen=True, slots=True)
class Message:
    """One turn of the conversation."""

    role: Literal["user", "model"]
    text: str


def system_instruction() -> str:
    """The rules that hold for every answer."""
    return _template("system").substitute(manim=MANIM)


def conversation(request: Request) -> tuple[Message, ...]:
    """The request as turns: the brief, then each failed script with what went wrong, oldest first."""
    turns = [Message("user", _sendable(_brief(request.brief)))]
    for attempt in request.attempts:
        turns.append(Message("model", _sendable(f"```python\n{attempt.script.source.rstrip()}\n```")))
        turns.append(Message("user", _sendable(_repair(attempt))))
    return tuple(turns)


def _sendable(text: str) -> str:
    """The text without lone surrogates, which no wire can carry."""
    return text.encode("utf-8", "replace").decode("utf-8")


def _brief(brief: Brief) -> str:
    return _template("brief").substitute(
        tag=_tag("request", brief.prompt),
        prompt=brief.prompt.strip(),
        depth=_template(brief.complexity.value).template.strip(),
        duration=f"{brief.duration:g}",
        steps=max(1, round(brief.duration / _SECONDS_PER_STEP)),
    )


def _repair(attempt: Attempt) -> str:
    failure = attempt.failure
    message = failure.message[:_MESSAGE_LIMIT]
    return _template("repair").substitute(
        kind=failure.kind.value,
        tag=_tag("failure", message),
        message=message,
        place=_place(attempt.script, failure.line),
        findings=_findings(attempt),
        advice=_ADVICE[failure.kind],
    )


def _place(script: Script, line: int | None) -> str:
    """The failing line among its neighbours, numbered as in the script and marked; empty when unknown."""
    lines = script.source.splitlines()
    if line is None or not 1 <= line <= len(lines):
        return ""
    shown = range(max(1, line - _AROUND), min(len(lines), line + _AROUND) + 1)
    width = len(str(shown[-1]))
    rows = [f"{'>' if n == line else ' '} {n:{width}} | {lines[n - 1]}" for n in shown]
    return "\n".join(["", f"It failed at line {line}:", "", *rows, ""])


def _findings(attempt: Attempt) -> str:
    """What else is wrong by the checker's rules, a line each; empty when there is nothing else."""
    failure = attempt.failure
    others = [
        item for item in attempt.findings if (item.line, item.message) != (failure.line, failure.message)
    ]
    if not others:
        return ""
    others.sort(key=lambda item: item.severity is not Severity.ERROR)
    text = "\n".join(f"line {item.line}: {item.message[:_MESSAGE_LIMIT]}" for item in others[:_FINDINGS])
    tag = _tag("findings", text)
    return f"\nA checker of scripts found this as well:\n<{tag}>\n{text}\n</{tag}>\n"


def _tag(name: str, text: str) -> str:
    """A tag that the text cannot close, however it was written."""
    tag = name
    while f"</{tag}" in text.lower():
        tag += "-x"
    return tag


@cache
def _template(name: str) -> Template:
    return Template((_WORDS / f"{name}.md").read_text("utf-8"))
