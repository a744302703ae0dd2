"""Running a scene: for each play, whether it is kept from before, who draws it, and how the scene goes on."""

from __future__ import annotations

import os
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import replace
from typing import Any

import numpy as np
from manim import Scene, Wait
from manim.manager import Manager

from core.model import PlannedPlay
from core.render.engine.crew import Crew, silence
from core.render.engine.forms import Form
from core.render.engine.labels import label
from core.render.engine.length import check_play, check_total
from core.render.engine.movie import Pixels
from core.render.engine.plays import Facts, Play
from core.render.engine.raster import Raster, SharedRaster
from core.render.engine.renderer import PlayRenderer
from core.render.engine.score import Score
from core.render.engine.share import Relieved, Share
from core.render.engine.stepping import Stepping, must_draw_here, stepping
from core.render.engine.trifles import is_trifle
from core.render.engine.yuv import Band
from core.render.parts import part_folder
from core.render.refusals import Refusal
from core.render.traces import current_line
from core.render.wire import Drawn, Opened, Progressed, Timed


class Director(Manager[Scene]):
    """Runs one scene from setup to tear-down; its plays' parts lie in the order of `plays` afterwards."""

    def __init__(self, scene: Scene, score: Score, crew: Crew) -> None:
        super().__init__(scene)
        self._score = score
        self._crew = crew
        self._stage = PlayRenderer.take_over(scene, self)
        self._home = os.getpid()
        self.plays: list[Play] = []
        self.reused = 0
        self._broken: BaseException | None = None
        self.exact = True

    @property
    def scouts(self) -> bool:
        """Whether this is the process, or a copy of it, that only tells the timeline."""
        return self._score.scouts

    @property
    def form(self) -> Form:
        """What the video and its parts are made of."""
        return self._score.form

    @property
    def frames(self) -> int:
        """Frames of the video so far."""
        return self._stage.frames

    def play(self, *args: Any, **kwargs: Any) -> None:
        """One `play` or `wait` of the scene."""
        if os.getpid() != self._home:
            raise Refusal("A copy of the script that it forked itself cannot play. Remove os.fork().")
        # A script may change the configuration between two plays.
        self._score.pins.apply()
        super().play(*args, **kwargs)

    def post_construct(self) -> None:
        """The scene has no more plays."""
        self._require_unbroken()
        self._score.say(Timed(type(self.scene).__name__))

    def perform(self, scene: Scene) -> None:
        """Bring the scene from before a play to after it."""
        self._require_unbroken()
        name = label(scene.animations or [])
        check_play(scene.duration, name)
        if self._stage.skip_animations:
            self._skip(scene)
            return
        # A script may catch what this raises: then there was no play.
        scene.begin_animations()
        play = self._next(name)
        planned = self._frames_planned(scene)
        if planned is not None:
            self._open(play, planned)
        if self._score.scouts:
            self._pass(scene, stepping(scene))
        else:
            self._perform(scene, play)
        if planned is None:
            self._open(play, self.frames - play.start)
        check_total(self.frames / self._score.quality.picture.frame_rate)

    def _next(self, name: str) -> Play:
        number = len(self.plays) + 1
        folder = part_folder(self._score.folder, number)
        key = self._score.key_of(number)
        play = Play(number, current_line(), name, self.frames, key, folder)
        self.plays.append(play)
        return play

    def _open(self, play: Play, frames: int) -> None:
        rate = self._score.quality.picture.frame_rate
        start, end = play.start / rate, (play.start + frames) / rate
        reused = play.key is not None and self._score.is_kept(play.key)
        self._score.say(Opened(PlannedPlay(play.number, play.line, start, end, play.label, reused)))

    def _perform(self, scene: Scene, play: Play) -> None:
        kept = play.key is not None and self._score.kept(play.key, play.folder)
        how = stepping(scene)
        if kept:
            self.reused += 1
            self._score.say(Drawn(play.number, Facts.read(play.folder).frames, play.key, reused=True))
        here = self._score.draws_here or must_draw_here(scene)
        if kept and here:
            self._draw_for_nobody(scene, how)
        elif kept:
            self._step(scene, how)
        elif here or (how is Stepping.FREEZE and is_trifle(scene, self._score.quality.picture)):
            self._draw_here(scene, play, how)
        elif self._delegate(scene, play, how):
            self._step(scene, how)
        else:
            self._pass(scene, how)

    def _draw_here(self, scene: Scene, play: Play, how: Stepping) -> None:
        """Draw the play in this process. What goes wrong ends the job, even where the script catches it."""
        try:
            self._draw(scene, play, how)
        except BaseException as error:
            self._broken = error
            raise

    def _require_unbroken(self) -> None:
        if self._broken:
            raise self._broken

    def _delegate(self, scene: Scene, play: Play, how: Stepping) -> bool:
        """Have a child draw the play. While the crew is busy, a scout finds the rest of the timeline.

        False in the scout.
        """
        if self._crew.full and self._crew.send_scout():
            self._score = replace(self._score, scouts=True)
            self._home = os.getpid()
            return False
        share = None
        if how is not Stepping.FREEZE and scene.stop_condition is None:
            share = self._crew.share(self._count(scene.get_run_time(scene.animations or [])))
        self._crew.draw(play.line, lambda: self._draw_as_child(scene, play, how, share))
        if share:
            self._crew.stand_by(play.line, lambda: self._help(scene, play, how, share))
        return True

    def _draw_as_child(self, scene: Scene, play: Play, how: Stepping, share: Share | None) -> None:
        if how is Stepping.FOLLOW:
            # The stepping process takes the same steps, and prints what they print.
            silence()
        self._follow_rows()
        self._draw(scene, play, how, share)

    def _draw(self, scene: Scene, play: Play, how: Stepping, share: Share | None = None) -> None:
        """Draw the play, and say so when its part is there."""
        self._fill(self._raster(play, share), scene, play, how)

    def _help(self, scene: Scene, play: Play, how: Stepping, share: Share) -> None:
        """Draw the later half of what is left of a play that another child is drawing."""
        start = share.split()
        if start is not None:
            self._follow_rows()
            self._fill(self._raster(play, share, start), scene, play, how)

    def _follow_rows(self) -> None:
        if self._score.follows_rows:
            self._stage.follow_rows()

    def _raster(self, play: Play, share: Share | None, start: int = 0) -> Raster:
        score = self._score
        given = (play, score.quality, score.form, score.witness, self._progress)
        return SharedRaster(*given, share, start) if share else Raster(*given)

    def _fill(self, raster: Raster, scene: Scene, play: Play, how: Stepping) -> None:
        self._stage.raster = raster
        with suppress(Relieved):
            self._draw_frames(scene, how)
        facts = raster.finish()
        self._stage.raster = None
        if facts:
            self._score.say(Drawn(play.number, facts.frames, play.key, reused=False))

    def _draw_for_nobody(self, scene: Scene, how: Stepping) -> None:
        """Draw a play whose frames are kept, because the scene's state depends on its being drawn."""
        self._stage.raster = _Unseen()
        self._draw_frames(scene, how)
        self._stage.raster = None

    def _draw_frames(self, scene: Scene, how: Stepping) -> None:
        stage = self._stage
        stage.start = stage.frames
        stage.save_static_frame_data(scene, scene.static_mobjects)
        if how is Stepping.FREEZE:
            stage.update_frame(scene, mobjects=scene.moving_mobjects)
            stage.freeze_current_frame(scene.duration)
        else:
            scene.play_internal()

    def _step(self, scene: Scene, how: Stepping) -> None:
        """Take the scene to the end of the play without drawing."""
        self._stage.settle_view(scene.static_mobjects if how is Stepping.FOLLOW else scene.mobjects)
        if how is Stepping.FREEZE:
            self._stage.freeze_current_frame(scene.duration)
        elif how is Stepping.FOLLOW:
            scene.play_internal()
        else:
            self._jump(scene)

    def _jump(self, scene: Scene) -> None:
        scene.duration = scene.get_run_time(scene.animations or [])
        for _ in range(self._count(scene.duration)):
            self._stage.count(1)
        for animation in scene.animations or []:
            animation.finish()
            animation.clean_up_from_scene(scene)
        scene.update_mobjects(0)
        self._stage.static_image = None

    def _pass(self, scene: Scene, how: Stepping) -> None:
        """Step over a play as a scout does: near enough for a timeline."""
        if how in (Stepping.FREEZE, Stepping.JUMP) or scene.stop_condition is not None:
            self._step(scene, Stepping.FOLLOW if scene.stop_condition is not None else how)
            return
        self.exact = False
        scene.update_to_time(scene.duration)
        self._jump(scene)

    def _skip(self, scene: Scene) -> None:
        """A play of a section that the script skips: as Manim does it, less the drawing."""
        self._stage.time += scene.duration
        scene.begin_animations()
        if not scene.is_current_animation_frozen_frame():
            scene.play_internal(skip_rendering=True)

    def _frames_planned(self, scene: Scene) -> int | None:
        """How many frames the play will have; None where only playing tells."""
        animations = scene.animations or []
        if isinstance(animations[0], Wait) and len(animations) == 1:
            if animations[0].is_static_wait:
                return int(scene.duration / (1 / self._stage.camera.frame_rate))
            if scene.stop_condition is not None:
                return None
        return self._count(scene.duration)

    def _count(self, seconds: float) -> int:
        """Frames of a play that moves; the same expression that Manim takes its times from."""
        return len(np.arange(0, seconds, 1 / self._score.quality.picture.frame_rate))

    def _progress(self, play: Play, frames: int) -> None:
        self._score.say(Progressed(play.number, frames))


class _Unseen:
    """Takes frames that are there already."""

    def wants(self, frame: int) -> bool:  # noqa: ARG002
        """Each, for what drawing it changes."""
        return True

    def write(self, pixels: Pixels, repeat: int = 1, rows: Iterable[Band] | None = None) -> None:
        """Forget the frame."""
