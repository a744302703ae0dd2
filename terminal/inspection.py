"""The commands that look and make nothing: `check` and `doctor`."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

from core.check.checker import check
from core.check.fixes import fix
from core.doctor import examine, is_sound
from core.finding import Finding
from core.model import Severity
from core.settings import Settings
from terminal.exits import Exit
from terminal.files import read_script, write_script
from terminal.voice import print_json, show


def check_file(file: Path, mend: bool, as_json: bool) -> Exit:
    """Judge a script without running it; `mend` first applies the fixes that are certain."""
    script = read_script(file)
    applied: tuple[str, ...] = ()
    if mend:
        fixed = fix(script)
        script, applied = fixed.script, fixed.applied
        if applied:
            write_script(file, script)
    verdict = check(script)
    errors = sum(found.severity is Severity.ERROR for found in verdict.diagnostics)
    if as_json:
        for sentence in applied:
            print_json("fixed", {"message": sentence})
        for found in verdict.diagnostics:
            print_json("diagnostic", asdict(found))
        for scene in verdict.scenes:
            print_json("scene", asdict(scene))
        warnings = len(verdict.diagnostics) - errors
        print_json("checked", {"ok": not errors, "errors": errors, "warnings": warnings})
        return Exit.FAILED if errors else Exit.DONE
    for sentence in applied:
        show(f"{file}: {sentence}")
    if mend and not applied and errors:
        show(f"{file}: Nothing here can be fixed without a person's judgement.")
    for found in verdict.diagnostics:
        show(f"{file}:{found.line}:{found.column}: {found.severity}: {found.message} [{found.rule}]")
    for scene in verdict.scenes:
        show(f"{file}:{scene.line}: scene {scene.name}, {scene.plays} calls of play and wait")
    if not errors and not verdict.scenes:
        show(f"{file}: No class here is plainly a scene; rendering will tell.")
    return Exit.FAILED if errors else Exit.DONE


def doctor(deep: bool, as_json: bool) -> Exit:
    """Examine the machine and say what mends it."""
    findings = examine(Settings.load(), deep)
    for finding in findings:
        if as_json:
            print_json("finding", asdict(finding))
        else:
            _show_finding(finding)
    sound = is_sound(findings)
    if as_json:
        print_json("examined", {"ok": sound})
    return Exit.DONE if sound else Exit.MACHINE


def _show_finding(finding: Finding) -> None:
    mark = "ok" if finding.ok else finding.level.value
    show(f"{mark:8}{finding.name:10}{finding.sentence}")
    for step in finding.steps:
        show(f"{'':18}{'yes' if step.ok else 'no':5}{step.name:12}{step.said}")
    if finding.mend:
        show(f"{'':18}{finding.mend}")
