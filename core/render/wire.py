"""What the studio, the render host and a job say to each other: typed messages as lines of JSON.

    studio -> host        Start, Cancel; the end of the pipe means stop
    host -> studio        Ready, then News about each job; the last News of a job is Ended
    job -> supervisor     Opened, Timed, Drawn, Progressed, then Finished, Failed or Lost
    supervisor -> host    Planned, Done, Reached, then Ended

A job runs code that nobody reviewed and can write whatever it likes: decoding checks every field.
"""

from __future__ import annotations

import dataclasses
import json
import os
import types
import typing
from dataclasses import dataclass
from enum import Enum
from functools import cache
from typing import Any

from core.model import Isolation, Picture, PlannedPlay, Quality, RenderFailure, Timeline
from core.raised import Raised

LINE_LIMIT = 4 << 20
"""Longest line, in bytes; a timeline of ten thousand plays needs about one million."""

VIDEO_NAME, ALPHA_VIDEO_NAME, IMAGE_NAME = "video.mp4", "video.webm", "image.png"
POSTER_NAME, CAPTIONS_NAME, FRAMES_NAME, LOG_NAME = "poster.jpg", "captions.srt", "frames.json", "log.txt"
"""What a job leaves in its output folder."""


def preview_name(number: int) -> str:
    """Where the still of the play with this 1-based number lies, below the output folder."""
    return f"previews/{number:04}.jpg"


class WireError(ValueError):
    """A line that is not one of our messages."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """What one job may use: seconds of wall clock, bytes, counts, and plays that are drawn at once.

    `memory` is the address space of each process, `resident` what all of them hold together; `disk` bytes in
    `files` files are what the job's folder may hold.
    """

    wall: float
    memory: int
    resident: int
    file_size: int
    disk: int
    files: int
    processes: int
    output: int
    children: int


@dataclass(frozen=True, slots=True)
class Start:
    """Render the `script.py` that lies in `folder` and put the results into the folder `output`.

    `cache` is the folder of what earlier jobs of its session have drawn, `shared` of what everybody reads,
    and `room` the largest size of all in bytes. `uid` is the user to be, where the studio may choose it and
    does not leave it to the host.
    """

    job: str
    folder: str
    output: str
    cache: str
    shared: str
    room: int
    scene: str | None
    quality: Quality
    bounds: Bounds
    dry_run: bool
    witness: bool
    uid: int | None

    @property
    def picture(self) -> Picture:
        """The size and frame rate of the video."""
        return self.quality.picture


@dataclass(frozen=True, slots=True)
class Cancel:
    """End the job and everything it started."""

    job: str


@dataclass(frozen=True, slots=True)
class Ready:
    """The host has imported Manim and takes jobs; `level` is how it isolates them."""

    pid: int
    manim: str
    level: Isolation


@dataclass(frozen=True, slots=True)
class Started:
    """The job has a process."""


@dataclass(frozen=True, slots=True)
class Opened:
    """The scene has come to this play; one may be opened twice, the first word counts."""

    play: PlannedPlay


@dataclass(frozen=True, slots=True)
class Timed:
    """Every play of the scene is opened: the timeline is complete."""

    scene: str


@dataclass(frozen=True, slots=True)
class Planned:
    """The timeline is known."""

    timeline: Timeline


@dataclass(frozen=True, slots=True)
class Drawn:
    """The play with this 1-based number is drawn, so many frames; `key` is what its part is kept under."""

    number: int
    frames: int
    key: str | None
    reused: bool


@dataclass(frozen=True, slots=True)
class Progressed:
    """So many frames of the play with this 1-based number are drawn."""

    number: int
    frames: int


@dataclass(frozen=True, slots=True)
class Done:
    """The play with this 1-based number is there; `preview` says that its still is in the output folder."""

    number: int
    reused: bool
    preview: bool


@dataclass(frozen=True, slots=True)
class Reached:
    """So many seconds of the video are drawn."""

    seconds: float


@dataclass(frozen=True, slots=True)
class Finished:
    """The results are made: `files` are their names, `duration` is in seconds.

    `key` is what the whole result is kept under for the same script.
    """

    scene: str
    duration: float
    plays: int
    reused: int
    picture: Picture
    files: tuple[str, ...]
    key: str | None


@dataclass(frozen=True, slots=True)
class Failed:
    """The job has no video, and why; `raised` is the script's exception, where that was it."""

    failure: RenderFailure
    raised: Raised | None = None


@dataclass(frozen=True, slots=True)
class Lost:
    """A process that drew the play at this line was ended by this signal."""

    signal: int
    line: int | None


@dataclass(frozen=True, slots=True)
class Stopped:
    """The job was cancelled."""


@dataclass(frozen=True, slots=True)
class Ended:
    """The job's processes are gone and its results, if any, are in place."""

    outcome: Finished | Planned | Failed | Stopped


Report = Opened | Timed | Drawn | Progressed | Finished | Failed | Lost
Judged = Started | Planned | Done | Reached | Ended
Outcome = Finished | Planned | Failed | Stopped


@dataclass(frozen=True, slots=True)
class News:
    """What the host says about one job."""

    job: str
    said: Judged


Order = Start | Cancel
HostWord = Ready | News


def encode(message: Order | HostWord | Report | Judged) -> bytes:
    """The message as one line."""
    return json.dumps(_plain(message), ensure_ascii=True, allow_nan=False).encode() + b"\n"


def send(pipe: int, message: Order | HostWord | Report | Judged) -> None:
    """Write the message to a pipe, whole even where a signal interrupts. Raises BrokenPipeError."""
    line = memoryview(encode(message))
    while line:
        line = line[os.write(pipe, line) :]


def decode(line: bytes, expected: Any) -> Any:
    """The message on this line, one of the `expected` union. Raises WireError."""
    try:
        data = json.loads(line)
        return _read(data, expected)
    except (ValueError, RecursionError) as error:
        raise WireError(f"not a message: {line[:200]!r}") from error


def _plain(value: Any) -> Any:
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        fields = {item.name: _plain(getattr(value, item.name)) for item in dataclasses.fields(value)}
        return {"is": type(value).__name__, **fields}
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    return value


@cache
def _fields(kind: type) -> dict[str, Any]:
    return typing.get_type_hints(kind)


def _read(data: Any, kind: Any) -> Any:
    """`data` as a value of the type `kind`; raises ValueError where it is none."""
    if isinstance(kind, types.UnionType):
        return _read_union(data, kind)
    if typing.get_origin(kind) is tuple:
        item_kind = typing.get_args(kind)[0]
        if not isinstance(data, list):
            raise ValueError("a list is missing")
        return tuple(_read(item, item_kind) for item in data)
    if dataclasses.is_dataclass(kind) and isinstance(kind, type):
        if not isinstance(data, dict) or data.get("is") != kind.__name__:
            raise ValueError(f"no {kind.__name__}")
        if data.keys() - {"is"} != _fields(kind).keys():
            raise ValueError(f"wrong fields in {kind.__name__}")
        return kind(**{name: _read(data[name], hint) for name, hint in _fields(kind).items()})
    if isinstance(kind, type) and issubclass(kind, Enum):
        return kind(data)
    return _read_plain(data, kind)


def _read_union(data: Any, kind: types.UnionType) -> Any:
    for option in typing.get_args(kind):
        try:
            return _read(data, option)
        except ValueError:
            continue
    raise ValueError(f"none of {kind}")


def _read_plain(data: Any, kind: Any) -> Any:
    if kind is float and type(data) is int:
        data = float(data)
    if type(data) is not kind or (kind is float and not abs(data) < float("inf")):
        raise ValueError(f"no {kind}")
    # A script may say half a character (a lone surrogate), which can be neither shown nor stored.
    return data.encode("utf-8", "replace").decode() if kind is str else data
