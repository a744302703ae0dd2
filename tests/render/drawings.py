"""Frames to encode, and what comes out when they are decoded."""

from __future__ import annotations

import resource
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from pathlib import Path

import av
import numpy as np
from numpy.typing import NDArray

from core.model import Picture, Quality
from core.render.engine.encoding import PartWriter

Pixels = NDArray[np.uint8]

SMALL = Picture(214, 120, 15)
"""Its planes are padded and its last row of blocks is cut, as at 854x480."""


@dataclass(frozen=True)
class Film:
    """A decoded video: its frames' planes, and each one's time in seconds."""

    frames: tuple[NDArray[np.uint8], ...]
    times: tuple[Fraction, ...]
    keys: tuple[int, ...]

    @property
    def runs(self) -> list[int]:
        """How often each picture is shown in succession."""
        same = [np.array_equal(*pair) for pair in pairwise(self.frames)]
        edges = [0, *(index for index, equal in enumerate(same, 1) if not equal), len(self.frames)]
        return [end - start for start, end in pairwise(edges)]


def decoded(file: Path) -> Film:
    """All that is in a file, decoded by several threads, none of which may complain."""
    av.logging.set_level(av.logging.WARNING)
    try:
        with av.logging.Capture() as complaints, av.open(str(file)) as container:
            container.streams.video[0].thread_type = "AUTO"
            frames = list(container.decode(video=0))
    finally:
        av.logging.set_level(None)
    assert complaints == []
    return Film(
        tuple(frame.to_ndarray(format="yuv420p") for frame in frames),
        tuple(frame.pts * frame.time_base for frame in frames),
        tuple(index for index, frame in enumerate(frames) if frame.key_frame),
    )


def planes(pixels: Pixels) -> NDArray[np.uint8]:
    """The planes that a drawn frame stands for."""
    return av.VideoFrame.from_ndarray(pixels, "rgba").to_ndarray(format="yuv420p")


def likeness(seen: NDArray[np.uint8], drawn: Pixels) -> float:
    """The PSNR of a decoded frame in dB."""
    error = np.mean((seen.astype(float) - planes(drawn)) ** 2)
    return float(10 * np.log10(255**2 / max(error, 1e-9)))


def board(picture: Picture, step: int) -> Pixels:
    """A lesson-like frame: a dark board, a still caption, a bar that moves with each step."""
    pixels = np.zeros((picture.height, picture.width, 4), np.uint8)
    pixels[..., :] = (16, 22, 29, 255)
    pixels[8:20, 10 : picture.width // 2 : 3, :3] = 240
    left = 7 * step % (picture.width - 40)
    pixels[40 : 41 + step % 60, left : left + 40, :3] = (255, 209, 102)
    return pixels


def write_part(
    target: Path, shown: list[tuple[int, int]], picture: Picture = SMALL, quality: Quality = Quality.DRAFT
) -> Path:
    """A part in which steps of the board are shown, each for a number of frames."""
    writer = PartWriter(target, picture, quality)
    try:
        for step, repeat in shown:
            writer.write(board(picture, step), repeat)
        writer.finish()
    except OSError:
        writer.abort()
        raise
    return target


@contextmanager
def room_for(size: int) -> Iterator[None]:
    """Let no file grow beyond this size in bytes."""
    usual, most = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, most))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (usual, most))
