"""The doctor, on this machine: what it finds and what it never shows."""

from __future__ import annotations

from pathlib import Path

from core.doctor import Finding, examine, is_sound
from core.model import Severity
from core.settings import GeminiSettings, Settings


def test_what_seems_to_work_is_tried_when_asked(tmp_path: Path) -> None:
    findings = examine(Settings(tmp_path), deep=True)
    assert is_sound(findings)
    assert findings[-2:] == (
        Finding("manim-import", True, "Manim can be imported."),
        Finding("latex-formula", True, "A formula can be set."),
    )


def test_each_finding_that_is_not_well_says_what_mends_it(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.touch()
    findings = {finding.name: finding for finding in examine(Settings(file / "data"))}
    assert findings["data"] == Finding(
        "data",
        False,
        f"The data folder {file / 'data'} cannot be written: Not a directory.",
        'export CHALKMOTION_DATA="$HOME/chalkmotion"',
    )
    assert findings["disk"].ok
    assert not is_sound(tuple(findings.values()))
    assert all(finding.ok or finding.mend for finding in findings.values())


def test_a_key_is_found_and_not_shown(tmp_path: Path) -> None:
    key = "AIza-something-secret"
    findings = examine(Settings(tmp_path, GeminiSettings(key=key)))
    assert findings[0] == Finding("key", True, "A Gemini key is set; the model is gemini-3.8-flash.")
    assert key not in repr(findings)


def test_a_missing_key_does_not_stop_a_render(tmp_path: Path) -> None:
    findings = examine(Settings(tmp_path))
    assert (findings[0].ok, findings[0].level) == (False, Severity.WARNING)
    assert is_sound(findings)
