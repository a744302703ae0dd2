"""The two forms of a video: opaque, in an MP4, or with a background that is transparent, in a WebM."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

from core.render.engine import mp4, webm
from core.render.wire import ALPHA_VIDEO_NAME, VIDEO_NAME

_TICKS_PER_SECOND = 60_000

_INTERLEAVED = {"max_interleave_delta": "0"}
"""Sound stays beside its pictures even if nothing else comes for long."""


@dataclass(frozen=True, slots=True, eq=False)
class Form:
    """What a video, and each of its parts, is made of; FFmpeg's names.

    `name` is the file's among the results. `options` are the container's, whose times may be `grain` seconds
    off. `alpha` says that each picture tells what of it is transparent. `sound` is the encoder of sound, and
    `rates` what it takes, the usual one first. `require_whole` raises OSError for a file that is not.
    """

    name: str
    container: str
    options: Mapping[str, str]
    grain: Fraction
    codec: str
    alpha: bool
    sound: str
    rates: tuple[int, ...]
    require_whole: Callable[[Path], None]


OPAQUE = Form(
    name=VIDEO_NAME,
    container="mp4",
    # The usual milliseconds fit no frame rate. Browsers start at once where the index comes first.
    options={"movflags": "faststart", "movie_timescale": str(_TICKS_PER_SECOND), **_INTERLEAVED},
    grain=Fraction(0),
    codec="h264",
    alpha=False,
    sound="aac",
    rates=(48000, 96000, 88200, 64000, 44100, 32000, 24000, 22050, 16000, 12000, 11025, 8000),
    require_whole=mp4.require_whole,
)

TRANSPARENT = Form(
    name=ALPHA_VIDEO_NAME,
    container="webm",
    options={"cues_to_front": "1", **_INTERLEAVED},
    grain=Fraction(1, 2000),
    codec="vp9",
    alpha=True,
    sound="libopus",
    rates=(48000, 24000, 16000, 12000, 8000),
    require_whole=webm.require_whole,
)
