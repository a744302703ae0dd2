"""The names of files and the characters on a terminal."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from cli import WRITERS
from core.assembly import WriterChoice
from core.check.checker import Verdict
from core.events import AttemptFailed, RepairStarted, ScriptReady
from core.model import Diagnostic, FailureKind, RenderFailure, RenderSettings, Script, Severity, Take
from core.rejection import rejection
from terminal.files import slug
from terminal.voice import printable, snake_case, tell


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Explain the Pythagorean theorem!", "explain-the-pythagorean-theorem"),
        ("  x^2 + y^2 = r^2 ", "x-2-y-2-r-2"),
        ("../../etc/passwd", "etc-passwd"),
        ("¿?!…", "video"),
        ("Теорема Пифагора", "теорема-пифагора"),
        ("شرح نظرية فيثاغورس", "شرح-نظرية-فيثاغورس"),
        ("勾股定理", "勾股定理"),
        ("a\0b\nc\x1b[2J", "a-b-c-2j"),
        ("one two " * 40, ("one-two-" * 40)[:60].strip("-")),
        ("🙂 smile", "smile"),
    ],
)
def test_a_prompt_becomes_a_file_name(title: str, name: str) -> None:
    assert slug(title) == name


def test_a_file_name_fits_into_every_file_system() -> None:
    assert len((slug("𒀀" * 4_000) + "-100.mp4").encode()) <= 255


def test_a_script_cannot_give_the_terminal_orders() -> None:
    assert printable("red \x1b[31m\r\x07 ok\n\ttab é 勾") == "red \ufffd[31m\ufffd\ufffd ok\n\ttab é 勾"


def test_what_was_fixed_and_what_is_left_is_told_once() -> None:
    left = Diagnostic("name", Severity.ERROR, 7, 1, "No Nope.")
    fixed = ("Fixed line 6: Write Circle.",)
    refused = rejection(Verdict((left,)))
    assert refused is not None
    failed = RenderFailure(FailureKind.SCRIPT, "Line 7: No Nope.", 7, "Traceback")
    assert tell(ScriptReady(Script(""), (left,), fixed)) == "Fixed line 6: Write Circle.\nLine 7: No Nope."
    assert tell(AttemptFailed(take(refused, left))) is None
    assert tell(AttemptFailed(take(failed, left))) == "Line 7: No Nope."
    assert tell(RepairStarted(1, 3, refused)) == "Repair 1 of 3."


def take(failure: RenderFailure, *found: Diagnostic) -> Take:
    made = datetime.now(UTC)
    return Take("t", "s", "p", made, None, Script(""), RenderSettings(), "gemini", failure, diagnostics=found)


def test_events_are_named_as_json_names_things() -> None:
    assert [snake_case(name) for name in ("Planned", "PlayRendered")] == ["planned", "play_rendered"]


def test_the_writers_are_those_of_the_studio() -> None:
    assert tuple(WriterChoice) == WRITERS
