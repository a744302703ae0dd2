"""The little of H.264 that shows a picture again for a few bytes: a slice in which every block is skipped.

It fits into streams in which each picture refers to the picture just before it and to no other. What has to
be kept in order there is `frame_num`, a field of fixed length near the start of each slice that counts the
pictures since the last key picture. Names and numbers are those of the standard, ITU-T Rec. H.264.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

_START = b"\0\0\0\1"
_STARTS = re.compile(rb"\x00*\x00\x00\x01")
_CODED_ALIKE = re.compile(rb"\x00\x00(?=[\x00-\x03])")

_SLICE, _KEY_SLICE, _SEI, _SPS, _PPS = 1, 5, 6, 7, 8
_SLICE_HEAD = bytes([0x40 | _SLICE])
_HEAD_BYTES = 16
"""More than what stands in a slice before the end of its frame_num."""

_LARGE_PROFILES = (100, 110, 122, 244)
_P_SLICE = 5
_QP_MAX = 51


class NotSkippable(Exception):
    """The stream is of a kind into which no skipped pictures fit."""


@dataclass(frozen=True, slots=True)
class Headers:
    """What a stream says about the headers of its slices."""

    blocks: int
    frame_num_bits: int
    arithmetic: bool
    init_qp: int
    deblocking_control: bool


def read_headers(extradata: bytes) -> Headers:
    """The headers as a stream's parameter sets describe them. Raises NotSkippable."""
    sets = {unit[0] & 31: _Bits(_decoded(unit[1:])) for unit in _units(extradata)}
    if _SPS not in sets or _PPS not in sets:
        raise NotSkippable("The stream does not describe itself.")
    blocks, frame_num_bits = _read_sps(sets[_SPS])
    arithmetic, init_qp, deblocking_control = _read_pps(sets[_PPS])
    return Headers(blocks, frame_num_bits, arithmetic, init_qp, deblocking_control)


def is_key(packet: bytes) -> bool:
    """Whether a decoder can start at this packet."""
    return any(unit[0] & 31 == _KEY_SLICE for unit in _units(packet))


def numbered(packet: bytes, headers: Headers, number: int) -> bytes:
    """The packet as the picture `number` since the last key picture, without the encoder's remarks."""
    units = [unit for unit in _units(packet) if unit[0] & 31 != _SEI]
    return b"".join(
        _START + (_renumbered(unit, headers, number) if unit[0] & 31 == _SLICE else unit) for unit in units
    )


def again(headers: Headers, number: int) -> bytes:
    """A packet that shows the picture before it once more, as the picture `number` since the last key."""
    bits = "1" + _exp(_P_SLICE) + _exp(0) + _fixed(number, headers.frame_num_bits)
    bits += "000"  # the usual number of references, in their usual order, kept as usual
    if headers.arithmetic:
        bits += _exp(0)  # the set of initial probabilities
    bits += _signed_exp(_QP_MAX - headers.init_qp)
    if headers.deblocking_control:
        bits += _exp(1)  # no filter may touch the picture
    if headers.arithmetic:
        bits += "1" * (-len(bits) % 8) + _all_skipped(headers.blocks)
    else:
        bits += _exp(headers.blocks) + "1"
    bits += "0" * (-len(bits) % 8)
    return _START + _SLICE_HEAD + _coded(int(bits, 2).to_bytes(len(bits) // 8, "big"))


def _units(data: bytes) -> Iterator[bytes]:
    return (unit for unit in _STARTS.split(data) if unit)


def _coded(data: bytes) -> bytes:
    """The data with what could be mistaken for the start of a unit broken up."""
    return _CODED_ALIKE.sub(b"\0\0\3", data)


def _decoded(data: bytes) -> bytes:
    return data.replace(b"\0\0\3", b"\0\0")


def _renumbered(unit: bytes, headers: Headers, number: int) -> bytes:
    if not unit[0] & 0x60:
        raise NotSkippable("The stream has pictures to which no other refers.")
    data = _decoded(unit[1:])
    bits = _Bits(data[:_HEAD_BYTES])
    bits.skip_exp(3)  # first block, kind of slice, parameter set
    place, length = bits.place, headers.frame_num_bits
    head = bits.text[:place] + _fixed(number, length) + bits.text[place + length :]
    return unit[:1] + _coded(int(head, 2).to_bytes(len(head) // 8, "big") + data[_HEAD_BYTES:])


def _read_sps(bits: _Bits) -> tuple[int, int]:
    """The blocks of a picture and the bits of frame_num."""
    profile = bits.number(8)
    bits.number(16)  # constraints and level
    bits.skip_exp(1)
    if profile in _LARGE_PROFILES:
        bits.skip_exp(3)  # chroma format, two bit depths
        bits.number(1)
        _require(bits.number(1) == 0, "scaling lists")
    frame_num_bits = bits.exp() + 4
    _require(bits.exp() == 2, "a picture order of its own")
    _require(bits.exp() == 1, "several references")
    bits.number(1)
    blocks = (bits.exp() + 1) * (bits.exp() + 1)
    _require(bits.number(1) == 1, "interlaced pictures")
    return blocks, frame_num_bits


def _read_pps(bits: _Bits) -> tuple[bool, int, bool]:
    """Whether the coding is arithmetic, the initial quantizer, whether slices control deblocking."""
    bits.skip_exp(2)
    arithmetic = bool(bits.number(1))
    _require(bits.number(1) == 0, "a picture order of its own")
    _require(bits.exp() == 0, "groups of slices")
    _require(bits.exp() == 0, "several references")
    bits.skip_exp(1)
    _require(bits.number(3) == 0, "weighted references")
    init_qp = 26 + bits.signed_exp()
    bits.skip_exp(2)
    deblocking_control = bool(bits.number(1))
    bits.number(1)
    _require(bits.number(1) == 0, "redundant pictures")
    return arithmetic, init_qp, deblocking_control


def _require(holds: bool, otherwise: str) -> None:
    if not holds:
        raise NotSkippable(f"The stream has {otherwise}.")


class _Bits:
    """A reader of bits. Raises NotSkippable at their end."""

    def __init__(self, data: bytes) -> None:
        self.text = "".join(f"{byte:08b}" for byte in data)
        self.place = 0

    def number(self, length: int) -> int:
        self.place += length
        _require(self.place <= len(self.text), "headers that end early")
        return int(self.text[self.place - length : self.place], 2)

    def exp(self) -> int:
        """An Exp-Golomb number."""
        end = self.text.find("1", self.place)
        _require(end >= 0, "headers that end early")
        zeros = end - self.place
        self.place = end
        return self.number(zeros + 1) - 1

    def signed_exp(self) -> int:
        value = self.exp()
        return (value + 1) // 2 if value % 2 else -(value // 2)

    def skip_exp(self, times: int) -> None:
        for _ in range(times):
            self.exp()


def _fixed(value: int, length: int) -> str:
    """The lowest bits of the value."""
    return f"{value % (1 << length):0{length}b}"


def _exp(value: int) -> str:
    bits = f"{value + 1:b}"
    return "0" * (len(bits) - 1) + bits


def _signed_exp(value: int) -> str:
    return _exp(2 * value - 1 if value > 0 else -2 * value)


_FIRST_STATE, _LAST_STATE = 42, 62
"""States of the one probability in use: how it starts at the largest quantizer, and how it ends."""

_UNLIKELY = (
    *((16, 20, 23, 27), (15, 19, 22, 25), (14, 18, 21, 24), (14, 17, 20, 23), (13, 16, 19, 22)),
    *((12, 15, 18, 21), (12, 14, 17, 20), (11, 14, 16, 19), (11, 13, 15, 18), (10, 12, 15, 17)),
    *((10, 12, 14, 16), (9, 11, 13, 15), (9, 11, 12, 14), (8, 10, 12, 14), (8, 9, 11, 13)),
    *((7, 9, 11, 12), (7, 9, 10, 12), (7, 8, 10, 11), (6, 8, 9, 11), (6, 7, 9, 10), (6, 7, 8, 9)),
)
"""rangeTabLPS from the first state on: the share of the range for the less likely value."""


@lru_cache(maxsize=8)
def _all_skipped(blocks: int) -> str:
    """The arithmetic code (CABAC) of "skipped, not the last" for each block, with "the last" at the end.

    As only the likely value comes up, the code's lower limit stays 0 and all bits but the last are zeros.
    """
    state, width, zeros = _FIRST_STATE, 510, 0
    for block in range(blocks):
        width -= _UNLIKELY[state - _FIRST_STATE][width >> 6 & 3]
        state = min(state + 1, _LAST_STATE)
        while width < 256:
            width, zeros = width * 2, zeros + 1
        width -= 2
        if block < blocks - 1:
            while width < 256:
                width, zeros = width * 2, zeros + 1
    # The end moves the lower limit up by what is left of the range; its ten bits follow, the last of them
    # set. The very first bit of a code is always 0 and is left out.
    return "0" * (zeros - 1) + f"{width:010b}"[:9] + "1"
