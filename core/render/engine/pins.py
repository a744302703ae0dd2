"""What a script may not change in Manim's configuration: where the video goes and how it is made."""

from __future__ import annotations

from typing import Any

from manim import config
from manim.constants import RendererType
from tqdm import tqdm

from core.model import Picture

SEED = 0
"""The same script gives the same video; a script may set `config.seed` itself."""

_KEPT = (
    "log_dir",
    "text_dir",
    "video_dir",
    "sections_dir",
    "images_dir",
    "partial_movie_dir",
    "input_file",
    "output_file",
    "video_codec",
    "pixel_format",
    "video_encoder_options",
    "max_inflight_encoders",
    "encoder_queue_size",
    "max_files_cached",
    "zero_pad",
    "from_animation_number",
    "upto_animation_number",
)
"""Settings that stay as Manim has them by default."""

_ASPECT_TOLERANCE = 0.01


class Pins:
    """The settings that are put back after a script has had its hands on them."""

    def __init__(self, picture: Picture) -> None:
        self._values: dict[str, Any] = {name: config[name] for name in _KEPT}
        self._values |= {
            # Relative to the job's folder: Manim would read braces in an absolute path as a template.
            "media_dir": "media",
            "tex_dir": "tex",
            # Manim's own choice: a transparent background must not be refused.
            "format": "auto",
            "pixel_width": picture.width,
            "pixel_height": picture.height,
            "frame_rate": picture.frame_rate,
            "dry_run": False,
            "disable_caching": True,
            "disable_caching_warning": True,
            "no_latex_cleanup": True,
            "progress_bar": "none",
            "save_sections": False,
            "write_all": False,
            "log_to_file": False,
            "preview": False,
            "live_preview": False,
            "enable_gui": False,
            "show_in_file_browser": False,
        }
        # Even a hidden progress bar starts a thread, and a process with threads cannot safely be forked.
        tqdm.monitor_interval = 0
        config["seed"] = SEED
        config["verbosity"] = "WARNING"

    def apply(self) -> None:
        """Put the pinned settings back where they differ."""
        if config.renderer is not RendererType.CAIRO:
            config.renderer = RendererType.CAIRO
        for name, value in self._values.items():
            if config[name] != value:
                config[name] = value
        # Manim asks this for a fraction, and a script may say 0.
        config["background_opacity"] = float(config["background_opacity"])
        self._keep_shape()

    def _keep_shape(self) -> None:
        """Keep circles round where the script gave the frame another shape than the picture has."""
        width, height = self._values["pixel_width"], self._values["pixel_height"]
        shape = config.frame_height * width / height
        if abs(config.frame_width / shape - 1) > _ASPECT_TOLERANCE:
            config.frame_width = shape
