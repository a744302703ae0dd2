"""The library's schema as a list of steps; a step, once released, is never changed."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable


def create_takes(db: sqlite3.Connection) -> None:
    """Takes, newest found by session and by production."""
    db.execute(
        """
        CREATE TABLE takes (
            id TEXT PRIMARY KEY,
            session TEXT NOT NULL,
            production TEXT NOT NULL,
            parent TEXT,
            created TEXT NOT NULL,
            prompt TEXT,
            complexity TEXT,
            duration REAL,
            source TEXT NOT NULL,
            quality TEXT NOT NULL,
            scene TEXT,
            writer TEXT NOT NULL,
            note TEXT NOT NULL,
            diagnostics TEXT NOT NULL,
            outcome TEXT NOT NULL
        )
        """
    )
    db.execute("CREATE INDEX takes_by_session ON takes (session, created)")
    db.execute("CREATE INDEX takes_by_production ON takes (production, created)")


def add_isolation(db: sqlite3.Connection) -> None:
    """The level at which a take's script ran; unknown for the takes that are there already."""
    db.execute("ALTER TABLE takes ADD COLUMN isolation INTEGER")


def add_fixes(db: sqlite3.Connection) -> None:
    """What a writer wrote where it was mended, and a JSON list of what was fixed; nothing was, until now."""
    db.execute("ALTER TABLE takes ADD COLUMN original TEXT")
    db.execute("ALTER TABLE takes ADD COLUMN fixed TEXT NOT NULL DEFAULT '[]'")


MIGRATIONS: tuple[Callable[[sqlite3.Connection], None], ...] = (create_takes, add_isolation, add_fixes)


def migrate(db: sqlite3.Connection) -> None:
    """Bring the database up to date, all steps or none; safe when two processes start at once."""
    db.execute("BEGIN IMMEDIATE")
    try:
        (done,) = db.execute("PRAGMA user_version").fetchone()
        for step in MIGRATIONS[done:]:
            step(db)
        db.execute(f"PRAGMA user_version = {len(MIGRATIONS)}")
    except sqlite3.Error:
        db.rollback()
        raise
    db.commit()
