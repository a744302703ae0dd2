"""The keyboard: a component without a face that sends the editor's text with the click that needs it,
and writes into the editor what a click has made of its text.

streamlit-ace tells the server about a change 200 ms late, and takes Ctrl+Enter for itself. This listens in
the page and in the editor's frame, which has the same origin; see studio.js.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
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
        data={
            "name": session.editor_key,
            "known": session.draft,
            "write": asdict(session.written) if session.written else None,
        },
        on_click_change=lambda: _hear(session),
        height=1,
    )


def latest(session: Session) -> str:
    """The text that is in the editor at the click that is being answered."""
    _hear(session)
    return session.draft


@dataclass(frozen=True, slots=True)
class Click:
    """A click as studio.js tells it: its number, the key of the button, and the editor's text."""

    number: int
    button: str
    text: str


def last_click(session: Session) -> Click | None:
    """The last click on a button that works with the text of the editor that is open."""
    state = st.session_state.get(_KEY)
    sent: Any = state.get("click") if isinstance(state, Mapping) else None
    if not isinstance(sent, Mapping) or sent.get("editor") != session.editor_key:
        return None
    number, button, text = sent.get("number"), sent.get("button"), sent.get("text")
    if not isinstance(number, int) or not isinstance(button, str) or not isinstance(text, str):
        return None
    return Click(number, button, text)


def _hear(session: Session) -> None:
    """Take over what the editor has reported, then the text of a click, which is newer when it is new.

    It stays in the state while the editor reports newer ones, so each click is heard once.
    """
    session.hear(st.session_state.get(session.editor_key))
    click = last_click(session)
    if click and click.number > session.offers.heard:
        session.offers.heard = click.number
        session.draft = click.text
