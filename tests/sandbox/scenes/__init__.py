"""Ordinary short scenes, each by a name: what Manim is used for, and what scripts do with files."""

from __future__ import annotations

from tests.sandbox.scenes.figures import FIGURES
from tests.sandbox.scenes.files import FILES
from tests.sandbox.scenes.spaces import SPACES
from tests.sandbox.scenes.words import WORDS

SCENES = WORDS | FIGURES | SPACES | FILES
