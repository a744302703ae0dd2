"""The frame around every page: title, style, and a slim header with the product's name and its pages."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path

import streamlit as st

from core.assembly import assembly
from core.errors import StudioError
from ui.literal import literal
from ui.session import Session, address, current_session, known_session

PRODUCT = "Chalkmotion"

_ICON = Path(__file__).with_name("icon.png")
_STYLE = Path(__file__).with_name("studio.css")


class Page(StrEnum):
    """The pages, by the script that draws each."""

    STUDIO = "app.py"
    LIBRARY = "pages/1_Library.py"
    SHELF = "pages/2_Shelf.py"
    HEALTH = "pages/3_Health.py"


_LINKS = {
    Page.STUDIO: ("Studio", ":material/draw:"),
    Page.LIBRARY: ("Library", ":material/video_library:"),
    Page.SHELF: ("Shelf", ":material/shelves:"),
    Page.HEALTH: ("Health", ":material/monitor_heart:"),
}


def frame(page: Page) -> None:
    """Everything that does not need a session: must come first on each page."""
    st.set_page_config(
        page_title=PRODUCT if page is Page.STUDIO else f"{_LINKS[page][0]} · {PRODUCT}",
        # A named icon would be fetched from the network.
        page_icon=str(_ICON),
        layout="wide",
        initial_sidebar_state="collapsed",
    )
    st.html(_STYLE)


def enter(page: Page) -> Session:
    """Draw the frame and the header; the visitor's session. A studio that cannot start says why and stops."""
    frame(page)
    try:
        assembly()
        session = current_session()
    except StudioError as error:
        _header(page, {})
        st.error(literal(error.sentence), title="The studio cannot start", icon=":material/build:")
        st.stop()
    _header(page, address(session))
    if page is Page.STUDIO and session.page not in ("", page):
        session.remount()
    session.page = page
    return session


def enter_without_studio(page: Page) -> None:
    """Draw the frame and the header of a page that must work when the studio itself cannot start."""
    frame(page)
    session = known_session()
    if session:
        session.page = page
    _header(page, address(session) if session else {})


def _header(current: Page, query: dict[str, str]) -> None:
    with st.container(key="header", horizontal=True, vertical_alignment="center", gap="small"):
        st.markdown(f"### {PRODUCT}", width="content")
        st.space("stretch")
        for page, (label, icon) in _LINKS.items():
            st.page_link(page, label=label, icon=icon, disabled=page is current, query_params=query)
