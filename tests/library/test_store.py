from __future__ import annotations

import sqlite3
import threading
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from core.errors import MachineError
from core.library.media import Media, media_of
from core.library.store import Library
from core.model import (
    Brief,
    Cancelled,
    Complexity,
    Diagnostic,
    Edit,
    FailureKind,
    Fix,
    Isolation,
    Outcome,
    Quality,
    RenderFailure,
    RenderResult,
    RenderSettings,
    Script,
    Severity,
    Take,
    Timeline,
    WriterFailure,
)
from tests.fakes import SCENE, SEVERAL, result

START = datetime(2026, 1, 1, tzinfo=UTC)

OLD = (
    '{"is": "RenderResult", "video": "video.mp4", "poster": "poster.jpg", "scene": "Lesson", '
    '"duration": 1.0, "elapsed": 0.5, "plays": 1, "picture": {"width": 854, "height": 480, "frame_rate": 15}}'
)
"""An outcome as it was written before there were pictures, captions and reused plays."""

OLD_DIAGNOSTICS = '[{"rule": "rule", "severity": "warning", "line": 3, "column": 1, "message": "careful"}]'
"""Diagnostics as they were written before there were fixes."""


def take(id: str, outcome: Outcome, **changes: object) -> Take:
    whole = Take(
        id=id,
        session="s1",
        production="p1",
        created=START + timedelta(seconds=len(id)),
        brief=Brief("circles, שלום", Complexity.ADVANCED, 12.5),
        script=Script(SCENE),
        settings=RenderSettings(Quality.ULTRA, "Lesson"),
        writer="gemini",
        outcome=outcome,
        parent="before",
        note="said",
        diagnostics=(
            Diagnostic("rule", Severity.WARNING, 3, 1, "careful"),
            Diagnostic(
                "other", Severity.ERROR, 4, 2, "שלום", Fix("Write é", (Edit(4, 2, 5, 1, "é\n"),), True)
            ),
        ),
    )
    return replace(whole, **changes)  # type: ignore[arg-type]


def test_every_outcome_comes_back_as_it_was_kept(tmp_path: Path) -> None:
    library = Library(tmp_path)
    takes = (
        take("a", result(library.folder("a")), isolation=Isolation.ISOLATED),
        take("a weak one", result(library.folder("a weak one")), isolation=Isolation.NONE),
        take("a picture", result(library.folder("a picture"), timeline=Timeline("Still", ()))),
        take("a reused one", result(library.folder("a reused one"), timeline=SEVERAL)),
        take("a mended one", Cancelled(), original=Script("é"), fixed=("Fixed line 1: Write é.", "…")),
        take("bb", RenderFailure(FailureKind.LATEX, "Bad maths.", 7, "trace", ("A", "B"))),
        take("ccc", WriterFailure("ShelfMiss", "Nothing near.", ("one", "two"))),
        take("dddd", Cancelled("A newer one took its place."), brief=None, parent=None),
    )
    for one in takes:
        library.keep(one)
    assert Library(tmp_path).of_session("s1") == tuple(sorted(takes, key=lambda one: one.created))
    assert Library(tmp_path).get("bb") == takes[5]


def test_takes_are_found_by_session_and_by_production(tmp_path: Path) -> None:
    library = Library(tmp_path)
    for one in (
        take("c", Cancelled(), created=START + timedelta(hours=2)),
        take("a", Cancelled(), created=START),
        take("b", Cancelled(), session="s2"),
        take("d", Cancelled(), production="p2"),
    ):
        library.keep(one)
    assert [one.id for one in library.of_session("s1")] == ["a", "d", "c"]
    assert [one.id for one in library.of_production("p1")] == ["a", "b", "c"]
    assert (library.get("none"), library.of_session("none")) == (None, ())


def test_the_folder_can_be_moved(tmp_path: Path) -> None:
    library = Library(tmp_path / "old")
    library.keep(take("a", result(library.folder("a"))))
    (tmp_path / "old").rename(tmp_path / "new")
    moved = Library(tmp_path / "new").get("a")
    assert moved is not None and moved.result is not None
    assert media_of(moved.result) == Media(tmp_path / "new/takes/a/video.mp4", "video/mp4", "video")
    assert moved.result.captions == tmp_path / "new/takes/a/captions.srt"


def test_a_take_that_an_older_studio_kept_still_opens(tmp_path: Path) -> None:
    library = Library(tmp_path)
    library.keep(take("a", Cancelled(), isolation=Isolation.LIMITED))
    with sqlite3.connect(tmp_path / "library.sqlite3") as db:
        db.execute("UPDATE takes SET outcome = ?", (OLD,))
        for column in ("isolation", "original", "fixed"):
            db.execute(f"ALTER TABLE takes DROP COLUMN {column}")
        db.execute("UPDATE takes SET diagnostics = ?", (OLD_DIAGNOSTICS,))
        db.execute("PRAGMA user_version = 1")
    db.close()
    folder = library.folder("a")
    assert Library(tmp_path).get("a") == take(
        "a",
        RenderResult(
            folder / "video.mp4", folder / "poster.jpg", "Lesson", 1.0, 0.5, 1, Quality.DRAFT.picture
        ),
        diagnostics=(Diagnostic("rule", Severity.WARNING, 3, 1, "careful"),),
    )


def test_a_take_that_was_cancelled_before_reasons_were_kept_still_opens(tmp_path: Path) -> None:
    library = Library(tmp_path)
    library.keep(take("a", Cancelled("Why.")))
    with sqlite3.connect(tmp_path / "library.sqlite3") as db:
        db.execute("""UPDATE takes SET outcome = '{"is": "Cancelled"}'""")
    db.close()
    assert library.get("a") == take("a", Cancelled())


def test_a_result_is_a_video_or_a_picture(tmp_path: Path) -> None:
    still = result(tmp_path, timeline=Timeline("Still", ()))
    assert media_of(still) == Media(tmp_path / "image.png", "image/png", "picture")
    with pytest.raises(ValueError, match="neither a video nor an image"):
        media_of(replace(still, image=None))


def test_a_failed_render_leaves_an_error_file(tmp_path: Path) -> None:
    library = Library(tmp_path)
    failed = take("a", RenderFailure(FailureKind.SCRIPT, "Axes has no foo.", 6, "Traceback: line 6"))
    (library.folder("a") / "log.txt").write_text("said the script")
    library.keep(failed)
    file = library.error_file(failed)
    assert file is not None
    text = file.read_text("utf-8")
    for part in (
        "SCRIPT (line 6): Axes has no foo.",
        "Traceback: line 6",
        "said the script",
        "   6 |         self.play(Create(Circle()))",
        "Manim 0.22.0",
    ):
        assert part in text
    refused = take("w", WriterFailure("BadKey", "Gemini refused the key."), script=Script(""))
    library.keep(refused)
    file = library.error_file(refused)
    assert file is not None and "BadKey: Gemini refused the key." in file.read_text("utf-8")
    assert (library.folder("w") / "log.txt").read_text("utf-8") == "The script did not run.\n"
    cancelled = take("b", Cancelled())
    library.keep(cancelled)
    assert library.error_file(cancelled) is None


def test_many_threads_may_keep_at_once(tmp_path: Path) -> None:
    library = Library(tmp_path)

    def keep(name: str) -> None:
        for number in range(10):
            library.keep(take(f"{name}{number}", Cancelled()))

    threads = [threading.Thread(target=keep, args=(name,)) for name in "abcd"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(library.of_session("s1")) == 40


def test_a_disk_that_fails_is_a_machine_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(MachineError, match="set CHALKMOTION_DATA to another"):
        Library(tmp_path / "file")
    (tmp_path / "library.sqlite3").write_text("not a database " * 100)
    with pytest.raises(MachineError, match="file is not a database"):
        Library(tmp_path)


def test_a_newer_schema_is_kept_as_it_is(tmp_path: Path) -> None:
    Library(tmp_path)
    with sqlite3.connect(tmp_path / "library.sqlite3") as db:
        (version,) = db.execute("PRAGMA user_version").fetchone()
    db.close()
    assert version == 3
    assert Library(tmp_path).of_session("s1") == ()
