"""One formula as TeX will see it, and the name under which its SVG is found again."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import manim
from manim.utils.tex import TexTemplate

_LAYOUT = "1"
"""Goes up when the same formula is to give another SVG than before."""

_CHANGING = re.compile(
    r"\\(?:input|@+input|include\w*|openin|read|verbatiminput|lstinputlisting|directlua|write18|ShellEscape"
    r"|today|time|day|month|year|currenttime|jobname|pdf\w*|rand\w*)(?![A-Za-z])"
)
"""What another file, the clock or chance decides."""

_LOCAL_INPUTS = frozenset(
    (".tex", ".sty", ".cls", ".def", ".cfg", ".fd", ".clo", ".ldf", ".tfm", ".map", ".enc")
)


_OF_THE_JOB = frozenset(("TEXMFOUTPUT", "TEXMFVAR"))
"""Variables that say where TeX may write."""


@dataclass(frozen=True, slots=True)
class Formula:
    """A whole TeX document, the compilers that it goes through in turn, and the format they give (".dvi")."""

    source: str
    compilers: tuple[str, ...]
    output_format: str

    @classmethod
    def asked(cls, expression: str, environment: str | None, template: TexTemplate) -> Formula:
        """The formula that Manim means by an expression in an environment."""
        if environment is None:
            source = template.get_texcode_for_expression(expression)
        else:
            source = template.get_texcode_for_expression_in_env(expression, environment)
        compilers = template.tex_compiler
        names = (compilers,) if isinstance(compilers, str) else tuple(compilers)
        return cls(source, names, template.output_format)

    def key(self) -> str:
        """A digest of everything that decides about the SVG, the installed programs among it."""
        programs = [_program(name, os.environ.get("PATH")) for name in (*self.compilers, "dvisvgm")]
        # Where TeX looks for its files; where it may write is each job's own affair.
        settings = sorted(
            f"{name}={value}"
            for name, value in os.environ.items()
            if name.startswith("TEX") and name not in _OF_THE_JOB
        )
        parts = [_LAYOUT, manim.__version__, *programs, *settings, self.output_format, self.source]
        return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()

    def lasts(self, home: Path) -> bool:
        """Whether another job, which works in another folder and at another time, would get the same SVG."""
        if _CHANGING.search(self.source):
            return False
        with os.scandir(home) as entries:
            return not any(Path(entry.name).suffix in _LOCAL_INPUTS for entry in entries)


@cache
def _program(name: str, search_path: str | None) -> str:
    """Which build of a program is installed; an update of TeX gives other SVGs."""
    found = shutil.which(name, path=search_path)
    if found is None:
        return f"{name} is missing"
    facts = Path(found).stat()
    return f"{name} {facts.st_size} {facts.st_mtime_ns}"
