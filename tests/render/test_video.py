"""Scripts that render: the video, its poster, its timeline, whatever the script does to the configuration."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import pytest
from PIL import Image

from core.events import FramePreview, Planned, PlayRendered, RenderQueued, TimelineFound
from core.model import Picture, PlannedPlay, Timeline
from core.render.local import LocalRenderer
from core.settings import RenderLimits
from tests.render.conftest import Render, make_job, run_job, scene
from tests.render.videos import frames

DRAFT = Picture(854, 480, 15)


def facts(video: Path) -> tuple[str, str, int, int, Fraction | None]:
    with av.open(str(video)) as container:
        stream = container.streams.video[0]
        return stream.codec.canonical_name, stream.pix_fmt, stream.width, stream.height, stream.average_rate


def test_a_scene_becomes_a_video_with_its_facts(render: Render) -> None:
    run = render(
        scene(
            """
            dot = Dot()
            self.play(Create(dot))
            self.wait(0.4)
            self.play(dot.animate.shift(RIGHT), run_time=0.4)
            """
        )
    )
    result = run.result
    assert (result.scene, result.plays, result.picture) == ("Lesson", 3, DRAFT)
    assert (result.video, result.poster) == (run.output / "video.mp4", run.output / "poster.jpg")
    assert facts(result.video) == ("h264", "yuv420p", 854, 480, 15)
    assert len(frames(result.video)) == 27
    assert result.duration == pytest.approx(1.8)
    assert 0 < result.elapsed < 30
    assert result.poster.stat().st_size > 1000


def test_the_events_tell_the_plan_and_true_progress(render: Render) -> None:
    events = render(
        scene(
            """
            self.play(Create(Circle()), run_time=3)
            for _ in range(2):
                self.wait(0.2)
            """
        )
    ).events
    assert events[0] == RenderQueued(0)
    assert sorted(event.number for event in events if isinstance(event, PlayRendered)) == [1, 2, 3]
    [planned] = [event for event in events if isinstance(event, Planned)]
    times = [(play.number, play.line, play.label) for play in planned.timeline.plays]
    assert times == [(1, 5, "Create(Circle)"), (2, 7, "wait"), (3, 7, "wait")]
    assert planned.timeline.plays[0] == PlannedPlay(1, 5, 0.0, 3.0, "Create(Circle)")
    assert planned.timeline.duration == pytest.approx(3.4)
    assert isinstance(planned.timeline, Timeline)


def test_a_plan_names_what_each_play_does(render: Render) -> None:
    body = """
    a, b = Square(), Dot()
    self.play(LaggedStart(Create(a), FadeIn(b)), run_time=1)
    self.play(a.animate.shift(UP).scale(2), b.animate.set_color(RED), run_time=1)
    self.play(*[FadeOut(m) for m in (a, b)], *[FadeIn(Dot()) for _ in range(3)], run_time=1)
    self.wait_until(lambda: True)
    """
    [planned] = [event for event in render(scene(body)).events if isinstance(event, Planned)]
    assert [play.label for play in planned.timeline.plays] == [
        "LaggedStart(Create(Square), FadeIn(Dot))",
        "Square.shift.scale, Dot.set_color",
        "FadeOut(Square), FadeOut(Dot), FadeIn(Dot), …",
        "wait",
    ]


def test_the_index_comes_first_so_that_browsers_start_at_once(render: Render) -> None:
    data = render(scene("self.wait(0.2)")).result.video.read_bytes()
    assert data.index(b"moov") < data.index(b"mdat")


def test_the_poster_is_not_the_empty_last_frame(render: Render) -> None:
    run = render(
        scene(
            """
            board = Square(6, fill_opacity=1, color=WHITE)
            self.play(FadeIn(board), run_time=0.2)
            self.wait(0.2)
            self.play(FadeOut(board), run_time=0.4)
            """
        )
    )
    with av.open(str(run.result.poster)) as container:
        [poster] = [frame.to_ndarray(format="rgb24") for frame in container.decode(video=0)]
    assert poster[240, 427].min() > 200


def test_latex_is_set(render: Render) -> None:
    run = render(scene(r"self.play(Write(MathTex(r'\frac{a}{b}')), run_time=0.2); self.wait(0.2)"))
    assert frames(run.result.video)[-1].max() > 200


def test_a_data_folder_may_have_characters_that_tex_and_templates_trip_over(tmp_path: Path) -> None:
    renderer = LocalRenderer(RenderLimits(), tmp_path / "José 100 % {data} #1 ~")
    try:
        job = make_job(scene("self.play(Write(MathTex('x^2')), Write(Text('a')), run_time=0.2)"), tmp_path)
        assert run_job(renderer, job).result.plays == 1
    finally:
        renderer.close()


def test_text_in_any_script_is_drawn_and_printed(render: Render) -> None:
    run = render(scene("self.add(Text('שלום 你好 ∑ é')); self.wait(0.2); print('שלום', chr(0xD800))"))
    assert frames(run.result.video)[-1].max() > 200
    assert run.log == "שלום \\ud800\n"


def test_the_configuration_of_a_script_does_not_move_or_spoil_the_video(render: Render) -> None:
    source = """
config.media_dir = "/nonexistent"; config.output_file = "elsewhere"; config.tex_dir = "/nonexistent"
config.format = "gif"; config.dry_run = True; config.save_sections = True
config.pixel_width, config.pixel_height, config.frame_rate = 100, 333, 7
config.video_codec = "none such"; config.log_to_file = True; config.preview = True; config.write_all = True
config.upto_animation_number = 0; config.renderer = "opengl"; config.background_color = BLUE
"""
    run = render(scene("config.frame_rate = 60; self.wait(0.4)").replace("\n\n", source, 1))
    assert facts(run.result.video) == ("h264", "yuv420p", 854, 480, 15)
    [*_, last] = frames(run.result.video)
    assert last[240, 427].tolist() == pytest.approx([88, 196, 221], abs=6)
    assert run.result.duration == pytest.approx(0.4)


def test_circles_stay_round_when_a_script_asks_for_another_frame(render: Render) -> None:
    source = "config.frame_width, config.frame_height = 4.5, 8\n"
    run = render(
        source.join(scene("self.add(Circle(2)); self.wait(0.2)").split("\n\n")).replace("*c", "*\nc")
    )
    drawn = frames(run.result.video)[-1].max(axis=2) > 100
    height, width = np.ptp(np.nonzero(drawn.any(axis=1))), np.ptp(np.nonzero(drawn.any(axis=0)))
    assert width == pytest.approx(height, abs=4)


def test_the_same_script_gives_the_same_random_numbers(render: Render) -> None:
    source = scene("import random; print(random.random(), np.random.rand()); self.wait(0.2)")
    assert render(source).log == render(source).log != ""


def test_a_block_for_the_command_line_does_not_run(render: Render) -> None:
    run = render(
        scene("self.wait(0.2)") + "\nif __name__ == '__main__':\n    raise SystemExit('run twice')\n"
    )
    assert run.result.plays == 1


def test_a_sound_that_the_script_makes_is_heard(render: Render) -> None:
    body = """
    import wave
    with wave.open("tone.wav", "wb") as tone:
        tone.setparams((1, 2, 44100, 0, "NONE", ""))
        tone.writeframes((np.sin(np.arange(44100) / 20) * 9000).astype("<i2").tobytes())
    self.add_sound("tone.wav")
    self.wait(1)
    """
    with av.open(str(render(scene(body)).result.video)) as container:
        assert [stream.type for stream in container.streams] == ["video", "audio"]
        samples = np.concatenate([frame.to_ndarray().ravel() for frame in container.decode(audio=0)])
    assert abs(samples).max() > 0.1


def test_a_script_can_read_its_own_source(render: Render) -> None:
    run = render(scene("import inspect; print(inspect.getsource(Lesson)); self.wait(0.2)"))
    assert run.log.startswith("class Lesson(Scene):")


@pytest.mark.parametrize(
    ("base", "body"),
    [
        ("MovingCameraScene", "self.play(self.camera.frame.animate.scale(0.5), run_time=0.2)"),
        ("ThreeDScene", "self.set_camera_orientation(phi=1); self.play(Create(Cube()), run_time=0.2)"),
        ("ZoomedScene", "self.activate_zooming(); self.wait(0.2)"),
        ("VectorScene", "self.add_plane(); self.add_vector([1, 2])"),
        ("LinearTransformationScene", "self.apply_matrix([[1, 1], [0, 1]], run_time=0.2)"),
        ("Scene", "self.add(ImageMobject(np.uint8([[0, 99], [200, 255]])).scale(99)); self.wait(0.2)"),
    ],
)
def test_other_kinds_of_scenes_and_pictures_render(render: Render, base: str, body: str) -> None:
    assert render(scene(body).replace("(Scene)", f"({base})")).result.plays >= 1


def test_captions_become_a_file_beside_the_video(render: Render) -> None:
    body = """
    self.play(Create(Circle()), run_time=1, subcaption="A circle")
    self.add_subcaption("and nothing more", duration=0.4)
    self.wait(0.4)
    """
    run = render(scene(body))
    assert run.result.captions == run.output / "captions.srt"
    assert (run.output / "captions.srt").read_text("utf-8").splitlines() == [
        *("1", "00:00:00,000 --> 00:00:01,000", "A circle", ""),
        *("2", "00:00:01,000 --> 00:00:01,400", "and nothing more", ""),
    ]


def test_a_video_without_captions_has_no_file_of_them(render: Render) -> None:
    assert render(scene("self.wait(0.2)")).result.captions is None


def test_a_section_that_is_skipped_is_not_in_the_video(render: Render) -> None:
    body = """
    dot = Dot()
    self.play(Create(dot), run_time=0.4)
    self.next_section("quick", skip_animations=True)
    self.play(dot.animate.shift(UP), run_time=4)
    self.add_sound("nowhere.wav")
    self.next_section("slow")
    self.play(dot.animate.shift(DOWN), run_time=0.2)
    """
    run = render(scene(body))
    assert (run.result.plays, run.result.duration, len(frames(run.result.video))) == (2, 0.6, 9)
    [planned] = [event for event in run.events if isinstance(event, Planned)]
    assert [(play.line, play.start, play.end) for play in planned.timeline.plays] == [
        (6, 0, 0.4),
        (11, 0.4, 0.6),
    ]


@pytest.mark.parametrize(("body", "shown"), [("self.add(Square(4, fill_opacity=1))", True), ("pass", False)])
def test_a_scene_that_plays_nothing_is_a_picture(render: Render, body: str, shown: bool) -> None:
    result = render(scene(body)).result
    assert (result.video, result.plays, result.duration, result.image) == (
        *(None, 0, 0.0),
        result.poster.with_name("image.png"),
    )
    with Image.open(result.image) as image:
        assert (image.size, image.mode) == ((854, 480), "RGBA")
        assert (image.getpixel((427, 240))[0] > 0) is shown


def test_a_still_of_each_play_is_there_when_it_is_drawn(render: Render) -> None:
    body = """
    for colour in (RED, GREEN):
        self.add(Square(9, color=colour, fill_opacity=1))
        self.wait(0.2)
    """
    run = render(scene(body))
    previews = {event.number: event.image for event in run.events if isinstance(event, FramePreview)}
    assert previews == {n: run.output / "previews" / f"000{n}.jpg" for n in (1, 2)}
    for number, channel in ((1, 0), (2, 1)):
        with Image.open(previews[number]) as image:
            assert image.width <= 480
            colour = image.getpixel((image.width // 2, image.height // 2))
            assert colour[channel] == max(colour) > 100


def test_a_dry_run_finds_the_timeline_without_drawing(
    render: Render, renderer: LocalRenderer, tmp_path: Path
) -> None:
    source = scene("self.play(Create(Circle()), run_time=2.2)\nself.wait_until(lambda: True)\nself.wait(1)")
    job = make_job(source, tmp_path, dry_run=True)
    events = run_job(renderer, job).events
    plays = (
        PlannedPlay(1, 5, 0.0, 33 / 15, "Create(Circle)"),
        PlannedPlay(2, 6, 33 / 15, 34 / 15, "wait"),
        PlannedPlay(3, 7, 34 / 15, 49 / 15, "wait"),
    )
    assert events == (
        RenderQueued(0),
        Planned(Timeline("Lesson", plays)),
        TimelineFound(Timeline("Lesson", plays)),
    )
    assert sorted(path.name for path in job.output.iterdir()) == ["log.txt"]


def test_a_dry_run_of_a_script_that_fails_fails_alike(
    render: Render, renderer: LocalRenderer, tmp_path: Path
) -> None:
    job = make_job(scene("self.wait()\nCircl()"), tmp_path, dry_run=True)
    assert run_job(renderer, job).failure == render(scene("self.wait()\nCircl()")).failure
