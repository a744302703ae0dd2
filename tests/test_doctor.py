"""The doctor, on this machine: what it finds and what it never shows."""

from __future__ import annotations

import shutil
from pathlib import Path

from core.doctor import examine, is_sound
from core.errors import MachineError
from core.finding import Finding
from core.model import Isolation, Severity
from core.render.sandbox.probe import Probe, ask
from core.render.space import SPARE
from core.settings import GeminiSettings, RenderLimits, Settings


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


def test_the_disk_needs_room_for_what_a_render_may_write_and_some_to_spare(tmp_path: Path) -> None:
    free = shutil.disk_usage(tmp_path).free

    def disk(allowed: int) -> Finding:
        findings = examine(Settings(tmp_path, limits=RenderLimits(disk=allowed)))
        return next(finding for finding in findings if finding.name == "disk")

    plenty, little, none = disk(free // 4 - SPARE), disk(free // 2 - SPARE), disk(2 * free)
    assert (plenty.ok, plenty.mend) == (True, None)
    mend = f'du -sh "{tmp_path}"/* | sort -h'
    assert (little.ok, little.level, little.mend) == (False, Severity.WARNING, mend)
    assert little.sentence.endswith(" GB are free where the videos go; that is little.")
    assert (none.ok, none.level, none.mend) == (False, Severity.ERROR, mend)
    needed = (2 * free + SPARE) >> 20
    assert none.sentence.endswith(f"; nothing can be rendered, as a render needs {needed} MB.")


def test_a_key_is_found_and_not_shown(tmp_path: Path) -> None:
    key = "AIza-something-secret"
    findings = examine(Settings(tmp_path, GeminiSettings(key=key)))
    assert findings[0] == Finding("key", True, "A Gemini key is set; the model is gemini-3.8-flash.")
    assert key not in repr(findings)


def test_a_missing_key_does_not_stop_a_render(tmp_path: Path) -> None:
    findings = examine(Settings(tmp_path))
    assert (findings[0].ok, findings[0].level) == (False, Severity.WARNING)
    assert is_sound(findings)


def test_how_scripts_are_isolated_is_found_by_trying(tmp_path: Path) -> None:
    probe, finding = ask(), examine(Settings(tmp_path))[-1]
    assert (finding.name, finding.ok) == ("isolation", probe.level >= Isolation.CONFINED)
    assert finding.steps == probe.steps
    assert f"(level {probe.level:d})" in finding.sentence


def test_below_the_minimum_nothing_is_rendered(tmp_path: Path) -> None:
    settings = Settings(tmp_path, limits=RenderLimits(minimum=Isolation.ISOLATED))
    found = {
        level: is_sound(examine(settings, ask=lambda level=level: Probe(level, ())))  # type: ignore[misc]
        for level in Isolation
    }
    assert found == dict.fromkeys(Isolation, False) | {Isolation.ISOLATED: True}


def test_isolation_that_cannot_be_found_out_is_told(tmp_path: Path) -> None:
    def fail() -> Probe:
        raise MachineError("It cannot be found out. Try again.")

    assert examine(Settings(tmp_path), ask=fail)[-1] == Finding(
        "isolation", False, "It cannot be found out. Try again."
    )
