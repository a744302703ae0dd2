"""What one measured render is found to be."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

import av


class Side(StrEnum):
    """Who renders."""

    OURS = "ours"
    PLAIN = "plain"


class RenderBroken(Exception):
    """A measured render gave no video; its message says why."""


@dataclass(frozen=True, slots=True)
class Film:
    """A video's pixels, frames per second, number of frames, length in seconds, and bytes."""

    width: int
    height: int
    frame_rate: float
    frames: int
    seconds: float
    size: int


@dataclass(frozen=True, slots=True)
class Sample:
    """One render: seconds of wall clock and of all processors, and the video.

    Known of ours alone: seconds until the first still and until the plan, and how many of the plays were
    kept from an earlier render; None where nothing was said.
    """

    wall: float
    cpu: float
    film: Film
    first_still: float | None = None
    planned: float | None = None
    plays: int | None = None
    reused: int | None = None


def look_at(video: Path) -> Film:
    """Open a finished video. Raises RenderBroken when there is none to see."""
    try:
        with av.open(str(video)) as opened:
            stream = opened.streams.video[0]
            # An mp4 counts in fractions of its own, which are off in the fifth digit.
            rate = round(float(stream.average_rate or 0), 2)
            frames = sum(1 for packet in opened.demux(stream) if packet.size)
            return Film(
                stream.width,
                stream.height,
                rate,
                frames,
                frames / rate if rate else 0.0,
                video.stat().st_size,
            )
    except (OSError, av.FFmpegError, IndexError) as error:
        raise RenderBroken(f"{video.name} cannot be opened: {error}") from error
