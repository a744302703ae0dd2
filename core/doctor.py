"""The doctor: examines what the studio needs of its machine, and says what mends it."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from core.finding import Finding
from core.isolation import examine_isolation
from core.model import Severity
from core.render.sandbox.probe import Probe, ask
from core.render.space import space_needed
from core.settings import PROJECT, Settings

SPACE_WANTED = 2 << 30
"""Free bytes below which the owner is warned, or three times what one render needs where that is more."""

PYTHON = (3, 11)

_TEX_PROGRAMS = ("latex", "dvisvgm", "kpsewhich")
_TEX_FILES = {
    "standalone.cls": "latex-extra",
    "preview.sty": "latex-extra",
    "babel.sty": "latex-base",
    "amsmath.sty": "latex-base",
    "amssymb.sty": "latex-base",
    "ecrm1000.tfm": "fonts-recommended",
    "rsfs10.tfm": "fonts-recommended",
}
_SECONDS = 60.0


def examine(settings: Settings, deep: bool = False, ask: Callable[[], Probe] = ask) -> tuple[Finding, ...]:
    """Examine key, packages, LaTeX, fonts, disk and isolation, in a quarter of a second; never shows a key.

    `deep` also imports Manim and sets a formula, each in a process of its own, in some seconds. `ask` finds
    out how scripts are isolated.
    """
    shallow = (
        _key(settings),
        _python(),
        *_packages(),
        _latex(),
        _fonts(),
        _data(settings),
        _disk(settings),
        examine_isolation(settings.limits.minimum, ask),
    )
    if not deep:
        return shallow
    return (*shallow, *_trials(shallow))


def is_sound(findings: tuple[Finding, ...]) -> bool:
    """Whether nothing stands in the way of a render."""
    return all(finding.ok or finding.level is Severity.WARNING for finding in findings)


def _key(settings: Settings) -> Finding:
    if settings.gemini.key:
        return Finding("key", True, f"A Gemini key is set; the model is {settings.gemini.model}.")
    return Finding(
        "key",
        False,
        "No Gemini key is set: the shelf's scenes work, and other prompts need a key.",
        "export GEMINI_API_KEY=...",
        Severity.WARNING,
    )


def _python() -> Finding:
    found = ".".join(str(part) for part in sys.version_info[:3])
    if sys.version_info >= PYTHON:
        return Finding("python", True, f"Python {found}.")
    return Finding(
        "python", False, f"Python {found} is too old; 3.11 or newer is needed.", "make run PYTHON=python3.11"
    )


def _packages() -> Iterator[Finding]:
    """Manim by itself, and the other pinned packages together."""
    wanted = re.findall(
        r"^([A-Za-z0-9_.-]+)==(\S+)", (PROJECT / "requirements.txt").read_text("utf-8"), re.MULTILINE
    )
    faults = {name: _fault(name, pin) for name, pin in wanted}
    manim = faults.pop("manim", None)
    mend = f"{sys.executable} -m pip install --use-pep517 -r requirements.txt"
    yield Finding(
        "manim", manim is None, manim or f"Manim {version('manim')}.", None if manim is None else mend
    )
    wrong = [fault for fault in faults.values() if fault]
    yield Finding(
        "packages",
        not wrong,
        " ".join(wrong) or "All other packages have the versions that the studio was tested with.",
        mend if wrong else None,
        Severity.WARNING,
    )


def _fault(name: str, pin: str) -> str | None:
    try:
        found = version(name)
    except PackageNotFoundError:
        return f"{name} is not installed; version {pin} is needed."
    return None if found == pin else f"{name} is version {found}; the studio was tested with {pin}."


def _latex() -> Finding:
    missing = [program for program in _TEX_PROGRAMS if not shutil.which(program)]
    if not missing:
        asked = _output("kpsewhich", *_TEX_FILES)
        found = {Path(line).name for line in asked.splitlines()}
        missing = [name for name in _TEX_FILES if name not in found]
    if not missing:
        return Finding("latex", True, "LaTeX, dvisvgm and the styles that formulas need.")
    return Finding(
        "latex", False, f"Formulas need what is missing: {', '.join(missing)}.", _mend_tex(missing)
    )


def _mend_tex(missing: list[str]) -> str:
    sets = {_TEX_FILES.get(name, "latex-base") for name in missing} | {"latex-base"}
    if shutil.which("apt-get"):
        return _install(*sorted(f"texlive-{name}" for name in sets), "dvisvgm")
    if shutil.which("dnf"):
        collections = (
            "texlive-latex",
            "texlive-collection-latexextra",
            "texlive-collection-fontsrecommended",
        )
        return _install(*collections, "texlive-dvisvgm")
    return _install("--cask", "mactex-no-gui")


def _fonts() -> Finding:
    families = set(_output("fc-list", ":", "family").splitlines())
    if families:
        return Finding("fonts", True, f"{len(families)} font families.", level=Severity.WARNING)
    packages = {"dnf": ("fontconfig", "dejavu-sans-fonts"), "apt-get": ("fontconfig", "fonts-dejavu")}
    names = next((names for tool, names in packages.items() if shutil.which(tool)), ("fontconfig",))
    return Finding(
        "fonts", False, "No fonts are found: text will be missing.", _install(*names), Severity.WARNING
    )


def _data(settings: Settings) -> Finding:
    """Writable or not is tried, not read from mode bits: root and read-only disks do not go by those."""
    folder = settings.data
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError as error:
        sentence = f"The data folder {folder} cannot be written: {error.strerror or error}."
        return Finding("data", False, sentence, 'export CHALKMOTION_DATA="$HOME/chalkmotion"')
    return Finding("data", True, f"The data folder {folder} can be written.")


def _disk(settings: Settings) -> Finding:
    folder = settings.data
    while not folder.exists() and folder != folder.parent:
        folder = folder.parent
    try:
        free = shutil.disk_usage(folder).free
    except OSError as error:
        return Finding("disk", False, f"The disk of {folder} cannot be read: {error.strerror or error}.")
    needed = space_needed(settings.limits.disk)
    amount = f"{free / (1 << 30):.1f} GB are free where the videos go"
    if free >= max(SPACE_WANTED, 3 * needed):
        return Finding("disk", True, f"{amount}.")
    enough = free >= needed
    rest = "that is little." if enough else f"nothing can be rendered, as a render needs {needed >> 20} MB."
    sentence = f"Only {amount}; {rest}"
    mend = f'du -sh "{settings.data}"/* | sort -h'
    return Finding("disk", False, sentence, mend, Severity.WARNING if enough else Severity.ERROR)


def _trials(shallow: tuple[Finding, ...]) -> Iterator[Finding]:
    """Whether what seems to be there works; what is missing already is not tried."""
    missing = {finding.name for finding in shallow if not finding.ok}
    if "manim" not in missing:
        fault = _attempt(sys.executable, "-c", "import manim")
        mend = f"{sys.executable} -m pip install --use-pep517 --force-reinstall -r requirements.txt"
        sentence = f"Manim cannot be imported: {fault}." if fault else "Manim can be imported."
        yield Finding("manim-import", fault is None, sentence, mend if fault else None)
    if "latex" not in missing:
        fault = _set_formula()
        sentence = f"LaTeX does not work: {fault}." if fault else "A formula can be set."
        yield Finding(
            "latex-formula", fault is None, sentence, _mend_tex(list(_TEX_FILES)) if fault else None
        )


def _set_formula() -> str | None:
    """Set a formula the way Manim does; what went wrong."""
    document = (
        r"\documentclass[preview]{standalone}\usepackage[english]{babel}\usepackage{amsmath}"
        r"\usepackage{amssymb}\begin{document}$\displaystyle\int_0^1 x^2\,dx=\frac{1}{3}$\end{document}"
    )
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "formula.tex").write_text(document, "utf-8")
        return _attempt("latex", "-interaction=batchmode", "-halt-on-error", "formula.tex", cwd=folder) or (
            _attempt("dvisvgm", "--no-fonts", "--verbosity=0", "formula.dvi", cwd=folder)
        )


def _attempt(*command: str, cwd: Path | None = None) -> str | None:
    """Run a program to its end; the last thing it said when it failed."""
    try:
        ended = subprocess.run(
            command, cwd=cwd, stdin=subprocess.DEVNULL, capture_output=True, timeout=_SECONDS, check=False
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        return str(error)
    said = (ended.stderr or ended.stdout).decode("utf-8", "replace").strip().splitlines()
    return None if ended.returncode == 0 else (said[-1] if said else f"exit code {ended.returncode}")


def _output(*command: str) -> str:
    """What a program prints; nothing when it is not there."""
    try:
        ended = subprocess.run(
            command, stdin=subprocess.DEVNULL, capture_output=True, timeout=_SECONDS, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return ended.stdout.decode("utf-8", "replace")


def _install(*packages: str) -> str:
    names = " ".join(packages)
    sudo = "" if os.geteuid() == 0 else "sudo "
    if sys.platform == "darwin":
        return f"brew install {names}"
    if shutil.which("dnf") and not shutil.which("apt-get"):
        return f"{sudo}dnf install -y {names}"
    return f"{sudo}apt-get install -y {names}"
