"""Filling in one number: a count, a measure or an angle."""

from __future__ import annotations

import re
from math import degrees

from core.shelf.curves import whole
from core.shelf.draft import Draft
from core.shelf.parameter import Parameter


def count(draft: Draft, parameter: Parameter) -> None:
    """A whole number beside one of the names."""
    asked = draft.mentions.named_count(parameter.words)
    if asked is not None:
        number = round(draft.within(asked, parameter, parameter.words[0].capitalize()))
        draft.values[parameter.names[0]] = str(number)
        draft.shown.append(f"{number} {parameter.words[0].removesuffix('s' * (number == 1))}")


def measure(draft: Draft, parameter: Parameter) -> None:
    """A number with its unit or its name."""
    asked = draft.mentions.named_number(parameter.words)
    if asked is not None:
        number = draft.within(asked, parameter, parameter.names[0].capitalize())
        draft.values[parameter.names[0]] = number_source(number)
        draft.shown.append(f"{parameter.names[0].lower()} {whole(number)}")


def angle(draft: Draft, parameter: Parameter) -> None:
    """Degrees from 0 to 360, given in degrees or radians."""
    text = draft.mentions.text
    asked = draft.mentions.named_number(parameter.words)
    if asked is None:
        return
    if re.search(r"(?<![a-z])pi\b|radian", text):
        asked = degrees(asked)
    turned = round(asked, 6) if 0 <= asked <= 360 else round(asked % 360, 6)
    if turned != round(asked, 6):
        draft.notes.append(f"{whole(asked)}° ends at the same place as {turned:g}°, which is shown.")
    draft.values[parameter.names[0]] = repr(float(turned))
    draft.shown.append(f"{turned:g}°")


def number_source(number: float) -> str:
    """The number as Python, without a point where it needs none."""
    return str(int(number)) if number == int(number) else repr(number)
