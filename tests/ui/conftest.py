"""The pages in this process, with the real studio behind them and a data folder of their own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from core.assembly import assembly, close_assembly
from core.model import RenderSettings, Script
from core.render.base import Renderer
from core.studio import Origin, Studio
from tests.fakes import SCENE
from tests.knowledge import give_index
from ui.session import Session

PROJECT = Path(__file__).resolve().parent.parent.parent
PATIENCE = 60.0
KEYS = ("GEMINI_API_KEY", "GOOGLE_API_KEY", "GEMINI_ENDPOINT")


@pytest.fixture(scope="module", autouse=True)
def studio_data(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """One studio for the tests of a file: a render host costs a second."""
    data = tmp_path_factory.mktemp("data")
    give_index(data)
    with pytest.MonkeyPatch.context() as patch:
        for name in KEYS:
            patch.delenv(name, raising=False)
        patch.setenv("CHALKMOTION_DATA", str(data))
        close_assembly()
        yield data
        close_assembly()


class Visit:
    """One visitor's tab."""

    def __init__(self, session: str = "") -> None:
        self.app = AppTest.from_file(str(PROJECT / "app.py"), default_timeout=PATIENCE)
        if session:
            self.app.query_params["session"] = session
        self.app.run()

    @property
    def session(self) -> Session:
        found: Any = self.app.session_state["studio"]
        assert isinstance(found, Session)
        return found

    @property
    def sentences(self) -> list[str]:
        """What the page says in alerts."""
        return [alert.value for kind in ("error", "warning", "info") for alert in self.app.get(kind)]

    def ask(self, prompt: str, **bar: object) -> None:
        """Fill the bar and press Create."""
        self.app.text_area(key="prompt").set_value(prompt)
        if "duration" in bar:
            self.app.number_input(key="duration").set_value(bar["duration"])
        self.app.button(key="create-button").click().run()

    def write(self, source: str) -> None:
        """Put a script into the editor and press Render; the editor itself is only in the browser."""
        self.session.put(source)
        self.app.button(key="render-button").click().run()

    def render_with(self, renderer: Renderer) -> None:
        """Begin a render by a studio that has another renderer and the same library."""
        parts, origin = assembly(), Origin(self.session.id)
        studio = Studio(renderer, parts.studio.library, repairs=0)
        production = parts.begin(
            self.session.id,
            lambda cancel: studio.render(Script(SCENE), RenderSettings(), origin, cancel),
            origin.production,
        )
        self.session.follow(production)

    def cancel(self) -> None:
        """Press Cancel."""
        production = self.session.production
        assert production is not None
        self.app.button(key=f"cancel-{production.id}").click().run()

    def wait(self) -> None:
        """Wait until what runs has ended, and draw the page."""
        production = assembly().current(self.session.id)
        assert production is not None and production.wait(PATIENCE)
        self.app.run()
        assert not self.app.exception


@pytest.fixture
def visit() -> Visit:
    return Visit()
