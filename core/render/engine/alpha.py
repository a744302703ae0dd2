"""Encoding the frames of a play with a transparent background; what does not move costs nothing."""

from __future__ import annotations

from contextlib import suppress
from fractions import Fraction
from pathlib import Path
from typing import Final

import av
from av.packet import PacketSideData, packet_sidedata_type_from_literal
from av.video.frame import PictureType
from av.video.reformatter import ColorPrimaries, ColorRange, ColorTrc

from core.model import Picture, Quality
from core.render.engine.encoding import KEY_INTERVAL
from core.render.engine.forms import TRANSPARENT
from core.render.engine.movie import Pixels
from core.render.engine.yuv import Canvas

_OPTIONS = {
    # Each picture becomes a packet at once, and refers to none that is not shown.
    "lag-in-frames": "0",
    "auto-alt-ref": "0",
    # The other cores encode other plays.
    "row-mt": "0",
    # Chosen on a lesson and on a surface that turns, at 480p15 and 720p30: a mean PSNR of luma and alpha of
    # 45 to 54 dB, in two to three times the time of an opaque video. "good" takes five times as long for it.
    "deadline": "realtime",
    "cpu-used": "7",
    "crf": "26",
}

ALPHA_WEIGHT = 190
"""Memory of an encoder, in bytes for each pixel of a picture; that of an opaque video takes 30."""

_SMPTE170M = 6
"""FFmpeg's number of the colour matrix; PyAV's names are of another list."""

_AGAIN = bytes([0b1000_1000])
"""A whole picture of VP9: show the one in the first place, which each picture that is encoded takes."""

_ADDITION: Final = "matroska_block_additional"
_ALPHA_ID = (1).to_bytes(8, "big")
"""What in such an addition says that it is alpha."""


class AlphaWriter:
    """Writes one play's frames into a WebM of its own. Raises OSError where that cannot be written.

    What is transparent is a second picture of its own beside each, and is shown again as that is.
    """

    def __init__(
        self,
        target: Path,
        picture: Picture,
        quality: Quality,  # noqa: ARG002 - one setting is good at each size
    ) -> None:
        self._target = target
        self._canvas = Canvas(picture, "yuva420p")
        self._tick = self._canvas.frame.time_base = Fraction(1, picture.frame_rate)
        self._frames = 0
        self._since_key = 0
        self._key: tuple[bytes, bytes] | None = None
        # An absolute path cannot be mistaken for the address of something else.
        self._container = av.open(str(target.absolute()), "w", format=TRANSPARENT.container)
        self._stream = self._container.add_stream("libvpx-vp9", picture.frame_rate, _OPTIONS)
        self._stream.width, self._stream.height = picture.width, picture.height
        self._stream.pix_fmt = "yuva420p"
        context = self._stream.codec_context
        context.thread_count = 1
        context.bit_rate = 0  # as good as `crf` says, whatever it takes
        context.gop_size = KEY_INTERVAL
        # How swscale makes the planes, as in an opaque video.
        context.colorspace, context.color_range = _SMPTE170M, ColorRange.MPEG
        context.color_primaries, context.color_trc = ColorPrimaries.BT709, ColorTrc.BT709
        try:
            self._container.start_encoding()
        except OSError:
            self.abort()
            raise

    @property
    def frames(self) -> int:
        """How many frames the part has so far."""
        return self._frames

    def write(self, pixels: Pixels, repeat: int = 1) -> None:
        """Show a picture for `repeat` frames; its memory is free again afterwards.

        Raises ValueError for another size than the part's, and for no frames at all.
        """
        if repeat < 1:
            raise ValueError(f"A picture cannot be shown for {repeat} frames.")
        changed = self._canvas.show(pixels)
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
        self._container.close()
        TRANSPARENT.require_whole(self._target)

    def abort(self) -> None:
        """Give up: remove the file, whatever state it is in."""
        with suppress(OSError):
            self._container.close()
        self._target.unlink(missing_ok=True)

    def _encode(self) -> None:
        frame = self._canvas.frame
        frame.pict_type = PictureType.NONE
        if self._since_key >= KEY_INTERVAL:
            frame.pict_type = PictureType.I
            self._since_key = 0
        frame.pts = self._frames
        [packet] = self._stream.encode(frame)
        both = bytes(packet), bytes(packet.get_sidedata(_ADDITION))
        self._key = both if packet.is_keyframe else None
        self._mux(*both, packet.is_keyframe)

    def _show_again(self) -> bool:
        """Show the latest picture once more without the encoder; False if that is not possible."""
        if not self._frames:
            return False
        if self._since_key < KEY_INTERVAL:
            self._mux(_AGAIN, _ALPHA_ID + _AGAIN)
            return True
        if self._key is None:
            return False
        self._since_key = 0
        self._mux(*self._key, is_key=True)
        return True

    def _mux(self, colours: bytes, alpha: bytes, is_key: bool = False) -> None:
        packet = av.Packet(colours)
        addition = PacketSideData(packet_sidedata_type_from_literal(_ADDITION), len(alpha))  # type: ignore[call-arg]
        addition.update(alpha)
        packet.set_sidedata(addition)
        packet.is_keyframe = is_key
        packet.stream = self._stream
        packet.time_base = self._tick
        packet.pts = packet.dts = self._frames
        packet.duration = 1
        self._container.mux(packet)
