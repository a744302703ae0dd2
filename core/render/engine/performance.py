"""One job's script from its source to its results, inside the job process."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from core.render.engine import chance, tex, texts
from core.render.engine.alpha import ALPHA_WEIGHT
from core.render.engine.crew import Crew
from core.render.engine.director import Director
from core.render.engine.finale import finish
from core.render.engine.forms import Form
from core.render.engine.glyphs import Glyphs
from core.render.engine.meddling import meddles
from core.render.engine.memory import Memory
from core.render.engine.pins import Pins
from core.render.engine.quick.rows import may_change_background
from core.render.engine.scenes import compile_script, form_of, pick_scene, run_script
from core.render.engine.score import Score
from core.render.exits import explain
from core.render.layers import Layers
from core.render.testimony import testify
from core.render.wire import Failed, Finished, Report, Start

_ENCODERS_SHARE = 0.75
"""How much of a job's memory may go to the encoders of transparent pictures."""


class Performance:
    """Runs a script for a job; copies of it go on in the processes that it forks."""

    def __init__(self, order: Start, say: Callable[[Report], None]) -> None:
        self._order = order
        self._folder = Path(order.folder)
        self._say = say
        self._director: Director | None = None

    @property
    def is_scout(self) -> bool:
        """Whether this process only tells the timeline."""
        return self._director.scouts if self._director else self._order.dry_run

    def run(self, source: str) -> Finished | None:
        """Run the script and make its results; None from one that only tells the timeline.

        Raises what the script raises, and the renderer's own refusals.
        """
        order = self._order
        memory = Memory(order, source)
        known = None if order.dry_run else memory.encore(self._say, self._folder / "results")
        if known:
            return known
        pins = Pins(order.picture)
        pins.apply()
        layers = Layers.of_order(order)
        glyphs = Glyphs(self._folder / "glyphs", layers.glyphs(order.room))
        typesetter = tex.install(Path.cwd(), self._folder / "tex", layers.formulas, glyphs)
        texts.write_whole()
        chance.seed()
        code = compile_script(source)
        memory.watch_files()
        module = run_script(code)
        chosen = pick_scene(module, order.scene)
        typesetter.prepare(module, source)
        pins.apply()
        scene = chosen()
        form = form_of(scene)
        memory.choose(chosen, form)
        crew = Crew(self._hands(form), self.fail)
        score = Score(
            pins,
            order.quality,
            form,
            self._folder,
            self._say,
            memory.key_of,
            memory.take,
            memory.has,
            witness=order.witness,
            draws_here=meddles(source),
            scouts=order.dry_run,
            follows_rows=not may_change_background(code),
        )
        self._director = Director(scene, score, crew)
        return self._play(self._director, crew, memory)

    def _hands(self, form: Form) -> int:
        """How many children may draw at once."""
        bounds, picture = self._order.bounds, self._order.picture
        if not form.alpha:
            return bounds.children
        encoder = ALPHA_WEIGHT * picture.width * picture.height
        return max(1, min(bounds.children, int(_ENCODERS_SHARE * bounds.resident / encoder)))

    def _play(self, director: Director, crew: Crew, memory: Memory) -> Finished | None:
        director.scene.render()  # a script may have one of its own
        if director.scouts:
            return None
        crew.join()
        finished = finish(director, self._order.picture, self._folder / "results", self._order.witness)
        return memory.signed(finished)

    def fail(self, error: BaseException) -> None:
        """Say what went wrong in this process, if its word counts.

        A scout that went on from an inexact state knows nothing for certain, not even that there is an end.
        """
        director = self._director
        if director and director.scouts and not director.exact and not self._order.dry_run:
            return
        self._say(Failed(explain(error, self._order.bounds, self._folder), testify(error, self._folder)))
