"""Whether a formula can be a page among others: it leaves nothing behind, and shows nothing of theirs."""

from __future__ import annotations

import re
from dataclasses import dataclass

from core.render.engine.tex_formula import Formula

BEGIN, END = "\\begin{document}\n", "\n\\end{document}"
_CLASS = "\\documentclass[preview]{standalone}\n"

_LOADED = re.compile(r"\\(?:usepackage|RequirePackage)\s*(?:\[[^]]*\])?\s*\{([^}]*)\}")
_HARMLESS_PACKAGE = re.compile(
    r"babel|inputenc|fontenc|lmodern|ams(?:math|symb|fonts|thm|cd)|mathtools|dsfont|bm|bbm|mathrsfs|setspace"
    r"|tipa|relsize|textcomp|calligra|wasysym|ragged2e|physics|x?color|microtype|cancel|esint|stmaryrd"
    r"|nicefrac|xfrac|array|multirow|booktabs|enumitem|ulem|soul|gensymb|eurosym|mathptmx|newtxtext|newtxmath"
)
"""Packages that do nothing at the end of a page; others (pictures, links) may."""

_BEGUN = re.compile(r"\\(?:begin|end)\s*\{([^}]*)\}")
_HARMLESS_ENVIRONMENT = re.compile(
    r"(?:align|alignat|flalign|gather|equation|multline|eqnarray|tabular)\*|displaymath|math|tabular|array"
    r"|(?:aligned|alignedat|gathered|split|[dr]?cases|subarray)|(?:small|[pbBvV])?matrix"
    r"|center|flush(?:left|right)|itemize|enumerate|description|minipage|quote|small|large"
)
"""Environments that count nothing."""

_LASTING_IN_HEAD = re.compile(
    r"\\(?:global|[gx]def|write|immediate|openout|special|shipout|\w*counter|label|today|output)(?![A-Za-z])"
)
_LASTING = re.compile(
    r"\\(?:[egx]?def|let|futurelet|global|long|outer|protected|(?:re)?new(?!line)[a-z]+|provide[a-z]*"
    r"|Declare[A-Za-z]+|\w*counter|counterwithin|label|ref|eqref|pageref|cite|footnote\w*|caption"
    r"|(?:sub)*section|chapter|paragraph|the(?:page|equation|section|enum\w*|footnote)?|arabic|roman|alph"
    r"|value|use(?:package|box)|input\w*|include\w*|openin|read|write|openout|immediate|special|catcode"
    r"|active|makeatletter|font|mathchardef|chardef|every\w+|preview|endpreview|shipout|newpage|clearpage"
    r"|pagebreak|break|supereject|eject|output|mark|insert|document|enddocument|endinput|bye|stop|csname"
    r"|begingroup|endgroup|bgroup|egroup|aftergroup|afterassignment|selectlanguage|pagecolor|today|time|day"
    r"|month|year|jobname|tikz|verb|thispagestyle|pagestyle)(?![A-Za-z])"
    r"|\\end(?![A-Za-z]|\s*\{)|\^\^|\\@"
)
"""What may outlive a page, end it, or tell which page it is."""

_MARK = re.compile(r"\\special\{dvisvgm:raw (?:<g id='unique\d{3,}(?:substring)?'>|</g>)\}")
"""Manim's own mark of a formula's part, which is a page's own affair."""


@dataclass(frozen=True, slots=True)
class Page:
    """A formula as what comes before the document, which pages share, and what is in it."""

    formula: Formula
    head: str
    body: str


def page_of(formula: Formula) -> Page | None:
    """The formula as a page; None where it has to be a document of its own."""
    if (formula.compilers, formula.output_format) != (("latex",), ".dvi"):
        return None
    source = formula.source
    if not source.startswith(_CLASS) or source.count(BEGIN) != 1 or not source.endswith(END):
        return None
    head, _, body = source.removesuffix(END).partition(BEGIN)
    packages = [name.strip() for names in _LOADED.findall(head) for name in names.split(",")]
    own = _MARK.sub("", body)
    harmless = (
        all(_HARMLESS_PACKAGE.fullmatch(name) for name in packages)
        and all(_HARMLESS_ENVIRONMENT.fullmatch(name) for name in _BEGUN.findall(own))
        and not _LASTING_IN_HEAD.search(head)
        and not _LASTING.search(own)
    )
    return Page(formula, head, body) if harmless else None
