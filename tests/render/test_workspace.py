"""The work folder: one per renderer, swept when its owner is gone."""

from __future__ import annotations

from pathlib import Path

import pytest

from core.errors import MachineError
from core.render.workspace import Workspace


def test_a_folder_without_an_owner_is_swept_and_one_with_is_not(tmp_path: Path) -> None:
    living = Workspace(tmp_path)
    left = tmp_path / "run-left"
    (left / "job-a").mkdir(parents=True)
    (left / "lock").touch()
    other = Workspace(tmp_path)
    assert sorted(tmp_path.iterdir()) == sorted([living.folder, other.folder])
    other.close()
    living.close()
    living.close()
    assert list(tmp_path.iterdir()) == []


def test_a_root_that_is_no_folder_is_the_machines_fault(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(MachineError, match="Make it writable"):
        Workspace(tmp_path / "file")
