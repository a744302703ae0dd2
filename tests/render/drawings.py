"""Frames to encode, and what comes out when they are decoded."""

from __future__ import annotations

import resource
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from pathlib import Path

import av
import numpy as np
from numpy.typing import NDArray

from core.model import Picture, Quality
from core.render.engine.alpha import AlphaWriter
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


def decoded_alpha(file: Path) -> Film:
    """All that is in a file with a transparent background: four planes for each frame, in one row."""
    decoder = av.CodecContext.create("libvpx-vp9", "r")
    with av.open(str(file)) as container:
        packets = [packet for packet in container.demux(video=0) if packet.size]
        frames = [frame for packet in packets for frame in decoder.decode(packet)]
        assert {frame.format.name for frame in frames} == {"yuva420p"}
        assert len(frames) == len(packets)
        return Film(
            tuple(alpha_planes(frame) for frame in frames),
            tuple(packet.pts * packet.time_base for packet in packets),
            tuple(index for index, packet in enumerate(packets) if packet.is_keyframe),
        )


def alpha_planes(frame: av.VideoFrame) -> NDArray[np.uint8]:
    """The planes of a frame with a transparent background, in one row; the last of them is the alpha."""
    rows = [
        np.frombuffer(plane, np.uint8).reshape(plane.height, plane.line_size)[:, : plane.width]
        for plane in frame.planes
    ]
    return np.concatenate([plane.ravel() for plane in rows])


def alpha_likeness(seen: NDArray[np.uint8], drawn: Pixels) -> tuple[float, float]:
    """The PSNR of luma and of alpha in dB."""
    size = drawn.shape[0] * drawn.shape[1]
    expected = alpha_planes(av.VideoFrame.from_ndarray(drawn, "rgba").reformat(format="yuva420p"))
    error = (seen.astype(float) - expected) ** 2
    return _decibel(error[:size]), _decibel(error[-size:])


def planes(pixels: Pixels) -> NDArray[np.uint8]:
    """The planes that a drawn frame stands for."""
    return av.VideoFrame.from_ndarray(pixels, "rgba").to_ndarray(format="yuv420p")


def likeness(seen: NDArray[np.uint8], drawn: Pixels) -> float:
    """The PSNR of a decoded frame in dB."""
    return _decibel((seen.astype(float) - planes(drawn)) ** 2)


def _decibel(errors: NDArray[np.float64]) -> float:
    return float(10 * np.log10(255**2 / max(errors.mean(), 1e-9)))


def board(picture: Picture, step: int) -> Pixels:
    """A lesson-like frame: a dark board, a still caption, a bar that moves with each step."""
    pixels = np.zeros((picture.height, picture.width, 4), np.uint8)
    pixels[..., :] = (16, 22, 29, 255)
    pixels[8:20, 10 : picture.width // 2 : 3, :3] = 240
    left = 7 * step % (picture.width - 40)
    pixels[40 : 41 + step % 60, left : left + 40, :3] = (255, 209, 102)
    return pixels


def glass(picture: Picture, step: int) -> Pixels:
    """The board without its board: what is left is transparent, and a plate that is half so."""
    pixels = board(picture, step)
    pixels[..., 3] = 255 * (pixels[..., 0] > 16)
    pixels[..., :3] *= pixels[..., 3:] > 0
    pixels[-30:-10, step % 20 : 60] = (88, 98, 110, 128)
    return pixels


def write_alpha_part(target: Path, shown: list[tuple[int, int]], picture: Picture = SMALL) -> Path:
    """A part in which steps of the glass are shown, each for a number of frames."""
    return _write(AlphaWriter(target, picture, Quality.DRAFT), glass, target, shown, picture)


def write_part(
    target: Path, shown: list[tuple[int, int]], picture: Picture = SMALL, quality: Quality = Quality.DRAFT
) -> Path:
    """A part in which steps of the board are shown, each for a number of frames."""
    return _write(PartWriter(target, picture, quality), board, target, shown, picture)


def _write(
    writer: PartWriter | AlphaWriter,
    draw: Callable[[Picture, int], Pixels],
    target: Path,
    shown: list[tuple[int, int]],
    picture: Picture,
) -> Path:
    try:
        for step, repeat in shown:
            writer.write(draw(picture, step), repeat)
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
