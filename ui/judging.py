"""The checker's verdict on a text of the editor, remembered by the text."""

from __future__ import annotations

from functools import lru_cache

import streamlit as st

from core.assembly import assembly
from core.check.checker import Checker, Verdict
from core.model import InvalidField, Script

TICK = 0.5
"""Seconds between two looks whether the checker knows Manim by now."""


def judge(text: str) -> tuple[Verdict, str]:
    """The checker's verdict on a text, and why it can be no script at all."""
    checker = assembly().checker
    return _judge(checker, (text, checker.ready))


@lru_cache(maxsize=64)
def _judge(checker: Checker, asked: tuple[str, bool]) -> tuple[Verdict, str]:
    """A text is asked about with whether the checker was ready: until it knows Manim, it sees less."""
    text, _ = asked
    if not text.strip():
        return Verdict(()), ""
    try:
        return checker.glance(Script(text)), ""
    except InvalidField as error:
        return Verdict(()), error.sentence


def judge_again_when_ready() -> None:
    """Draw the page anew when the checker knows Manim, if it does not yet."""
    if not assembly().checker.ready:
        st.fragment(_look, run_every=TICK)()


def _look() -> None:
    if assembly().checker.ready:
        st.rerun()
