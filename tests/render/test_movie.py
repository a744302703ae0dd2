"""Parts become one video in which every frame has its place, with the sound of a scene and its stills."""

from __future__ import annotations

import errno
import wave
from fractions import Fraction
from pathlib import Path
from typing import Any

import av
import numpy as np
import pytest
from PIL import Image

from core.model import Picture, Quality
from core.render.engine.movie import BrokenPart, add_sound, join, preview
from tests.render.drawings import SMALL, board, decoded, room_for, write_part


def parts_of(folder: Path, *shown: list[tuple[int, int]]) -> list[Path]:
    return [write_part(folder / f"{number}.mp4", steps) for number, steps in enumerate(shown)]


def length(file: Path) -> list[Fraction]:
    """The seconds of the whole and of each of its streams."""
    with av.open(str(file)) as container:
        lengths = [Fraction(container.duration, av.time_base)]
        return lengths + [stream.duration * stream.time_base for stream in container.streams]


def packets(file: Path) -> list[tuple[Fraction, Fraction, int, bytes]]:
    with av.open(str(file)) as container:
        return [
            (packet.pts * packet.time_base, packet.dts * packet.time_base, packet.duration, bytes(packet))
            for packet in container.demux(video=0)
            if packet.dts is not None
        ]


def test_parts_follow_each_other_without_gap_or_overlap(tmp_path: Path) -> None:
    parts = parts_of(tmp_path, [(0, 20), (1, 1), (2, 30)], [(3, 1)], [(4, 1)], [(4, 7), (5, 2)])
    assert join(parts, tmp_path / "whole.mp4", SMALL) == 62
    whole, films = decoded(tmp_path / "whole.mp4"), [decoded(part) for part in parts]
    assert whole.times == tuple(Fraction(index, 15) for index in range(62))
    expected = [frame for film in films for frame in film.frames]
    assert all(np.array_equal(*pair) for pair in zip(whole.frames, expected, strict=True))
    assert length(tmp_path / "whole.mp4") == [pytest.approx(62 / 15, abs=1e-5), Fraction(62, 15)]
    assert [(pts, dts) for pts, dts, _, _ in packets(tmp_path / "whole.mp4")] == [
        (Fraction(index, 15),) * 2 for index in range(62)
    ]


@pytest.mark.parametrize("frame_rate", [15, 30, 60])
def test_a_single_frame_lasts_as_long_as_any(frame_rate: int, tmp_path: Path) -> None:
    picture = Picture(64, 48, frame_rate)
    part = write_part(tmp_path / "part.mp4", [(0, 1)], picture)
    assert join([part] * 3, tmp_path / "whole.mp4", picture) == 3
    assert length(tmp_path / "whole.mp4")[1] == Fraction(3, frame_rate)
    assert {duration for _, _, duration, _ in packets(tmp_path / "whole.mp4")} == {15360 // frame_rate}


@pytest.mark.parametrize("quality", list(Quality))
def test_parts_of_one_quality_join_at_its_full_size(quality: Quality, tmp_path: Path) -> None:
    picture = quality.picture
    parts = [write_part(tmp_path / f"{n}.mp4", [(n, 2), (n + 1, 1)], picture, quality) for n in range(2)]
    assert join(parts, tmp_path / "whole.mp4", picture) == 6
    with av.open(str(tmp_path / "whole.mp4")) as container:
        stream = container.streams.video[0]
        assert (stream.width, stream.height) == (picture.width, picture.height)
        assert stream.average_rate == picture.frame_rate
        assert sum(1 for _ in container.decode(stream)) == 6


def test_the_index_comes_first(tmp_path: Path) -> None:
    join(parts_of(tmp_path, [(0, 3)]), tmp_path / "whole.mp4", SMALL)
    data = (tmp_path / "whole.mp4").read_bytes()
    assert data.index(b"moov") < data.index(b"mdat")


def test_any_path_will_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "José 100 %d {data} #1 ~ 'a' \\ \n ünï"
    folder.mkdir()
    parts = parts_of(folder, [(0, 3)], [(1, 3)])
    assert join(parts, folder / "file:whole ?x=1.mp4", SMALL) == 6
    monkeypatch.chdir(folder)
    assert join([Path("0.mp4"), Path("1.mp4")], Path("pipe:1"), SMALL) == 6
    assert Path("pipe:1").exists()


def broken(kind: str, folder: Path) -> Path:
    """A second part with which something is wrong."""
    part = folder / "1.mp4"
    if kind == "of another size":
        write_part(part, [(0, 3)], Picture(64, 48, 15))
    elif kind == "encoded otherwise":
        with av.open(str(part), "w") as made:
            stream = made.add_stream("libx264", 15)
            stream.width, stream.height, stream.pix_fmt = SMALL.width, SMALL.height, "yuv420p"
            for frame in (av.VideoFrame.from_ndarray(board(SMALL, 0), "rgba"), None):
                made.mux(stream.encode(frame))
    elif kind == "of another rate":
        write_part(part, [(0, 3)], Picture(SMALL.width, SMALL.height, 30))
    elif kind == "cut short":
        part.write_bytes(write_part(part, [(0, 3)]).read_bytes()[:-100])
    elif kind == "empty":
        part.touch()
    elif kind == "no video":
        part.write_text("Not a video. " * 100)
    return part


@pytest.mark.parametrize(
    "kind",
    ["missing", "empty", "no video", "cut short", "of another size", "of another rate", "encoded otherwise"],
)
def test_a_part_that_does_not_fit_is_named(kind: str, tmp_path: Path) -> None:
    [good] = parts_of(tmp_path, [(0, 3)])
    bad = broken(kind, tmp_path)
    with pytest.raises(BrokenPart, match=r"1\.mp4") as caught:
        join([good, bad, good], tmp_path / "whole.mp4", SMALL)
    assert caught.value.part == bad
    assert not (tmp_path / "whole.mp4").exists()


def test_a_first_part_of_another_size_is_named(tmp_path: Path) -> None:
    bad = broken("of another size", tmp_path)
    with pytest.raises(BrokenPart):
        join([bad], tmp_path / "whole.mp4", SMALL)


def test_nothing_to_join_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="no parts"):
        join([], tmp_path / "whole.mp4", SMALL)


@pytest.mark.parametrize("share", [0.05, 0.5, 0.999])
def test_a_disk_that_fills_up_is_told(share: float, tmp_path: Path) -> None:
    parts = parts_of(tmp_path, [(step, 1) for step in range(40)]) * 20
    join(parts, tmp_path / "whole.mp4", SMALL)
    size = (tmp_path / "whole.mp4").stat().st_size
    with room_for(int(share * size)), pytest.raises(OSError) as caught:
        join(parts, tmp_path / "whole.mp4", SMALL)
    assert caught.value.errno in (errno.EFBIG, errno.ENOSPC)
    assert not (tmp_path / "whole.mp4").exists()


def write_sound(target: Path, seconds: float, rate: int = 44100, channels: int = 1) -> Path:
    tone = np.sin(np.arange(int(seconds * rate)) / 20) * 9000
    with wave.open(str(target), "wb") as file:
        file.setparams((channels, 2, rate, 0, "NONE", ""))
        file.writeframes(np.repeat(tone.astype("<i2"), channels).tobytes())
    return target


def heard(file: Path) -> tuple[np.ndarray[Any, Any], int]:
    with av.open(str(file)) as container:
        rate = container.streams.audio[0].rate
        return np.concatenate([frame.to_ndarray() for frame in container.decode(audio=0)], axis=1), rate


@pytest.mark.parametrize("seconds", [0, 0.5, 2, 7])
@pytest.mark.parametrize(("rate", "channels"), [(44100, 1), (48000, 2), (11111, 1)])
def test_sound_is_cut_or_padded_to_the_video(
    seconds: float, rate: int, channels: int, tmp_path: Path
) -> None:
    join(parts_of(tmp_path, [(0, 25), (1, 1), (2, 4)]), tmp_path / "silent.mp4", SMALL)
    sound = write_sound(tmp_path / "tone.wav", seconds, rate, channels)
    add_sound(tmp_path / "silent.mp4", sound, tmp_path / "whole.mp4")
    assert packets(tmp_path / "whole.mp4") == packets(tmp_path / "silent.mp4")
    whole, video, audio = length(tmp_path / "whole.mp4")
    assert (whole, video) == (2, 2)
    assert audio == pytest.approx(2, abs=1e-3)
    tones, heard_rate = heard(tmp_path / "whole.mp4")
    assert tones.shape[0] == channels
    loud = abs(tones[0, : heard_rate * 2]) > 0.05
    assert loud.mean() == pytest.approx(min(seconds, 2) / 2 * 0.88, abs=0.03)


def test_sound_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    join(parts_of(tmp_path, [(0, 25)]), tmp_path / "silent.mp4", SMALL)
    (tmp_path / "tone.wav").write_bytes(b"RIFF")
    with pytest.raises(BrokenPart, match=r"tone\.wav"):
        add_sound(tmp_path / "silent.mp4", tmp_path / "tone.wav", tmp_path / "whole.mp4")
    with pytest.raises(BrokenPart, match=r"nothing\.mp4"):
        add_sound(tmp_path / "nothing.mp4", tmp_path / "tone.wav", tmp_path / "whole.mp4")
    assert not (tmp_path / "whole.mp4").exists()


@pytest.mark.parametrize(("picture", "size"), [(Quality.HIGH.picture, (320, 180)), (SMALL, (214, 120))])
def test_a_preview_is_the_picture_but_small(picture: Picture, size: tuple[int, int], tmp_path: Path) -> None:
    pixels = board(picture, 30)
    preview(pixels, tmp_path / "preview.jpg")
    with Image.open(tmp_path / "preview.jpg") as image:
        assert (image.size, image.format) == (size, "JPEG")
        shown = np.asarray(image.convert("RGB")).astype(float)
    assert shown.mean(axis=(0, 1)) == pytest.approx(pixels[..., :3].mean(axis=(0, 1)), abs=2)
