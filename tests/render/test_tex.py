"""Formulas are set once, many of them together, and look as if Manim had set each on its own."""

from __future__ import annotations

import multiprocessing
import os
import random
import shutil
import textwrap
import warnings
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest

from core.render import formulas
from core.render.refusals import TexFailed

with warnings.catch_warnings():  # a package that Manim imports uses an old module
    warnings.simplefilter("ignore")
    from manim import (
        DecimalNumber,
        MathTex,
        Mobject,
        SingleStringMathTex,
        SVGMobject,
        TexTemplate,
        VMobject,
        config,
    )
    from manim.mobject.svg.svg_mobject import SVG_HASH_TO_MOB_MAP
    from manim.mobject.text import numbers, tex_mobject

    from core.render.engine import tex
    from core.render.engine.tex_batch import compile_together
    from core.render.engine.tex_foresight import foresee
    from core.render.engine.tex_formula import Formula
    from core.render.engine.tex_run import compile_one

PLENTY = 1 << 30
NAME = "a" * 64 + ".svg"


@dataclass(frozen=True)
class Bench:
    """Where jobs work one after another; `runs` counts what was started of TeX."""

    root: Path
    log: Path

    @property
    def kept(self) -> Path:
        return self.root / "kept"

    @property
    def runs(self) -> list[str]:
        return self.log.read_text().split() if self.log.exists() else []

    def store(self, job: str) -> Path:
        return self.root / job / "tex"

    def start(self, job: str) -> tex.Typesetter:
        """A job's process as it begins: nothing made yet, in a folder of its own."""
        home = self.root / job / "job"
        home.mkdir(parents=True)
        self.store(job).mkdir()
        os.chdir(home)
        forget()
        return tex.install(home, self.store(job), (self.kept,))

    def keep(self, job: str) -> None:
        formulas.keep_all(self.store(job), self.kept, PLENTY)


@pytest.fixture
def bench(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Bench:
    made = Bench(tmp_path, tmp_path / "runs.txt")
    programs = tmp_path / "bin"
    programs.mkdir()
    for name in ("latex", "dvisvgm"):
        program = programs / name
        program.write_text(f'#!/bin/sh\necho {name} >> "{made.log}"\nexec {shutil.which(name)} "$@"\n')
        program.chmod(0o700)
    monkeypatch.setenv("PATH", f"{programs}:{os.environ['PATH']}")
    monkeypatch.chdir(tmp_path)
    # Whatever a job's process changes in Manim is put back after the test.
    monkeypatch.setattr(tex_mobject, "tex_to_svg_file", tex_mobject.tex_to_svg_file)
    monkeypatch.setattr(SVGMobject, "generate_mobject", SVGMobject.generate_mobject)
    for name, value in {"media_dir": "media", "tex_dir": "tex", "verbosity": "CRITICAL"}.items():
        monkeypatch.setitem(config._d, name, value)
    forget()
    return made


def forget() -> None:
    """Drop what Manim has made of SVGs before."""
    SVG_HASH_TO_MOB_MAP.clear()
    numbers.string_to_mob_map.clear()


def run(source: str) -> tuple[ModuleType, str]:
    """A script whose module has run; its scene has not."""
    source = "from manim import *\n" + textwrap.dedent(source)
    module = ModuleType("scene")
    exec(compile(source, "script.py", "exec"), vars(module))
    return module, source


def construct(*lines: str) -> str:
    body = "\n".join(f"        {line}" for line in lines)
    return f"class Lesson(Scene):\n    def construct(self):\n{body}\n"


def shape(mobject: Mobject) -> list[tuple[bytes, bytes, bytes]]:
    """Everything that is drawn of a mobject, to the last bit."""
    return [
        (part.points.tobytes(), part.fill_rgbas.tobytes(), part.stroke_rgbas.tobytes())
        for part in mobject.get_family()
        if isinstance(part, VMobject)
    ]


COLOURED = TexTemplate()
COLOURED.add_to_preamble(r"\usepackage{xcolor}")
BOLD = TexTemplate()
BOLD.add_to_document(r"\boldmath ")
MADE = (
    r"MathTex(r'\frac{a}{b} + \sum_{i=1}^n x_i')",
    r"MathTex('a', '+', 'b', r'\over', 'c')",
    r"MathTex(r'e^{i\pi} + 1', substrings_to_isolate=['i', r'\pi'])",
    r"MathTex('{{ a^2 }} + {{ b^2 }} = {{ c^2 }}')",
    r"MathTex(r'f(x) = \begin{cases} 1 & x > 0 \\ 0 & \text{else} \end{cases}')",
    r"MathTex(r'a &= b \\ c &= d', font_size=30)",
    r"Matrix([[1, 2], [3, 'x']])",
    r"Tex('Hällo wörld, naïve façade')",
    r"Tex('a long line of text ' * 12)",
    r"Tex(r'\begin{tabular}{cc} a & b \\ \hline c & d \end{tabular}')",
    r"Tex(r'\begin{enumerate}\item a \item b\end{enumerate}')",
    r"Tex(r'\begin{enumerate}\item a \item c\end{enumerate}')",
    r"Tex('two\\\\lines', tex_environment=None)",
    r"Tex('')",
    r"Title('A title')",
    r"BulletedList('one', 'two')",
    r"MathTex(r'\color{red} x + y', tex_template=COLOURED)",
    r"MathTex(r'z \textcolor{blue}{z}', tex_template=COLOURED)",
    r"MathTex('x + y', tex_template=BOLD)",
    r"MathTex(r'\alpha', tex_template=BOLD)",
    r"MathTex('x + y', tex_environment='gather*')",
    r"SingleStringMathTex(r'\dots')",
    r"DecimalNumber(-12.5)",
)


def test_what_is_set_together_is_to_the_last_bit_what_manim_sets(bench: Bench) -> None:
    module, source = run(construct(*MADE))
    vars(module).update(COLOURED=COLOURED, BOLD=BOLD)
    expected = [shape(eval(made, vars(module))) for made in MADE]
    bench.log.unlink()
    typesetter = bench.start("job")
    typesetter.prepare(module, source)
    assert bench.runs == ["latex", "dvisvgm"] * 2, "one run for each preamble"
    assert [shape(eval(made, vars(module))) for made in MADE] == expected
    assert len(bench.runs) == 4 + 4, "but for the brackets, whose height shows only when the matrix is made"


def test_what_one_job_has_set_the_next_one_takes(bench: Bench) -> None:
    module, source = run(construct("MathTex('x')", "MathTex('y')"))
    bench.start("first").prepare(module, source)
    other = shape(MathTex("z"))
    bench.keep("first")
    assert bench.runs == ["latex", "dvisvgm"] * 2
    bench.kept.chmod(0o500)  # read only
    second = bench.start("second")
    second.prepare(module, source)
    assert [shape(MathTex(name)) for name in "xy"] and shape(MathTex("z")) == other
    assert bench.runs == ["latex", "dvisvgm"] * 2
    bench.kept.chmod(0o700)


@pytest.mark.parametrize(
    "spoil",
    [
        lambda file: file.write_bytes(file.read_bytes()[:-1]),
        lambda file: file.write_bytes(file.read_bytes().replace(b"<path", b"<pith", 1)),
        lambda file: file.write_bytes(b""),
        lambda file: file.write_bytes(b"<svg></svg>"),
        lambda file: file.write_bytes(other_formula(file)),
        lambda file: file.rename(file.with_suffix(".x")) and file.symlink_to(file.with_suffix(".x")),
    ],
    ids=["cut", "changed", "empty", "foreign", "renamed", "linked"],
)
def test_a_spoiled_file_is_set_again_and_replaced(bench: Bench, spoil: Callable[[Path], object]) -> None:
    bench.start("first")
    expected = shape(MathTex("x"))
    bench.keep("first")
    (file,) = bench.kept.glob("*.svg")
    whole = file.read_bytes()
    spoil(file)
    bench.start("second")
    assert shape(MathTex("x")) == expected
    assert bench.runs == ["latex", "dvisvgm"] * 2
    bench.keep("second")
    assert file.read_bytes() == whole


def other_formula(file: Path) -> bytes:
    """What is rightly sealed under another name."""
    formulas.write(file.parent, NAME, b"<svg/>")
    return (file.parent / NAME).read_bytes()


def test_only_plain_whole_files_are_kept(tmp_path: Path) -> None:
    job, kept = tmp_path / "job", tmp_path / "kept"
    job.mkdir()
    names = [f"{digit * 64}.svg" for digit in "0123456"]
    for name in names:
        formulas.write(job, name, b"<svg/>")
    good, linked, hard, spoiled, piped, big, renamed = (job / name for name in names)
    linked.rename(tmp_path / linked.name)
    linked.symlink_to(tmp_path / linked.name)
    (tmp_path / "twin").hardlink_to(hard)
    spoiled.write_bytes(spoiled.read_bytes()[1:])
    piped.unlink()
    os.mkfifo(piped)
    formulas.write(job, big.name, bytes(formulas.SIZE_LIMIT))
    renamed.rename(job / "..svg")
    formulas.keep_all(job, kept, PLENTY)
    assert [file.name for file in kept.iterdir()] == [good.name]
    assert formulas.read(kept, good.name) == b"<svg/>"


def test_a_job_folder_that_is_a_link_or_gone_gives_nothing(tmp_path: Path) -> None:
    formulas.write(tmp_path, NAME, b"<svg/>")
    (tmp_path / "link").symlink_to(tmp_path)
    formulas.keep_all(tmp_path / "link", tmp_path / "kept", PLENTY)
    formulas.keep_all(tmp_path / "gone", tmp_path / "kept", PLENTY)
    assert list((tmp_path / "kept").iterdir()) == []


def test_the_least_used_leave_the_kept_folder_first(tmp_path: Path) -> None:
    names = [f"{digit * 64}.svg" for digit in "0123"]
    kept, jobs = tmp_path / "kept", [tmp_path / f"job{number}" for number in range(2)]
    for folder in (kept, *jobs):
        folder.mkdir()
    for age, name in enumerate(names[:3]):
        formulas.write(kept, name, bytes(1000))
        os.utime(kept / name, (age, age))
    formulas.write(jobs[0], names[0], bytes(1000))  # in use again
    formulas.write(jobs[0], names[3], bytes(1000))
    formulas.keep_all(jobs[0], kept, 3500)
    assert sorted(file.name for file in kept.iterdir()) == [names[0], names[2], names[3]]
    formulas.keep_all(jobs[1], kept, 10)
    assert list(kept.iterdir()) == []


def test_a_formula_that_tex_refuses_spoils_no_other_and_is_told_when_asked_for(bench: Bench) -> None:
    module, source = run(construct("MathTex('x')", r"MathTex(r'\foo')", "MathTex('y')", "MathTex('z^2^3')"))
    bench.start("job").prepare(module, source)
    assert bench.runs == ["latex"] * 3 + ["dvisvgm"]
    assert [len(shape(MathTex(name))) for name in "xy"] == [3, 3]
    assert len(bench.runs) == 4
    with pytest.raises(TexFailed, match=r"Undefined control sequence, at “\\foo”"):
        MathTex(r"\foo")


def test_without_tex_nothing_happens_until_a_formula_is_asked_for(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(bench.root))
    module, source = run(construct("MathTex('x')", "MathTex('y')"))
    bench.start("job").prepare(module, source)
    with pytest.raises(FileNotFoundError) as told:
        MathTex("x")
    assert told.value.filename == "latex"


def test_what_a_file_of_the_script_decides_about_is_kept_for_this_job_only(bench: Bench) -> None:
    bench.start("first")
    Path("words.tex").write_text("x")
    expected = shape(SingleStringMathTex(r"\input{words}"))
    bench.keep("first")
    assert list(bench.kept.iterdir()) == []
    bench.start("second")
    Path("words.tex").write_text("y")
    assert shape(SingleStringMathTex(r"\input{words}")) != expected


def test_two_processes_that_ask_at_once_set_a_formula_once(bench: Bench) -> None:
    bench.start("job")
    fork = multiprocessing.get_context("fork")
    children = [fork.Process(target=MathTex, args=("x",)) for _ in range(3)]
    for child in children:
        child.start()
    for child in children:
        child.join()
    assert [child.exitcode for child in children] == [0, 0, 0]
    assert bench.runs == ["latex", "dvisvgm"]


FORESEEN = {
    "MathTex('a', 'b')": [["a", "b"]],
    "eq = r'\\pi'; MathTex(eq + '^2')": [[r"\pi^2"]],
    "for t in ('a', 'b'): self.add(MathTex(t))": [["a"], ["b"]],
    "for i, t in enumerate(['a', 'b']): MathTex(f'{t}_{i}')": [["a_0"], ["b_1"]],
    "VGroup(*[MathTex(str(n * n)) for n in range(4) if n > 1])": [["4"], ["9"]],
    "MathTex(*WORDS, color=self.hue)": [["u", "v"]],
    "MathTex('x', tex_template=self.template)": [],
    "MathTex('x' + self.name); MathTex('y')": [["y"]],
    "small('m'); self.small('n', 3)": [["m"], ["n3"]],
    "Counted('c')": [["c"]],
    "ax.get_axis_labels('t', y_label='v')": [["t"], ["v"]],
    "ax.get_graph_label(graph, label='f')": [["f"]],
    "BraceLabel(self.box, 'k'); brace.get_tex('n')": [["k"], ["n"]],
    "MathTex(open('x').read()); MathTex(__import__('os').getcwd())": [],
    "MathTex(1 / 0); MathTex([].x); MathTex('ok')": [["ok"]],
}
SCRIPT = """
WORDS = ("u", "v")
def small(text, size=20):
    return MathTex(text, font_size=size)
class Counted(MathTex):
    made = 0
    def __init__(self, *args):
        Counted.made += 1
        np.random.random(); print("made")
        super().__init__(*args)
class Lesson(Scene):
    def small(self, text, number):
        return MathTex(text + str(number))
    def construct(self):
        {}
"""


@pytest.mark.parametrize(("line", "expected"), FORESEEN.items())
def test_formulas_are_foreseen_as_manim_will_ask_for_them(
    bench: Bench, capfd: pytest.CaptureFixture[str], line: str, expected: list[list[str]]
) -> None:
    bench.start("job")
    module, source = run(SCRIPT.format(line))
    chances = random.getstate(), np.random.get_state()[1].tobytes()
    foreseen = foresee(module, source)
    asked: list[Formula] = []

    def ask(expression: str, environment: str, tex_template: TexTemplate) -> Path:
        asked.append(Formula.asked(expression, environment, tex_template))
        raise LookupError

    vars(tex_mobject)["tex_to_svg_file"] = ask
    for words in expected:
        with pytest.raises(LookupError):
            MathTex(*words)
    assert list(foreseen) == asked
    assert (random.getstate(), np.random.get_state()[1].tobytes()) == chances
    assert module.Counted.made == 0
    assert capfd.readouterr() == ("", "")


def test_the_digits_are_foreseen_where_numbers_are_shown(bench: Bench) -> None:
    bench.start("job").prepare(*run(construct("n = Integer(self.total()); n.set_value(3)")))
    DecimalNumber(-1234567890.5, include_sign=True)
    assert bench.runs == ["latex", "dvisvgm"]


@pytest.mark.parametrize(
    ("body", "preamble"),
    [
        (r"\gdef\x{1}", ""),
        (r"\newcommand{\x}{1}", ""),
        (r"\setcounter{page}{7}", ""),
        (r"\begin{equation} 1 \end{equation}", ""),
        (r"\label{a}", ""),
        (r"\thepage", ""),
        (r"\today", ""),
        (r"\endpreview\preview", ""),
        (r"\special{ps: 1}", ""),
        (r"\tikz{}", ""),
        ("x", r"\usepackage{tikz}"),
        ("x", r"\usepackage[a]{amsmath, hyperref}"),
        ("x", r"\newcommand{\x}{\stepcounter{page}}"),
    ],
)
def test_what_would_reach_beyond_its_page_is_not_set_together(bench: Bench, body: str, preamble: str) -> None:
    template = TexTemplate()
    template.add_to_preamble(preamble)
    reaching = [Formula.asked(f"{body} {name}", None, template) for name in "ab"]
    assert compile_together(reaching, bench.root) == {}
    assert bench.runs == []


def test_a_page_knows_nothing_of_the_pages_before_it(bench: Bench) -> None:
    bodies = (r"\bfseries\Huge a", r"\(\mathbb{R}\)", r"{\itshape a} b", "a", r"\centering a", "a b\\\\a")
    together = [Formula.asked(body, None, TexTemplate()) for body in bodies]
    alone = {formula: compile_one(formula, bench.root) for formula in together}
    assert compile_together(together, bench.root) == alone
    assert compile_together(together[::-1], bench.root) == alone
