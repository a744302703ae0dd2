"""The findings as a list under the editor: what is wrong where, a button that puts it right, and why."""

from __future__ import annotations

from functools import partial

import streamlit as st

from core.model import Diagnostic, Severity
from ui import wishes
from ui.clicks import button
from ui.literal import literal
from ui.rule_page import rule_page
from ui.session import Session

SHOWN = 5
"""Rows before the rest goes behind "N more"."""

MOST = 30
"""Rows in all; more would be a page of their own, and all are marked in the code."""

_SIGNS = {Severity.ERROR: ":red[:material/error:]", Severity.WARNING: ":orange[:material/warning:]"}


def finding_list(session: Session, found: tuple[Diagnostic, ...]) -> None:
    """Draw what is known about the session's draft, errors first."""
    _head(session, sum(item.fix is not None and item.fix.certain for item in found))
    ordered = sorted(found, key=lambda item: (item.severity is not Severity.ERROR, item.line, item.column))
    for number, item in enumerate(ordered[:SHOWN]):
        _row(session, item, number)
    rest = len(ordered) - SHOWN
    if rest > 0:
        with st.expander(f"{rest} more", key="more-findings", type="compact"):
            for number, item in enumerate(ordered[SHOWN:MOST], SHOWN):
                _row(session, item, number)
            if len(ordered) > MOST:
                st.caption(f"and {len(ordered) - MOST} more, marked in the code")


def _head(session: Session, sure: int) -> None:
    """What a click has just done to the text, with the way back, and a click for all that is beyond doubt."""
    change = session.changes.undoable(session.draft)
    if change is None and sure < 2:
        return
    with st.container(key="findings-head", horizontal=True, vertical_alignment="center", gap="small"):
        if change:
            st.markdown(f":green[:material/check:] {literal(change.words)}", width="content")
            undo = partial(session.undo, change)
            button(session, "Undo", "undo", undo, type="tertiary", icon=":material/undo:")
        if sure > 1:
            fix_all = partial(wishes.apply_sure_fixes, session)
            button(session, f"Apply {sure} sure fixes", "fix-all", fix_all, icon=":material/auto_fix_high:")


def _row(session: Session, item: Diagnostic, number: int) -> None:
    # Named after the finding: a click that arrives when the list has changed must not meet another one.
    name = f"{item.line}-{item.column}-{item.rule}-{number}"
    page = rule_page(item.rule)
    with st.container(key=f"finding-{name}", horizontal=True, gap="small"):
        # studio.js goes to the line; the server has nothing to do.
        st.button(f"{_SIGNS[item.severity]} Line {item.line}", key=f"goto-{name}", type="tertiary")
        st.markdown(literal(item.message))
        if item.fix is None and not page:
            return
        with st.container(key=f"help-{name}", horizontal=True, width="content", gap="small"):
            if item.fix:
                fix = partial(wishes.apply_fix, session, session.draft, item)
                button(session, literal(item.fix.title), f"fix-{name}", fix)
            if page:
                why = st.popover("Why?", key=f"why-{name}", type="tertiary")
                why.container(key=f"page-{name}", width=420).markdown(page)
