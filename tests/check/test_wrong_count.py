from __future__ import annotations

import pytest

from core.api_index import ApiIndex
from tests.check.rule_case import judged, mended

RULE = "wrong-count"


@pytest.mark.parametrize(
    ("line", "message"),
    [
        (
            "Circle(1, RED, 3)",
            "Circle takes at most 2 arguments without a name and gets 3. Leave the last one out.",
        ),
        ("circle.get_center(1)", "get_center takes nothing between its parentheses. Leave this out."),
        (
            "Circle(2, radius=3)",
            "Circle gets radius twice: once by its place and once by its name. Leave one of them out.",
        ),
        ("MoveAlongPath(circle)", "MoveAlongPath needs path as well. Write it into the parentheses."),
        (
            "Transform(circle)",
            "Transform needs target_mobject as well. Write it into the parentheses.",
        ),
        ("FadeIn()", "FadeIn needs mobjects as well. Write it into the parentheses."),
        ("Badge()", "Badge needs word as well. Write it into the parentheses."),
        (
            "self.helper(1, 2, 3)",
            "helper takes at most 2 arguments without a name and gets 3. Leave the last one out.",
        ),
        ("(lambda one: one)()", "this function needs one as well. Write it into the parentheses."),
    ],
)
def test_it_says_what_does_not_fit(line: str, message: str, index: ApiIndex) -> None:
    assert [item.message for item in judged(RULE, line, index)] == [message]


def test_a_name_is_written_where_only_one_is_left(index: ApiIndex) -> None:
    line = "circle.rotate(PI, OUT, ORIGIN)"
    assert mended(RULE, line, index) == ("circle.rotate(PI, OUT, about_point=ORIGIN)", False)


@pytest.mark.parametrize(
    "line",
    [
        "Circle(*given)",
        "MoveAlongPath(circle, **given)",
        "FadeIn(*given)",
        "Polygon(UP, DOWN, LEFT)",
        "Badge(word='a')",
    ],
)
def test_what_is_spread_may_fit(line: str, index: ApiIndex) -> None:
    assert judged(RULE, line, index) == []
