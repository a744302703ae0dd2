"""Everything of one browser tab that survives a rerun, in one typed place."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

import streamlit as st

from core.assembly import Assembly, assembly
from core.events import (
    AttemptFailed,
    Event,
    ScriptReady,
    TakeCancelled,
    TakeFailed,
    TakeFinished,
    WriterStarted,
)
from core.library.media import media_of
from core.model import Take
from core.production import Production
from core.progress import Headway
from core.studio import new_id
from ui import brief
from ui.changes import Change, Changes, Written
from ui.followed import Followed
from ui.offers import Offers

_KEY = "studio"
_PARAMETER = "session"
_ID = re.compile(r"[0-9a-f]{32}")


@dataclass
class Session:
    """One visitor's studio: the takes, what is open, what runs."""

    id: str
    takes: dict[str, Take] = field(default_factory=dict)
    """All takes of the session by id, oldest first."""
    open: str | None = None
    """The take whose outcome is told."""
    base: str | None = None
    """The take that the editor's text came from: the parent of what is rendered next."""
    playing: str | None = None
    """The take whose video is in the player: the last good one."""
    mark: str = field(default_factory=lambda: new_id()[:8])
    """Tells this session from an earlier one that the page may have belonged to."""
    revision: int = 0
    """Counts up with each code that is put into the editor: the editor's key."""
    opened: str = ""
    """The text that was put into the editor."""
    draft: str = ""
    """The text that is in the editor now, as far as the server has heard."""
    heard: str = ""
    """What the editor itself has sent last."""
    offers: Offers = field(default_factory=Offers)
    """The buttons beside the editor."""
    written: Written | None = None
    """What studio.js has to write into the open editor."""
    changes: Changes = field(default_factory=Changes)
    """What clicks have done to the text of the open editor."""
    stash: str = ""
    """An unrendered edit that other code has replaced."""
    notice: str = ""
    """Why the last wish for a new video could not be begun: a sentence."""
    refused: str = ""
    """The text that was not rendered because the checker knows that it would fail."""
    code_notice: str = ""
    """Why the last wish to render the code could not be begun: a sentence."""
    page: str = ""
    following: list[Followed] = field(default_factory=list)

    @property
    def production(self) -> Production | None:
        """The production that was begun last, while it runs."""
        return self.following[-1].production if self.following else None

    def seconds_left(self, now: Headway) -> float | None:
        """How long what runs still takes, when it can be foretold."""
        return self.following[-1].forecast.seconds_left(now) if self.following else None

    @property
    def editor_key(self) -> str:
        """The editor's name: code that is put into it makes it another one, and so does another session."""
        return f"editor-{self.mark}-{self.revision}"

    @property
    def newest_first(self) -> list[Take]:
        """The history."""
        return list(reversed(self.takes.values()))

    def take(self, id: str | None) -> Take | None:
        """A take of this session."""
        return self.takes.get(id) if id else None

    @property
    def arriving(self) -> bool:
        """Whether a writer is writing: code is to be watched, not edited."""
        return bool(self.following) and self.following[-1].writes

    def follow(self, production: Production, writes: bool = False) -> None:
        """Watch a production until it ends; `writes` says that it begins with a writer's turn."""
        self.notice = self.code_notice = self.refused = ""
        self.following.append(Followed(production, writes))

    def catch_up(self) -> bool:
        """Take in what has happened; whether the page has to be drawn anew for it."""
        changed = False
        for followed in tuple(self.following):
            latest = followed is self.following[-1]
            active = followed.production.active
            events = followed.production.events
            for event in events[followed.seen :]:
                changed |= self._take_in(event, followed, latest)
            followed.seen = len(events)
            if not active:
                self.following.remove(followed)
                if latest and followed.writes:
                    # The editor made place for a script that has not come.
                    self.remount()
                self.notice = self.notice or (latest and followed.production.crash) or ""
                changed = True
        return changed

    def _take_in(self, event: Event, followed: Followed, latest: bool) -> bool:
        match event:
            case WriterStarted():
                # Whoever began it knew already; a repair, or a tab that found it running, learns it here.
                changed, followed.writes = not followed.writes, True
                return latest and changed
            case ScriptReady(script=script):
                written, followed.writes = followed.writes, False
                if not latest or (self.draft and not written):
                    return False
                self.put(script.source)
                return True
            case AttemptFailed(take):
                self.takes[take.id] = take
                return True
            case TakeFinished(take) | TakeFailed(take) | TakeCancelled(take):
                self.takes[take.id] = take
                if latest:
                    self.open = take.id
                    self.playing = take.id if take.result else self.playing
                    self.base = take.id if self.holds(take) else self.base
                return True
            case _:
                return False

    def put(self, source: str) -> None:
        """Put code into the editor. An edit that was never rendered is kept aside."""
        self.set_aside()
        self.revision += 1
        self.opened = self.draft = self.heard = source
        self.written = None
        self.changes = Changes()

    def change(self, source: str, words: str) -> None:
        """Change the text in the open editor for the visitor; Ace keeps its cursor and its own undo."""
        self.changes.add(Change(words, self.draft, source))
        self._write(source)

    def undo(self, change: Change) -> None:
        """Take back the newest change, while it is what the editor shows."""
        if self.changes.undoable(self.draft) == change:
            self.changes.drop()
            self._write(change.before)

    def _write(self, source: str) -> None:
        self.written = Written(new_id(), source)
        self.draft = source

    def remount(self) -> None:
        """The editor was taken down with its page: the next one starts from what was typed."""
        self.revision += 1
        self.opened = self.heard = self.draft
        self.written = None

    def hear(self, text: object) -> None:
        """The editor's own report; it repeats itself at each rerun and may be older than `draft`."""
        if isinstance(text, str) and text != self.heard:
            self.heard = self.draft = text

    def holds(self, take: Take) -> bool:
        """Whether the editor holds the take's script, or what a person has made of it since."""
        return bool(take.script.source.strip()) and take.script.source in (self.opened, self.draft)

    def set_aside(self) -> None:
        """Keep an edit that no take holds."""
        if self.draft.strip() and self.draft not in {take.script.source for take in self.takes.values()}:
            self.stash = self.draft

    def show(self, take: Take) -> None:
        """Open a take of the history: its code, and its video if it has one."""
        self.notice = self.code_notice = ""
        self.put(take.script.source)
        self.open = self.base = take.id
        if take.result:
            self.playing = take.id


def current_session() -> Session:
    """This tab's session: the one named in the address, or a new one whose name is put there."""
    session = known_session()
    if session is None:
        wanted = st.query_params.get(_PARAMETER, "")
        session = _reopened(wanted) if _ID.fullmatch(wanted) else Session(new_id())
        st.session_state[_KEY] = session
    if st.query_params.get(_PARAMETER) != session.id:
        st.query_params[_PARAMETER] = session.id
    return session


def known_session() -> Session | None:
    """This tab's session, if it has one already."""
    session = st.session_state.get(_KEY)
    return session if isinstance(session, Session) else None


def _reopened(id: str) -> Session:
    """A session as the library and a production that still runs remember it."""
    studio: Assembly = assembly()
    session = Session(id, {take.id: take for take in studio.studio.library.of_session(id)})
    takes = session.newest_first
    good = next((take for take in takes if take.result and media_of(take.result).path.exists()), None)
    if takes:
        session.show(takes[0])
        session.playing = good.id if good else None
        brief.fill(takes[0].brief, takes[0].settings)
    running = studio.current(id)
    if running is not None and running.active:
        session.follow(running)
    return session


def address(session: Session) -> dict[str, str]:
    """What a link to another page must carry for the session to be found again."""
    return {_PARAMETER: session.id}
