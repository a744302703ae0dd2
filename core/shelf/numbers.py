"""Filling in one number: a count, a measure or an angle."""

from __future__ import annotations

import re
from math import degrees

from core.shelf.curves import place, whole
from core.shelf.draft import Draft
from core.shelf.parameter import Parameter


def count(draft: Draft, parameter: Parameter) -> None:
    """A whole number beside one of the names."""
    read = draft.mentions.counted if parameter.is_count else draft.mentions.valued
    asked = read(parameter.words, draft.others(parameter))
    if asked is None:
        return
    number = round(draft.within(asked, parameter))
    if parameter.low < asked < parameter.high and number != asked:
        draft.notes.append(f"Only whole numbers fit here, so {whole(asked)} becomes {number}.")
    draft.set(parameter, str(number), str(number))


def measure(draft: Draft, parameter: Parameter) -> None:
    """A number with its unit or its name."""
    asked = draft.mentions.measured(parameter.words, parameter.units)
    if asked is not None:
        number = draft.within(asked, parameter)
        draft.set(parameter, number_source(number), place(number))


def angle(draft: Draft, parameter: Parameter) -> None:
    """Degrees from 0 to 360, given in degrees or radians."""
    text = draft.mentions.text
    asked = draft.mentions.measured(parameter.words, parameter.units)
    if asked is None:
        asked = draft.mentions.multiple_of_pi()
    if asked is None:
        asked = draft.mentions.sole_number()
    if asked is None:
        return
    if re.search(r"(?<![a-z])pi\b|\brad(?:ian)?s?\b", text):
        asked = degrees(asked)
    turned = round(asked, 6) if 0 <= asked <= 360 else round(asked % 360, 6)
    if turned != round(asked, 6):
        draft.notes.append(f"{whole(asked)}° ends at the same place as {turned:g}°, which is shown.")
    draft.set(parameter, repr(float(turned)), f"{turned:g}")


def number_source(number: float) -> str:
    """The number as Python, without a point where it needs none."""
    return str(int(number)) if number == int(number) else repr(number)
