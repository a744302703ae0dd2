"""What a render took too much of, as a sentence with the next step."""

from __future__ import annotations

from core.render.wire import Bounds


def too_much_together(bounds: Bounds) -> str:
    """Memory of all processes."""
    return (
        f"The render's processes together need more memory than their limit of "
        f"{bounds.resident / (1 << 30):.3g} GB. "
        "Use fewer or simpler objects or a lower quality and render again."
    )


def too_many(bounds: Bounds) -> str:
    """Processes and threads."""
    return (
        f"The render started more processes and threads than its limit of {bounds.processes}. "
        "Remove code that starts them and render again."
    )


def too_full(bounds: Bounds) -> str:
    """The disk."""
    return (
        f"The render's files grew beyond the limit of {bounds.disk / (1 << 20):.3g} MB together. "
        "Write less, or make the scene shorter, and render again."
    )


def too_scattered(bounds: Bounds) -> str:
    """Files and folders."""
    return (
        f"The render made more than {bounds.files:,} files and folders, nested them too deeply or closed "
        "them to the studio. Write fewer files and render again."
    )


def too_large(bounds: Bounds) -> str:
    """One file."""
    return (
        f"A file of the render grew beyond the limit of {bounds.file_size / (1 << 20):.3g} MB. "
        "Write less, or make the scene shorter, and render again."
    )


def too_big(bounds: Bounds) -> str:
    """Memory of one process."""
    return (
        f"The render needs more memory than its limit of {bounds.memory / (1 << 30):.3g} GB. "
        "Use fewer or simpler objects or a lower quality and render again."
    )
