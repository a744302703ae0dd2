"""Writing the frames of one play into a part of the video; what stays is not encoded again."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping
from contextlib import suppress
from fractions import Fraction
from pathlib import Path
from typing import Any, Generic, TypeVar

import av
from av.video.frame import PictureType

from core.model import Picture
from core.render.engine.forms import Form
from core.render.engine.movie import Pixels
from core.render.engine.yuv import Band, Canvas

KEY_INTERVAL = 250
"""Most frames from one key picture to the next: a player that seeks decodes from there on."""

Coded = TypeVar("Coded")
"""A picture as its encoder made it, in as many pieces as the form has."""


class FrameWriter(ABC, Generic[Coded]):
    """Writes frames into a file of its own. Raises OSError where that cannot be written."""

    def __init__(
        self,
        target: Path,
        picture: Picture,
        form: Form,
        planes: str,
        encoder: str,
        options: Mapping[str, str],
    ) -> None:
        """`planes` is FFmpeg's name of the pixel format, and `encoder` of what takes these `options`."""
        self._target = target
        self._form = form
        self._canvas = Canvas(picture, planes)
        self._tick = self._canvas.frame.time_base = Fraction(1, picture.frame_rate)
        self._frames = 0
        self._since_key = 0
        self._key: Coded | None = None
        self._is_late = False
        # An absolute path cannot be mistaken for the address of something else.
        self._container = av.open(str(target.absolute()), "w", format=form.container)
        stream: Any = self._container.add_stream(encoder, picture.frame_rate, dict(options))
        self._stream = stream
        self._stream.width, self._stream.height = picture.width, picture.height
        self._stream.pix_fmt = planes
        # The other cores encode other plays.
        self._stream.codec_context.thread_count = 1
        self._set_up(self._stream.codec_context)
        try:
            self._container.start_encoding()
        except OSError:
            self.abort()
            raise

    @property
    def frames(self) -> int:
        """How many frames the part has so far."""
        return self._frames

    def write(self, pixels: Pixels, repeat: int = 1, rows: Iterable[Band] | None = None) -> None:
        """Show a picture for `repeat` frames; its memory is free again afterwards.

        `rows` are all that can differ from the picture before; None are all of them.
        Raises ValueError for another size than the part's, and for no frames at all.
        """
        if repeat < 1:
            raise ValueError(f"A picture cannot be shown for {repeat} frames.")
        changed = self._canvas.show(pixels, rows)
        for _ in range(repeat):
            if changed or not self._show_again():
                self._encode()
            changed = False
            self._frames += 1
            self._since_key += 1

    def finish(self) -> None:
        """Close the part. Raises ValueError if nothing was written."""
        if not self._frames:
            raise ValueError(f"No frame was written to {self._target}.")
        self._take(self._stream.encode(None))
        self._container.close()
        self._form.require_whole(self._target)

    def abort(self) -> None:
        """Give up: remove the file, whatever state it is in."""
        with suppress(OSError):
            self._container.close()
        self._target.unlink(missing_ok=True)

    def _set_up(self, context: Any) -> None:
        """Tell the encoder what its options cannot."""

    @abstractmethod
    def _coded(self, packet: Any) -> Coded:
        """The picture in the encoder's packet."""

    @abstractmethod
    def _again(self) -> Coded | None:
        """The picture before, once more, for next to no bytes; None where that cannot be said."""

    @abstractmethod
    def _packet(self, coded: Coded) -> av.Packet[Any]:
        """The picture as the container takes it."""

    def _encode(self) -> None:
        frame = self._canvas.frame
        frame.pts = self._frames
        frame.pict_type = PictureType.NONE
        if self._since_key >= KEY_INTERVAL:
            frame.pict_type = PictureType.I
            self._since_key = 0
        packets = self._stream.encode(frame)
        if not packets:  # the encoder holds frames back, so none can be put in between
            self._is_late = True
        self._take(packets)

    def _show_again(self) -> bool:
        """Show the latest picture once more without the encoder; False if that is not possible."""
        if self._is_late or not self._frames:
            return False
        is_key = self._since_key >= KEY_INTERVAL
        coded = self._key if is_key else self._again()
        if coded is None:
            return False
        if is_key:
            self._since_key = 0
        self._mux(coded, self._frames, is_key)
        return True

    def _take(self, packets: Iterable[Any]) -> None:
        for packet in packets:
            coded = self._coded(packet)
            self._key = coded if packet.is_keyframe else None
            self._mux(coded, packet.pts, packet.is_keyframe)

    def _mux(self, coded: Coded, place: int, is_key: bool) -> None:
        packet = self._packet(coded)
        packet.stream = self._stream
        packet.time_base = self._tick
        packet.pts = packet.dts = place
        packet.duration = 1
        packet.is_keyframe = is_key
        self._container.mux(packet)
