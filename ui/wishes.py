"""What a visitor can wish for: a video for the brief, a render of the edited script, a fix, an older take.

A wish that cannot be begun becomes a sentence on the page; nothing that was typed is lost.
"""

from __future__ import annotations

from core.assembly import assembly
from core.check.mending.edits import apply
from core.check.mending.fixes import fix
from core.errors import StudioError
from core.model import Diagnostic, InvalidField, RenderSettings, Script, Take
from core.production import Story
from core.rejection import rejection
from core.studio import Origin, new_id
from ui import brief as bar
from ui import keys, writers
from ui.judging import judge
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


def render(session: Session, source: str, scene: str | None, anyway: bool = False) -> None:
    """Begin a render of a script, unless the checker knows that it would fail; `anyway` doubts that."""
    session.draft = source
    session.code_notice = session.refused = ""
    if rejection(judge(source)[0], anyway, scene):
        session.refused = source
        return
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
            lambda cancel: studio.render(script, settings, origin, cancel, parent, anyway),
            writes=False,
        )
    except (InvalidField, StudioError) as error:
        session.code_notice = error.sentence


def apply_fix(session: Session, judged: str, finding: Diagnostic) -> None:
    """Put right what was found in a text; where that was edited since, the same in what it is now."""
    text = keys.latest(session)
    found = finding if text == judged else _same(finding, text)
    if found and found.fix:
        session.change(apply(text, found.fix.edits), f"Line {found.line}: {found.fix.title}")


def _same(finding: Diagnostic, text: str) -> Diagnostic | None:
    alike = (
        item
        for item in judge(text)[0].diagnostics
        if item.fix and finding.fix and (item.rule, item.fix.title) == (finding.rule, finding.fix.title)
    )
    return min(alike, key=lambda item: abs(item.line - finding.line), default=None)


def apply_sure_fixes(session: Session) -> None:
    """Put right all that is beyond doubt."""
    text = keys.latest(session)
    try:
        fixed = fix(Script(text), assembly().checker.glance)
    except InvalidField as error:
        session.code_notice = error.sentence
        return
    count = len(fixed.applied)
    if count:
        session.change(fixed.script.source, f"{count} {'fix' if count == 1 else 'fixes'} applied")


def put_back(session: Session, take: Take) -> None:
    """Put a writer's own text into the editor, without what was put right in it."""
    keys.latest(session)
    if take.original:
        session.change(take.original.source, "The model's own script is back")


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
