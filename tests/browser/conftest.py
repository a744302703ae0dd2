"""The studio as its users see it: the server of `make run`, the system's Chromium, one tab per test."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, expect, sync_playwright

from tests.browser.studio_page import PATIENCE, StudioPage
from tests.server_process import ServerProcess, wait_until_gone
from tests.wire.server import GeminiServer

FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
DESKTOP = (1280, 800)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """The system's Chromium."""
    found = (shutil.which(name) for name in ("chromium", "chromium-browser", "google-chrome"))
    path = next((path for path in found if path), None)
    assert path, "These tests need Chromium. Run make test, which installs it."
    with sync_playwright() as playwright:
        expect.set_options(timeout=PATIENCE)
        browser = playwright.chromium.launch(executable_path=path, args=list(FLAGS))
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def person(chromium: Browser) -> BrowserContext:
    """One person's browser: what the pages load is loaded once, and they keep nothing."""
    return chromium.new_context(viewport={"width": DESKTOP[0], "height": DESKTOP[1]})


@pytest.fixture(scope="session")
def gemini() -> Iterator[GeminiServer]:
    """The test server that the studio takes for Gemini."""
    server = GeminiServer("grpc")
    yield server
    server.stop()


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory, gemini: GeminiServer) -> Iterator[ServerProcess]:
    """One studio without a key for all tests; when it has stopped, none of its processes is left."""
    data = tmp_path_factory.mktemp("studio")
    with ServerProcess(data, {"GEMINI_ENDPOINT": gemini.address}) as running:
        yield running
        processes = running.processes()
    assert wait_until_gone(processes) == frozenset()


@pytest.fixture
def studio(person: BrowserContext, server: ServerProcess) -> Iterator[StudioPage]:
    """A visitor's first look at the studio."""
    page = person.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    studio = StudioPage(page, server.url)
    studio.visit()
    yield studio
    page.close()
    strangers = {url for url in asked if not url.startswith((server.url, "data:", "blob:"))}
    assert strangers == set(), "the page asks nobody but its own server"


@pytest.fixture
def data(server: ServerProcess) -> Path:
    """The studio's data folder."""
    return server.data
