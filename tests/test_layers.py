"""The layers are law: who may import whom."""

from __future__ import annotations

import ast
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parent.parent
SOURCES = sorted(
    path
    for path in PROJECT.rglob("*.py")
    if not {".venv", "tests", "bench", "scenes"} & set(path.relative_to(PROJECT).parts)
)
ROOMS = ("writer", "check", "render", "library", "shelf")
PAGES = ("app.py", "pages/", "ui/")
# These are started by name, each in a process of its own, and import Manim there; nobody may import them.
HOST_SIDE = frozenset({"core.render.host", "core.render.describe"})


@cache
def imports(path: Path) -> frozenset[str]:
    """The modules that a file imports when it runs; what only the type checker sees does not count."""
    tree = ast.parse(path.read_text("utf-8"))
    hidden = {
        id(child)
        for node in ast.walk(tree)
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test)
        for child in ast.walk(node)
    }
    names: set[str] = set()
    for node in ast.walk(tree):
        if id(node) in hidden:
            continue
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            names |= {f"{node.module}.{alias.name}" for alias in node.names} | {node.module or ""}
    return frozenset(names)


def module_of(path: Path) -> str:
    return ".".join(path.relative_to(PROJECT).with_suffix("").parts)


def uses(path: Path, *packages: str) -> bool:
    return any(
        name == package or name.startswith(package + ".") for name in imports(path) for package in packages
    )


@cache
def host_side() -> frozenset[str]:
    """The roots and every module of the render room that is reached only from them."""
    render = {module_of(path): path for path in SOURCES if path.is_relative_to(PROJECT / "core" / "render")}
    importers = {name: {module_of(other) for other in SOURCES if name in imports(other)} for name in render}
    inside = set(HOST_SIDE)
    while True:
        more = {
            name for name in render if name not in inside and importers[name] and importers[name] <= inside
        }
        if not more:
            return frozenset(inside)
        inside |= more


@pytest.mark.parametrize("path", SOURCES, ids=module_of)
def test_a_file_keeps_to_its_layer(path: Path) -> None:
    name = path.relative_to(PROJECT).as_posix()
    if name != "core/writer/gemini.py":
        assert not uses(path, "google", "grpc"), "only core/writer/gemini.py knows Google"
    if not uses_allowed_streamlit(name):
        assert not uses(path, "streamlit", "streamlit_ace"), "only app.py, pages/, ui/ know Streamlit"
    if module_of(path) not in host_side():
        assert not uses(path, "manim"), "only the host side imports Manim"
    if name != "core/library/store.py" and name != "core/library/migrations.py":
        assert not uses(path, "sqlite3"), "only the library knows SQLite"
    if name == "core/model.py":
        assert not uses(path, "core"), "the nouns know nobody"
    parts = path.relative_to(PROJECT).parts
    if parts[0] == "core":
        assert not uses(path, "ui", "app", "api", "cli", "server", "pages"), "only downwards"
        if len(parts) > 2:
            others = [f"core.{room}" for room in ROOMS if room != parts[1]]
            assert not uses(path, *others, "core.studio", "core.production", "core.assembly"), (
                "rooms do not mix"
            )


def uses_allowed_streamlit(name: str) -> bool:
    # server.py is where the pages and the API become one process: it builds the st.App.
    return name == "server.py" or any(name == page or name.startswith(page) for page in PAGES)


def test_the_host_side_is_found() -> None:
    for root in HOST_SIDE:
        assert any(module_of(path) == root for path in SOURCES)
        assert not any(uses(path, root) for path in SOURCES)
    assert any(uses(path, "manim") for path in SOURCES)


def test_who_measures_imports_no_manim() -> None:
    code = "import bench.__main__, sys; sys.exit('manim' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], cwd=PROJECT, check=False).returncode == 0
