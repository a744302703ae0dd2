"""Encoding the frames of an opaque play; what does not move costs next to nothing."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import av

from core.model import Picture, Quality
from core.render.engine.forms import OPAQUE
from core.render.engine.frame_writer import FrameWriter
from core.render.engine.h264 import Headers, NotSkippable, again, numbered, read_headers

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


class PartWriter(FrameWriter[bytes]):
    """Writes the frames of an opaque play into an MP4."""

    def __init__(self, target: Path, picture: Picture, quality: Quality) -> None:
        super().__init__(target, picture, OPAQUE, "yuv420p", "libx264", _options(quality))
        self._headers = _headers(self._stream.codec_context.extradata)

    def _coded(self, packet: Any) -> bytes:
        data = bytes(packet)
        if self._headers is None or self._is_late:
            return data
        return numbered(data, self._headers, self._since_key)

    def _again(self) -> bytes | None:
        return None if self._headers is None else again(self._headers, self._since_key)

    def _packet(self, coded: bytes) -> av.Packet[Any]:
        return av.Packet(coded)


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
