"""What can be downloaded of a take: the video or the picture, its captions, its script."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Literal

import streamlit as st

from core.library.media import media_of
from core.model import Take
from ui.names import file_name


def downloads(take: Take, place: str, type: Literal["secondary", "tertiary"] = "secondary") -> None:
    """Draw a button for each file of the take that is there; `place` tells the page's buttons apart."""

    def button(label: str, data: str | Callable[[], bytes], ending: str, mime: str) -> None:
        st.download_button(
            label,
            data,
            file_name=file_name(take, ending),
            mime=mime,
            key=f"{place}-{label.lower()}-{take.id}",
            icon=":material/download:",
            type=type,
            on_click="ignore",
        )

    def offer(label: str, path: Path | None, mime: str) -> None:
        if path is not None and path.exists():
            button(label, path.read_bytes, path.suffix, mime)

    if take.result:
        made = media_of(take.result)
        offer(made.word.capitalize(), made.path, made.type)
        offer("Captions", take.result.captions, "application/x-subrip")
    button("Script", take.script.source, ".py", "text/x-python")
