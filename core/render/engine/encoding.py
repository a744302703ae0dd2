"""Encoding the frames of one play into a part of the video; what does not move costs next to nothing."""

from __future__ import annotations

from contextlib import suppress
from fractions import Fraction
from pathlib import Path
from typing import Any

import av
from av.video.frame import PictureType

from core.model import Picture, Quality
from core.render.engine.h264 import Headers, NotSkippable, again, numbered, read_headers
from core.render.engine.movie import Pixels
from core.render.engine.mp4 import require_whole
from core.render.engine.yuv import Canvas

KEY_INTERVAL = 250
"""Most frames from one key picture to the next: a player that seeks decodes from there on."""

# Chosen against Manim's own setting (crf 23, preset medium, each play by itself) on the scenes of bench/.
# STANDARD: files of 1.01 to 1.15 times its size, a mean PSNR of luma 0.5 to 5.7 dB above its 49 to 52 dB, a
# worst frame of 44 dB and above its worst. HIGH: 1.01 to 1.20 times, 0.2 to 5.3 dB above, a worst frame of
# 46 dB and above its own, but 43.5 against 44.4 dB where a surface turns; chroma is up to 2.1 dB below in
# that scene, at 51 dB. DRAFT and ULTRA were chosen on lessons: 1.10 to 1.16 times, 1 dB below.
# A fixed quantizer needs no look at how complex a frame is. Key pictures are finer by the ratio: most of what
# is seen of a lesson is one of them, standing still. At 4K a closer search pays, as drawing takes far longer.
_ULTRA = {"preset": "medium", "qp": "35", "ipratio": "2.5", "trellis": "2", "me": "umh", "psy": "0"}
_LEAN = {
    "preset": "veryfast",
    "trellis": "1",
    # Thin things move far. Where most blocks stand still, looking for the others everywhere costs little.
    "me": "umh",
    # Strokes are thinner than whole blocks.
    "partitions": "all",
    # The usual filter blurs sharp lines; without any, gradients fall into blocks.
    "deblock": "-4,-4",
}
_PRESETS = {
    Quality.DRAFT: {"preset": "superfast", "qp": "27", "ipratio": "2.0"},
    Quality.STANDARD: {**_LEAN, "merange": "32", "qp": "28", "ipratio": "2.0"},
    Quality.HIGH: {**_LEAN, "merange": "48", "qp": "30", "ipratio": "2.25"},
    Quality.ULTRA: _ULTRA,
}

_COMMON = {
    # Each picture refers to the one just before it and to no other, so that more of them fit in between.
    "bframes": "0",
    "ref": "1",
    "weightp": "0",
    # Each frame becomes a packet at once; frames that are looked at together take memory and time.
    "rc-lookahead": "0",
    "sync-lookahead": "0",
    "mbtree": "0",
    "force-cfr": "1",
    # Key pictures come where they are asked for.
    "keyint": "infinite",
    "scenecut": "0",
    # How swscale makes the planes; browsers take untagged video from 720p on for BT.709, in other colours.
    "colormatrix": "smpte170m",
    "colorprim": "bt709",
    "transfer": "bt709",
}


class PartWriter:
    """Writes one play's frames into a file of its own. Raises OSError where that cannot be written."""

    def __init__(self, target: Path, picture: Picture, quality: Quality) -> None:
        self._target = target
        self._canvas = Canvas(picture)
        self._tick = self._canvas.frame.time_base = Fraction(1, picture.frame_rate)
        self._frames = 0
        self._since_key = 0
        self._key: bytes | None = None
        # An absolute path cannot be mistaken for the address of something else.
        self._container = av.open(str(target.absolute()), "w", format="mp4")
        self._stream = self._container.add_stream("libx264", picture.frame_rate, _options(quality))
        self._stream.width, self._stream.height = picture.width, picture.height
        self._stream.pix_fmt = "yuv420p"
        # The other cores encode other plays.
        self._stream.codec_context.thread_count = 1
        try:
            self._container.start_encoding()
        except OSError:
            self.abort()
            raise
        self._headers = _headers(self._stream.codec_context.extradata)

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
        self._mux_all(self._stream.encode(None))
        self._container.close()
        require_whole(self._target)

    def abort(self) -> None:
        """Give up: remove the file, whatever state it is in."""
        with suppress(OSError):
            self._container.close()
        self._target.unlink(missing_ok=True)

    def _encode(self) -> None:
        frame = self._canvas.frame
        frame.pts = self._frames
        frame.pict_type = PictureType.NONE
        if self._since_key >= KEY_INTERVAL:
            frame.pict_type = PictureType.I
            self._since_key = 0
        packets = self._stream.encode(frame)
        if not packets:  # the encoder holds frames back, so none can be put in between
            self._headers = None
        self._mux_all(packets)

    def _show_again(self) -> bool:
        """Show the latest picture once more without the encoder; False if that is not possible."""
        if self._headers is None or not self._frames:
            return False
        if self._since_key < KEY_INTERVAL:
            self._mux(again(self._headers, self._since_key), self._frames)
            return True
        if self._key is None:
            return False
        self._since_key = 0
        self._mux(self._key, self._frames, is_key=True)
        return True

    def _mux_all(self, packets: list[Any]) -> None:
        for packet in packets:
            data = bytes(packet)
            if self._headers is not None:
                data = numbered(data, self._headers, self._since_key)
            self._key = data if packet.is_keyframe else None
            self._mux(data, packet.pts, packet.is_keyframe)

    def _mux(self, data: bytes, place: int, is_key: bool = False) -> None:
        packet = av.Packet(data)
        packet.stream = self._stream
        packet.time_base = self._tick
        packet.pts = packet.dts = place
        packet.duration = 1
        packet.is_keyframe = is_key
        self._container.mux(packet)


def _options(quality: Quality) -> dict[str, str]:
    preset, settings = _PRESETS[quality]["preset"], {**_COMMON, **_PRESETS[quality]}
    del settings["preset"]
    x264 = ":".join(f"{name}={value}" for name, value in settings.items())
    return {"preset": preset, "x264-params": x264, "forced-idr": "1"}


def _headers(extradata: bytes | None) -> Headers | None:
    try:
        return read_headers(extradata or b"")
    except NotSkippable:
        return None
