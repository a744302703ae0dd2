"""The files that a finished job leaves: a video that browsers start at once, its sound, and its stills."""

from __future__ import annotations

import heapq
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from fractions import Fraction
from pathlib import Path
from typing import Any

import av
import numpy as np
from av.container import InputContainer, OutputContainer
from av.error import FFmpegError
from av.video.stream import VideoStream
from numpy.typing import NDArray
from PIL import Image

from core.model import Picture
from core.render.engine.mp4 import require_whole

Pixels = NDArray[Any]
"""A picture: height x width x 4 (red, green, blue, alpha) of uint8."""

POSTER_WIDTH = 1280
"""Largest width of a poster, in pixels."""

_SAMPLE = 4
_JPEG_QUALITY = 85

_AAC_RATES = (96000, 88200, 64000, 48000, 44100, 32000, 24000, 22050, 16000, 12000, 11025, 8000)
_USUAL_RATE = 48000

_TICKS_PER_SECOND = 60_000
_OPTIONS = {
    "movflags": "faststart",
    # The usual milliseconds fit no frame rate.
    "movie_timescale": str(_TICKS_PER_SECOND),
    # Sound stays beside its pictures even if nothing else comes for long.
    "max_interleave_delta": "0",
}


class BrokenPart(Exception):
    """A file that cannot become part of the video; `part` says which."""

    def __init__(self, part: Path, reason: str) -> None:
        super().__init__(f"{part}: {reason}")
        self.part = part


def join(parts: Sequence[Path], target: Path, picture: Picture) -> int:
    """Put parts that were encoded alike one after another, without decoding; returns how many frames.

    Raises BrokenPart for a part that cannot be read or differs, OSError where the target cannot be written.
    """
    if not parts:
        raise ValueError("There are no parts to join.")
    tick = Fraction(1, picture.frame_rate)
    frames = 0
    with _read(parts[0]) as first, _written(target) as made:
        template = _video(parts[0], first)
        stream = made.add_stream_from_template(template)
        stream.time_base = tick
        for part in parts:
            for packet in _pictures(part, picture, template.codec_context.extradata):
                packet.stream = stream
                packet.time_base = tick
                packet.pts = packet.dts = frames
                packet.duration = 1
                made.mux(packet)
                frames += 1
    return frames


def add_sound(video: Path, sound: Path, target: Path) -> None:
    """Copy a video and add the sound of a WAV file, cut or padded with silence to the video's length.

    Raises BrokenPart where one of them cannot be read, and OSError where the target cannot be written.
    """
    with _read(video) as seen, _read(sound) as heard, _written(target) as made:
        template, source = _video(video, seen), heard.streams.audio[0]
        pictures = made.add_stream_from_template(template)
        rate = source.rate if source.rate in _AAC_RATES else _USUAL_RATE
        tones = made.add_stream("aac", rate, layout="mono" if source.channels == 1 else "stereo")
        length = (template.duration or 0) * (template.time_base or 0)

        def copied() -> Iterator[Any]:
            for packet in _packets(video, seen):
                packet.stream = pictures
                yield packet

        def encoded() -> Iterator[Any]:
            for frame in _fitted(sound, heard, round(length * source.rate)):
                yield from tones.encode(frame)
            yield from tones.encode(None)

        for packet in heapq.merge(copied(), encoded(), key=lambda packet: packet.dts * packet.time_base):
            made.mux(packet)


def preview(pixels: Pixels, target: Path, width: int = 320) -> None:
    """Write a small JPEG of a picture, about as wide as asked; quick enough to do while drawing."""
    height, full = pixels.shape[:2]
    # Whole pixels are averaged, the alpha of which would cost more than everything else.
    image = Image.frombuffer("RGBX", (full, height), np.ascontiguousarray(pixels), "raw", "RGBX", 0, 1)
    image.reduce(max(1, full // width)).convert("RGB").save(target, "JPEG", quality=_JPEG_QUALITY)


def _pictures(part: Path, picture: Picture, extradata: bytes | None) -> Iterator[Any]:
    """The packets of a part, after a look whether they fit. Raises BrokenPart."""
    with _read(part) as given:
        codec = _video(part, given).codec_context
        if (codec.name, codec.width, codec.height) != ("h264", picture.width, picture.height):
            raise BrokenPart(part, f"It is {codec.name}, {codec.width}x{codec.height}.")
        if codec.extradata != extradata:
            raise BrokenPart(part, "It was encoded with other settings than the first part.")
        number = -1
        for number, packet in enumerate(_packets(part, given)):
            if packet.pts * packet.time_base * picture.frame_rate != number:
                raise BrokenPart(part, f"Frame {number} is not in its place.")
            if number == 0 and not packet.is_keyframe:
                raise BrokenPart(part, "It does not begin with a key picture.")
            yield packet
        if number < 0:
            raise BrokenPart(part, "It has no frames.")


def _video(file: Path, given: InputContainer) -> VideoStream:
    try:
        require_whole(file)
    except OSError as error:
        raise BrokenPart(file, "It is cut short.") from error
    if not given.streams.video:
        raise BrokenPart(file, "It has no pictures.")
    return given.streams.video[0]


def _packets(file: Path, given: InputContainer) -> Iterator[Any]:
    try:
        yield from (packet for packet in given.demux(video=0) if packet.dts is not None)
    except FFmpegError as error:
        raise BrokenPart(file, str(error)) from error


def _fitted(file: Path, given: InputContainer, samples: int) -> Iterator[av.AudioFrame]:
    """The sound of a file, cut or followed by silence so that it has this many samples. Raises BrokenPart."""
    source = given.streams.audio[0]
    place = 0
    for tones in _tones(file, given, samples):
        tones = tones[:, : samples - place]
        frame = av.AudioFrame.from_ndarray(tones, "fltp", source.layout.name)
        frame.rate, frame.time_base, frame.pts = source.rate, Fraction(1, source.rate), place
        yield frame
        place += tones.shape[1]
        if place == samples:
            return


def _tones(file: Path, given: InputContainer, samples: int) -> Iterator[NDArray[Any]]:
    """The sound of a file, a row for each channel, and after it enough silence. Raises BrokenPart."""
    source = given.streams.audio[0]
    planar = av.AudioResampler("fltp")
    try:
        for frame in given.decode(audio=0):
            yield from (part.to_ndarray() for part in planar.resample(frame))
    except FFmpegError as error:
        raise BrokenPart(file, str(error)) from error
    for _ in range(0, samples, source.rate):
        yield np.zeros((source.channels, source.rate), np.float32)


@contextmanager
def _read(file: Path) -> Iterator[InputContainer]:
    try:
        given = av.open(str(file.absolute()))
    except FFmpegError as error:
        raise BrokenPart(file, str(error)) from error
    with given:
        yield given


@contextmanager
def _written(target: Path) -> Iterator[OutputContainer]:
    """A new mp4 that is whole in the end, or gone."""
    with ExitStack() as undo:
        undo.callback(target.unlink, missing_ok=True)
        made = av.open(str(target.absolute()), "w", format="mp4", options=_OPTIONS)
        undo.callback(_close, made)
        yield made
        made.close()
        require_whole(target)
        undo.pop_all()


def _close(made: OutputContainer) -> None:
    """Let go of a file that is not going to be whole."""
    with suppress(OSError):
        made.close()
