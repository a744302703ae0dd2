"""Looking at videos, for tests."""

from __future__ import annotations

from pathlib import Path

import av
import numpy as np


def frames(video: Path | None) -> list[np.ndarray]:
    """Every frame as an array of height x width x 3."""
    assert video is not None
    with av.open(str(video)) as container:
        return [frame.to_ndarray(format="rgb24") for frame in container.decode(video=0)]


def same_pictures(one: Path | None, other: Path | None) -> None:
    """Both videos show the same, frame for frame."""
    first, second = frames(one), frames(other)
    assert len(first) == len(second) > 0
    assert [n for n, (a, b) in enumerate(zip(first, second, strict=True)) if not np.array_equal(a, b)] == []


def key_pictures(video: Path | None) -> int:
    """How many frames are whole by themselves."""
    assert video is not None
    with av.open(str(video)) as container:
        return sum(packet.is_keyframe for packet in container.demux(video=0) if packet.size)
