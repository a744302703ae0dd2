"""The library: every take, in SQLite, with its files in a folder of its own."""

from __future__ import annotations

import errno
import json
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from core.errors import DiskFull, MachineError
from core.library import findings
from core.library.migrations import migrate
from core.library.outcome import from_json, to_json
from core.library.report import error_report
from core.model import (
    Brief,
    Complexity,
    Isolation,
    Quality,
    RenderFailure,
    RenderSettings,
    Script,
    Take,
    WriterFailure,
)

ERROR_FILE = "error.txt"
LOG_FILE = "log.txt"

_FULL = (errno.ENOSPC, errno.EDQUOT)


class Library:
    """Keeps takes in `folder`; safe from several threads. Methods raise MachineError when the disk fails."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._database = folder / "library.sqlite3"
        with _disk("open", self._database), self._connect() as db:
            db.execute("PRAGMA journal_mode = WAL")
            migrate(db)

    def folder(self, take_id: str) -> Path:
        """The take's own folder, made if it is new."""
        folder = self._folder / "takes" / take_id
        with _disk("make", folder):
            folder.mkdir(parents=True, exist_ok=True)
        return folder

    def keep(self, take: Take) -> None:
        """Remember the take, with its log, and after a failure its error file."""
        folder = self.folder(take.id)
        with _disk("write to", folder), self._connect() as db:
            log = folder / LOG_FILE
            if not log.exists():
                log.write_text("The script did not run.\n", "utf-8")
            if isinstance(take.outcome, RenderFailure | WriterFailure):
                text = log.read_text("utf-8", "replace")
                (folder / ERROR_FILE).write_text(error_report(take, take.outcome, text), "utf-8")
            db.execute(
                f"INSERT INTO takes ({', '.join(_COLUMNS)}) VALUES ({', '.join('?' * len(_COLUMNS))})",
                _row(take),
            )

    def get(self, take_id: str) -> Take | None:
        """The take with this id."""
        return next(iter(self._select("id = ?", take_id)), None)

    def of_session(self, session: str) -> tuple[Take, ...]:
        """The takes of a session, oldest first."""
        return self._select("session = ?", session)

    def of_production(self, production: str) -> tuple[Take, ...]:
        """The takes of one production, oldest first; the last is its outcome."""
        return self._select("production = ?", production)

    def error_file(self, take: Take) -> Path | None:
        """The take's error file, if it failed."""
        path = self._folder / "takes" / take.id / ERROR_FILE
        return path if path.exists() else None

    def _select(self, where: str, value: str) -> tuple[Take, ...]:
        query = f"SELECT {', '.join(_COLUMNS)} FROM takes WHERE {where} ORDER BY created, rowid"
        with _disk("read", self._database), self._connect() as db:
            rows = db.execute(query, (value,)).fetchall()
        return tuple(self._take(row) for row in rows)

    def _take(self, row: sqlite3.Row) -> Take:
        folder = self._folder / "takes" / row["id"]
        brief = None
        if row["prompt"] is not None:
            brief = Brief(row["prompt"], Complexity(row["complexity"]), row["duration"])
        return Take(
            id=row["id"],
            session=row["session"],
            production=row["production"],
            created=datetime.fromisoformat(row["created"]),
            brief=brief,
            script=Script(row["source"]),
            settings=RenderSettings(Quality(row["quality"]), row["scene"]),
            writer=row["writer"],
            outcome=from_json(row["outcome"], folder),
            parent=row["parent"],
            note=row["note"],
            diagnostics=findings.from_json(row["diagnostics"]),
            isolation=None if row["isolation"] is None else Isolation(row["isolation"]),
            original=None if row["original"] is None else Script(row["original"]),
            fixed=tuple(json.loads(row["fixed"])),
        )

    @contextmanager
    def _connect(self) -> Iterator[sqlite3.Connection]:
        self._folder.mkdir(parents=True, exist_ok=True)
        db = sqlite3.connect(self._database, timeout=30)
        db.row_factory = sqlite3.Row
        try:
            with db:
                yield db
        finally:
            db.close()


_COLUMNS = (
    "id",
    "session",
    "production",
    "parent",
    "created",
    "prompt",
    "complexity",
    "duration",
    "source",
    "quality",
    "scene",
    "writer",
    "note",
    "diagnostics",
    "outcome",
    "isolation",
    "original",
    "fixed",
)


def _row(take: Take) -> tuple[str | float | None, ...]:
    brief = take.brief
    return (
        take.id,
        take.session,
        take.production,
        take.parent,
        take.created.isoformat(),
        brief.prompt if brief else None,
        brief.complexity if brief else None,
        brief.duration if brief else None,
        take.script.source,
        take.settings.quality,
        take.settings.scene,
        take.writer,
        take.note,
        findings.to_json(take.diagnostics),
        to_json(take.outcome),
        take.isolation,
        take.original.source if take.original else None,
        json.dumps(take.fixed, ensure_ascii=False),
    )


@contextmanager
def _disk(act: str, path: Path) -> Iterator[None]:
    """Turn what the disk refuses into a MachineError that says what to do."""
    try:
        yield
    except (OSError, sqlite3.Error) as error:
        if (isinstance(error, OSError) and error.errno in _FULL) or "is full" in str(error):
            raise DiskFull(f"The disk that holds {path} is full. Free some space and try again.") from error
        raise MachineError(
            f"Cannot {act} {path}: {error}. "
            "Check the folder's permissions or set CHALKMOTION_DATA to another."
        ) from error
