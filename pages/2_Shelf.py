"""The Shelf: the finished scenes that ship with the studio."""

from __future__ import annotations

import streamlit as st

from ui.shell import Page, enter
from ui.shelf import show_shelf

session = enter(Page.SHELF)
session.catch_up()

st.markdown("#### Shelf")
st.caption(
    "Finished scenes that work without a key. Use a prompt as it is, or open the script and change it."
)
show_shelf(session)
