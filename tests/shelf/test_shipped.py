"""What counts as shipped is what the shelf's writer gives for a prompt that fills in nothing, and no more."""

from __future__ import annotations

import pytest

from core.model import Brief, Complexity, Script
from core.shelf.catalogue import ShelfScene, catalogue
from core.shelf.filling import fill
from core.shelf.shipped import shipped


@pytest.mark.parametrize("scene", catalogue().scenes, ids=lambda scene: scene.name)
def test_a_scene_that_nobody_filled_is_shipped(scene: ShelfScene) -> None:
    assert Script(scene.source).digest in shipped()
    for complexity in Complexity:
        given = fill(scene, Brief(scene.title, complexity))
        assert given.shown == ()
        assert Script(given.source).digest in shipped()


def test_what_a_visitor_has_filled_or_changed_is_not() -> None:
    [scene] = [scene for scene in catalogue().scenes if scene.name == "pythagoras"]
    filled = fill(scene, Brief("Pythagoras with legs 5 and 12"))
    longer = fill(scene, Brief(scene.title, duration=30))
    for source in (filled.source, longer.source, f"{scene.source}\n", "x = 1\n"):
        assert Script(source).digest not in shipped()
    assert len(shipped()) == 4 * len(catalogue().scenes)
