"""The SVG that dvisvgm writes, in a form that does not tell which other formulas were set beside it."""

from __future__ import annotations

import re

_PAGE = re.compile(r"<g id='page\d+'")
_USED_FONT = re.compile(r"xlink:href='#g(\d+)-")
_GLYPH_NAME = re.compile(r"(id='|xlink:href='#)g(\d+)-(\d+)'")
_GLYPH = r"<path id='g\d+-\d+' d='[^']*'/>\n"
_GLYPHS = re.compile(rf"(?<=<defs>\n)(?:{_GLYPH})+(?=</defs>)")


def neutral(svg: str) -> str:
    """The same picture with its page and fonts numbered as if it were alone: fonts by their first use."""
    numbers: dict[str, int] = {}
    for font in _USED_FONT.findall(svg):
        numbers.setdefault(font, len(numbers))

    def renamed(name: re.Match[str]) -> str:
        return f"{name[1]}g{numbers.get(name[2], name[2])}-{name[3]}'"

    svg = _GLYPH_NAME.sub(renamed, _PAGE.sub("<g id='page1'", svg, count=1))
    return _GLYPHS.sub(_sorted, svg, count=1)


def _sorted(glyphs: re.Match[str]) -> str:
    return "".join(sorted(glyphs[0].splitlines(keepends=True), key=_number))


def _number(glyph: str) -> tuple[int, int]:
    name = _GLYPH_NAME.search(glyph)
    return (int(name[2]), int(name[3])) if name else (-1, -1)
