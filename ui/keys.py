"""The keyboard: a component without a face that sends the editor's text with the click that needs it.

streamlit-ace tells the server about a change 200 ms late, and takes Ctrl+Enter for itself. This listens in
the page and in the editor's frame, which has the same origin; see studio.js.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import streamlit as st

from ui.session import Session

_component = st.components.v2.component(
    "chalkmotion_keys", js=Path(__file__).with_name("studio.js").read_text("utf-8")
)
_KEY = "keys"


def listen(session: Session) -> None:
    """Listen while the editor is on the page."""
    _component(
        key=_KEY,
        data={"revision": session.revision, "known": session.draft},
        on_text_change=lambda: _hear(session),
        height=1,
    )


def latest(session: Session) -> str:
    """The text that was in the editor at the last click on Render."""
    _hear(session)
    return session.draft


def _hear(session: Session) -> None:
    state = st.session_state.get(_KEY)
    sent: Any = state.get("text") if isinstance(state, Mapping) else None
    if isinstance(sent, Mapping) and sent.get("revision") == session.revision:
        text = sent.get("text")
        if isinstance(text, str):
            session.draft = text
