"""What a scene that has been played leaves: a video with its sound, captions and poster, or a picture."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import srt
from PIL import Image

from core.model import Picture
from core.render.engine import poster
from core.render.engine.director import Director
from core.render.engine.movie import add_sound, join
from core.render.engine.plays import Facts
from core.render.engine.raster import testimony
from core.render.engine.renderer import PlayRenderer
from core.render.engine.scenes import construct_line
from core.render.parts import PART_NAME
from core.render.refusals import Refusal
from core.render.wire import CAPTIONS_NAME, FRAMES_NAME, IMAGE_NAME, POSTER_NAME, Finished


def finish(director: Director, picture: Picture, results: Path, witness: bool) -> Finished:
    """Make the results in a new folder. Raises Refusal where there is nothing to see, and OSError."""
    results.mkdir()
    if not director.plays:
        return _still(director, picture, results)
    folders = [play.folder for play in director.plays]
    facts = [Facts.read(folder) for folder in folders]
    files = [director.form.name, POSTER_NAME]
    frames = _video(director, [folder / PART_NAME for folder in folders], picture, results)
    best = folders[poster.best(facts)]
    poster.save_last_frame(best / PART_NAME, results / POSTER_NAME)
    if director.file_writer.subcaptions:
        captions = srt.compose(director.file_writer.subcaptions)
        (results / CAPTIONS_NAME).write_text(captions, "utf-8")
        files.append(CAPTIONS_NAME)
    if witness:
        (results / FRAMES_NAME).write_text(testimony(folders), "ascii")
        files.append(FRAMES_NAME)
    name = type(director.scene).__name__
    seconds = frames / picture.frame_rate
    return Finished(name, seconds, len(folders), director.reused, picture, tuple(files), None)


def _video(director: Director, parts: list[Path], picture: Picture, results: Path) -> int:
    """Join the parts and lay the scene's sound under them; the number of frames."""
    writer: Any = director.file_writer
    form = director.form
    target, silent, sound = results / form.name, results / "silent", results / "sound.wav"
    if not writer.includes_sound:
        return join(parts, target, picture, form)
    frames = join(parts, silent, picture, form)
    writer.audio_segment.export(str(sound), format="wav")
    add_sound(silent, sound, target, form)
    silent.unlink()
    sound.unlink()
    return frames


def _still(director: Director, picture: Picture, results: Path) -> Finished:
    """The picture of a scene that plays nothing, as Manim draws it."""
    scene = director.scene
    name = type(scene).__name__
    if director.num_plays:
        raise Refusal(
            f"Every section of {name} is skipped, so there is nothing to see. "
            "Remove skip_animations=True and render again.",
            construct_line(type(scene)),
        )
    stage = scene.renderer
    assert isinstance(stage, PlayRenderer)
    image = Image.fromarray(stage.picture(scene).copy())
    image.save(results / IMAGE_NAME)
    poster.save(image, results / POSTER_NAME)
    return Finished(name, 0.0, 0, 0, picture, (IMAGE_NAME, POSTER_NAME), None)
