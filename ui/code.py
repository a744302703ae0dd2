"""The code panel: code that arrives, then an editor with the checker's findings and the Render button."""

from __future__ import annotations

from functools import lru_cache

import streamlit as st
from streamlit_ace import st_ace

from core.check.checker import Verdict, check
from core.model import Diagnostic, InvalidField, Script, Severity
from ui import keys, wishes
from ui.findings import findings, signs, stripes
from ui.literal import literal
from ui.reading import read
from ui.session import Session

HEIGHT = 320
"""Height of the editor in pixels where studio.css and studio.js do not make it as high as the board."""

TICK = 0.2
"""Seconds between two looks at the code that arrives."""

_PLACEHOLDER = "Code arrives here. Or write a Manim scene and press Render."
_SHOWN = 3


def code_panel(session: Session) -> None:
    """Draw the panel."""
    with st.container(key="code-panel", gap="small"):
        if session.arriving:
            st.fragment(_arriving, run_every=TICK)(session)
        else:
            # No fragment: an editor's late report from a fragment that a change of page has removed
            # would leave that page blank (Streamlit 1.67).
            _editing(session)


def _arriving(session: Session) -> None:
    """The code so far, scrolled to its end."""
    if session.catch_up() or session.production is None:
        st.rerun()
    now = read(session.production.events)
    with _toolbar():
        st.markdown("##### Code", width="content")
        st.caption("arriving", width="content")
    with st.container(key="arriving", height=HEIGHT + 17, border=True, autoscroll=True):
        st.code(now.code or " ", language="python")
    _notes(now.notes)


def _editing(session: Session) -> None:
    """The editor, what is known about its text, and Render."""
    toolbar = _toolbar()
    take = session.take(session.open)
    if session.stash:
        st.button(
            "Bring back your unrendered edit",
            key="restore",
            type="tertiary",
            icon=":material/history:",
            on_click=wishes.restore,
            args=(session,),
        )
    # The findings are drawn with the text they are about: what the editor said last, or what is new now.
    verdict, problem = _judge(session.draft)
    found = findings(session.draft, verdict.diagnostics, take)
    text = st_ace(
        value=session.opened,
        placeholder=_PLACEHOLDER,
        height=HEIGHT,
        language="python",
        theme="tomorrow_night",
        font_size=13,
        annotations=signs(found),
        markers=stripes(found),
        auto_update=True,
        key=_key(session),
    )
    before = session.draft
    session.hear(text)
    keys.listen(session)
    if session.draft != before:
        # The signs that were just sent belong to the older text.
        st.rerun()
    if take and take.note:
        _notes((take.note,))
    _tell(found, problem or session.code_notice)
    with toolbar:
        _render_tools(session, verdict)


def _toolbar() -> st.delta_generator.DeltaGenerator:
    return st.container(key="code-tools", horizontal=True, vertical_alignment="center", gap="small")


def _render_tools(session: Session, verdict: Verdict) -> None:
    st.markdown("##### Code", width="content")
    st.space("stretch")
    names = [scene.name for scene in verdict.scenes]
    if len(names) > 1:
        st.selectbox("Scene", names, key="scene", label_visibility="collapsed", width=180)
    with st.container(key="render", width="content"):
        st.button(
            "Render",
            key="render-button",
            icon=":material/play_arrow:",
            shortcut="Ctrl+Enter",
            on_click=_render,
            args=(session,),
        )


def _render(session: Session) -> None:
    """Render what is in the editor at the moment of the click."""
    session.hear(st.session_state.get(_key(session)))
    text = keys.latest(session)
    names = {scene.name for scene in _judge(text)[0].scenes}
    scene = st.session_state.get("scene")
    wishes.render(session, text, scene if scene in names and len(names) > 1 else None)


def _key(session: Session) -> str:
    return f"editor-{session.revision}"


def _notes(notes: tuple[str, ...]) -> None:
    for note in notes:
        st.caption(f":material/info: {literal(note)}")


def _tell(found: tuple[Diagnostic, ...], problem: str) -> None:
    """The findings as sentences, worst first."""
    if problem:
        st.error(literal(problem), icon=":material/error:")
    worst_first = sorted(found, key=lambda item: item.severity is not Severity.ERROR)
    for item in worst_first[:_SHOWN]:
        color = "red" if item.severity is Severity.ERROR else "orange"
        st.markdown(f":{color}[Line {item.line}]  {literal(item.message)}")
    if len(found) > _SHOWN:
        st.caption(f"and {len(found) - _SHOWN} more, marked in the code")


@lru_cache(maxsize=64)
def _judge(draft: str) -> tuple[Verdict, str]:
    """The checker's verdict on a text, and why it can be no script at all."""
    if not draft.strip():
        return Verdict(()), ""
    try:
        return check(Script(draft)), ""
    except InvalidField as error:
        return Verdict(()), error.sentence
