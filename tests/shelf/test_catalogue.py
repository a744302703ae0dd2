import ast

import pytest

from core.errors import ShelfMiss
from core.shelf.catalogue import catalogue
from core.shelf.source import constant_source

HITS = {
    "explain the Pythagorean theorem": "pythagoras",
    "pythagorian theorem": "pythagoras",
    "3-4-5 right triangle": "pythagoras",
    "why is the area under x² a third?": "area_under_parabola",
    "bubble sort of 5, 3, 8, 1": "bubble_sort",
    "Bubble-Sort [4, 2, 9]": "bubble_sort",
    "Riemann sum of x^2 from 0 to 3 with 12 rectangles": "riemann_sum",
    "Reimann sums": "riemann_sum",
    "area under sin(x) from 0 to pi": "riemann_sum",
    "definite integral of x^3 from 0 to 2": "riemann_sum",
    "derivative of sin(x) at 1": "derivative_slope",
    "DERIVATIVE": "derivative_slope",
    "slope of x^3 at 2": "derivative_slope",
    "roots of 2x^2+3x-2": "quadratic_roots",
    "throw a ball at 60 degrees with 15 m/s": "projectile_motion",
    "Explain bubble sort to a five year old": "bubble_sort",
    "taylor series of cos x up to order 8": "taylor_polynomials",
    "binary search for 7 in 1 3 5 7 9 11": "binary_search",
    "projectile at 30 degrees with 20 m/s": "projectile_motion",
    "matrix [[2,1],[1,2]] as a linear transformation": "linear_transformation",
    "add vectors (2,1) and (1,3)": "vector_addition",
    "fourier series of a square wave with 5 terms": "fourier_series",
    "unit circle at 60 degrees": "unit_circle",
    "law of large numbers": "coin_flips",
    "how likely is a sum of 9 with two dice": "dice_sum",
    "solve the quadratic equation x^2 - 5x + 6 = 0": "quadratic_roots",
    "why is the area of a circle pi r²": "circle_area",
    "sieve of Eratosthenes up to 60": "prime_sieve",
    "prime numbers less than 50": "prime_sieve",
    "bubblesort of 10 random integers": "bubble_sort",
    "integrate √(x+1) from 0 to 3": "riemann_sum",
    "integral of 1/(1+x^2) from -1 to 1": "riemann_sum",
    "area under x^2 + 1 from 0 to 2": "riemann_sum",
    "roots of x^2-2": "quadratic_roots",
}

MISSES = """
history of the Roman empire
explain the Krebs cycle
how does a neural network learn
sort my emails
draw a derivative work
derivative securities pricing
chain rule for derivatives
bubble tea recipe
vector graphics editors
disease vectors in biology
unit tests for a circle class
probability that it rains
merge sort of 5, 3, 8, 1
compare bubble sort and merge sort
quicksort
binary search tree insertion
binary numbers
Taylor Swift eras tour
Riemann hypothesis
surface integral
system integration
fourier transform of an image
the matrix movie explained
area of a triangle
linear transformation of society
ski slope grooming
square root of 2 is irrational
life of Pythagoras and his cult
circle of life
square dance
prime minister of Spain
prime time television
bitcoin price
dice the onions
quadratic voting
projectile vomiting
second derivative of x^3
unit circle in the complex plane
square waves in electronics
show the projection of one vector onto the other
مرحبا اشرح لي نظرية
解释毕达哥拉斯定理
🎈🎉
?
a
the
""".strip().splitlines()


@pytest.mark.parametrize(("prompt", "name"), HITS.items())
def test_a_prompt_finds_its_scene(prompt: str, name: str) -> None:
    assert catalogue().find(prompt).scene.name == name


@pytest.mark.parametrize("prompt", MISSES)
def test_an_unrelated_prompt_is_a_miss_with_three_prompts_that_work(prompt: str) -> None:
    with pytest.raises(ShelfMiss) as miss:
        catalogue().find(prompt)
    assert len(miss.value.suggestions) == 3
    assert all(catalogue().find(suggestion) for suggestion in miss.value.suggestions)
    assert miss.value.sentence == (
        f"The shelf holds {len(catalogue().scenes)} finished scenes, and none of them is about this. "
        "Try one of the prompts below, or add a Gemini key so that a model can write the scene."
    )


def test_a_miss_offers_the_nearest_first() -> None:
    with pytest.raises(ShelfMiss) as miss:
        catalogue().find("merge sort of 5, 3, 8, 1")
    assert "bubble sort of 5, 3, 8, 1" in miss.value.suggestions[:2]


@pytest.mark.parametrize("scene", catalogue().scenes, ids=lambda scene: scene.name)
def test_a_scene_answers_its_own_examples_and_has_its_constants(scene) -> None:
    assert [catalogue().find(example).scene.name for example in scene.examples] == [scene.name] * len(
        scene.examples
    )
    assert scene.title and scene.summary.endswith(".")
    constants = [name for parameter in scene.parameters for name in parameter.names]
    for name in [*constants, "COMPLEXITY", "DURATION"]:
        assert constant_source(scene.source, name)
    numbers = ("count", "number", "interval", "list", "pair")
    for parameter in scene.parameters:
        assert parameter.low < parameter.high or not parameter.kind.startswith(numbers), parameter


@pytest.mark.parametrize("scene", catalogue().scenes, ids=lambda scene: scene.name)
def test_a_scene_stands_alone(scene) -> None:
    imports = [
        node for node in ast.walk(ast.parse(scene.source)) if isinstance(node, ast.Import | ast.ImportFrom)
    ]
    assert [ast.unparse(node) for node in imports] == ["from manim import *"]


def test_the_shelf_has_seventeen_scenes() -> None:
    assert len(catalogue().scenes) == 17
