"""Every scene of the shelf with real Manim: all drawn once, then at every complexity and its extremes."""

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import av
import pytest

from core.shelf.catalogue import catalogue
from core.shelf.source import with_constants

PROJECT = Path(__file__).parents[2]
SHORT, LONG = 4.0, 40.0

EXTREMES = {
    "derivative_slope": [
        {"FUNCTION": "lambda x: np.exp(x)", "POINT": "5.0"},
        {"FUNCTION": "lambda x: 3", "POINT": "-20.0"},
        {"FUNCTION": "lambda x: 1 / x", "SLOPE_LABEL": 'r"- \\frac{1}{x^{2}}"'},
    ],
    "riemann_sum": [
        {"RECTANGLES": "1", "FUNCTION": "lambda x: 0"},
        {"RECTANGLES": "100", "START": "-50.0", "END": "50.0"},
        {"FUNCTION": "lambda x: np.sin(x)", "END": "6.283"},
    ],
    "area_under_parabola": [{"SIDE": "50.0", "STRIPS": "60"}, {"SIDE": "0.1", "STRIPS": "2"}],
    "pythagoras": [{"LEG_A": "1.0", "LEG_B": "12.0"}, {"LEG_A": "12.0", "LEG_B": "1.0"}],
    "unit_circle": [{"ANGLE": angle} for angle in ("0.0", "90.0", "123.456", "360.0")],
    "taylor_polynomials": [
        {"COEFFICIENTS": "[3, 0, 0]", "FUNCTION": "lambda x: 3"},
        {"FUNCTION": "lambda x: np.log(x)", "CENTER": "1.0", "COEFFICIENTS": "[0, 1, -1 / 2, 1 / 3, -1 / 4]"},
    ],
    "linear_transformation": [
        {"MATRIX": "[[-5.0, 5.0], [5.0, 5.0]]"}, {"MATRIX": "[[0.0, 0.0], [0.0, 0.0]]"},
        {"MATRIX": "[[-2.5, 1.25], [3.333, -0.667]]"},
    ],
    "vector_addition": [
        {"FIRST": "(100.0, 0.0)", "SECOND": "(-100.0, 0.0)"},
        {"FIRST": "(-100.0, -99.5)", "SECOND": "(-33.33, 0.0)"},
    ],
    "fourier_series": [{"WAVE": '"triangle"', "TERMS": "20"}, {"WAVE": '"sawtooth"', "TERMS": "1"}],
    "bubble_sort": [{"VALUES": "[8, 7, 6, 5, 4, 3, 2, 1]"}, {"VALUES": "[-999, 999]"}],
    "binary_search": [
        {"VALUES": "list(range(-999, -983))", "TARGET": "999"}, {"VALUES": "[5, 5]", "TARGET": "5"},
    ],
    "projectile_motion": [
        {"ANGLE": angle, "SPEED": speed, "GRAVITY": gravity}
        for angle, speed, gravity in (("5", "300", "0.5"), ("85", "300", "0.5"), ("60", "1", "30"))
    ],
    "dice_sum": [{"TARGET": "2"}, {"TARGET": "12"}],
    "coin_flips": [{"FLIPS": "10"}, {"FLIPS": "1000"}],
    "quadratic_roots": [
        {"A": "1.0", "B": "0.0", "C": "1.0"}, {"A": "-1.0", "B": "0.0", "C": "0.0"},
        {"A": "100.0", "B": "-100.0", "C": "100.0"},
    ],
    "circle_area": [{"RADIUS": "0.01", "SLICES": "9"}, {"RADIUS": "10000", "SLICES": "64"}],
    "prime_sieve": [{"LIMIT": "10"}, {"LIMIT": "120"}],
}  # fmt: skip


@dataclass(frozen=True)
class Shown:
    length: float
    plays: int
    movie: str
    problems: list[str]


def cases() -> list[dict[str, object]]:
    found: list[dict[str, object]] = []
    for scene in catalogue().scenes:
        common = {"COMPLEXITY": '"standard"', "DURATION": str(SHORT)}
        found.append(
            {"name": f"{scene.name} drawn", "source": with_constants(scene.source, common), "frames": True}
        )
        for complexity in ("simple", "advanced"):
            values = {"COMPLEXITY": f'"{complexity}"', "DURATION": str(LONG)}
            source = with_constants(scene.source, values)
            found.append({"name": f"{scene.name} {complexity}", "source": source, "frames": False})
        for number, extreme in enumerate(EXTREMES[scene.name]):
            source = with_constants(scene.source, values | extreme)
            found.append({"name": f"{scene.name} extreme {number}", "source": source, "frames": False})
    return found


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Shown]:
    """All cases, run by as many processes as there are processors."""
    lanes = os.cpu_count() or 1
    running = []
    for lane in range(lanes):
        # A folder each: Manim writes its formulas and movies there, unguarded.
        output = tmp_path_factory.mktemp(f"scenes{lane}")
        command = [sys.executable, "-m", "tests.shelf.stage", str(output)]
        process = subprocess.Popen(
            command, cwd=PROJECT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        assert process.stdin
        # All cases of a scene together: they share most formulas, which LaTeX sets once for each folder.
        mine = {scene.name for scene in catalogue().scenes[lane::lanes]}
        process.stdin.write(json.dumps([case for case in cases() if str(case["name"]).split()[0] in mine]))
        process.stdin.close()
        running.append(process)
    found = {}
    for process in running:
        assert process.stdout
        with process.stdout:
            answers = [json.loads(line) for line in process.stdout]
        assert process.wait(timeout=60) == 0
        found.update({answer.pop("name"): Shown(**answer) for answer in answers})
    return found


@pytest.mark.parametrize("name", [str(case["name"]) for case in cases()])
def test_nothing_overlaps_or_leaves_the_frame_and_the_length_is_as_asked(
    name: str, shown: dict[str, Shown]
) -> None:
    wanted = SHORT if name.endswith("drawn") else LONG
    assert (shown[name].problems, shown[name].length) == ([], pytest.approx(wanted, rel=0.02))


SCENES = [scene.name for scene in catalogue().scenes]


@pytest.mark.parametrize("scene", SCENES)
def test_more_is_shown_the_more_complex_it_may_be(scene: str, shown: dict[str, Shown]) -> None:
    assert shown[f"{scene} simple"].plays < shown[f"{scene} advanced"].plays


@pytest.mark.parametrize("scene", SCENES)
def test_the_movie_is_as_long_as_asked(scene: str, shown: dict[str, Shown]) -> None:
    with av.open(shown[f"{scene} drawn"].movie) as movie:
        picture = movie.streams.video[0]
        frames = sum(1 for _ in movie.decode(picture))
    assert (picture.width, picture.height) == (854, 480)
    assert frames / 15 == pytest.approx(SHORT, rel=0.1)
