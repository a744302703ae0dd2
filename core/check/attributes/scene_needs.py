"""Which class a scene has to derive from for what it uses."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass

from core.api_index import Class
from core.check.attributes.lacking import lacks
from core.check.attributes.meant import tabled
from core.check.attributes.old_attributes import MANIMGL_CAMERA
from core.check.facts import Access, Facts
from core.check.tree import nodes
from core.check.types import Instance
from core.check.world import SCENE, VMOBJECT, World

MOVING = "manim.scene.moving_camera_scene.MovingCameraScene"
ZOOMED = "manim.scene.zoomed_scene.ZoomedScene"
THREE_D = "manim.scene.three_d_scene.ThreeDScene"
VECTOR = "manim.scene.vector_space_scene.VectorScene"
LINEAR = "manim.scene.vector_space_scene.LinearTransformationScene"

SCENES = (MOVING, ZOOMED, THREE_D, VECTOR, LINEAR)
"""Manim's kinds of scene besides Scene, those that add the least first."""


@dataclass(frozen=True, slots=True)
class Need:
    """A scene of a `kind`, which derives from `base`, has to be a `wanted` one for an attribute.

    `text` is how the attribute is written there, and `asked` how it is now, with the camera before its own.
    """

    kind: str
    base: str
    wanted: str
    text: str
    asked: str


def need_of(facts: Facts, access: Access) -> Need | None:
    """What a scene would have to be for an attribute that it, or its camera, certainly lacks."""
    world, owner, name = facts.world, access.owner, access.node.attr
    if access.stored or not isinstance(owner, Instance) or not lacks(world, owner, name):
        return None
    scene, on_camera = (owner, False) if world.is_a(owner, SCENE) else (_scene_of_camera(facts, access), True)
    if scene is None:
        return None
    base = next((entry for entry in world.lineage(scene.kind) if isinstance(entry, Class)), None)
    if base is None or (not on_camera and (meaning := tabled(world, scene.kind, name)) and meaning.same):
        return None
    for wanted in _below(world, base.key):
        text = _on_camera(world, wanted, name) if on_camera else _on_scene(world, wanted, name)
        if text:
            asked = f"camera.{name}" if on_camera else name
            return Need(scene.kind, base.key, wanted, text, asked)
    return None


def turns_in_space(tree: ast.Module) -> bool:
    """Whether a script turns ManimGL's camera in space, which Manim's frame cannot do."""
    return any(isinstance(node, ast.Attribute) and node.attr in MANIMGL_CAMERA for node in nodes(tree))


def _below(world: World, base: str) -> Iterator[str]:
    known = {entry.key for entry in world.index.below.get(base, ())}
    yield from (key for key in SCENES if key in known)


def _scene_of_camera(facts: Facts, access: Access) -> Instance | None:
    """The scene in `scene.camera.name`."""
    camera = access.node.value
    if not isinstance(camera, ast.Attribute) or camera.attr != "camera":
        return None
    for other in facts.accesses:
        if (
            other.node is camera
            and isinstance(other.owner, Instance)
            and facts.world.is_a(other.owner, SCENE)
        ):
            return other.owner
    return None


def _on_scene(world: World, wanted: str, name: str) -> str:
    """How a scene of the wanted kind writes what is meant; nothing if it has nothing of the kind."""
    # Other fields, such as `square`, are names that a script more likely forgot to give.
    if world.method(wanted, name) is not None or (name.startswith("zoomed_") and world.has(wanted, name)):
        return name
    meaning = tabled(world, wanted, name) if tabled(world, SCENE, name) is None else None
    return meaning.text if meaning and meaning.same and "…" not in meaning.text else ""


def _on_camera(world: World, wanted: str, name: str) -> str:
    entry = world.index.classes[wanted]
    if world.has(entry.camera, name):
        return name
    if wanted == MOVING and world.has(VMOBJECT, name):
        return f"frame.{name}"
    return ""
