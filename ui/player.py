"""The board: the last good video or picture, with the facts about it beneath."""

from __future__ import annotations

import streamlit as st

from core.isolation import ENOUGH
from core.library.media import media_of
from core.model import RenderResult, Take
from ui.filmstrip import TICK, filmstrip
from ui.literal import clock, literal
from ui.names import title
from ui.pictures import address, is_picture
from ui.session import Session


def player(session: Session, playing: Take | None) -> None:
    """Draw the board; an empty one while there is nothing to show."""
    if playing is None or playing.result is None:
        with st.container(key="empty-board", horizontal_alignment="center", vertical_alignment="center"):
            if session.production is None:
                st.markdown("Your video plays here", width="content")
            else:
                st.fragment(filmstrip, run_every=TICK)(session, "Your video is on its way")
        return
    result, made = playing.result, media_of(playing.result)
    if not (made.path.exists() if result.image is None else is_picture(made.path)):
        st.warning(f"The file of this {made.word} is gone. Render again to make it anew.")
        return
    name = f"{made.word.capitalize()}: {title(playing)}"
    if result.image is not None:
        with st.container(key="picture"):
            st.image(address(made.path), width="stretch", alt=name)
    else:
        captions = result.captions if result.captions and result.captions.exists() else None
        st.video(
            str(made.path),
            format=made.type,
            subtitles={"Captions": captions} if captions else None,
            autoplay=True,
            muted=True,
            alt=name,
        )
    if session.production is not None or session.open != playing.id:
        st.caption(literal(f"The last good {made.word}: {title(playing)}"))
    else:
        st.caption(f"{literal(_facts(result))}{_shield(playing)}")


def _shield(take: Take) -> str:
    """How the script was isolated, where that is known."""
    if take.isolation is None:
        return ""
    icon = "shield" if take.isolation >= ENOUGH else "gpp_maybe"
    return f" · :material/{icon}: {take.isolation.word}"


def _facts(result: RenderResult) -> str:
    took = clock(result.elapsed)
    if result.image is not None:
        return f"{result.scene} · {result.picture.width}×{result.picture.height} · no plays · made in {took}"
    length = clock(result.duration)
    return f"{result.scene} · {length} · {result.picture} · {_plays(result)} · rendered in {took}"


def _plays(result: RenderResult) -> str:
    plays = f"{result.plays} play" if result.plays == 1 else f"{result.plays} plays"
    return f"{result.reused} of {plays} reused" if result.reused else plays
