"""Scripts whose pictures depend on more than the code that they name."""

from __future__ import annotations

import pytest

from core.render.engine.keys import Keys, Step
from tests.render.keyed import Scene, lesson, same_keys

# What is imported or done before the scene, and what is played.
CHANCE = {
    "the clock": ("import time", "time.time()"),
    "the clock by another name": ("from time import perf_counter as tick", "tick()"),
    "the date": ("import datetime", "datetime.datetime.now()"),
    "today": ("from datetime import date", "date.today()"),
    "the date by numpy": ("import numpy as np", "np.datetime64('now')"),
    "a new name for everything": ("import uuid", "uuid.uuid4()"),
    "secrets": ("import secrets", "secrets.token_hex()"),
    "the system's randomness": ("import os", "os.urandom(3)"),
    "the system's generator": ("import random", "random.SystemRandom()"),
    "another seed": ("import random", "random.seed()"),
    "another generator": ("import random", "random.Random().random()"),
    "another of NumPy's": ("", "np.random.Generator(np.random.PCG64())"),
    "the process": ("import os", "os.getpid()"),
    "the environment": ("import os", "os.environ"),
    "a function by a constant name": ("import random", "getattr(random, 'SystemRandom')()"),
    "an address": ("", "id(self)"),
    "an address by reference": ("", "sorted([self], key=id)"),
    "a hash": ("", "hash(self)"),
    "the network": ("import urllib.request", "1"),
    "another program": ("import subprocess", "1"),
    "threads": ("from threading import Thread", "1"),
    "a module that nobody knows": ("import somebodys", "1"),
    "a module from beside the script": ("from . import other", "1"),
    "the order of a set": ("", "[*{self}]"),
    "the order of a set by name": ("seen = set()", "[n for n in seen]"),
    "the order of sets made elsewhere": ("from collections import defaultdict", "defaultdict(set)"),
}
NO_CHANCE = {
    "a pause": ("import time", "time.sleep(0)"),
    "a random number": ("import random", "random.random()"),
    "a seed": ("import random", "random.seed(3)"),
    "a generator": ("import random", "random.Random(3).random()"),
    "a generator of numpy": ("import numpy as np", "np.random.default_rng()"),
    "a path": ("import os", "os.path.join('a', 'b')"),
    "a pattern": ("import re", "re.compile('a')"),
    "a date that is given": ("from datetime import date", "date(2000, 1, 1)"),
    "a time of its own": ("", "self.time"),
    "a set that is asked": ("seen = set()", "3 in seen"),
    "a set that is filled": ("seen = set()", "seen.add(self)"),
    "a set in order": ("", "sorted({self.time})"),
    "a set of constants": ("", "[n for n in {1, 2}]"),
    "an annotation": ("seen: set[int] = set()", "isinstance(self, set)"),
    "an id of its own": ("", "(lambda id: id)(3)"),
}


def keys_of(before: str, value: str) -> tuple[str | None, str | None]:
    """The key of the play of this value, and that of the whole script."""
    keys = Keys(lesson(f"self.play({value})", before=before), "Lesson", "480p", frozenset(dir(Scene)))
    line = len(before.splitlines() or [""]) + 4
    return keys.play(1, [Step("construct", line - 1, line)]), keys.script()


@pytest.mark.parametrize("what", CHANCE)
def test_what_depends_on_chance_has_no_key(what: str) -> None:
    assert keys_of(*CHANCE[what]) == (None, None)


@pytest.mark.parametrize("what", NO_CHANCE)
def test_what_is_the_same_in_each_run_has_a_key(what: str) -> None:
    assert None not in keys_of(*NO_CHANCE[what])


def test_the_block_for_manims_own_command_is_no_risk() -> None:
    source = lesson("self.play(1)") + "\nif __name__ == '__main__':\n    import subprocess\n"
    assert Keys(source, "Lesson", "480p", frozenset()).script()
    assert Keys(source + "__name__ = 'a'", "Lesson", "480p", frozenset()).script() is None


LOOKS = [
    *("exec('1')", "eval('1')", "compile('1', 'a', 'eval')", "globals()", "locals()", "vars()", "dir(self)"),
    *("self.__dict__", "Scene.__subclasses__()", "getattr(self, 'a' + 'b', 0)", "setattr(self, *['a', 1])"),
    *("hasattr(self, f'part{1}')", "map(getattr, [])", "type('A', (), {})", "self.play.__globals__"),
    *("attrgetter(self.name)", "operator.methodcaller(*self.name)", "delattr(self, self.name)"),
]


@pytest.mark.parametrize("look", LOOKS)
def test_a_script_that_looks_at_itself_has_all_of_it_in_each_key(look: str) -> None:
    source = lesson(f"{look} if 0 else 1\nself.play(1)\nself.play(2)")
    assert same_keys(source, source.replace("play(2)", "play(3)")) == "dd"
    assert same_keys(source, "#\n" + source) == "ss"


@pytest.mark.parametrize("look", ["__file__", "open('script.py')", "self.__traceback__", "self.f_lineno"])
def test_a_script_that_sees_its_text_has_the_text_in_each_key(look: str) -> None:
    source = lesson(f"{look} if 0 else 1\nself.play(1)")
    assert same_keys(source, source) == "s"
    assert same_keys(source, "#\n" + source) == "d"


@pytest.mark.parametrize("value", ["+".join(["1"] * 3000), "0x" + "f" * 9000])
def test_what_is_too_long_to_look_at_has_no_key(value: str) -> None:
    assert keys_of("", value) == (None, None)
