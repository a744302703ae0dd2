"""The nouns: values that every room of the studio shares. Standard library only.

Units everywhere: seconds, 1-based source lines, pixels, frames per second.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from datetime import datetime
from enum import IntEnum, StrEnum
from pathlib import Path

PROMPT_LIMIT = 4_000
"""Longest prompt, in characters."""

SCRIPT_LIMIT = 200_000
"""Longest script, in bytes of UTF-8; `ast.parse` of more can exhaust memory."""

DURATION_MIN, DURATION_MAX = 3.0, 600.0
"""Shortest and longest video that may be asked for, in seconds."""


class InvalidField(ValueError):
    """A value that a person gave cannot be used; names the field and says what to give instead."""

    def __init__(self, name: str, sentence: str) -> None:
        super().__init__(sentence)
        self.name = name
        self.sentence = sentence


class Complexity(StrEnum):
    """How deep the explanation goes."""

    SIMPLE = "simple"
    STANDARD = "standard"
    ADVANCED = "advanced"


class Quality(StrEnum):
    """A picture size and frame rate; the values are what users type."""

    DRAFT = "draft"
    STANDARD = "standard"
    HIGH = "high"
    ULTRA = "4k"

    @property
    def picture(self) -> Picture:
        """The pixels and frames per second that this quality stands for."""
        return _PICTURES[self]


@dataclass(frozen=True, slots=True)
class Picture:
    """Width and height in pixels and frames per second of a video."""

    width: int
    height: int
    frame_rate: int

    def __str__(self) -> str:
        name = "4K" if self.height == 2160 else f"{self.height}p"
        return f"{name}{self.frame_rate}"


_PICTURES = {
    Quality.DRAFT: Picture(854, 480, 15),
    Quality.STANDARD: Picture(1280, 720, 30),
    Quality.HIGH: Picture(1920, 1080, 60),
    Quality.ULTRA: Picture(3840, 2160, 60),
}


def _check_text(name: str, text: str) -> None:
    """Half a character (a lone surrogate, possible in JSON) can be neither sent nor stored."""
    try:
        text.encode()
    except UnicodeEncodeError:
        raise InvalidField(name, f"The {name} holds a broken character. Type it again.") from None


@dataclass(frozen=True, slots=True)
class Brief:
    """What is wanted: a prompt, how deep, and how long in seconds. Raises InvalidField."""

    prompt: str
    complexity: Complexity = Complexity.STANDARD
    duration: float = 20.0

    def __post_init__(self) -> None:
        length = len(self.prompt)
        if not self.prompt.strip():
            raise InvalidField("prompt", "The prompt is empty. Say what the video should explain.")
        if length > PROMPT_LIMIT:
            raise InvalidField(
                "prompt",
                f"The prompt has {length:,} characters; the limit is {PROMPT_LIMIT:,}. "
                "Shorten it to the one idea that the video should explain.",
            )
        _check_text("prompt", self.prompt)
        if not DURATION_MIN <= self.duration <= DURATION_MAX:
            raise InvalidField(
                "duration",
                f"A duration of {self.duration:g} s cannot be made. "
                f"Give between {DURATION_MIN:g} and {DURATION_MAX:g} seconds.",
            )


@dataclass(frozen=True, slots=True)
class Script:
    """Python source that defines Manim scenes. Raises InvalidField when it is too large."""

    source: str

    def __post_init__(self) -> None:
        _check_text("script", self.source)
        size = len(self.source.encode())
        if size > SCRIPT_LIMIT:
            raise InvalidField(
                "script",
                f"The script has {size:,} bytes; the limit is {SCRIPT_LIMIT:,}. "
                "Move data out of it or split it into several scenes.",
            )

    @property
    def digest(self) -> str:
        """SHA-256 of the source, 64 hexadecimal digits."""
        return hashlib.sha256(self.source.encode()).hexdigest()


class Severity(StrEnum):
    """Whether a diagnostic stops a render."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Edit:
    """A text in the place of another: from a line and column to before others, in characters, all 1-based."""

    line: int
    column: int
    end_line: int
    end_column: int
    text: str


@dataclass(frozen=True, slots=True)
class Fix:
    """What puts a finding right: a title such as "Write FadeIn", and edits that do not overlap.

    A `certain` one means what the script means beyond doubt; another is a good guess, for a person to take.
    """

    title: str
    edits: tuple[Edit, ...]
    certain: bool = False


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One finding about a script, on its 1-based line and column."""

    rule: str
    severity: Severity
    line: int
    column: int
    message: str
    fix: Fix | None = None


@dataclass(frozen=True, slots=True)
class RenderSettings:
    """How a script is rendered: the quality, and the scene's class when the script has several."""

    quality: Quality = Quality.DRAFT
    scene: str | None = None


@dataclass(frozen=True, slots=True)
class RenderJob:
    """One request to the renderer; video, poster and log are put into `output`, a folder that exists.

    A `dry_run` finds the timeline and draws nothing. A `witness` also writes frames.json, for comparing with
    plain Manim: for each play the SHA-256 of each of its frames' RGBA pixels; it reuses nothing.

    `session` is whose job it is: one job of a session runs at a time, and what it makes is reused by the same
    session alone. Jobs without one ("") take turns as if each had its own, and share what they make.
    """

    id: str
    script: Script
    settings: RenderSettings
    output: Path
    dry_run: bool = False
    witness: bool = False
    session: str = ""


@dataclass(frozen=True, slots=True)
class PlannedPlay:
    """One `play` or `wait` of a scene: its 1-based number, its line, when it runs and what it does.

    `reused` says that its frames are kept from an earlier render and need not be drawn.
    """

    number: int
    line: int | None
    start: float
    end: float
    label: str
    reused: bool = False


@dataclass(frozen=True, slots=True)
class Timeline:
    """What a dry run of a scene found: its plays in order."""

    scene: str
    plays: tuple[PlannedPlay, ...]

    @property
    def duration(self) -> float:
        """Length of the video in seconds."""
        return self.plays[-1].end if self.plays else 0.0


@dataclass(frozen=True, slots=True)
class RenderResult:
    """A finished video, or the `image` of a scene that plays nothing; exactly one of the two is there.

    `elapsed` is the time that the render took, `duration` the video's length; `reused` of the `plays` were
    kept from an earlier render. `captions` is a SubRip file beside the video.
    """

    video: Path | None
    poster: Path | None
    scene: str
    duration: float
    elapsed: float
    plays: int
    picture: Picture
    reused: int = 0
    captions: Path | None = None
    image: Path | None = None


class Isolation(IntEnum):
    """How well a job is kept from all else on the machine; docs/security.md says what each level stops."""

    NONE = 0
    LIMITED = 1
    CONFINED = 2
    ISOLATED = 3

    @property
    def word(self) -> str:
        """The level's name for people and programs: "isolated" for ISOLATED."""
        return self.name.lower()


class FailureKind(StrEnum):
    """Why a render failed, by what has to change for it to succeed."""

    SCRIPT = "SCRIPT"
    LATEX = "LATEX"
    TIMEOUT = "TIMEOUT"
    MEMORY = "MEMORY"
    FORBIDDEN = "FORBIDDEN"
    CRASH = "CRASH"
    MACHINE = "MACHINE"


@dataclass(frozen=True, slots=True)
class RenderFailure:
    """A render that failed: its kind, one plain sentence with the next step, and the user's line.

    `choices` names the scenes to pick from when that is all that is missing.
    """

    kind: FailureKind
    message: str
    line: int | None = None
    traceback: str = ""
    choices: tuple[str, ...] = ()

    @property
    def reason(self) -> str:
        """The message without its line, for where the line is told beside it."""
        return self.message.removeprefix(f"Line {self.line}: ")

    @property
    def is_repairable(self) -> bool:
        """Whether a writer could mend it by writing another script."""
        return self.kind is not FailureKind.MACHINE and not self.choices


@dataclass(frozen=True, slots=True)
class WriterFailure:
    """A writer that gave no script: the error's class name, and one sentence with the next step.

    `suggestions` are prompts that would work instead.
    """

    kind: str
    message: str
    suggestions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Cancelled:
    """The user stopped the take before it ended, or something else did, and then `reason` says what."""

    reason: str = ""


Outcome = RenderResult | RenderFailure | WriterFailure | Cancelled


@dataclass(frozen=True, slots=True)
class Take:
    """One attempt, kept in the library. A repair or a hand edit is a child of an earlier take.

    `session` is the browser session or API client it belongs to, `production` the run that made it,
    `writer` who wrote the script ("gemini", "shelf", "hand") and `note` what the writer said about it.
    `isolation` is how the script was kept from the machine when it ran; None where none ran to its end.
    `original` is what a writer wrote where the studio has mended it, and `fixed` has a sentence for each fix.
    """

    id: str
    session: str
    production: str
    created: datetime
    brief: Brief | None
    script: Script
    settings: RenderSettings
    writer: str
    outcome: Outcome
    parent: str | None = None
    note: str = ""
    diagnostics: tuple[Diagnostic, ...] = field(default=())
    isolation: Isolation | None = None
    original: Script | None = None
    fixed: tuple[str, ...] = ()

    @property
    def result(self) -> RenderResult | None:
        """The video, when there is one."""
        return self.outcome if isinstance(self.outcome, RenderResult) else None
