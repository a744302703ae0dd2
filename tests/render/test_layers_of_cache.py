"""What a session's jobs have made is theirs alone; what ships is made once for all."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path

import pytest

from core.model import Isolation, RenderJob, RenderSettings, Script
from core.render import formulas
from core.render.layers import Layers, all_layers
from core.render.local import LocalRenderer
from core.render.parts import PART_FILES, kept_formulas, kept_glyphs, kept_parts, kept_results
from core.render.room import make_room
from core.render.sandbox.means import ALL, Means
from core.render.store import LEFTOVER_SECONDS, Store
from core.settings import RenderLimits
from tests.render.conftest import Run, make_job, run_job, scene
from tests.render.videos import same_pictures

PLENTY = 1 << 40
_LIMITS = RenderLimits(minimum=Isolation.NONE)
SHIPPED = scene(
    """
    dot = Dot()
    self.play(Create(dot), run_time=0.4)
    self.play(dot.animate.shift(RIGHT), run_time=0.4)
    """
)
EDITED = f"{SHIPPED}\n        self.wait(0.2)"
WRONG = SHIPPED.replace("Dot()", "Square(color=RED)")
ONE, TWO = (sha256(word.encode()).hexdigest() for word in ("one", "two"))


class Studio:
    """A renderer for which one script ships, and its cache."""

    def __init__(self, folder: Path, *shipped: str, means: frozenset[Means] = ALL) -> None:
        self.folder, self.cache = folder, folder / "kept"
        digests = frozenset(Script(source).digest for source in shipped)
        self.renderer = LocalRenderer(_LIMITS, folder / "work", self.cache, means=means, shipped=digests)

    def render(self, source: str, session: str, **more: bool) -> Run:
        return run_job(self.renderer, make_job(source, self.folder, session=session, **more))

    def reused(self, source: str, *sessions: str) -> list[int]:
        return [self.render(source, session).result.reused for session in sessions]

    def layer(self, source: str, session: str) -> Path:
        job = RenderJob("a", Script(source), RenderSettings(), self.folder, session=session)
        return Layers.of_job(self.cache, job, frozenset()).own


@contextmanager
def studio(folder: Path, *shipped: str, means: frozenset[Means] = ALL) -> Iterator[Studio]:
    made = Studio(folder, *shipped, means=means)
    yield made
    made.renderer.close()


def entries(store: str, layer: Path) -> dict[str, Path]:
    return {path.name: path for path in layer.glob(f"{store}/*/*")}


def test_what_a_session_made_is_reused_by_that_session_alone(tmp_path: Path) -> None:
    with studio(tmp_path) as made:
        assert made.reused(SHIPPED, "a", "a", "b", "", "", "b") == [0, 2, 0, 0, 2, 2]
        assert made.reused(EDITED, "a", "c") == [2, 0]
        assert not list((made.cache / "shared").iterdir())
        assert len(list(all_layers(made.cache))) == 1 + 4


WIDE = b'<svg xmlns="http://www.w3.org/2000/svg"><g id="unique000"><path d="M0 0H900V9H0Z"/></g></svg>'


@pytest.mark.parametrize("means", [ALL, frozenset[Means]()], ids=["isolated", "open"])
def test_a_formula_of_one_job_is_read_by_the_next(means: frozenset[Means], tmp_path: Path) -> None:
    with studio(tmp_path, means=means) as made:
        source = scene("formula = MathTex('x'); self.add(formula)")
        made.render(source, "a")
        kept = kept_formulas(made.layer(source, "a"))
        (file,) = kept.glob("*.svg")
        formulas.write(kept, file.name, WIDE)
        read = made.render(f"{source}; assert formula.width > 3, 'it was set anew'", "a")
        assert read.result.image


def test_what_a_shipped_scene_made_is_reused_by_all(tmp_path: Path) -> None:
    with studio(tmp_path, SHIPPED) as made:
        assert made.reused(SHIPPED, "a", "b", "") == [0, 2, 2]
        assert not (made.cache / "sessions").exists()
        assert made.reused(EDITED, "a", "a", "b") == [2, 3, 2], "two of its parts ship, and one is its own"
        assert len(entries("parts", made.cache / "shared")) == 2
        assert [len(entries("parts", made.layer(EDITED, name))) for name in "ab"] == [1, 1]


def test_a_poisoned_layer_of_a_session_does_not_reach_what_all_share(tmp_path: Path) -> None:
    with studio(tmp_path) as unshipped:
        right = unshipped.render(SHIPPED, "a")
        wrong = unshipped.render(WRONG, "b")
        theirs, others = (unshipped.layer(SHIPPED, name) for name in "ab")
    for kind, name in ("parts", "part.mp4"), ("results", "video.mp4"):
        for (key, place), foreign in zip(
            entries(kind, theirs).items(), entries(kind, others).values(), strict=True
        ):
            spare = place.rename(tmp_path / key)
            files = {file.name: file for file in spare.iterdir() if file.name != "entry.json"}
            files[name] = foreign / name
            assert Store(theirs / kind, PLENTY).keep(key, files), "as whole as any other, of other frames"
    with studio(tmp_path) as unshipped:
        poisoned = unshipped.render(SHIPPED, "a")
        assert poisoned.result.reused == 2, "the poison is where it would be found"
        same_pictures(poisoned.result.video, wrong.result.video)
        assert unshipped.render(EDITED, "a").result.reused == 2
    with studio(tmp_path, SHIPPED) as shipping:
        for session, reused in ("a", 0), ("b", 2), ("a", 2):
            run = shipping.render(SHIPPED, session)
            assert run.result.reused == reused
            same_pictures(run.result.video, right.result.video)


def test_what_a_job_has_reused_is_marked_as_used_in_its_own_layer(tmp_path: Path) -> None:
    def age(layer: Path) -> None:
        for kind in ("parts", "results"):
            for entry in entries(kind, layer).values():
                os.utime(entry, (1, 1))

    def used(kind: str, layer: Path) -> int:
        return sum(entry.stat().st_mtime > 1 for entry in entries(kind, layer).values())

    with studio(tmp_path) as made:
        made.render(SHIPPED, "a")
        layer = made.layer(SHIPPED, "a")
        age(layer)
        made.render(EDITED, "a")
        assert (used("parts", layer), used("results", layer)) == (3, 1), "both parts, and what is new"
        age(layer)
        made.render(SHIPPED, "a")
        assert (used("parts", layer), used("results", layer)) == (0, 1)


def test_a_part_that_was_spoiled_in_a_layer_that_jobs_only_read_is_mended(tmp_path: Path) -> None:
    with studio(tmp_path) as made:
        made.render(SHIPPED, "a")
        layer = made.layer(SHIPPED, "a")
        spoiled = min(entries("parts", layer).values()) / "part.mp4"
        spoiled.write_bytes(bytes(spoiled.stat().st_size))
        shutil.rmtree(layer / "results")
        assert made.reused(SHIPPED, "a") == [1]
        shutil.rmtree(layer / "results")
        assert made.reused(SHIPPED, "a") == [2]


def test_a_layer_is_made_for_nobody_else_and_named_after_nobody(tmp_path: Path) -> None:
    job = RenderJob("a", Script(""), RenderSettings(), tmp_path, session="../../etc \udcff")
    layers = Layers.of_job(tmp_path / "cache", job, frozenset())
    layers.make()
    layers.make()
    assert layers.folders == (layers.own, layers.shared)
    assert layers.own.parent == tmp_path / "cache" / "sessions"
    assert len(layers.own.name) == 64
    assert [folder.stat().st_mode & 0o777 for folder in layers.folders] == [0o700, 0o700]
    assert layers.own.parent.stat().st_mode & 0o066 == 0


def test_the_own_layer_is_read_before_the_shared_one(tmp_path: Path) -> None:
    layers = Layers(tmp_path / "own", tmp_path / "shared")
    for folder in layers.folders:
        keep(kept_parts(folder, PLENTY), ONE, folder.name.encode())
    keep(kept_parts(layers.shared, PLENTY), TWO, b"shared")
    parts = layers.parts(PLENTY)
    assert [parts.read(key, "part.mp4") for key in (ONE, TWO)] == [b"own", b"shared"]
    assert [parts.find(key) is not None for key in (ONE, TWO, TWO[::-1])] == [True, True, False]
    entries("parts", layers.own)[ONE].joinpath("part.mp4").write_bytes(b"bad")
    assert parts.take(ONE, tmp_path / "job") is not None
    assert (tmp_path / "job" / "part.mp4").read_bytes() == b"shared"


def keep(store: Store, key: str, data: bytes) -> None:
    made = store._folder.parent / "made"
    made.parent.mkdir(exist_ok=True)
    made.write_bytes(data)
    assert store.keep(key, dict.fromkeys(PART_FILES, made))
    made.unlink()


def test_room_is_made_over_all_layers_and_kinds_together(tmp_path: Path) -> None:
    first, second, shared = (tmp_path / name for name in ("sessions/first", "sessions/second", "shared"))
    for folder in (first, second, shared):
        folder.mkdir(parents=True)
    keep(kept_parts(first, PLENTY), ONE, bytes(1000))
    keep(kept_results(second, PLENTY), ONE, bytes(1000))
    keep(kept_glyphs(shared, PLENTY), ONE, bytes(1000))
    kept_formulas(shared).mkdir()
    formulas.write(kept_formulas(shared), f"{ONE}.svg", bytes(3000))
    keep(kept_parts(shared, PLENTY), TWO, bytes(1000))
    kept = [
        *(next(iter(entries(*where).values())) for where in (("parts", first), ("glyphs", shared))),
        kept_formulas(shared) / f"{ONE}.svg",
        *(next(iter(entries(*where).values())) for where in (("results", second), ("parts", shared))),
    ]
    for age, place in enumerate(kept):
        os.utime(place, (age, age))
    left = []
    for room in (1 << 20, 17_000, 14_000, 10_000, 7_000, 4_000, 1_000):
        make_room(tmp_path, room)
        left.append([place.exists() for place in kept].count(True))
        assert [place.exists() for place in kept] == sorted(place.exists() for place in kept)
    assert left == [5, 5, 4, 3, 2, 1, 0]


def test_layers_that_are_empty_and_what_lay_there_before_layers_go(tmp_path: Path) -> None:
    for old in ("parts/ab", "results", "glyphs", "tex"):
        (tmp_path / old).mkdir(parents=True)
    (tmp_path / "tex" / "a.svg").touch()
    forsaken, new, full = (tmp_path / "sessions" / name for name in ("forsaken", "new", "full"))
    for layer in (forsaken, new, full):
        (layer / "parts" / "ab").mkdir(parents=True)
    keep(kept_parts(full, PLENTY), ONE, b"data")
    for layer in (forsaken, full):
        long_ago = layer.stat().st_mtime - LEFTOVER_SECONDS - 1
        os.utime(layer, (long_ago, long_ago))
    make_room(tmp_path, PLENTY)
    assert [path.name for path in tmp_path.iterdir()] == ["sessions"]
    assert sorted(path.name for path in (tmp_path / "sessions").iterdir()) == ["full", "new"]
    make_room(tmp_path / "nowhere", PLENTY)
