"""What was read from an SVG once is, in any later job, to the last bit what reading it again gives."""

from __future__ import annotations

import os
import shutil
import warnings
from collections.abc import Callable, Iterator
from copy import deepcopy
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from core.render import glyph_files
from core.render.layers import Reading
from core.render.store import Store

with warnings.catch_warnings():  # a package that Manim imports uses an old module
    warnings.simplefilter("ignore")
    import manim
    from manim import MathTex, Mobject, SVGMobject, Text, VMobject, config
    from manim.mobject.svg.svg_mobject import SVG_HASH_TO_MOB_MAP
    from manim.mobject.text import numbers
    from svgelements import Path as SvgPath

    from core.render.engine.glyphs import Glyphs
    from core.render.engine.tex_drawing import read_in_memory

PLENTY = 1 << 30

DRAWING = """<svg xmlns="http://www.w3.org/2000/svg" width="90" height="60" stroke="#123456" fill="none">
<defs><symbol id="s"><path d="M0 0 L5 5 L5 0 z"/></symbol></defs>
<g id="outer" transform="translate(3 4) rotate(20)" fill="red" fill-opacity="0.5">
<rect id="plain" x="1" y="2" width="10" height="4"/><rect width="9" height="9" rx="2" ry="1"/>
<g id="inner" stroke-width="3"><circle cx="20" cy="20" r="5"/><ellipse cx="30" cy="20" rx="5" ry="2"/></g></g>
<polygon points="0,0 10,0 5,8"/><polyline points="0,0 10,3 5,8" stroke="blue"/>
<line x1="0" y1="1" x2="7" y2="9"/>
<path d="M10 80 C 40 10, 65 10, 95 80 S 150 150, 180 80 q 5 5 9 1 h4 a 6 4 10 1 0 14 10 z m3 3 l 4 4"
fill="#0f0"/>
<use href="#s" x="10" y="3"/><use href="#s" transform="scale(2 -1)"/></svg>"""

ASKED = (
    "Text('Hello, wave!')",
    "Text('two\\nlines', t2c={'two': RED}, slant=ITALIC, font_size=20)",
    "Text('fi ffi', disable_ligatures=True, gradient=(BLUE, GREEN))",
    "Text('')",
    "MarkupText('all <b>in</b> <span foreground=\"yellow\">yellow</span>')",
    "Paragraph('one', 'and two', alignment='center')",
    "Code(code_string='def f(x):\\n    return x', language='python')",
    r"MathTex(r'\frac{a}{b} + \sum_{i=1}^n x_i', substrings_to_isolate=['x'])",
    r"MathTex('{{ a^2 }} + {{ b^2 }} = c', color=BLUE)",
    r"Tex('Some ', 'words', tex_to_color_map={'words': RED})",
    r"Tex('')",
    "BulletedList('one', 'two')",
    "DecimalNumber(-1.25)",
    "SVGMobject('drawing.svg')",
    "SVGMobject('drawing.svg', use_svg_cache=False, color=RED, height=None, stroke_width=2)",
    "SVGMobject('drawing.svg', sheen_direction=np.array([1.0, 0.5, 0.0]), sheen_factor=0.3)",
    "SVGMobject('drawing.svg', path_string_config={'stroke_width': 7, 'sheen_factor': 0.1})",
)


@dataclass(frozen=True)
class Desk:
    """Where jobs read one after another; `kept` stays."""

    root: Path

    @property
    def kept(self) -> Store:
        return Store(self.root / "kept", PLENTY)

    def start(self, job: str) -> None:
        """A job's process as it begins."""
        forget()
        read_in_memory(Glyphs(self.root / job, Reading((self.kept,))))

    def end(self, job: str) -> None:
        glyph_files.keep_all(self.root / job, self.kept)

    def new(self, job: str) -> list[Path]:
        """What a job has written."""
        return sorted((self.root / job).glob("*"))


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(SVGMobject, "generate_mobject", SVGMobject.generate_mobject)
    for name, value in {
        "media_dir": "media",
        "tex_dir": "tex",
        "text_dir": "texts",
        "verbosity": "ERROR",
    }.items():
        monkeypatch.setitem(config._d, name, value)
    for folder in ("tex", "texts"):
        Path(folder).mkdir()
    Path("drawing.svg").write_text(DRAWING)
    forget()
    yield Desk(tmp_path)
    forget()
    VMobject.set_default()


def forget() -> None:
    """Drop what Manim remembers of readings."""
    SVG_HASH_TO_MOB_MAP.clear()
    numbers.string_to_mob_map.clear()


def made(asked: str) -> Any:
    return eval(asked, {**vars(manim), "np": np})


def facts(value: Any) -> list[Any]:
    """Everything that can be got at from a value, in order; what was met before by its number."""
    return [*_facts(value, {}, [])]


def _facts(value: Any, known: dict[int, int], alive: list[Any]) -> Iterator[Any]:
    if isinstance(value, np.ndarray):
        yield (value.dtype.str, value.shape, value.flags.c_contiguous, value.flags.writeable, value.tobytes())
    elif isinstance(value, Enum | type | Path) or (callable(value) and hasattr(value, "__qualname__")):
        yield str(value)
    elif isinstance(value, list | tuple | dict) or hasattr(value, "__dict__") or hasattr(value, "__slots__"):
        alive.append(value)
        if isinstance(value, SvgPath):  # copies may share one
            known = {}
        number = known.setdefault(id(value), len(known))
        yield number
        if number == len(known) - 1:
            parts = [*_parts(value)]
            yield type(value).__name__
            for name, part in parts:
                yield name
                yield from _facts(part, known, alive)
    else:
        yield (type(value).__name__, repr(value))


def _parts(value: Any) -> Iterator[tuple[Any, Any]]:
    if isinstance(value, list | tuple):
        yield from enumerate(value)
    elif isinstance(value, dict):
        yield from value.items()
    else:
        if isinstance(value, SvgPath):
            yield "length", len(value)
        yield from (
            (name, part) for name, part in getattr(value, "__dict__", {}).items() if name != "original_id"
        )
        for base in type(value).__mro__:
            slots = getattr(base, "__slots__", ())
            yield from ((name, getattr(value, name)) for name in slots if hasattr(value, name))


@pytest.mark.parametrize("asked", ASKED)
def test_what_is_kept_is_what_reading_gives(desk: Desk, asked: str) -> None:
    read_in_memory()
    expected = facts(made(asked))
    desk.start("first")
    assert facts(made(asked)) == expected, "when it is read and kept"
    assert desk.new("first"), "it is kept"
    forget()
    assert facts(made(asked)) == expected, "in the same job"
    desk.end("first")
    desk.start("second")
    assert facts(made(asked)) == expected, "in another job"
    assert not desk.new("second"), "nothing was read"


def test_copies_have_nothing_in_common(desk: Desk) -> None:
    desk.start("job")
    made("Text('abc')")
    one, other = Text("abc"), Text("abc")
    before = facts(other)
    one.shift(manim.UP).set_color(manim.RED)
    for part in one.family_members_with_points():
        part.points += 1
        part.sheen_direction += 1
        part.background_stroke_color._internal_value[:] = 0.5
    one.id_to_vgroup_dict.clear()
    assert facts(other) == before


def test_a_text_is_known_whatever_was_drawn_before_it(desk: Desk) -> None:
    desk.start("first")
    Text("abc")
    desk.end("first")
    shutil.rmtree("texts")
    Path("texts").mkdir()
    desk.start("second")
    Text("something else")
    known = Text("abc")
    assert len(desk.new("second")) == 1
    read_in_memory()
    assert facts(known) == facts(Text("abc"))


def test_a_path_that_nobody_looks_at_is_shared_by_copies(desk: Desk) -> None:
    desk.start("job")
    made("Text('abc')")
    glyph = Text("abc")[0]
    twin = deepcopy(glyph.path_obj)
    assert twin is glyph.path_obj
    assert glyph.path_obj.d() == Text("abc")[0].path_obj.d() != ""
    assert type(glyph.path_obj) is SvgPath


def test_other_defaults_are_not_overlooked(desk: Desk) -> None:
    desk.start("job")
    VMobject.set_default(background_stroke_width=3.0)
    changed = MathTex("x")
    assert not desk.new("job")
    VMobject.set_default()
    forget()
    assert [
        mobject.family_members_with_points()[0].background_stroke_width for mobject in (changed, MathTex("x"))
    ] == [
        3.0,
        0,
    ]


def test_a_class_that_reads_in_its_own_way_does_so(desk: Desk) -> None:
    class Doubled(SVGMobject):
        def path_to_mobject(self, path: SvgPath) -> Any:
            return super().path_to_mobject(path).scale(2)

    class Named(SVGMobject):
        def __init__(self, word: str) -> None:
            self.word = word
            super().__init__("drawing.svg")

    desk.start("job")
    Doubled("drawing.svg")
    assert not desk.new("job")
    Named("a")
    assert len(desk.new("job")) == 1


def test_what_manim_complains_of_it_complains_of_again(desk: Desk, caplog: pytest.LogCaptureFixture) -> None:
    Path("drawing.svg").write_text(DRAWING.replace("<polygon", "<text>no</text><polygon"))
    desk.start("job")
    manim.logger.addHandler(caplog.handler)
    try:
        for _ in range(2):
            caplog.clear()
            SVGMobject("drawing.svg", use_svg_cache=False)
            assert [record.levelname for record in caplog.records] == ["WARNING"]
    finally:
        manim.logger.removeHandler(caplog.handler)
    assert not desk.new("job")


SPOILED: tuple[Callable[[bytes], bytes], ...] = (
    lambda data: b"",
    lambda data: data[:-8],
    lambda data: data + b"more",
    lambda data: data.replace(b'"array"', b'"arrow"'),
    lambda data: data.replace(b'"root":[', b'"root":[1'),
    lambda data: b"[" * 100_000 + data,
    lambda data: b'{"root":1,"nodes":[],"shapes":[],"arrays":[]}\n',
)


@pytest.mark.parametrize("spoil", SPOILED)
def test_damage_is_read_over(desk: Desk, spoil: Callable[[bytes], bytes]) -> None:
    read_in_memory()
    expected = facts(made("Text('abc')"))
    desk.start("job")
    made("Text('abc')")
    (file,) = desk.new("job")
    file.write_bytes(spoil(file.read_bytes()))
    assert facts(made("Text('abc')")) == expected


def test_nothing_but_plain_files_of_the_right_name_is_kept(desk: Desk) -> None:
    job = desk.root / "job"
    job.mkdir()
    good, big, linked, twice, odd = ("abcde"[number] * 64 for number in range(5))
    glyph_files.place(job, good).write_bytes(b"good")
    glyph_files.place(job, big).write_bytes(bytes(glyph_files.SIZE_LIMIT + 1))
    glyph_files.place(job, linked).symlink_to(glyph_files.place(job, good))
    glyph_files.place(job, twice).write_bytes(b"twice")
    os.link(glyph_files.place(job, twice), desk.root / "other")
    os.mkfifo(glyph_files.place(job, odd))
    (job / "name.glyphs").write_bytes(b"name")
    desk.end("job")
    assert [desk.kept.read(key, glyph_files.NAME) for key in (good, big, linked, twice, odd)] == [
        b"good",
        *[None] * 4,
    ]


def test_a_spoiled_entry_is_no_entry(desk: Desk) -> None:
    job, key = desk.root / "job", "a" * 64
    job.mkdir()
    glyph_files.place(job, key).write_bytes(b"good")
    desk.end("job")
    found = desk.kept.find(key)
    assert found
    found.files[glyph_files.NAME].write_bytes(b"evil")
    assert desk.kept.read(key, glyph_files.NAME) is None
    assert desk.kept.find(key) is None
    assert desk.kept.read(key, "other") is None


def test_every_reading_is_of_a_family_without_copies(desk: Desk) -> None:
    desk.start("job")
    made("SVGMobject('drawing.svg', use_svg_cache=False)")
    drawing = made("SVGMobject('drawing.svg', use_svg_cache=False)")
    inside = [part for group in drawing.id_to_vgroup_dict.values() for part in group]
    assert inside
    assert {id(part) for part in inside} == {id(part) for part in drawing.submobjects}
    assert all(isinstance(part, Mobject) for part in inside)
