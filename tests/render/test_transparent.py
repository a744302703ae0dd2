"""Scenes with a transparent background: a WebM with alpha, decided when the scene is created, as in Manim."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import av
import numpy as np
import pytest
from PIL import Image

from core.events import FramePreview
from core.model import Quality, RenderResult
from core.render.local import LocalRenderer
from core.settings import RenderLimits
from tests.render.conftest import Render, make_job, run_job, scene
from tests.render.drawings import decoded_alpha

BODY = """
square = Square(4, fill_opacity=1, color=RED)
self.play(FadeIn(square), run_time=0.4)
self.wait(0.4)
"""
DRAFT = (480, 854)


def clear(body: str = BODY, config: str = "config.transparent = True") -> str:
    """A script that sets the configuration before its scene."""
    return scene(body).replace("\n\n", f"\n{config}\n", 1)


def alphas(video: Path) -> np.ndarray:
    """The alpha of every frame."""
    size = DRAFT[0] * DRAFT[1]
    return np.array([frame[-size:].reshape(DRAFT) for frame in decoded_alpha(video).frames])


def picture(image: Path | None) -> np.ndarray:
    assert image is not None
    with Image.open(image) as opened:
        return np.asarray(opened.convert("RGB")).astype(int)


def test_a_scene_becomes_a_webm_that_is_transparent_where_nothing_is(render: Render) -> None:
    run = render(clear())
    assert run.result.video == run.output / "video.webm"
    assert sorted(file.name for file in run.output.iterdir() if file.is_file()) == [
        *("log.txt", "poster.jpg", "video.webm"),
    ]
    seen = alphas(run.result.video)
    assert seen.shape == (12, *DRAFT)
    assert seen[:, 10, 10].max() <= 2
    fading = [0, 7, 38, 128, 217, 248]
    assert [int(frame[240, 427]) for frame in seen] == pytest.approx([*fading, *[255] * 6], abs=3)
    assert run.result.duration == pytest.approx(0.8)


@pytest.mark.parametrize(
    "config",
    [
        "config.background_opacity = 0",
        "config.transparent = True; config.format = 'mp4'",
        "config.transparent = True; config.format = 'webm'; config.movie_file_extension = '.mov'",
    ],
)
def test_whatever_says_that_it_is_transparent(render: Render, config: str) -> None:
    assert alphas(render(clear(config=config)).result.video)[:, 10, 10].max() <= 2


def test_a_background_may_be_half_transparent(render: Render) -> None:
    seen = alphas(render(clear(config="config.background_opacity = 0.5")).result.video)
    assert seen[:, 10, 10].tolist() == pytest.approx([127] * 12, abs=2)
    assert seen[-1, 240, 427] >= 253


def test_what_a_scene_says_before_it_is_created_counts(render: Render) -> None:
    source = scene(BODY).replace(
        "    def construct",
        "    def __init__(self, **more):\n"
        "        config.transparent = True\n"
        "        super().__init__(**more)\n\n"
        "    def construct",
    )
    assert alphas(render(source).result.video)[:, 10, 10].max() <= 2


@pytest.mark.parametrize(
    ("before", "after", "name"), [(True, False, "video.webm"), (False, True, "video.mp4")]
)
def test_what_construct_says_of_it_changes_nothing(
    render: Render, before: bool, after: bool, name: str
) -> None:
    change = f"config.transparent = {after}\nself.wait(0.2)\n"
    run = render(clear(BODY + change + BODY, f"config.transparent = {before}"))
    assert run.result.video == run.output / name
    if before:
        assert alphas(run.result.video)[:, 10, 10].max() <= 2


def test_a_play_that_two_processes_draw_is_whole(render: Render) -> None:
    run = render(clear("self.play(Rotate(Square(4, fill_opacity=1)), run_time=6)"))
    seen = alphas(run.result.video)
    assert len(seen) == 90
    assert (seen[:, 10, 10].max(), seen[:, 240, 427].min()) == (0, pytest.approx(255, abs=2))


@pytest.mark.parametrize(
    ("ground", "background"), [("", (0, 0, 0)), ("config.background_color = BLUE", None)]
)
def test_stills_and_poster_show_the_scene_on_its_background(
    render: Render, ground: str, background: tuple[int, int, int] | None
) -> None:
    bare = clear(BODY.replace("RED", "YELLOW"), config=f"config.transparent = True\n{ground}")
    run, opaque = render(bare), render(bare.replace("transparent = True", "transparent = False"))
    [(_, still), *_] = sorted((e.number, e.image) for e in run.events if isinstance(e, FramePreview))
    for image, other in (
        (still, opaque.output / "previews/0001.jpg"),
        (run.result.poster, opaque.result.poster),
    ):
        assert np.abs(picture(image) - picture(other)).mean() < 1
    expected = background or (88, 196, 221)
    assert picture(run.result.poster)[10, 10].tolist() == pytest.approx(expected, abs=4)


def test_a_scene_that_plays_nothing_is_a_picture_with_alpha(render: Render) -> None:
    result = render(clear("self.add(Square(4, fill_opacity=1, color=RED))")).result
    assert result.image is not None
    with Image.open(result.image) as image:
        assert (image.mode, image.getpixel((10, 10))) == ("RGBA", (0, 0, 0, 0))
        assert image.getpixel((427, 240)) == (252, 98, 85, 255)
    assert picture(result.poster)[10, 10].tolist() == pytest.approx([0, 0, 0], abs=4)


def test_sound_lies_beside_the_pictures(render: Render) -> None:
    body = """
    import wave
    with wave.open("tone.wav", "wb") as tone:
        tone.setparams((1, 2, 44100, 0, "NONE", ""))
        tone.writeframes((np.sin(np.arange(44100) / 20) * 9000).astype("<i2").tobytes())
    self.add_sound("tone.wav")
    self.wait(1)
    """
    run = render(clear(body))
    assert sorted(file.name for file in run.output.iterdir() if file.is_file()) == [
        *("log.txt", "poster.jpg", "video.webm"),
    ]
    with av.open(str(run.result.video)) as container:
        assert [stream.codec_context.name for stream in container.streams] == ["vp9", "opus"]
        samples = np.concatenate([frame.to_ndarray().ravel() for frame in container.decode(audio=0)])
    assert abs(samples).max() > 0.1


def test_no_more_encoders_are_at_work_than_the_memory_holds(
    limited: Callable[[RenderLimits], LocalRenderer], tmp_path: Path
) -> None:
    """Eight of this size hold twice as much as a job may."""
    source = clear("for n in range(8):\n    self.play(Rotate(Square(2 + n / 8)), run_time=0.2)")
    renderer = limited(RenderLimits(children=8))
    job = make_job(source, tmp_path, quality=Quality.HIGH)
    assert run_job(renderer, job).result.plays == 8


def test_the_same_script_again_is_the_same_video(render: Render) -> None:
    source = clear(BODY.replace("RED", "GREEN"))
    first, again = render(source).result, render(source).result
    assert (first.reused, again.reused) == (0, 2)
    assert again.video is not None and first.video is not None
    assert again.video.read_bytes() == first.video.read_bytes()


def kept(result: RenderResult) -> tuple[int, int]:
    return result.plays, result.reused


def test_a_play_is_reused_only_on_the_same_background(render: Render) -> None:
    body = BODY.replace("RED", "PINK") + "self.play(Rotate(square, 1), run_time=0.2)\n"
    assert kept(render(clear(body)).result) == (3, 0)
    for config in (
        "config.transparent = False",
        "config.background_opacity = 0.3",
        "config.transparent = True\nconfig.background_color = BLUE",
    ):
        assert kept(render(clear(body, config)).result) == (3, 0), config
    assert kept(render(clear(body + "self.wait(0.2)")).result) == (4, 3)
