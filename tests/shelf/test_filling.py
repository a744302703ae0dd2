import ast

import pytest

from core.model import Brief, Complexity
from core.shelf.catalogue import ShelfScene, catalogue
from core.shelf.filling import fill
from core.shelf.source import constant_source, with_constants, without_catalogue


def constants(prompt: str) -> dict[str, str]:
    """What the nearest scene's constants become, those that stay as they are left out."""
    scene = catalogue().find(prompt).scene
    filled = fill(scene, Brief(prompt)).source
    ast.parse(filled)
    names = [name for parameter in scene.parameters for name in parameter.names]
    values = {name: constant_source(filled, name) for name in names}
    return {name: value for name, value in values.items() if value != constant_source(scene.source, name)}


def notes(prompt: str) -> tuple[str, ...]:
    return fill(catalogue().find(prompt).scene, Brief(prompt)).notes


SINE = r'r"\sin{\left(x \right)}"'

FILLED = {
    "bubble sort of 5, 3, 8, 1": {"VALUES": "[5, 3, 8, 1]"},
    "bubble sort -3, 2.5 and 0": {"VALUES": "[-3, 2.5, 0]"},
    "Riemann sum of x^2 from 0 to 3 with 12 rectangles": {},
    "Riemann sum of sin(x) on [0, 2π], n = 8": {
        "FUNCTION": "lambda x: np.sin(x)", "LABEL": SINE, "END": "6.2831853072", "RECTANGLES": "8"
    },
    "Riemann sum of √x between 1 and 4 using twenty bars": {
        "FUNCTION": "lambda x: np.sqrt(x)", "LABEL": r'r"\sqrt{x}"', "START": "1.0", "END": "4.0",
        "RECTANGLES": "20",
    },
    "derivative of f(x) = x³ at x = -1": {
        "FUNCTION": "lambda x: x**3", "LABEL": '"x^{3}"', "SLOPE_LABEL": '"3 x^{2}"', "POINT": "-1"
    },
    "derivative of e^x": {"FUNCTION": "lambda x: np.exp(x)", "LABEL": '"e^{x}"', "SLOPE_LABEL": '"e^{x}"'},
    "taylor series of cos x up to order 4": {
        "FUNCTION": "lambda x: np.cos(x)", "LABEL": r'r"\cos{\left(x \right)}"',
        "COEFFICIENTS": "[1, 0, -1 / 2, 0, 1 / 24]",
    },
    "taylor polynomial of sqrt(x) around 4, third order": {
        "FUNCTION": "lambda x: np.sqrt(x)", "LABEL": r'r"\sqrt{x}"', "CENTER": "4",
        "COEFFICIENTS": "[2, 1 / 4, -1 / 64, 1 / 512]",
    },
    "binary search for 7 in 1 3 5 7 9 11": {"TARGET": "7", "VALUES": "[1, 3, 5, 7, 9, 11]"},
    "projectile at 30 degrees with 25 m/s": {"ANGLE": "30", "SPEED": "25"},
    "matrix [[0,-1],[1,0]] as a linear transformation": {"MATRIX": "[[0.0, -1.0], [1.0, 0.0]]"},
    "add vectors (4, -1) and (-2, 3)": {"FIRST": "(4.0, -1.0)", "SECOND": "(-2.0, 3.0)"},
    "fourier series of a sawtooth wave with 9 terms": {"WAVE": '"sawtooth"', "TERMS": "9"},
    "unit circle at 135°": {"ANGLE": "135.0"},
    "unit circle at pi/6": {"ANGLE": "30.0"},
    "pythagoras with legs 5 and 12": {"LEG_A": "5.0", "LEG_B": "12.0"},
    "pythagoras, a = 6, b = 8": {"LEG_A": "6.0", "LEG_B": "8.0"},
    "area under the parabola from 0 to 2": {"SIDE": "2.0"},
    "solve the quadratic equation x^2 - 5x + 6 = 0": {"B": "-5.0", "C": "6.0"},
    "probability of heads in 500 coin flips": {"FLIPS": "500"},
    "find the prime numbers below 100": {"LIMIT": "100"},
    "area of a circle with radius 2.5": {"RADIUS": "2.5"},
    # How many things there are is not the value asked for.
    "probability of the sum of two dice": {},
    "rolling 2 dice": {},
    "chance that two dice sum to 9": {"TARGET": "9"},
    "two dice, sum 11": {"TARGET": "11"},
    "sum of 6 with two dice": {"TARGET": "6"},
    "probability of rolling an 8 with 2 dice": {"TARGET": "8"},
    "taylor series of x^2 + x order 2 around 1": {
        "FUNCTION": "lambda x: x**2 + x", "LABEL": '"x^{2} + x"', "CENTER": "1", "COEFFICIENTS": "[2, 3, 1]",
    },
    # Numbers in words, with thousands, with decimal commas, as fractions, with other units.
    "two hundred and fifty coin flips": {"FLIPS": "250"},
    "law of large numbers with 1,000 flips": {"FLIPS": "1000"},
    "area of a circle of radius 3,25 cm": {"RADIUS": "3.25"},
    "area of a circle with radius 3/4": {"RADIUS": "0.75"},
    "projectile at 36 km/h, launch angle 12,5 degrees": {"SPEED": "10", "ANGLE": "12.5"},
    "projectile at pi/6 radians": {"ANGLE": "30"},
    "unit circle 5π/6": {"ANGLE": "150.0"},
    "Riemann sum with a 30-rectangle approximation": {"RECTANGLES": "30"},
    # A thing said in several ways.
    "add the vectors 3i + 4j and i - 2j": {"FIRST": "(3.0, 4.0)", "SECOND": "(1.0, -2.0)"},
    "add vectors 2,5 and 1,-3": {"FIRST": "(2.0, 5.0)", "SECOND": "(1.0, -3.0)"},
    "linear transformation with columns (1,0) and (4,1)": {"MATRIX": "[[1.0, 4.0], [0.0, 1.0]]"},
    "linear transformation [2 1; 0 -2]": {"MATRIX": "[[2.0, 1.0], [0.0, -2.0]]"},
    "quadratic equation x^2 = 2x + 8": {"C": "-8.0"},
    "quadratic equation 0 = -x^2 + 9": {"A": "-1.0", "B": "0.0", "C": "9.0"},
    "quadratic equation with a = 2, b = -3 and c = 1": {"A": "2.0", "B": "-3.0", "C": "1.0"},
    "tangent line of x^2 at (2, 4)": {"POINT": "2"},
    "∫_0^2 x^3 dx": {
        "FUNCTION": "lambda x: x**3", "LABEL": '"x^{3}"', "END": "2.0",
    },
}  # fmt: skip


@pytest.mark.parametrize(("prompt", "expected"), FILLED.items())
def test_what_the_prompt_says_is_filled_in_and_the_rest_stays(prompt: str, expected: dict[str, str]) -> None:
    assert (constants(prompt), notes(prompt)) == (expected, ())


LIMITED = {
    "Riemann sum of x^2 with 1,000,000,000 rectangles": (
        {"RECTANGLES": "100"},
        "The prompt asks for 1,000,000,000 rectangles; the most that this scene can show is 100.",
    ),
    "Riemann sum of 1/x from 0 to 3": (
        {"FUNCTION": "lambda x: 1/x", "LABEL": r'r"\frac{1}{x}"', "START": "1.0"},
        "1/x cannot be drawn everywhere from 0 to 3, so the interval is 1 to 3.",
    ),
    "Riemann sum of x^2 from 3 to 0": ({}, "The interval runs backwards; it is shown from 0 to 3."),
    "derivative of |x| at 0": (
        {
            "FUNCTION": "lambda x: abs(x)",
            "LABEL": r'r"\left|{x}\right|"',
            "SLOPE_LABEL": r'r"\operatorname{sign}{\left(x \right)}"',
        },
        "|x| is not smooth at 0, so the point is 1.",
    ),
    "bubble sort of 1 2 3 4 5 6 7 8 9 10": (
        {"VALUES": "[1, 2, 3, 4, 5, 6, 7, 8]"},
        "10 numbers are more than the board holds, so the first 8 are used.",
    ),
    "binary search for 3 in 5 3 1": (
        {"TARGET": "3", "VALUES": "[1, 3, 5]"},
        "The list was not sorted; it is put in order first, as the method needs it.",
    ),
    "add vectors (1e9, 0) and (1, 1)": (
        {"FIRST": "(100.0, 0.0)", "SECOND": "(1.0, 1.0)"},
        "The prompt asks for a component of 1,000,000,000; the most that this scene can show is 100.",
    ),
    "find primes between 1 and 80": ({"LIMIT": "80"}, "This scene has no place for 1."),
    "projectile from a height of 20 m at 10 m/s": ({"SPEED": "10"}, "This scene has no place for 20."),
    "roll two dice 100 times": ({}, "This scene has no place for 100."),
    "coin flips, n = 55.5": ({"FLIPS": "56"}, "Only whole numbers fit here, so 55.5 becomes 56."),
    "pythagoras a = 3 b = 4 c = 6": (
        {},
        "The long side follows from the legs, so it is not 6.",
    ),
    "projectile at speed 50 ft/s": ({}, "This scene has no place for 50."),
    "unit circle at -30°": ({"ANGLE": "330.0"}, "-30° ends at the same place as 330°, which is shown."),
    "linear transformation [[1,2,3],[4,5,6],[7,8,9]]": (
        {},
        "This scene takes a matrix with two rows of two numbers; its own is used.",
    ),
}


@pytest.mark.parametrize(("prompt", "expected"), LIMITED.items())
def test_what_cannot_be_used_is_said(prompt: str, expected: tuple[dict[str, str], str]) -> None:
    assert (constants(prompt), notes(prompt)) == (expected[0], (expected[1],))


HOSTILE = [
    "derivative of 9**9**9**9",
    "derivative of 9^9^9 * x",
    "derivative of x^99999999",
    "derivative of exp(exp(exp(exp(x))))",
    "derivative of gamma(x)",
    "derivative of __import__('os').system(x)",
    "derivative of " + "(" * 200 + "x" + ")" * 200,
    "Riemann sum of x^2 - eval('x')^2 from 0 to 1; __class__(x)^2",
    "Riemann sum of tan(1/x)^12 from -1e99 to 1e99",
    "taylor series of x**x**x up to order 10^9",
    "derivative of " + "pi " * 1200 + "x",
    "taylor series of " + "sin(" * 12 + "x" + ")" * 12 + " order 14",
]


@pytest.mark.parametrize("prompt", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_formulas_give_a_harmless_scene_and_a_note(prompt: str) -> None:
    scene = catalogue().find(prompt.partition(" of ")[0]).scene
    filling = fill(scene, Brief(prompt))
    assert filling.notes
    names = {node.id for node in ast.walk(ast.parse(filling.source)) if isinstance(node, ast.Name)}
    assert names <= {node.id for node in ast.walk(ast.parse(scene.source)) if isinstance(node, ast.Name)} | {
        "abs"
    }


def test_complexity_and_duration_are_filled_and_comments_stay() -> None:
    scene = catalogue().find("bubble sort").scene
    filled = fill(scene, Brief("bubble sort of 2, 1", Complexity.ADVANCED, 42.5)).source
    assert filled == (
        without_catalogue(scene.source)
        .replace("VALUES = [5, 3, 8, 1, 6, 2]", "VALUES = [2, 1]")
        .replace('COMPLEXITY = "standard"', 'COMPLEXITY = "advanced"')
        .replace("DURATION = 20.0", "DURATION = 42.5")
    )
    assert "VALUES = [2, 1]  # the list to sort" in filled


@pytest.mark.parametrize("scene", catalogue().scenes, ids=lambda scene: scene.name)
def test_a_filled_scene_keeps_title_and_summary_and_not_what_the_search_needs(scene: ShelfScene) -> None:
    tree = ast.parse(fill(scene, Brief(scene.examples[0])).source)
    title, _, summary = (ast.get_docstring(tree) or "").partition("\n\n")
    assert (title, " ".join(summary.split())) == (scene.title, scene.summary)


def test_several_constants_of_one_assignment_are_replaced_by_themselves() -> None:
    source = "A, B = 1, 'é'  # both\nC = 3\n"
    assert with_constants(source, {"B": "2", "A": "[7, 8]"}) == "A, B = [7, 8], 2  # both\nC = 3\n"
    with pytest.raises(KeyError):
        with_constants(source, {"D": "4"})


@pytest.mark.parametrize(
    ("prompt", "note"),
    [
        ("fourier series of x^2", ("This scene has no place for the function x^2.",)),
        ("fourier series of a square wave", ()),
        ("why is the area under x² a third?", ()),
        ("area of a circle pi r^2", ()),
    ],
)
def test_a_function_that_a_scene_cannot_show_is_named(prompt: str, note: tuple[str, ...]) -> None:
    assert fill(catalogue().find(prompt).scene, Brief(prompt)).notes == note
