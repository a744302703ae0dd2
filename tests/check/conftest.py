from __future__ import annotations

from contextlib import closing

import pytest

from core.api_index import ApiIndex
from core.render.index_keeper import IndexKeeper
from tests.knowledge import known


@pytest.fixture(scope="session")
def index() -> ApiIndex:
    """The index of the installed Manim."""
    with closing(IndexKeeper(known())) as keeper:
        made = keeper.get()
    assert made is not None
    return made
