"""A play's frames become a part: what is decoded is what was drawn, at a few bytes for what stands still."""

from __future__ import annotations

import errno
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import pytest

from core.model import Picture, Quality
from core.render.engine.encoding import PartWriter
from core.render.engine.frame_writer import KEY_INTERVAL
from core.render.engine.h264 import NotSkippable, again, numbered, read_headers
from core.render.engine.yuv import Canvas
from tests.render.drawings import SMALL, board, decoded, likeness, planes, room_for, write_part

PATTERNS = {
    "one frame": [(0, 1)],
    "still": [(0, 40)],
    "move": [(step, 1) for step in range(20)],
    "move, still, move": [*((step, 1) for step in range(5)), (5, 33), *((step, 1) for step in range(6, 40))],
    "stills": [(step, 1 + step * step) for step in range(9)],
    "there and back": [(step % 2, 2) for step in range(40)],
    "still, move, still": [(0, 17), (1, 1), (2, 100)],
}


@pytest.mark.parametrize("quality", list(Quality))
@pytest.mark.parametrize("shown", PATTERNS.values(), ids=PATTERNS.keys())
def test_each_frame_is_decoded_as_it_was_drawn(
    shown: list[tuple[int, int]], quality: Quality, tmp_path: Path
) -> None:
    film = decoded(write_part(tmp_path / "part.mp4", shown, SMALL, quality))
    assert film.runs == [repeat for _, repeat in shown]
    assert film.times == tuple(Fraction(index, 15) for index in range(len(film.frames)))
    drawn = [board(SMALL, step) for step, repeat in shown for _ in range(repeat)]
    assert min(likeness(*pair) for pair in zip(film.frames, drawn, strict=True)) > 40


def test_pictures_that_are_put_in_between_change_no_other(tmp_path: Path) -> None:
    steps = range(45)
    once = decoded(write_part(tmp_path / "once.mp4", [(step, 1) for step in steps]))
    often = decoded(write_part(tmp_path / "often.mp4", [(step, 1 + step % 7) for step in steps]))
    expected = [once.frames[step] for step in steps for _ in range(1 + step % 7)]
    assert all(np.array_equal(*pair) for pair in zip(often.frames, expected, strict=True))


def test_a_long_wait_is_one_picture_with_places_to_seek_to(tmp_path: Path) -> None:
    film = decoded(write_part(tmp_path / "part.mp4", [(3, 1000)]))
    assert film.runs == [1000]
    assert film.keys == (0, KEY_INTERVAL, 2 * KEY_INTERVAL, 3 * KEY_INTERVAL)


def test_a_long_still_after_a_move_has_places_to_seek_to(tmp_path: Path) -> None:
    shown = [(0, 200), (1, 1), (2, 600), (3, 1), (4, 300)]
    film = decoded(write_part(tmp_path / "part.mp4", shown))
    assert len(film.frames) == 1102
    assert film.keys == (0, 250, 500, 750, 1000)
    drawn = [board(SMALL, step) for step, repeat in shown for _ in range(repeat)]
    assert min(likeness(*pair) for pair in zip(film.frames, drawn, strict=True)) > 40


def test_a_long_move_has_places_to_seek_to(tmp_path: Path) -> None:
    film = decoded(write_part(tmp_path / "part.mp4", [(step, 1) for step in range(600)]))
    assert (film.keys, len(film.runs)) == ((0, 250, 500), 600)


def test_the_middle_of_a_long_still_can_be_sought(tmp_path: Path) -> None:
    part = write_part(tmp_path / "part.mp4", [(0, 3), (1, 700)])
    whole = decoded(part)
    with av.open(str(part)) as container:
        stream = container.streams.video[0]
        container.seek(int(Fraction(600, 15) / stream.time_base), stream=stream)
        frame = next(container.decode(video=0))
        assert np.array_equal(frame.to_ndarray(format="yuv420p"), whole.frames[500])
        assert frame.pts * stream.time_base == Fraction(500, 15)


def test_frames_that_come_one_by_one_cost_nothing_when_nothing_moves(tmp_path: Path) -> None:
    once = write_part(tmp_path / "once.mp4", [(0, 1)]).stat().st_size
    often = write_part(tmp_path / "often.mp4", [(0, 1)] * 200).stat().st_size
    assert often - once < 200 * 60


def test_the_frames_memory_is_free_after_each_write(tmp_path: Path) -> None:
    writer = PartWriter(tmp_path / "part.mp4", SMALL, Quality.DRAFT)
    pixels = board(SMALL, 0)
    for step in range(6):
        pixels[:] = board(SMALL, step)
        writer.write(pixels, 2)
        pixels[:] = 255
    writer.finish()
    assert writer.frames == 12
    film = decoded(tmp_path / "part.mp4")
    assert min(likeness(film.frames[2 * step], board(SMALL, step)) for step in range(6)) > 40


@pytest.mark.parametrize("picture", [SMALL, Picture(854, 480, 15), Picture(64, 50, 15)], ids=str)
def test_converting_only_what_changed_gives_the_same_planes(picture: Picture) -> None:
    random = np.random.default_rng(0)
    canvas = Canvas(picture)
    pixels = random.integers(0, 256, (picture.height, picture.width, 4), np.uint8)
    assert canvas.show(pixels)
    assert not canvas.show(pixels.copy())
    for _ in range(60):
        for _ in range(random.integers(1, 4)):
            top, height = random.integers(picture.height), random.integers(1, 30)
            left, width = random.integers(picture.width), random.integers(1, 30)
            spot = pixels[top : top + height, left : left + width]
            spot[:] = random.integers(0, 256, spot.shape, np.uint8)
        assert canvas.show(pixels)
        assert np.array_equal(canvas.frame.to_ndarray(), planes(pixels))


@pytest.mark.parametrize("coder", ["0", "1"], ids=["variable length", "arithmetic"])
@pytest.mark.parametrize("size", [(16, 16), (64, 48), (214, 120), (1280, 720)])
def test_a_skipped_picture_shows_the_one_before_it(coder: str, size: tuple[int, int]) -> None:
    encoder = av.CodecContext.create("libx264", "w")
    encoder.width, encoder.height = size
    encoder.pix_fmt, encoder.time_base, encoder.flags = "yuv420p", Fraction(1, 15), 1 << 22
    encoder.options = {"preset": "superfast", "tune": "zerolatency", "weightp": "0", "coder": coder}
    encoder.open()
    headers = read_headers(encoder.extradata)
    noise = np.random.default_rng(0).integers(0, 256, (size[1], size[0], 3), np.uint8)
    [key] = encoder.encode(av.VideoFrame.from_ndarray(noise))
    decoder = av.CodecContext.create("h264", "r")
    decoder.extradata = encoder.extradata
    packets = [numbered(bytes(key), headers, 0), *(again(headers, number) for number in range(1, 40))]
    frames = [frame for data in packets for frame in decoder.decode(av.Packet(data))] + decoder.decode(None)
    shown = [frame.to_ndarray() for frame in frames]
    assert len(shown) == 40
    assert all(np.array_equal(shown[0], other) for other in shown)


@pytest.mark.parametrize("options", [{"bf": "2"}, {"refs": "3"}, {"weightp": "2"}], ids=str)
def test_a_stream_into_which_nothing_fits_is_told(options: dict[str, str]) -> None:
    encoder = av.CodecContext.create("libx264", "w")
    encoder.width, encoder.height = 64, 48
    encoder.pix_fmt, encoder.time_base, encoder.flags = "yuv420p", Fraction(1, 15), 1 << 22
    encoder.options = {"bf": "0", "refs": "1", "weightp": "0", **options}
    encoder.open()
    with pytest.raises(NotSkippable):
        read_headers(encoder.extradata)
    with pytest.raises(NotSkippable):
        read_headers(encoder.extradata[:12])
    with pytest.raises(NotSkippable):
        read_headers(b"")


@pytest.mark.parametrize("picture", [Picture(1280, 720, 30), Picture(1920, 1080, 60)], ids=str)
def test_colours_are_those_that_were_drawn(picture: Picture, tmp_path: Path) -> None:
    pixels = np.zeros((picture.height, picture.width, 4), np.uint8)
    pixels[:] = (88, 196, 221, 255)
    writer = PartWriter(tmp_path / "part.mp4", picture, Quality.STANDARD)
    writer.write(pixels)
    writer.finish()
    with av.open(str(tmp_path / "part.mp4")) as container:
        [frame] = container.decode(video=0)
        assert (frame.colorspace, frame.color_range) == (6, 1)  # BT.601, 16 to 235
        assert frame.to_ndarray(format="rgb24")[20, 20].tolist() == pytest.approx([88, 196, 221], abs=3)


def test_a_part_without_frames_is_refused(tmp_path: Path) -> None:
    writer = PartWriter(tmp_path / "part.mp4", SMALL, Quality.DRAFT)
    with pytest.raises(ValueError, match="No frame"):
        writer.finish()
    writer.abort()
    assert list(tmp_path.iterdir()) == []


def test_a_frame_of_another_size_is_refused(tmp_path: Path) -> None:
    writer = PartWriter(tmp_path / "part.mp4", SMALL, Quality.DRAFT)
    with pytest.raises(ValueError, match="instead of"):
        writer.write(board(Picture(216, 120, 15), 0))
    writer.abort()


def test_a_picture_for_no_frames_is_refused(tmp_path: Path) -> None:
    writer = PartWriter(tmp_path / "part.mp4", SMALL, Quality.DRAFT)
    with pytest.raises(ValueError, match="0 frames"):
        writer.write(board(SMALL, 0), 0)
    writer.abort()


def test_an_abandoned_part_leaves_no_file(tmp_path: Path) -> None:
    writer = PartWriter(tmp_path / "part.mp4", SMALL, Quality.DRAFT)
    writer.write(board(SMALL, 0), 20)
    writer.abort()
    writer.abort()
    assert list(tmp_path.iterdir()) == []


def test_a_full_disk_is_told(tmp_path: Path) -> None:
    part = tmp_path / "part.mp4"
    part.symlink_to("/dev/full")
    with pytest.raises(OSError) as caught:
        PartWriter(part, SMALL, Quality.DRAFT)
    assert caught.value.errno == errno.ENOSPC
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("share", [0.2, 0.7, 0.999])
def test_a_disk_that_fills_up_is_told(share: float, tmp_path: Path) -> None:
    shown = [(step, 1) for step in range(40)]
    size = write_part(tmp_path / "part.mp4", shown).stat().st_size
    with room_for(int(share * size)), pytest.raises(OSError, match=r"File too large|No space left"):
        write_part(tmp_path / "part.mp4", shown)
    assert list(tmp_path.iterdir()) == []
