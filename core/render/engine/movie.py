"""The files that a finished job leaves: a video that browsers start at once, its sound, and its stills."""

from __future__ import annotations

import heapq
from collections.abc import Iterator, Mapping, Sequence
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
from core.render.engine.forms import OPAQUE, Form

Pixels = NDArray[Any]
"""A picture: height x width x 4 (red, green, blue, alpha) of uint8."""

_JPEG_QUALITY = 85

_NONE: Mapping[str, str] = {}
_UNDECODED = {"codec_whitelist": "none"}
"""Keeps FFmpeg from decoding a picture of each file, which takes ten times as long as the rest."""


class BrokenPart(Exception):
    """A file that cannot become part of the video; `part` says which."""

    def __init__(self, part: Path, reason: str) -> None:
        super().__init__(f"{part}: {reason}")
        self.part = part


def join(parts: Sequence[Path], target: Path, picture: Picture, form: Form = OPAQUE) -> int:
    """Put parts that were encoded alike one after another, without decoding; returns how many frames.

    Raises BrokenPart for a part that cannot be read or differs, OSError where the target cannot be written.
    """
    if not parts:
        raise ValueError("There are no parts to join.")
    tick = Fraction(1, picture.frame_rate)
    frames = 0
    # The first is looked at whole: only its pictures say in which colours they are meant.
    with _read(parts[0]) as first, _written(target, form) as made:
        template = _video(parts[0], first, form)
        stream = _copy_of(template, made, form)
        stream.time_base = tick
        for part in parts:
            for packet in _pictures(part, picture, form, template.codec_context.extradata):
                packet.stream = stream
                packet.time_base = tick
                packet.pts = packet.dts = frames
                packet.duration = 1
                made.mux(packet)
                frames += 1
    return frames


def add_sound(video: Path, sound: Path, target: Path, form: Form = OPAQUE) -> None:
    """Copy a video and add the sound of a WAV file, cut or padded with silence to the video's length.

    Raises BrokenPart where one of them cannot be read, and OSError where the target cannot be written.
    """
    with _read(video) as seen, _read(sound) as heard, _written(target, form) as made:
        template, source = _video(video, seen, form), heard.streams.audio[0]
        pictures = _copy_of(template, made, form)
        rate = source.rate if source.rate in form.rates else form.rates[0]
        tones: Any = made.add_stream(form.sound, rate, layout="mono" if source.channels == 1 else "stereo")
        length = _seconds(seen, template)

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
    # Whole pixels are averaged, the alpha of which would cost more than everything else; without it they are
    # mixed with the background's colour.
    image = Image.frombuffer("RGBX", (full, height), np.ascontiguousarray(pixels), "raw", "RGBX", 0, 1)
    image.reduce(max(1, full // width)).convert("RGB").save(target, "JPEG", quality=_JPEG_QUALITY)


def _copy_of(template: VideoStream, made: OutputContainer, form: Form) -> VideoStream:
    """A new stream for the packets of another."""
    stream = made.add_stream_from_template(template)
    if form.alpha:  # of which a decoder knows only when it has seen a picture
        stream.pix_fmt = "yuva420p"
    return stream


def _seconds(given: InputContainer, stream: VideoStream) -> Fraction:
    """How long the pictures last; WebM tells it only of the whole."""
    if stream.duration is None:
        return Fraction(given.duration or 0, av.time_base)
    return stream.duration * (stream.time_base or Fraction(0))


def _pictures(part: Path, picture: Picture, form: Form, extradata: bytes | None) -> Iterator[Any]:
    """The packets of a part, after a look whether they fit. Raises BrokenPart."""
    with _read(part, _UNDECODED) as given:
        codec = _video(part, given, form).codec_context
        if (codec.name, codec.width, codec.height) != (form.codec, picture.width, picture.height):
            raise BrokenPart(part, f"It is {codec.name}, {codec.width}x{codec.height}.")
        if codec.extradata != extradata:
            raise BrokenPart(part, "It was encoded with other settings than the first part.")
        number = -1
        for number, packet in enumerate(_packets(part, given)):
            if abs(packet.pts * packet.time_base - Fraction(number, picture.frame_rate)) > form.grain:
                raise BrokenPart(part, f"Frame {number} is not in its place.")
            if form.alpha and not packet.has_sidedata("matroska_block_additional"):
                raise BrokenPart(part, f"Frame {number} does not say what is transparent.")
            if number == 0 and not packet.is_keyframe:
                raise BrokenPart(part, "It does not begin with a key picture.")
            yield packet
        if number < 0:
            raise BrokenPart(part, "It has no frames.")


def _video(file: Path, given: InputContainer, form: Form) -> VideoStream:
    if form.container not in given.format.name.split(","):
        raise BrokenPart(file, f"It is {given.format.name} and not {form.container}.")
    try:
        form.require_whole(file)
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
def _read(file: Path, options: Mapping[str, str] = _NONE) -> Iterator[InputContainer]:
    try:
        given = av.open(str(file.absolute()), options=dict(options))
    except FFmpegError as error:
        raise BrokenPart(file, str(error)) from error
    with given:
        yield given


@contextmanager
def _written(target: Path, form: Form) -> Iterator[OutputContainer]:
    """A new file that is whole in the end, or gone."""
    with ExitStack() as undo:
        undo.callback(target.unlink, missing_ok=True)
        made = av.open(str(target.absolute()), "w", format=form.container, options=dict(form.options))
        undo.callback(_close, made)
        yield made
        made.close()
        form.require_whole(target)
        undo.pop_all()


def _close(made: OutputContainer) -> None:
    """Let go of a file that is not going to be whole."""
    with suppress(OSError):
        made.close()
