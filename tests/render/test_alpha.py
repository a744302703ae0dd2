"""A play with a transparent background becomes a part, and parts a WebM: colours and alpha as drawn."""

from __future__ import annotations

import errno
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import pytest
from numpy.typing import NDArray

from core.model import Picture, Quality
from core.render.engine import poster
from core.render.engine.alpha import AlphaWriter
from core.render.engine.forms import TRANSPARENT
from core.render.engine.frame_writer import KEY_INTERVAL
from core.render.engine.movie import BrokenPart, add_sound, join
from core.render.engine.webm import require_whole
from tests.render.drawings import (
    SMALL,
    alpha_likeness,
    alpha_planes,
    decoded,
    decoded_alpha,
    glass,
    room_for,
    write_alpha_part,
    write_part,
)
from tests.render.test_movie import heard, write_sound

Frame = NDArray[np.uint8]

PATTERNS = {
    "one frame": [(0, 1)],
    "still": [(0, 40)],
    "move": [(step, 1) for step in range(20)],
    "move, still, move": [*((step, 1) for step in range(5)), (5, 33), *((step, 1) for step in range(6, 40))],
    "there and back": [(step % 2, 2) for step in range(40)],
}


def length(file: Path) -> float:
    with av.open(str(file)) as container:
        assert container.duration is not None
        return container.duration / av.time_base


def drawn_likeness(frames: tuple[Frame, ...], shown: list[tuple[int, int]]) -> list[float]:
    """The least and the mean PSNR of luma, then of alpha."""
    drawn = [glass(SMALL, step) for step, repeat in shown for _ in range(repeat)]
    found = np.array([alpha_likeness(*pair) for pair in zip(frames, drawn, strict=True)])
    return [*found.min(axis=0), *found.mean(axis=0)]


@pytest.mark.parametrize("shown", PATTERNS.values(), ids=PATTERNS.keys())
def test_each_frame_is_decoded_as_it_was_drawn(shown: list[tuple[int, int]], tmp_path: Path) -> None:
    film = decoded_alpha(write_alpha_part(tmp_path / "part", shown))
    assert film.runs == [repeat for _, repeat in shown]
    assert [round(time * 15) for time in film.times] == list(range(len(film.frames)))
    assert max(abs(time - Fraction(n, 15)) for n, time in enumerate(film.times)) <= Fraction(1, 1000)
    assert min(drawn_likeness(film.frames, shown)) > 44


def test_pictures_that_are_put_in_between_change_no_other(tmp_path: Path) -> None:
    steps = range(45)
    once = decoded_alpha(write_alpha_part(tmp_path / "once", [(step, 1) for step in steps]))
    often = decoded_alpha(write_alpha_part(tmp_path / "often", [(step, 1 + step % 5) for step in steps]))
    expected = [once.frames[step] for step in steps for _ in range(1 + step % 5)]
    assert all(np.array_equal(*pair) for pair in zip(often.frames, expected, strict=True))


def test_who_knows_no_transparency_sees_the_frames_on_their_background(tmp_path: Path) -> None:
    part = write_alpha_part(tmp_path / "part", PATTERNS["move, still, move"])
    with_alpha, without = decoded_alpha(part), decoded(part)
    size = without.frames[0].size
    assert all(
        np.array_equal(seen[:size], plain.ravel())
        for seen, plain in zip(with_alpha.frames, without.frames, strict=True)
    )


def test_what_stands_still_costs_a_few_bytes_and_has_places_to_seek_to(tmp_path: Path) -> None:
    once = write_alpha_part(tmp_path / "once", [(0, 1)]).stat().st_size
    often = write_alpha_part(tmp_path / "often", [(0, 1)] * 200)
    assert often.stat().st_size - once < 200 * 40
    long = decoded_alpha(write_alpha_part(tmp_path / "long", [(3, 1000)]))
    assert long.keys == (0, KEY_INTERVAL, 2 * KEY_INTERVAL, 3 * KEY_INTERVAL)
    assert long.runs == [1000]


@pytest.mark.parametrize(
    "shown", [[(0, 200), (1, 1), (2, 600), (3, 1), (4, 30)], [(n, 1) for n in range(600)]]
)
def test_a_long_part_that_moves_has_places_to_seek_to(shown: list[tuple[int, int]], tmp_path: Path) -> None:
    film = decoded_alpha(write_alpha_part(tmp_path / "part", shown))
    assert film.keys == tuple(range(0, len(film.frames), KEY_INTERVAL))
    assert min(drawn_likeness(film.frames, shown)) > 44


def test_a_decoder_that_begins_at_a_key_picture_sees_the_same_alpha(tmp_path: Path) -> None:
    shown = [(0, 200), (1, 1), (2, 600), (3, 1), (4, 30)]
    part = write_alpha_part(tmp_path / "part", shown)
    whole = decoded_alpha(part)
    decoder = av.CodecContext.create("libvpx-vp9", "r")
    with av.open(str(part)) as container:
        packets = [packet for packet in container.demux(video=0) if packet.size][2 * KEY_INTERVAL :]
        frames = [frame for packet in packets for frame in decoder.decode(packet)]
    late = [alpha_planes(frame) for frame in frames]
    assert all(np.array_equal(*pair) for pair in zip(late, whole.frames[2 * KEY_INTERVAL :], strict=True))


def test_the_frames_memory_is_free_after_each_write(tmp_path: Path) -> None:
    writer = AlphaWriter(tmp_path / "part", SMALL, Quality.DRAFT)
    pixels = glass(SMALL, 0)
    for step in range(6):
        pixels[:] = glass(SMALL, step)
        writer.write(pixels, 2)
        pixels[:] = 255
    writer.finish()
    assert writer.frames == 12
    assert min(drawn_likeness(decoded_alpha(tmp_path / "part").frames, [(n, 2) for n in range(6)])) > 44


@pytest.mark.parametrize("picture", [Picture(1280, 720, 30), Picture(1920, 1080, 60)], ids=str)
def test_colours_are_those_that_were_drawn(picture: Picture, tmp_path: Path) -> None:
    pixels = np.zeros((picture.height, picture.width, 4), np.uint8)
    pixels[:] = (88, 196, 221, 255)
    writer = AlphaWriter(tmp_path / "part", picture, Quality.STANDARD)
    writer.write(pixels)
    writer.finish()
    with av.open(str(tmp_path / "part")) as container:
        context = container.streams.video[0].codec_context
        assert (context.color_primaries, context.color_trc) == (1, 1)  # BT.709
        [frame] = container.decode(video=0)
        assert (frame.colorspace, frame.color_range) == (6, 1)  # BT.601, 16 to 235
        assert frame.to_ndarray(format="rgb24")[20, 20].tolist() == pytest.approx([88, 196, 221], abs=3)


@pytest.mark.parametrize("repeat", [0, -1])
def test_nothing_is_written_that_is_no_frame_of_the_part(repeat: int, tmp_path: Path) -> None:
    writer = AlphaWriter(tmp_path / "part", SMALL, Quality.DRAFT)
    with pytest.raises(ValueError, match=f"{repeat} frames"):
        writer.write(glass(SMALL, 0), repeat)
    with pytest.raises(ValueError, match="instead of"):
        writer.write(glass(Picture(216, 120, 15), 0))
    with pytest.raises(ValueError, match="No frame"):
        writer.finish()
    writer.abort()
    writer.abort()
    assert list(tmp_path.iterdir()) == []


def test_a_full_disk_is_told(tmp_path: Path) -> None:
    part = tmp_path / "part"
    part.symlink_to("/dev/full")
    with pytest.raises(OSError) as caught:
        write_alpha_part(part, [(step, 3) for step in range(40)])
    assert caught.value.errno == errno.ENOSPC
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("share", [0.01, 0.2, 0.7, 0.999])
def test_a_disk_that_fills_up_is_told(share: float, tmp_path: Path) -> None:
    shown = [(step, 1) for step in range(40)]
    size = write_alpha_part(tmp_path / "part", shown).stat().st_size
    with room_for(int(share * size)), pytest.raises(OSError, match=r"File too large|No space left"):
        write_alpha_part(tmp_path / "part", shown)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("frame_rate", [15, 30, 60])
def test_parts_follow_each_other_without_gap_or_overlap(frame_rate: int, tmp_path: Path) -> None:
    picture = Picture(SMALL.width, SMALL.height, frame_rate)
    plays = [[(0, 20), (1, 1), (2, 30)], [(3, 1)], [(4, 1)], [(4, 7), (5, 2)], [(9, 700)]]
    parts = [write_alpha_part(tmp_path / str(n), shown, picture) for n, shown in enumerate(plays)]
    whole = tmp_path / "whole.webm"
    assert join(parts, whole, picture, TRANSPARENT) == 762
    film, films = decoded_alpha(whole), [decoded_alpha(part) for part in parts]
    expected = [frame for one in films for frame in one.frames]
    assert all(np.array_equal(*pair) for pair in zip(film.frames, expected, strict=True))
    off = [abs(time - Fraction(number, frame_rate)) for number, time in enumerate(film.times)]
    assert max(off) <= Fraction(1, 1000)
    with av.open(str(whole)) as container:
        stream = container.streams.video[0]
        assert (stream.codec_context.name, stream.average_rate) == ("vp9", frame_rate)
        assert stream.metadata["alpha_mode"] == "1"
    assert length(whole) == pytest.approx(762 / frame_rate, abs=1 / frame_rate)


def test_the_index_comes_first(tmp_path: Path) -> None:
    join([write_alpha_part(tmp_path / "part", [(0, 3)])], tmp_path / "whole.webm", SMALL, TRANSPARENT)
    data = (tmp_path / "whole.webm").read_bytes()
    cues, cluster = bytes.fromhex("1c53bb6b"), bytes.fromhex("1f43b675")
    assert 0 < data.rindex(cues) < data.index(cluster)


def cut(file: Path, left: int) -> Path:
    file.write_bytes(write_alpha_part(file, [(0, 3)]).read_bytes()[:left])
    return file


def without_alpha(file: Path) -> Path:
    with av.open(str(file), "w", format="webm") as made:
        stream = made.add_stream("libvpx-vp9", 15)
        stream.width, stream.height, stream.pix_fmt = SMALL.width, SMALL.height, "yuv420p"
        for frame in (av.VideoFrame.from_ndarray(glass(SMALL, 0), "rgba"), None):
            made.mux(stream.encode(frame))
    return file


def headless(file: Path) -> Path:
    """A part that begins with another picture than its first."""
    with av.open(str(write_alpha_part(file.with_name("full"), [(step, 1) for step in range(5)]))) as given:
        packets = [packet for packet in given.demux(video=0) if packet.size]
        with av.open(str(file), "w", format="webm") as made:
            stream = made.add_stream_from_template(given.streams.video[0])
            stream.pix_fmt = "yuva420p"
            for number, packet in enumerate(packets[1:]):
                packet.stream = stream
                packet.time_base, packet.pts, packet.dts = Fraction(1, 15), number, number
                made.mux(packet)
    return file


BROKEN: dict[str, Callable[[Path], object]] = {
    "missing": lambda part: None,
    "empty": lambda part: part.touch(),
    "no video": lambda part: part.write_text("Not a video. " * 100),
    "cut in its head": lambda part: cut(part, 60),
    "cut in a frame": lambda part: cut(part, -400),
    "cut at its end": lambda part: cut(part, -1),
    "followed by something": lambda part: part.write_bytes(write_alpha_part(part, [(0, 3)]).read_bytes() * 2),
    "of another size": lambda part: write_alpha_part(part, [(0, 3)], Picture(64, 48, 15)),
    "of another rate": lambda part: write_alpha_part(part, [(0, 3)], Picture(SMALL.width, SMALL.height, 30)),
    "opaque": lambda part: write_part(part, [(0, 3)]),
    "without alpha": without_alpha,
    "without its first picture": headless,
}


@pytest.mark.parametrize("kind", BROKEN)
def test_a_part_that_does_not_fit_is_named(kind: str, tmp_path: Path) -> None:
    good, bad = write_alpha_part(tmp_path / "good", [(0, 3)]), tmp_path / "bad"
    BROKEN[kind](bad)
    for parts in ([good, bad, good], [bad]):
        with pytest.raises(BrokenPart) as caught:
            join(parts, tmp_path / "whole.webm", SMALL, TRANSPARENT)
        assert caught.value.part == bad
    assert not (tmp_path / "whole.webm").exists()


def test_a_transparent_part_does_not_become_an_opaque_video(tmp_path: Path) -> None:
    with pytest.raises(BrokenPart, match="webm and not mp4"):
        join([write_alpha_part(tmp_path / "part", [(0, 3)])], tmp_path / "whole.mp4", SMALL)


def test_a_whole_file_is_told_from_every_beginning_of_it(tmp_path: Path) -> None:
    part = write_alpha_part(tmp_path / "part", [(0, 3)], Picture(64, 48, 15))
    require_whole(part)
    data = part.read_bytes()
    for left in range(0, len(data), 7):
        part.write_bytes(data[:left])
        with pytest.raises(OSError, match="No space left"):
            require_whole(part)


@pytest.mark.parametrize("share", [0.05, 0.5, 0.999])
def test_a_disk_that_fills_up_while_parts_are_joined_is_told(share: float, tmp_path: Path) -> None:
    parts = [write_alpha_part(tmp_path / "part", [(step, 1) for step in range(40)])] * 20
    whole = tmp_path / "whole.webm"
    join(parts, whole, SMALL, TRANSPARENT)
    size = whole.stat().st_size
    with room_for(int(share * size)), pytest.raises(OSError) as caught:
        join(parts, whole, SMALL, TRANSPARENT)
    assert caught.value.errno in (errno.EFBIG, errno.ENOSPC)
    assert not whole.exists()


@pytest.mark.parametrize("seconds", [0, 0.5, 2, 7])
@pytest.mark.parametrize(("rate", "channels"), [(44100, 1), (48000, 2), (11111, 1)])
def test_sound_is_cut_or_padded_to_the_video(
    seconds: float, rate: int, channels: int, tmp_path: Path
) -> None:
    silent, whole = tmp_path / "silent.webm", tmp_path / "whole.webm"
    join([write_alpha_part(tmp_path / "part", [(0, 25), (1, 1), (2, 4)])], silent, SMALL, TRANSPARENT)
    sound = write_sound(tmp_path / "tone.wav", seconds, rate, channels)
    add_sound(silent, sound, whole, TRANSPARENT)
    before, after = decoded_alpha(silent), decoded_alpha(whole)
    assert all(np.array_equal(*pair) for pair in zip(after.frames, before.frames, strict=True))
    with av.open(str(whole)) as container:
        assert [stream.codec_context.name for stream in container.streams] == ["vp9", "opus"]
    assert length(whole) == pytest.approx(2, abs=1 / 15)
    tones, heard_rate = heard(whole)
    assert tones.shape == (channels, pytest.approx(2 * heard_rate, abs=heard_rate / 15))
    loud = abs(tones[0, : heard_rate * 2]) > 0.05
    assert loud.mean() == pytest.approx(min(seconds, 2) / 2 * 0.88, abs=0.03)


def test_a_poster_is_the_last_frame_on_its_background(tmp_path: Path) -> None:
    part = write_alpha_part(tmp_path / "part", [(0, 300), (7, 300)])
    poster.save_last_frame(part, tmp_path / "poster.jpg")
    with av.open(str(tmp_path / "poster.jpg")) as container:
        [frame] = [frame.to_ndarray(format="rgb24") for frame in container.decode(video=0)]
    assert np.abs(frame.astype(int) - glass(SMALL, 7)[..., :3]).mean() < 3
