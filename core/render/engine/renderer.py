"""Manim's Cairo renderer with the parts taken out that the engine does in its own way."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Protocol

from manim import Mobject, Scene, VMobject
from manim.camera.camera import Camera
from manim.renderer.cairo_renderer import CairoRenderer

from core.render.engine.movie import Pixels
from core.render.engine.quick.rows import Rows, rows_of
from core.render.engine.yuv import Band


class Conductor(Protocol):
    """Whoever decides what happens with a play that has been compiled."""

    def perform(self, scene: Scene) -> None:
        """Bring the scene from before the play to after it."""
        ...


class Frames(Protocol):
    """Whoever takes the frames that are drawn."""

    def wants(self, frame: int) -> bool:
        """Whether this frame of the play, counted from 0, is to be drawn. Raises Relieved at its end."""
        ...

    def write(self, pixels: Pixels, repeat: int = 1, rows: Iterable[Band] | None = None) -> None:
        """Take a frame that counts `repeat` times; the array is free again afterwards.

        `rows` are all that can differ from the frame before; None are all of them.
        """
        ...


class PlayRenderer(CairoRenderer):
    """Hands each play to a conductor; draws only where a raster takes the frames.

    A scene makes its own CairoRenderer, which `take_over` turns into one of these. `frames` are those of the
    video so far, `start` those before the play.
    """

    conductor: Conductor
    raster: Frames | None
    frames: int
    start: int

    @classmethod
    def take_over(cls, scene: Scene, conductor: Conductor) -> PlayRenderer:
        """Turn the scene's renderer into one that asks the conductor."""
        renderer: Any = scene.renderer
        if type(renderer) is CairoRenderer:
            renderer.__class__ = cls
        else:  # one that the script has derived
            renderer.__class__ = type(cls.__name__, (cls, type(renderer)), {})
        renderer.conductor, renderer.raster, renderer.frames, renderer.start = conductor, None, 0, 0
        return renderer  # type: ignore[no-any-return]

    def play(self, scene: Scene, *args: Any, **kwargs: Any) -> None:
        """Manim's own beginning of a play; what follows is the conductor's."""
        self.skip_animations = self._original_skipping_status
        self.update_skipping_status()
        scene.compile_animation_data(*args, **kwargs)
        self.conductor.perform(scene)
        self.num_plays += 1

    def follow_rows(self) -> None:
        """From now on only draw and hand on what changes in the picture, if the camera is one of Manim's own.

        For a process that draws one play, in which nobody else looks at the picture.
        """
        camera: Any = self.camera
        camera.quick_rows = rows_of(camera)

    def render(
        self,
        scene: Scene,
        time: float,  # noqa: ARG002 - Manim's signature
        moving_mobjects: Iterable[Mobject] | None = None,
    ) -> None:
        """One frame of a play that moves."""
        if self.raster is not None and self.raster.wants(self.frames - self.start):
            self.update_frame(scene, moving_mobjects)
            self.add_frame(self.camera.pixel_array)
        else:
            self.settle_view(scene.mobjects)
            self.count(1)

    def settle_view(self, mobjects: Iterable[Mobject]) -> None:
        """Have the camera look from where it would if it drew these now, which it does not, or not yet.

        Where a camera looks from when it draws something first is where it looks from for ever, whatever
        becomes of its frame and whoever draws; but one of a moving camera's kind looks anew for each picture.
        """
        camera: Any = self.camera
        if camera.get_cached_cairo_context(camera.pixel_array) is not None:
            return
        if type(camera).cache_cairo_context is not Camera.cache_cairo_context:
            return
        if any(isinstance(mobject, VMobject) for mobject in camera.get_mobjects_to_display(mobjects)):
            camera.get_cairo_context(camera.pixel_array)

    def add_frame(self, frame: Pixels, num_frames: int = 1) -> None:
        """Count the frame, and give it to the raster if there is one."""
        self.count(num_frames)
        if self.raster is not None and not self.skip_animations:
            camera: Any = self.camera
            rows: Rows | None = camera.quick_rows
            self.raster.write(frame, num_frames, rows.take() if rows else None)

    def count(self, frames: int) -> None:
        """So many frames of the video have passed."""
        if not self.skip_animations:
            # Added up as Manim does, so that a script which looks at the time sees the same one.
            self.time += frames * (1 / self.camera.frame_rate)
            self.frames += frames

    def freeze_current_frame(self, duration: float) -> None:
        """The frames of a play in which nothing moves: one picture, so many times."""
        frames = int(duration / (1 / self.camera.frame_rate))
        if self.raster is None:
            self.count(frames)
        else:
            self.add_frame(self.camera.pixel_array, frames)

    def picture(self, scene: Scene) -> Pixels:
        """The scene as it is now, drawn anew."""
        self.static_image = None
        self.update_frame(scene)
        return self.camera.pixel_array

    def scene_finished(self, scene: Scene) -> None:
        """The conductor finishes the scene."""
