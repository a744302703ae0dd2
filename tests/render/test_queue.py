"""Who renders next: the oldest of those whose session has nothing running, and nobody twice at once."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from core.errors import MachineError
from core.events import RenderCancelled, RenderFinished, RenderQueued
from core.model import RenderJob, RenderSettings, Script
from core.render.local import NEWER, LocalRenderer
from core.render.queue import WAITING_LIMIT, Queue
from core.render.ticket import Ticket
from core.settings import RenderLimits
from tests.render.conftest import Run, make_job, scene

FOREVER = scene("while True: pass")
SHORT = scene("self.wait(0.2)")
Limited = Callable[[RenderLimits], LocalRenderer]


def ticket(name: str, session: str = "", dry_run: bool = False) -> Ticket:
    job = RenderJob(name, Script(""), RenderSettings(), Path(), dry_run=dry_run, session=session)
    return Ticket(job)


def filled(workers: int, *tickets: Ticket) -> Queue:
    """A queue to which these were given one after another, each started as soon as it could be."""
    queue = Queue(workers)
    for each in tickets:
        assert queue.add(each) == ()
        queue.start_next()
    return queue


def names(tickets: tuple[Ticket, ...]) -> str:
    return " ".join(each.job.id for each in tickets)


def test_one_job_of_a_session_runs_at_a_time_and_the_oldest_of_the_others_next() -> None:
    a1, a2 = ticket("a1", "a"), ticket("a2", "a")
    b1, c1 = ticket("b1", "b"), ticket("c1", "c")
    queue = filled(2, a1, a2, b1, c1)
    assert (names(queue.running), names(queue.order())) == ("a1 b1", "a2 c1")
    queue.end(b1)
    assert queue.start_next() is c1, "a2 is older, but its session has a1"
    assert queue.start_next() is None
    queue.end(c1)
    assert queue.start_next() is None
    queue.end(a1)
    assert queue.start_next() is a2
    assert (names(queue.running), queue.order()) == ("a2", ())


def test_jobs_without_a_session_stand_in_nobodys_way() -> None:
    queue = filled(2, ticket("x"), ticket("y"), ticket("z"))
    assert (names(queue.running), names(queue.order())) == ("x y", "z")


def test_the_order_that_is_told_is_the_one_that_comes() -> None:
    queue = filled(2, ticket("b1", "b"), ticket("a1", "a"), ticket("a2", "a"), ticket("c1", "c"))
    assert names(queue.order()) == "c1 a2", "when b1 ends, a1 still runs"
    told, came = queue.order(), []
    while queue.running:
        queue.end(queue.running[0])
        if started := queue.start_next():
            came.append(started)
    assert tuple(came) == told


def test_a_newer_render_takes_the_place_of_its_sessions_older_one() -> None:
    a1, a2, a3 = (ticket(f"a{number}", "a") for number in (1, 2, 3))
    queue = filled(1, ticket("x"), a1, ticket("b1", "b"))
    assert queue.add(a2) == (a1,)
    assert queue.add(a3) == (a2,)
    assert names(queue.order()) == "a3 b1"


def test_a_dry_run_gives_way_to_any_job_of_its_session_and_no_render_to_it() -> None:
    dry, drier = ticket("dry", "a", dry_run=True), ticket("drier", "a", dry_run=True)
    a1, a2 = ticket("a1", "a"), ticket("a2", "a")
    queue = filled(1, ticket("x"), dry)
    assert queue.add(a1) == (dry,)
    assert queue.add(dry) == ()
    assert queue.add(drier) == (dry,)
    assert names(queue.order()) == "a1 drier"
    assert queue.add(a2) == (a1, drier)
    assert names(queue.order()) == "a2"


def test_who_could_not_run_waits_again_before_the_others_unless_a_newer_one_does() -> None:
    a1, b1, a2 = ticket("a1", "a"), ticket("b1", "b"), ticket("a2", "a")
    queue = filled(2, a1, b1, ticket("c1", "c"), a2)
    assert queue.put_back([a1, b1]) == (a1,)
    assert (queue.running, names(queue.order())) == ((), "b1 c1 a2")


def test_who_is_withdrawn_or_cleared_waits_no_more() -> None:
    a1, b1, c1 = ticket("a1", "a"), ticket("b1", "b"), ticket("c1", "c")
    queue = filled(1, a1, b1, c1)
    assert (queue.withdraw("b1"), queue.withdraw("b1"), queue.withdraw("a1")) == (b1, None, None)
    assert (queue.at_work("a1"), queue.at_work("c1")) == (a1, None)
    assert queue.clear() == (c1,)
    assert queue.order() == ()


def test_so_many_wait_and_no_more() -> None:
    queue = filled(1, ticket("x"), *(ticket(f"{number}", f"{number}") for number in range(WAITING_LIMIT)))
    with pytest.raises(MachineError) as refused:
        queue.add(ticket("late", "late"))
    assert str(refused.value) == "The studio is busy: 100 renders wait already. Try again in a minute."
    assert names(queue.add(ticket("again", "7"))) == "7", "who gives one back may have another"
    assert names(queue.order()).split()[7] == "again"


def test_a_render_that_was_replaced_says_why_and_the_newer_one_is_made(
    limited: Limited, tmp_path: Path
) -> None:
    renderer = limited(RenderLimits(workers=2))
    running, older, newer = (make_job(source, tmp_path, session="one") for source in (FOREVER, SHORT, SHORT))
    other = make_job(SHORT, tmp_path, session="two")
    for job in (running, older, newer, other):
        renderer.submit(job)
    assert list(renderer.events(older.id)) == [RenderQueued(1), RenderCancelled(NEWER)]
    assert isinstance(list(renderer.events(other.id))[-1], RenderFinished)
    renderer.cancel(running.id)
    last = Run(tuple(renderer.events(newer.id)), newer.output)
    assert [event.position for event in last.events if isinstance(event, RenderQueued)] == [1, 0]
    assert last.result.plays == 1
    assert list(renderer.events(running.id)) == [RenderQueued(0), RenderCancelled()]
