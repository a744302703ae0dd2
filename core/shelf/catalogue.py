"""The shelf's scenes with their headings, and the search for the one that a prompt asks for."""

from __future__ import annotations

import ast
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from core.errors import ShelfMiss
from core.shelf.heading import Heading, read_heading
from core.shelf.matching import Matcher
from core.shelf.parameter import Parameter

SCENES = Path(__file__).parent / "scenes"
OFFERED = 3
FEATURED = ("pythagoras", "bubble_sort", "derivative_slope")
"""Offered when a prompt is near to nothing."""


@dataclass(frozen=True, slots=True)
class ShelfScene:
    """One finished scene: its file's name, its class, its heading and its source."""

    name: str
    scene: str
    heading: Heading
    source: str

    @property
    def title(self) -> str:
        """What it is called."""
        return self.heading.title

    @property
    def summary(self) -> str:
        """What it shows, in one sentence."""
        return self.heading.summary

    @property
    def keywords(self) -> tuple[str, ...]:
        """The topics that lead to it."""
        return self.heading.keywords

    @property
    def examples(self) -> tuple[str, ...]:
        """Prompts that it answers."""
        return self.heading.examples

    @property
    def parameters(self) -> tuple[Parameter, ...]:
        """The constants that a prompt can fill."""
        return self.heading.parameters


@dataclass(frozen=True, slots=True)
class Match:
    """The scene that answers a prompt, and the prompt's words that nothing on the shelf knows."""

    scene: ShelfScene
    unknown: tuple[str, ...]


class Catalogue:
    """The scenes of a shelf."""

    def __init__(self, scenes: tuple[ShelfScene, ...]) -> None:
        self.scenes = scenes
        self._matcher = Matcher([scene.heading for scene in scenes])

    def find(self, prompt: str) -> Match:
        """The scene that answers the prompt. Raises ShelfMiss with the nearest example prompts."""
        likenesses = self._matcher.likenesses(prompt)
        order = sorted(
            range(len(self.scenes)),
            key=lambda at: (-likenesses[at].score, self.scenes[at].name not in FEATURED),
        )
        answers = [at for at in order if likenesses[at].is_answer]
        if answers:
            return Match(self.scenes[answers[0]], likenesses[answers[0]].unknown)
        raise ShelfMiss(
            f"The shelf holds {len(self.scenes)} finished scenes, and none of them is about this. "
            "Try one of the prompts below, or add a Gemini key so that a model can write the scene.",
            tuple(self.scenes[at].examples[0] for at in order[:OFFERED]),
        )


@cache
def catalogue() -> Catalogue:
    """The scenes that ship with the studio; read once, never executed."""
    return Catalogue(tuple(_read(path) for path in sorted(SCENES.glob("*.py"))))


def _read(path: Path) -> ShelfScene:
    source = path.read_text("utf-8")
    classes = [node.name for node in ast.parse(source).body if isinstance(node, ast.ClassDef)]
    return ShelfScene(path.stem, classes[0], read_heading(source), source)
