"""The Shelf: the finished scenes that ship with the studio."""

from __future__ import annotations

import streamlit as st

from ui.shelf import show_shelf
from ui.shell import Page, enter

session = enter(Page.SHELF)
session.catch_up()

st.markdown("#### Shelf")
st.caption("Finished scenes that work without a key. Use a prompt, or open the script and change it.")
show_shelf(session)
