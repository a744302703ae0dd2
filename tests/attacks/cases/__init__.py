"""All attacks, in groups."""

from __future__ import annotations

from tests.attacks.case import Group
from tests.attacks.cases import (
    bombs,
    changing,
    descriptors,
    devices,
    files,
    hidden,
    inspecting,
    ipc,
    kernel,
    lies,
    memory,
    reading,
    remains,
    results,
    scenes,
    secrets,
    signals,
    sockets,
    tex,
)

GROUPS = (
    Group("secrets", secrets.CASES),
    Group("reading", reading.CASES),
    Group("changing", changing.CASES),
    Group("devices", devices.CASES),
    Group("descriptors", descriptors.CASES),
    Group("signals", signals.CASES),
    Group("inspecting", inspecting.CASES),
    Group("sockets", sockets.CASES),
    Group("ipc", ipc.CASES),
    Group("kernel", kernel.CASES),
    Group("memory", memory.CASES),
    Group("files", files.CASES),
    Group("hidden", hidden.CASES),
    Group("bombs", bombs.CASES),
    Group("remains", remains.CASES),
    Group("tex", tex.CASES),
    Group("scenes", scenes.CASES),
    Group("results", results.CASES),
    Group("lies", lies.CASES),
)
"""Every case once; in a group their names differ."""
