"""What a renderer made of a scene, as digests that can be compared."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import av

PLAYS_NAMED = 8
"""How many plays that differ are named."""


@dataclass(frozen=True, slots=True)
class Rendering:
    """The SHA-256 of the RGBA pixels of every frame, a tuple for each drawn play, or of the one picture.

    `frames` is how many frames come out of the finished video; `failure` says why there is nothing.
    """

    plays: tuple[tuple[str, ...], ...] = ()
    frames: int = 0
    image: str | None = None
    failure: str | None = None


def digest(pixels: bytes) -> str:
    """The SHA-256 of a picture's RGBA bytes, in hexadecimal digits."""
    return hashlib.sha256(pixels).hexdigest()


def plays_of(given: Sequence[Sequence[str]]) -> tuple[tuple[str, ...], ...]:
    """The digests for each play, as they come out of JSON."""
    return tuple(tuple(play) for play in given)


def count_frames(video: Path) -> int:
    """How many frames the video holds, counted by decoding them all."""
    with av.open(str(video)) as opened:
        return sum(1 for _ in opened.decode(video=0))


def from_json(given: dict[str, Any]) -> Rendering:
    """The rendering that `dataclasses.asdict` and JSON made this of."""
    return Rendering(plays_of(given["plays"]), given["frames"], given["image"], given["failure"])


def differences(plain: Rendering, ours: Rendering) -> list[str]:
    """What our rendering of a scene has otherwise than Manim's, in words; nothing if all is the same."""
    if ours.failure is not None:
        return [] if ours.failure == plain.failure else [f"is not rendered: {ours.failure}"]
    if plain.failure is not None:
        return [f"is rendered, but Manim says: {plain.failure}"]
    found = []
    if plain.image != ours.image:
        found.append(f"the picture is {_short(ours.image)}, Manim's is {_short(plain.image)}")
    if len(plain.plays) != len(ours.plays):
        found.append(f"{len(ours.plays)} plays are drawn, Manim draws {len(plain.plays)}")
    for number, (theirs, own) in enumerate(zip(plain.plays, ours.plays, strict=False), 1):
        if theirs != own:
            found.append(_play(number, theirs, own))
    if len(found) > PLAYS_NAMED:
        found[PLAYS_NAMED:] = [f"and {len(found) - PLAYS_NAMED} more plays differ"]
    if plain.frames != ours.frames:
        found.append(f"the video has {ours.frames} frames, Manim's has {plain.frames}")
    return found


def _play(number: int, theirs: tuple[str, ...], own: tuple[str, ...]) -> str:
    if len(theirs) != len(own):
        return f"play {number} has {len(own)} frames, Manim's has {len(theirs)}"
    wrong = [index for index, pair in enumerate(zip(theirs, own, strict=True), 1) if pair[0] != pair[1]]
    return f"play {number}: {len(wrong)} of {len(own)} frames differ, the first is frame {wrong[0]}"


def _short(name: str | None) -> str:
    return name[:12] if name else "none"
