"""The commands that look and make nothing: `check` and `doctor`."""

from __future__ import annotations

from contextlib import closing
from dataclasses import asdict
from pathlib import Path

from core.check.checker import Checker, Verdict
from core.check.mending.fixes import fix
from core.doctor import examine, is_sound
from core.finding import Finding
from core.logs import start_logging
from core.model import Fix, Severity
from core.render.index_keeper import IndexKeeper
from core.settings import Settings
from terminal.exits import Exit
from terminal.files import read_script, write_script
from terminal.voice import complain, print_json, show


def check_file(file: Path, mend: bool, as_json: bool) -> Exit:
    """Judge a script without running it; `mend` first makes the fixes that are certain."""
    script = read_script(file)
    applied: tuple[str, ...] = ()
    settings = Settings.load()
    start_logging(settings, console=False)
    with closing(IndexKeeper(settings.data / "index")) as keeper:
        checker = Checker(keeper)
        if mend:
            fixed = fix(script, checker.check)
            script, applied = fixed.script, fixed.applied
            if applied:
                write_script(file, script)
        verdict = checker.check(script)
        if not checker.ready:
            complain("What Manim has could not be found out; only the rest was checked. Run doctor --deep.")
    errors = sum(found.severity is Severity.ERROR for found in verdict.diagnostics)
    if as_json:
        _print_verdict(verdict, applied, errors)
    else:
        _show_verdict(file, verdict, applied)
        if mend and not applied and errors:
            show(f"{file}: Nothing here can be fixed without a person's judgement.")
    return Exit.FAILED if errors else Exit.DONE


def _print_verdict(verdict: Verdict, applied: tuple[str, ...], errors: int) -> None:
    for sentence in applied:
        print_json("fixed", {"message": sentence})
    for found in verdict.diagnostics:
        print_json("diagnostic", asdict(found))
    for scene in verdict.scenes:
        print_json("scene", asdict(scene))
    warnings = len(verdict.diagnostics) - errors
    print_json("checked", {"ok": not errors, "errors": errors, "warnings": warnings})


def _show_verdict(file: Path, verdict: Verdict, applied: tuple[str, ...]) -> None:
    for sentence in applied:
        show(f"{file}: {sentence}")
    for found in verdict.diagnostics:
        place = f"{file}:{found.line}:{found.column}"
        show(f"{place}: {found.severity}: {found.message} [{found.rule}]{_offer(found.fix)}")
    for scene in verdict.scenes:
        show(f"{file}:{scene.line}: scene {scene.name}, {scene.plays} calls of play and wait")
    if verdict.error is None and not verdict.scenes:
        show(f"{file}: No class here is plainly a scene; rendering will tell.")


def _offer(fix: Fix | None) -> str:
    """What would put a finding right, and whether --fix does it."""
    if fix is None:
        return ""
    return f" (--fix: {fix.title})" if fix.certain else f" (by hand: {fix.title})"


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
