"""The video panel: the last good video, what runs, and how the open take ended."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from core.assembly import assembly
from core.library.media import media_of
from core.library.store import LOG_FILE
from core.model import Cancelled, RenderFailure, Take, WriterFailure
from core.rejection import can_overrule
from ui import wishes
from ui.downloads import downloads
from ui.literal import literal
from ui.names import file_name
from ui.player import player
from ui.progress import progress_panel
from ui.session import Session

_HEADLINES = {
    "SCRIPT": "The script has an error",
    "LATEX": "LaTeX cannot set a formula",
    "TIMEOUT": "The render took too long",
    "MEMORY": "The render needed too much memory",
    "FORBIDDEN": "The script does something that is not allowed",
    "CRASH": "The render stopped without a word",
    "MACHINE": "This machine cannot render now",
    "ShelfMiss": "Not on the shelf",
}


def video_panel(session: Session) -> None:
    """Draw the panel."""
    take, playing = session.take(session.open), session.take(session.playing)
    with st.container(key="video-panel", gap="small"):
        with st.container(key="video-tools", horizontal=True, vertical_alignment="center", gap="small"):
            st.markdown(f"##### {_word(playing)}", width="content")
            st.space("stretch")
            if playing is not None:
                downloads(playing, "get", "tertiary")
        player(session, playing)
        progress_panel(session)
        if session.production is None and take is not None:
            _outcome(session, take)


def _word(playing: Take | None) -> str:
    return media_of(playing.result).word.capitalize() if playing and playing.result else "Video"


def _outcome(session: Session, take: Take) -> None:
    match take.outcome:
        case RenderFailure() as failure:
            _render_failure(session, take, failure)
        case WriterFailure() as failure:
            _writer_failure(session, take, failure)
        case Cancelled(reason):
            st.info(_cancelled(session, take, reason), icon=":material/block:")


def _cancelled(session: Session, take: Take, reason: str) -> str:
    if not take.script.source.strip():
        return f"Cancelled before anything was written. {literal(reason)}".rstrip()
    word = f"Cancelled. {literal(reason)}".rstrip()
    if session.holds(take):
        return f"{word} The script is still in the editor."
    return f"{word} Its card in the history opens what was written until then."


def _render_failure(session: Session, take: Take, failure: RenderFailure) -> None:
    place = f" (line {failure.line})" if failure.line else ""
    headline = f"{_HEADLINES.get(failure.kind, 'The render failed')}{place}"
    with st.container(key="failure", gap="small"):
        st.error(literal(failure.reason), title=headline, icon=":material/error:")
        for choice in failure.choices:
            st.button(
                literal(choice),
                key=f"choose-{choice}",
                icon=":material/play_arrow:",
                on_click=wishes.render,
                args=(session, take.script.source, choice, True),
            )
        if can_overrule(take):
            st.button(
                "Render anyway",
                key=f"overrule-{take.id}",
                icon=":material/play_arrow:",
                on_click=wishes.render,
                args=(session, take.script.source, take.settings.scene, True),
            )
        _error_file(take)
        _details("Traceback", failure.traceback)
        _details("Log", _text(assembly().studio.library.folder(take.id) / LOG_FILE))


def _error_file(take: Take) -> None:
    report = assembly().studio.library.error_file(take)
    if report:
        st.download_button(
            "Error file",
            report.read_bytes,
            file_name=file_name(take, "-error.txt"),
            mime="text/plain",
            key=f"get-error-{take.id}",
            icon=":material/download:",
            on_click="ignore",
        )


def _details(label: str, text: str) -> None:
    if text.strip():
        with st.expander(label):
            st.code(text, language=None, height=260)


def _text(path: Path) -> str:
    """The end of a log, which is where the news is."""
    return path.read_text("utf-8", "replace")[-20_000:] if path.exists() else ""


def _writer_failure(session: Session, take: Take, failure: WriterFailure) -> None:
    headline = _HEADLINES.get(failure.kind, "No script was written")
    with st.container(key="failure", gap="small"):
        show = st.warning if failure.suggestions else st.error
        show(literal(failure.message), title=headline)
        if not failure.suggestions:
            _error_file(take)
        for number, prompt in enumerate(failure.suggestions):
            st.button(
                literal(prompt),
                key=f"suggestion-{number}-{take.id}",
                icon=":material/draw:",
                on_click=wishes.create_for,
                args=(session, prompt),
            )
