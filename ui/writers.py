"""The settings popover: who writes, with which key, with which model."""

from __future__ import annotations

import streamlit as st

from core.assembly import WriterChoice, assembly
from core.errors import StudioError
from core.shelf.catalogue import catalogue
from core.writer.base import Writer
from ui.literal import literal

CHOICE, KEY, MODEL = "writer", "gemini-key", "model"
_MODELS, _PROBLEM = "models", "models-problem"

_NAMES = {
    WriterChoice.AUTO: "Automatic",
    WriterChoice.GEMINI: "Gemini",
    WriterChoice.SHELF: "Shelf",
}


def writer() -> Writer:
    """The writer that the popover names. Raises NoKey and what starting the studio raises."""
    state = st.session_state
    choice = WriterChoice(state.get(CHOICE) or WriterChoice.AUTO)
    return assembly().writer(choice, _key(), state.get(MODEL) or None)


def has_key() -> bool:
    """Whether Gemini can be asked: a key was typed, or the owner has set one."""
    return bool(_key() or assembly().settings.gemini.key)


def shelf_answers() -> bool:
    """Whether the shelf is who writes, by choice or for want of a key."""
    choice = st.session_state.get(CHOICE) or WriterChoice.AUTO
    return choice == WriterChoice.SHELF or (choice == WriterChoice.AUTO and not has_key())


def popover() -> None:
    """Choose the writer; type a key for this session; choose a model."""
    with st.popover("Settings", icon=":material/tune:", key="settings"):
        if CHOICE not in st.session_state:
            st.session_state[CHOICE] = WriterChoice.AUTO
        st.segmented_control(
            "Who writes the script",
            list(_NAMES),
            format_func=lambda value: _NAMES[WriterChoice(value)],
            key=CHOICE,
            required=True,
            persist_state="session",
            help="Automatic asks Gemini when there is a key, and the shelf otherwise.",
        )
        st.text_input(
            "Gemini key",
            key=KEY,
            type="password",
            autocomplete="off",
            placeholder="Set by the owner" if assembly().settings.gemini.key else "Paste a key",
            on_change=_forget_models,
            persist_state="session",
        )
        st.caption("For this session only: it is never stored or logged, and nobody else's prompts use it.")
        _model()


def _key() -> str | None:
    return (st.session_state.get(KEY) or "").strip() or None


def _model() -> None:
    default = assembly().settings.gemini.model
    known: tuple[str, ...] = st.session_state.get(_MODELS, ())
    options = list(dict.fromkeys((default, *known)))
    st.selectbox("Model", options, key=MODEL, persist_state="session")
    st.button("List the models", icon=":material/refresh:", on_click=_load_models, disabled=not has_key())
    problem = st.session_state.get(_PROBLEM)
    if problem:
        st.error(literal(problem))


def _load_models() -> None:
    try:
        st.session_state[_MODELS] = _models()
        st.session_state[_PROBLEM] = ""
    except StudioError as error:
        st.session_state[_PROBLEM] = error.sentence


def _models() -> tuple[str, ...]:
    return assembly().models(_key())


def _forget_models() -> None:
    """Another key may see other models."""
    for name in (_MODELS, _PROBLEM, MODEL):
        st.session_state.pop(name, None)


def explain_shelf() -> None:
    """One quiet line: who answers, and what to do for anything else."""
    count = len(catalogue().scenes)
    why = "The shelf is chosen" if has_key() else "No key"
    more = "choose Gemini in Settings" if has_key() else "add a Gemini key in Settings"
    st.caption(
        f":material/shelves: {why}: the shelf answers with {count} finished scenes.  \n"
        f"For any other idea, {more}.",
        width="content",
    )
