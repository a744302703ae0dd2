"""Settings in a dictionary that nothing takes. See unknown_setting.md."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping

from core.api_index import ApiIndex
from core.check.calls.purposes import given
from core.check.mending.places import edit
from core.check.nearest import nearest
from core.check.reading import Reading
from core.model import Diagnostic, Fix, Severity

RULE = "unknown-setting"

_TAKERS: Mapping[str, str] = {
    "axis_config": "NumberLine",
    "x_axis_config": "NumberLine",
    "y_axis_config": "NumberLine",
    "z_axis_config": "NumberLine",
    "decimal_number_config": "DecimalNumber",
}
"""Whose constructor gets the dictionary that is given for such a parameter."""

_MEANT: Mapping[str, str] = {
    "number_scale_value": "font_size",
    "numbers_font_size": "font_size",
    "number_font_size": "font_size",
    "label_font_size": "font_size",
    "label_size": "font_size",
    "include_tips": "include_tip",
    "tips": "include_tip",
    "add_numbers": "include_numbers",
    "numbers": "numbers_to_include",
    "numbers_to_show": "numbers_to_include",
    "exclude_zero_from_default_numbers": "exclude_origin_tick",
    "decimal_places": "num_decimal_places",
    "ticks": "include_ticks",
    "tick_length": "tick_size",
    "tip_size": "tip_length",
}
"""Settings of older versions and such as are often made up, with what they are called."""

_SAME = frozenset({"numbers_font_size", "number_font_size", "include_tips", "decimal_places"})


def judge_settings(reading: Reading) -> Iterator[Diagnostic]:
    """An error for each key of a configuration that what it is for does not take."""
    if reading.facts is None:
        return
    for item in given(reading.facts):
        if item.name in _TAKERS and isinstance(item.argument.node, ast.Dict):
            yield from _judge(item.argument.node, item.name, reading.facts.world.index, reading)


def _judge(node: ast.Dict, purpose: str, index: ApiIndex, reading: Reading) -> Iterator[Diagnostic]:
    taker = index.by_name.get(_TAKERS[purpose])
    keywords = taker.constructor.keywords if taker else None
    if taker is None or keywords is None:
        return
    for key, value in zip(node.keys, node.values, strict=True):
        if not isinstance(key, ast.Constant) or not isinstance(key.value, str):
            continue
        if key.value in _TAKERS and isinstance(value, ast.Dict):
            yield from _judge(value, key.value, index, reading)
        elif key.value not in keywords:
            yield _unknown(key, key.value, taker.name, keywords, reading)


def _unknown(
    key: ast.Constant, name: str, taker: str, keywords: frozenset[str], reading: Reading
) -> Diagnostic:
    meant = nearest(name, keywords, _MEANT)
    advice = f"Write {meant}." if meant else "Take it out."
    fix = None
    if meant is not None:
        certain = name in _SAME or (name not in _MEANT and meant.replace("_", "") == name.replace("_", ""))
        fix = Fix(f"Write {meant}", (edit(reading.lines, key, f'"{meant}"'),), certain)
    return Diagnostic(
        RULE,
        Severity.ERROR,
        key.lineno,
        reading.lines.column(key),
        f"{_article(taker)}, which these settings are for, takes no {name}. {advice}",
        fix,
    )


def _article(name: str) -> str:
    return f"{'An' if name[0] in 'AEIOU' else 'A'} {name}"
