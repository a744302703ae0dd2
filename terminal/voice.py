"""What a command says while it works: a bar on a terminal, lines in a pipe, or JSON for programs."""

from __future__ import annotations

import json
import re
import sys
import unicodedata
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict
from typing import Protocol

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

from core.events import (
    AttemptFailed,
    Event,
    Planned,
    PlayRendered,
    RenderQueued,
    RepairStarted,
    ScriptReady,
    WriterNoted,
    WriterStarted,
    WriterWaiting,
)
from core.model import RenderFailure, Take
from core.progress import Forecast, Headway, advance, time_left
from core.rejection import was_rejected


class Voice(Protocol):
    """Tells a person or a program what happens."""

    def hear(self, event: Event) -> None:
        """Something happened."""
        ...

    def say(self, sentence: str) -> None:
        """Tell a person something that is no event."""
        ...


class JsonVoice:
    """One JSON object a line on stdout."""

    def hear(self, event: Event) -> None:
        """Print the event's type and fields."""
        print_json(snake_case(type(event).__name__), asdict(event))

    def say(self, sentence: str) -> None:
        """Sentences are for people; they are in the last line too."""


class PlainVoice:
    """One line on stderr for each thing worth knowing."""

    def hear(self, event: Event) -> None:
        """Print what a person wants to know of the event."""
        sentence = tell(event)
        if isinstance(event, PlayRendered):
            how = "reused" if event.reused else "rendered"
            sentence = f"Play {event.number} of {event.total or '?'} {how}."
        if sentence:
            self.say(sentence)

    def say(self, sentence: str) -> None:
        """Print the sentence."""
        complain(sentence)


class BarVoice:
    """A bar at the bottom of the terminal, and sentences above it."""

    def __init__(self, bar: Progress) -> None:
        self._bar = bar
        self._task = bar.add_task("starting", total=1.0, plays="", left="")
        self._headway = Headway()
        self._forecast = Forecast()

    def hear(self, event: Event) -> None:
        """Move the bar, and print what should stay on the screen."""
        now = self._headway = advance(self._headway, event)
        sentence = tell(event)
        if sentence and not isinstance(event, WriterStarted | Planned):
            self.say(sentence)
        plays = f"{now.drawn}/{now.plays}" if now.plays else ""
        seconds = self._forecast.seconds_left(now)
        left = "" if seconds is None else time_left(seconds)
        self._bar.update(self._task, completed=now.fraction, description=now.stage, plays=plays, left=left)

    def say(self, sentence: str) -> None:
        """Print the sentence above the bar."""
        self._bar.console.print(printable(sentence), markup=False, highlight=False, soft_wrap=True)


@contextmanager
def voice(as_json: bool) -> Iterator[Voice]:
    """The voice that fits: JSON when asked for, a bar when a person watches, lines otherwise."""
    if as_json:
        yield JsonVoice()
        return
    console = Console(stderr=True)
    if not console.is_terminal:
        yield PlainVoice()
        return
    columns = (TextColumn("{task.description:10}"), BarColumn(), TextColumn("{task.fields[plays]}"))
    times = (TimeElapsedColumn(), TextColumn("{task.fields[left]}"))
    bar = Progress(*columns, *times, console=console, transient=True, redirect_stdout=False)
    with bar:
        yield BarVoice(bar)


def tell(event: Event) -> str | None:
    """The event as a sentence, when a person wants to know it."""
    match event:
        case WriterStarted(writer=writer, attempt=1):
            return f"Writing the script ({writer})."
        case WriterNoted(text=text):
            return text
        case WriterWaiting(seconds=seconds, reason=reason):
            return f"{reason} Asking again in {seconds:.0f} s."
        case ScriptReady(diagnostics=diagnostics, fixed=fixed):
            found = (f"Line {item.line}: {item.message}" for item in diagnostics)
            return "\n".join((*fixed, *found)) or None
        case RenderQueued(position=position) if position:
            return f"Waiting for {position} other render{'s' if position > 1 else ''}."
        case Planned(timeline=timeline):
            plays = counted(len(timeline.plays), sum(play.reused for play in timeline.plays))
            return f"Rendering {timeline.scene}: {plays}, {timeline.duration:.1f} s of video."
        case AttemptFailed(take=Take(outcome=RenderFailure(message=message)) as take):
            return None if was_rejected(take) else message
        case RepairStarted(attempt=attempt, limit=limit):
            return f"Repair {attempt} of {limit}."
        case _:
            return None


def counted(plays: int, reused: int) -> str:
    """How many plays there are: "1 play", "14 plays (12 reused)"."""
    return f"{plays} play{'' if plays == 1 else 's'}" + (f" ({reused} reused)" if reused else "")


def print_json(name: str, fields: Mapping[str, object]) -> None:
    """Print one event as a line of JSON, now."""
    sys.stdout.write(json.dumps({"event": name, **fields}, default=str, allow_nan=False) + "\n")
    sys.stdout.flush()


def show(line: str) -> None:
    """Print a line of the command's answer to stdout, now."""
    sys.stdout.write(printable(line) + "\n")
    sys.stdout.flush()


def complain(sentence: str) -> None:
    """Print a sentence to stderr."""
    sys.stderr.write(printable(sentence) + "\n")
    sys.stderr.flush()


def printable(text: str) -> str:
    """The text without what a terminal would obey: a script's words may hold escape sequences."""
    return "".join(
        char if char in "\n\t" or unicodedata.category(char)[0] != "C" else "\N{REPLACEMENT CHARACTER}"
        for char in text
    )


def snake_case(name: str) -> str:
    """`PlayRendered` as `play_rendered`."""
    return re.sub(r"(?<!^)(?=[A-Z])", "_", name).lower()
