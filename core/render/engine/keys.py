"""The key of a play: the same key, the same frames, whichever job asks."""

from __future__ import annotations

import ast
import hashlib
from collections.abc import Sequence

from core.render.engine.keys_parts import Cutter, scene_family
from core.render.engine.keys_reach import Reach, Step
from core.render.engine.keys_risks import Sight, depends_on_chance, sight
from core.render.engine.keys_source import digest, line_map, read

__all__ = ["Keys", "Step", "line_map"]

_RULES = "1"
"""What a key depends on; another number forgets all keys that were made before."""


class Keys:
    """The keys of one script's scene. Raises SyntaxError, ValueError for what Python cannot read.

    `settings` stands for all that is not the script: picture, quality, versions. `hooks` are the names
    of the attributes of the Manim classes that the scene is made of: Manim may call a method of such a name.
    """

    def __init__(self, source: str, scene: str, settings: str, hooks: frozenset[str]) -> None:
        self._about = (_RULES, settings, scene)
        self._whole: bytes | None = None
        self._reach: Reach | None = None
        try:
            tree = read(source)
        except RecursionError:  # an expression of a thousand terms
            return
        try:
            self._look(tree, source, scene, hooks)
        except (RecursionError, ValueError):  # ValueError: a number of thousands of digits
            self._whole = self._reach = None

    def play(self, number: int, stack: Sequence[Step], files: Sequence[str] = ()) -> str | None:
        """The key of the play with this 1-based number; None if what it draws must not be reused.

        `stack` are the script's own frames at that moment, outermost first; `files` stand for what it
        has read from outside so far.
        """
        if self._whole is None:
            return None
        reached = self._reach.digest(stack) if self._reach else None
        if reached is None:
            return self._key("play of the whole", number, files, self._whole)
        return self._key("play", number, files, reached)

    def script(self, files: Sequence[str] = ()) -> str | None:
        """The key of everything that the script draws; None if it must not be reused."""
        return None if self._whole is None else self._key("script", 0, files, self._whole)

    def _look(self, tree: ast.Module, source: str, scene: str, hooks: frozenset[str]) -> None:
        if depends_on_chance(tree):
            return
        seen, family = sight(tree), scene_family(tree, scene)
        if seen is Sight.NAMES and family:
            self._reach = Reach(Cutter(tree, family, hooks).units())
        text = source if seen is Sight.TEXT else ""
        self._whole = digest(tree) + hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()

    def _key(self, kind: str, number: int, files: Sequence[str], code: bytes) -> str:
        told = repr((*self._about, kind, number, tuple(files)))  # repr keeps one string from the next
        return hashlib.sha256(told.encode() + code).hexdigest()
