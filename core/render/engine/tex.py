"""TeX for a job: formulas left by earlier jobs, set together before a scene, or set one by one."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import ModuleType

from manim import config
from manim.mobject.text import tex_mobject
from manim.utils.tex import TexTemplate

from core.render import formulas
from core.render.engine.glyphs import Glyphs
from core.render.engine.tex_batch import compile_together
from core.render.engine.tex_drawing import read_in_memory
from core.render.engine.tex_foresight import foresee
from core.render.engine.tex_formula import Formula
from core.render.engine.tex_run import compile_one


def install(home: Path, store: Path, kept: tuple[Path, ...] = (), glyphs: Glyphs | None = None) -> Typesetter:
    """Let Manim's formulas go through a typesetter of this process and of those that it forks.

    What `glyphs` knows of SVGs is not read again.
    """
    setter = Typesetter(home, store, kept)
    vars(tex_mobject)["tex_to_svg_file"] = setter.svg_of
    read_in_memory(glyphs)
    return setter


class Typesetter:
    """Gives SVGs for formulas: compiled in `home`, once for all processes of a job, which share `store`.

    What earlier jobs compiled is read from the folders `kept`, one after another, and never written there.
    """

    def __init__(self, home: Path, store: Path, kept: tuple[Path, ...]) -> None:
        self._home, self._store, self._kept = home, store, kept

    def svg_of(
        self, expression: str, environment: str | None = None, tex_template: TexTemplate | None = None
    ) -> Path:
        """The SVG file of an expression, in Manim's own folder for them.

        Raises TexFailed, TexBroken, and FileNotFoundError for a missing program.
        """
        template = config["tex_template"] if tex_template is None else tex_template
        formula = Formula.asked(expression, environment, template)
        key = formula.key()
        # Relative, and so the same in every job and in all of its processes.
        own = Path(config.get_dir("tex_dir")) / f"{key[:16]}.svg"
        if not own.exists():
            own.parent.mkdir(parents=True, exist_ok=True)
            beside = own.with_suffix(f".{os.getpid()}")
            beside.write_bytes(self._svg(formula, self._name(formula, key)))
            beside.replace(own)
        return own

    def prepare(self, module: ModuleType, source: str) -> None:
        """Compile together what the script, whose module has run, will most likely ask for.

        Raises nothing: whatever goes wrong here is told when the scene asks for the formula.
        """
        with suppress(OSError):
            self._prepare(foresee(module, source))

    def _prepare(self, wanted: tuple[Formula, ...]) -> None:
        foreseen = {self._name(formula, formula.key()): formula for formula in wanted}
        missing = {name: formula for name, formula in foreseen.items() if self._found(name) is None}
        if len(missing) < 2:
            return
        with _alone(self._store / "together.lock"):
            # The dry run and the drawing prepare the same formulas at about the same time.
            missing = {name: one for name, one in missing.items() if formulas.read(self._store, name) is None}
            made = compile_together(missing.values(), self._home)
            for name, formula in missing.items():
                if formula in made:
                    formulas.write(self._store, name, made[formula])

    def _svg(self, formula: Formula, name: str) -> bytes:
        found = self._found(name)
        if found is not None:
            return found
        with _alone((self._store / name).with_suffix(".lock")):
            found = formulas.read(self._store, name)
            if found is None:
                found = compile_one(formula, self._home)
                formulas.write(self._store, name, found)
        return found

    def _found(self, name: str) -> bytes | None:
        found = formulas.read(self._store, name)
        for kept in self._kept if found is None else ():
            found = formulas.read(kept, name)
            if found is not None:  # put there, so that it is known to be in use
                formulas.write(self._store, name, found)
                break
        return found

    def _name(self, formula: Formula, key: str) -> str:
        return f"{key}.svg" if formula.lasts(self._home) else f"{key}.once"


@contextmanager
def _alone(path: Path) -> Iterator[None]:
    lock = os.open(path, os.O_CREAT | os.O_RDWR, 0o600)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
    finally:
        os.close(lock)
