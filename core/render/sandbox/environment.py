"""The environment of a process that runs scripts: what TeX, fonts and libraries need, and no key."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

KEPT_NAMES = (
    "PATH",
    "LANG",
    "LC_ALL",
    "LC_CTYPE",
    "TEXMFCNF",
    "TEXMFHOME",
    "FONTCONFIG_FILE",
    "FONTCONFIG_PATH",
    "LD_LIBRARY_PATH",
    "DYLD_FALLBACK_LIBRARY_PATH",
)
"""The variables that TeX, fonts and libraries need; no other reaches a job, least of all a key."""


def clean_environment(home: Path) -> dict[str, str]:
    """The whole environment of a process whose home and temporary folder is `home`."""
    kept = {name: os.environ[name] for name in KEPT_NAMES if name in os.environ}
    return {
        "PATH": os.defpath,
        "LANG": "C.UTF-8",
        **kept,
        "HOME": str(home),
        "TMPDIR": str(home),
        "XDG_CACHE_HOME": str(home / ".cache"),
        "OPENBLAS_NUM_THREADS": "1",
        "OMP_NUM_THREADS": "1",
        # Each thread's heap reserves 64 MB of the address space that a job is limited to.
        "MALLOC_ARENA_MAX": "2",
        "PYTHONHASHSEED": "0",
        "PYTHONUTF8": "1",
        "TERM": "dumb",
        "COLUMNS": "120",
        "NO_COLOR": "1",
        # By itself TeX reads any file that this user can read. Like this it reads and writes below its own
        # folder only, and starts no other program.
        "openin_any": "p",
        "openout_any": "p",
        "shell_escape": "f",
    }


def own_environment(folder: Path) -> None:
    """Forget the host's environment and take one made for this job's folder."""
    clean = clean_environment(folder)
    os.environ.clear()
    os.environ.update(clean, TEXMFOUTPUT=str(folder), TEXMFVAR=str(folder / ".texmf-var"))
    tempfile.tempdir = None  # it remembers the host's
