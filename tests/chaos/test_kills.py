"""Whatever is killed at whatever moment: the studio answers, and nothing is cut, lost or left behind."""

from __future__ import annotations

import itertools
import os
import random
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

import pytest

from core.events import Event, TakeFailed, TakeFinished
from core.library.store import Library
from core.model import FailureKind, Isolation, RenderFailure, RenderResult, RenderSettings, Script, Take
from core.production import Production, SessionThread
from core.render.local import LocalRenderer
from core.render.sandbox.means import ALL, Means
from core.settings import RenderLimits
from core.studio import Origin, Studio
from tests.chaos.victims import Victim, kill_one
from tests.render.conftest import scene
from tests.render.processes import family, is_running, is_spare, wait_until

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="processes are looked up in /proc")

KILLS = 25
"""At each level."""

LATEST = 6
"""A process is killed at the earliest when its production has had so many events, or fewer."""

ENDS_WITHIN = 90.0
"""Seconds that no production takes, killed or not."""

LESSON = Script(
    scene(
        """
        thing = Square(fill_opacity=0.5)
        for colour in (RED, GREEN, BLUE):
            self.play(Rotate(thing, 1), thing.animate.set_color(colour), run_time=0.2)
        self.wait(0.2)
        """
    )
)

UNFORESEEN = {FailureKind.CRASH, FailureKind.MACHINE}
"""What a render fails with that something from outside has ended."""

MEANS = {Isolation.ISOLATED: ALL, Isolation.CONFINED: ALL - {Means.NAMESPACES}}


@dataclass(frozen=True)
class House:
    """A studio with its renderer and library, and the folder that its jobs work in."""

    studio: Studio
    renderer: LocalRenderer
    work: Path

    def begin(self, session: str) -> Production:
        """Render the lesson, in a thread."""
        origin = Origin(session)
        production = Production(
            origin.production,
            lambda cancel: self.studio.render(LESSON, RenderSettings(), origin, cancel),
        )
        SessionThread(session).begin(production)
        return production

    def take(self, production: Production) -> Take:
        """What the production ended with, which is in the library as well."""
        assert production.wait(ENDS_WITHIN), production.events
        assert production.crash is None
        last: Event = production.events[-1]
        assert isinstance(last, TakeFinished | TakeFailed), last
        assert self.studio.library.of_production(production.id) == (last.take,)
        return last.take

    def left(self) -> list[int]:
        """Every process of a job: forked from a host, it has the host's command line, or is below it."""
        hosts = {self.renderer.host_pid}
        forked = [int(entry.name) for entry in Path("/proc").iterdir() if _is_of(entry, self.work)]
        found = [pid for pid in {*forked, *family(self.work)} - hosts if is_running(pid)]
        return [pid for pid in found if not is_spare(pid)]


@pytest.fixture(params=MEANS, ids=lambda level: level.word)
def house(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[House]:
    level: Isolation = request.param
    limits = RenderLimits(workers=2, minimum=Isolation.NONE)
    work = tmp_path / "work"
    renderer = LocalRenderer(limits, work, means=MEANS[level])
    renderer.warm()
    wait_until(lambda: renderer.alive, 60)
    if renderer.level is level:
        yield House(Studio(renderer, Library(tmp_path), 0), renderer, work)
    else:
        renderer.close()
        pytest.skip(f"scripts are not {level.word} on this machine")
    renderer.close()
    assert list(work.iterdir()) == []


def test_nothing_is_cut_lost_or_left_behind(house: House) -> None:
    isolated = house.renderer.level is Isolation.ISOLATED
    chance = random.Random(int(isolated))
    kinds = [kind for kind in Victim if isolated or kind is not Victim.FIRST]
    plan = list(itertools.islice(itertools.cycle(kinds), KILLS))
    chance.shuffle(plan)
    whole = _facts(house.take(house.begin("first")))
    mounts = _mounts(house.work)
    for number, kind in enumerate(plan):
        takes = _kill_during(house, kind, isolated, chance, f"{number}")
        wait_until(lambda: not house.left())
        assert list(house.work.glob("run-*/job-*")) == []
        harmed = [take for take in takes if isinstance(take.outcome, RenderFailure)]
        assert len(harmed) <= (2 if kind is Victim.HOST else 1), (kind, harmed)
        assert {take.outcome.kind for take in harmed} <= UNFORESEEN
        # What the harmed one has left in the cache of its session is of use, and not cut either.
        again = [house.take(house.begin(take.session)) for take in harmed or takes[:1]]
        finished = [_facts(take) for take in (*takes, *again) if take not in harmed]
        assert finished == [whole] * len(finished), kind
    wait_until(lambda: not house.left())
    assert _mounts(house.work) == mounts
    if os.geteuid() == 0:  # a host lets nobody else look into it
        host = house.renderer.host_pid
        assert Path(f"/proc/{host}/mountinfo").read_bytes() == Path("/proc/self/mountinfo").read_bytes()


def _kill_during(
    house: House, kind: Victim, isolated: bool, chance: random.Random, session: str
) -> list[Take]:
    """The takes of two productions, of whose processes one of this kind was killed."""
    earliest = chance.randint(0, LATEST)
    for turn in itertools.count():
        running = [house.begin(f"{session}.{turn}.{name}") for name in ("a", "b")]
        killed = False
        while not killed and running[0].active:
            if len(running[0].events) >= earliest:
                killed = kill_one(kind, house.renderer.host_pid, isolated, chance)
            running[0].wait(0.001)
        takes = [house.take(production) for production in running]
        if killed:
            return takes
        # It was too late for this kind.
        earliest //= 2
    raise AssertionError("it goes on until one was killed")


def _facts(take: Take) -> tuple[int, float, str]:
    """Plays, length, and the SHA-256 of the video: the same script gives the same bytes."""
    result = take.outcome
    assert isinstance(result, RenderResult) and result.video, take.outcome
    return result.plays, result.duration, sha256(result.video.read_bytes()).hexdigest()


def _mounts(work: Path) -> list[str]:
    """What is mounted below the folder that jobs work in, as this process sees the machine."""
    return [line for line in Path("/proc/self/mountinfo").read_text().splitlines() if str(work) in line]


def _is_of(entry: Path, work: Path) -> bool:
    try:
        return entry.name.isdigit() and os.fsencode(work) in (entry / "cmdline").read_bytes()
    except OSError:
        return False
