"""Whether our renderer draws the frames that Manim draws, over all of Manim's examples.

python -m tests.frames.compare [--sample] [--only PART_OF_A_NAME ...]
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path

from core.render.base import Renderer
from core.render.local import LocalRenderer
from core.settings import RenderLimits
from tests.frames.examples import Example
from tests.frames.exceptions import NOT_RENDERED, NOT_REPEATABLE
from tests.frames.ours import render_ours
from tests.frames.plain import render_plain
from tests.frames.rendering import Rendering, differences
from tests.frames.scenes import sample, subjects

LIMITS = RenderLimits(wall_draft=600, workers=1)
"""As our users' limits, but for time: the machine renders twice at once here."""


def compare(
    renderer: Renderer, examples: dict[str, Example], folder: Path
) -> Iterator[tuple[str, list[str]]]:
    """Each example's name and what is wrong with it; an exception is wrong when it is none any more."""
    for name, plain in render_plain(examples.values()):
        example = examples[name]
        if name in NOT_RENDERED:
            yield name, [] if plain.failure else ["is an exception, but Manim renders it now"]
        elif name in NOT_REPEATABLE:
            again = dict(render_plain([example]))[name]
            yield name, ["is an exception, but Manim repeats it now"] if again == plain else []
        elif plain.failure:
            yield name, [f"is not rendered by Manim: {plain.failure}"]
        else:
            yield name, differences(plain, _ours(renderer, example, folder))


def _ours(renderer: Renderer, example: Example, folder: Path) -> Rendering:
    with tempfile.TemporaryDirectory(dir=folder) as own:
        return render_ours(renderer, example, Path(own))


def stale(names: Iterable[str]) -> list[str]:
    """The exceptions that name no example."""
    return sorted((set(NOT_RENDERED) | set(NOT_REPEATABLE)) - set(names))


def main(arguments: list[str]) -> int:
    """Compare, tell, and return the exit code: 1 if anything is wrong."""
    parser = argparse.ArgumentParser(prog="compare", description=__doc__)
    parser.add_argument("--sample", action="store_true", help="only the quick choice that the tests make")
    parser.add_argument("--only", nargs="+", default=[], help="only names that contain one of these")
    asked = parser.parse_args(arguments)
    examples = sample() if asked.sample else subjects()
    wrong = 0
    if not asked.sample and not asked.only:
        for name in stale(examples):
            wrong += 1
            _tell(f"{name}: is an exception, but no example")
    if asked.only:
        examples = {
            name: example for name, example in examples.items() if any(part in name for part in asked.only)
        }
    if not examples:
        parser.error("no example has such a name")
    with tempfile.TemporaryDirectory(prefix="frames-") as folder:
        renderer = LocalRenderer(LIMITS, Path(folder) / "work")
        try:
            for number, (name, found) in enumerate(compare(renderer, examples, Path(folder)), 1):
                wrong += bool(found)
                _tell(f"{number}/{len(examples)} {name}: {'; '.join(found) or _good(name)}")
        finally:
            renderer.close()
    _tell(f"{len(examples)} compared, {wrong} wrong")
    return min(wrong, 1)


def _good(name: str) -> str:
    reason = NOT_RENDERED.get(name) or NOT_REPEATABLE.get(name)
    return f"left out, {reason}" if reason else "the same"


def _tell(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
