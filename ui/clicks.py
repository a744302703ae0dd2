"""Buttons whose click is neither lost nor answered twice.

Streamlit 1.67 forgets a button when another message of the page, such as the editor's report, follows its
click within milliseconds. studio.js therefore tells the click also as a state, which later messages repeat.
"""

from __future__ import annotations

from typing import Literal

import streamlit as st

from ui.keys import last_click
from ui.offers import Act
from ui.session import Session


def button(
    session: Session,
    label: str,
    key: str,
    act: Act,
    *,
    icon: str | None = None,
    type: Literal["secondary", "tertiary"] = "secondary",
    shortcut: str | None = None,
) -> None:
    """A button that works with the editor's text; studio.js knows it by the container that it is in."""
    session.offers.add(key, act)
    st.button(
        label,
        key=key,
        icon=icon,
        type=type,
        shortcut=shortcut,
        on_click=_answer,
        args=(session, key, act),
    )


def answer_forgotten(session: Session) -> None:
    """Answer the last click, if its button has not been heard of."""
    click = last_click(session)
    if click is None or click.number <= session.offers.answered:
        return
    act = session.offers.get(click.button)
    if act:
        act()
    session.offers.answered = click.number
    if act:
        # The rest of the page is drawn already, without what has just begun.
        st.rerun()


def _answer(session: Session, key: str, act: Act) -> None:
    click = last_click(session)
    if click is None or click.button != key:
        act()
    elif click.number > session.offers.answered:
        act()
        # Not before: where this is broken off, the next run answers the click.
        session.offers.answered = click.number
