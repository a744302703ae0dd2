"""LaTeX's words that change how what follows them is read."""

from __future__ import annotations


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


DISPLAYS = _set(
    "align align* alignat alignat* equation equation* flalign flalign* gather gather* multline "
    "multline* eqnarray eqnarray* displaymath math"
)
"""Environments that begin a formula of their own."""

GRIDS = _set(
    "align align* aligned alignat alignat* alignedat array bmatrix Bmatrix cases eqnarray eqnarray* "
    "flalign flalign* matrix pmatrix smallmatrix split tabular vmatrix Vmatrix"
)
"""Environments with cells, which & divides."""

TEXTS = _set("center flushleft flushright minipage tabular itemize enumerate quote")
"""Environments that hold text, within a formula too."""

WITH_ARGUMENT = _set("array tabular alignat alignat* alignedat minipage")
"""Environments with something behind their name that is not shown."""

TO_TEXT = _set(
    "text mbox hbox fbox textrm textbf textit textsf texttt textsc textsl textnormal textup textmd "
    "emph tag intertext"
)
"""Commands whose argument is text, in a formula too."""

NOT_SHOWN = _set(
    "label ref eqref hspace vspace rule kern mkern hskip vskip raisebox phantomsection fontsize "
    "special cline multicolumn setlength addtolength"
)
"""Commands whose arguments are no formula."""

TOO_DEEP = _set(
    "def edef gdef xdef let newcommand renewcommand providecommand newenvironment catcode verb csname "
    "input include makeatletter newcounter expandafter halign valign scantokens lowercase uppercase "
    "parbox shortstack ensuremath foreignlanguage selectlanguage everymath ifmmode obeylines "
    "displaylines tabbing verbatim lstlisting document"
)
"""What can change the rules for all that follows, or leads to where nothing is certain."""

DELIMITERS = "()[]|/.<>"
"""The characters that can stand behind \\left and \\right."""

KEEP_SCRIPTS = _set("limits nolimits displaylimits")
"""What can stand between a thing and its ^ and _."""

UNDEFINED_SIGNS = frozenset("+0123456789<?")
"""The characters that mean nothing behind a backslash."""

LISTS = TEXTS - {"tabular", "minipage"}
"""Environments that stop LaTeX within a formula."""

HAVE_ROWS = _set("substack")
"""Commands in whose argument new lines are right."""

ARGUMENTS = dict.fromkeys(
    _set(
        "acute bar boldsymbol boxed breve check ddot dot grave hat mathbb mathbf mathcal mathfrak "
        "mathit mathring mathrm mathsf mathtt operatorname overbrace overline overleftarrow "
        "overrightarrow sqrt text textbf textit textrm tilde underbrace underline vec widehat "
        "widetilde"
    ),
    1,
) | dict.fromkeys(_set("binom cfrac dbinom dfrac frac overset stackrel tbinom tfrac underset"), 2)
"""How many things have to follow a command."""

ONLY_BEFORE = _set("DeclareMathOperator documentclass usepackage RequirePackage")
"""What LaTeX takes only before the document begins."""

CELLS = {
    "cases": 1,
    "split": 1,
    "gathered": 0,
    "equation": 0,
    "equation*": 0,
    "multline": 0,
    "multline*": 0,
} | dict.fromkeys(_set("matrix pmatrix bmatrix Bmatrix vmatrix Vmatrix"), 9)
"""How many & a row of an environment can have; of the others any number."""
