"""What a visitor can wish for: a video for the brief, a render of the edited script, an older take.

A wish that cannot be begun becomes a sentence on the page; nothing that was typed is lost.
"""

from __future__ import annotations

from core.assembly import assembly
from core.errors import StudioError
from core.model import InvalidField, RenderSettings, Script, Take
from core.production import Story
from core.studio import Origin, new_id
from ui import brief as bar
from ui import writers
from ui.session import Session


def create(session: Session) -> None:
    """Begin a video for what the bar holds."""
    asked = bar.asked()
    try:
        wanted, writer, studio = asked.brief(), writers.writer(), assembly().studio
        production = new_id()
        origin = Origin(session.id, production)
        _begin(
            session,
            production,
            lambda cancel: studio.create(wanted, asked.settings, writer, origin, cancel),
            writes=True,
        )
    except (InvalidField, StudioError) as error:
        session.notice = error.sentence


def create_for(session: Session, prompt: str) -> None:
    """Begin a video for a suggested prompt."""
    bar.fill_prompt(prompt)
    create(session)


def render(session: Session, source: str, scene: str | None) -> None:
    """Begin a render of the editor's text."""
    session.draft = source
    try:
        if not source.strip():
            raise InvalidField("script", "The script is empty. Write a scene, or create one from a prompt.")
        script, studio = Script(source), assembly().studio
        settings = RenderSettings(bar.asked().settings.quality, scene)
        production = new_id()
        origin, parent = Origin(session.id, production), session.take(session.base)
        _begin(
            session,
            production,
            lambda cancel: studio.render(script, settings, origin, cancel, parent),
            writes=False,
        )
    except (InvalidField, StudioError) as error:
        session.code_notice = error.sentence


def cancel(session: Session) -> None:
    """Stop what runs."""
    if session.production:
        session.production.cancel()


def reopen(session: Session, take: Take) -> None:
    """Open a take: code, video and brief."""
    session.show(take)
    bar.fill(take.brief, take.settings)


def restore(session: Session) -> None:
    """Put the edit that other code replaced back into the editor."""
    source, session.stash = session.stash, ""
    session.put(source)


def _begin(session: Session, production: str, story: Story, writes: bool) -> None:
    session.follow(assembly().begin(session.id, story, production), writes)
