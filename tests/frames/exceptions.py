"""The examples that cannot be compared, each with the reason."""

from __future__ import annotations

NOT_RENDERED: dict[str, str] = {
    "mobject.opengl.opengl_mobject.ShuffleSubmobjectsExample": "needs the OpenGL renderer",
    "mobject.opengl.opengl_vectorized_mobject.AddToOpenGLVGroup": "needs the OpenGL renderer",
    "mobject.text.typst_mobject.TypstExample": "needs the package typst",
    "scene.scene.SoundExample": "needs a sound file that Manim does not ship",
}
"""Manim itself does not render these here."""

NOT_REPEATABLE: dict[str, str] = {}
"""Manim draws these otherwise each time."""
