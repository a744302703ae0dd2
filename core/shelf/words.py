"""The words of a prompt, brought into one form so that prompts and headings can be compared."""

from __future__ import annotations

import re
import unicodedata

_SIGNS = str.maketrans(
    {
        "−": "-", "–": "-", "—": " - ", "×": "*", "·": "*", "⋅": "*", "÷": "/", "√": " sqrt ", "π": " pi ",
        "°": " degrees ", "½": "(1/2)", "⅓": "(1/3)", "¼": "(1/4)", "≤": "<=", "’": "'", "“": '"', "”": '"',
        "⟨": "(", "⟩": ")", "\\": " ", "{": "(", "}": ")", "$": " ",
    }
)  # fmt: skip
_SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻ⁿˣ", "0123456789-nx")
_RAISED = re.compile("[⁰¹²³⁴⁵⁶⁷⁸⁹⁻ⁿˣ]+")

SYNONYMS = {
    "matrice": "matrix", "pythagora": "pythagorean", "pythagorian": "pythagorean", "centre": "center",
    "metre": "meter", "quadrature": "quadrature", "summing": "sum", "sines": "sine", "cosines": "cosine",
    "derivate": "derivative", "differentiate": "differentiation", "probabilitie": "probability",
    "gravitational": "gravity", "root": "root", "die": "dice",
}  # fmt: skip

_STOP = """
a an the of to in on at by for from with and or as is are be was it its this that these those how what why when where which
who do doe did can could would should will may me my i you your we our us they their them there here let s t
please explain show draw make create give build write render tell teach animate animation animated video scene manim
clip movie demonstrate demonstration demo illustrate illustration visualize visualise visualization visualisation
visually visual display introduce introduction intro explanation explain explanatory lesson tutorial short simple easy quick
quickly basic basics beginner advanced standard detailed detail step steps about into over between using use used via
work works working happen happens mean means meaning look looks like help want need learn understand understanding concept
idea topic example so then than also very nice beautiful new one first second third-person seconds second minute
audience viewer student students class kid kids child children school high mathematical mathematically math maths mathematics
proof prove proven theorem formula equation function functions graph graphs graphing plot curve curves axes axis
coordinate point points line value values number numbers label labels labeled labelled labeling red blue green yellow orange purple
white color colors colour highlight screen off each every some any all both more most up where its own time
intuition intuitively intuitive law rule algorithm method approach theory definition compute calculate calculation find
see shown showing showed moving move moves along change changes changing animating illustrate link between while
after before until end ends begin begins start starts finally if not no only just get got given being has have had
around onto apply applied applying improve improves dynamic dynamically ten five six seven eight nine twelve twenty three four hundred
up down out above below include including case cases real life world way ways many much different across
pretty cool nice clear clearly intuitively visual animations slow slowly fast let lets tracker interactive detailed
really actually exactly called does
ln log sqrt tan exp abs sinh cosh tanh arctan arcsin arccos sin cos pi degree degrees radian cm kg
""".split()  # fmt: skip


def plain_text(prompt: str) -> str:
    """The prompt in lower case with one sign for each mathematical notation: x² becomes x^2."""
    text = _RAISED.sub(lambda match: "^" + match[0].translate(_SUPERSCRIPTS), prompt)
    text = unicodedata.normalize("NFKC", text.translate(_SIGNS)).casefold()
    text = unicodedata.normalize("NFKD", text)
    text = "".join(sign for sign in text if not unicodedata.combining(sign))
    text = text.replace("**", "^")
    text = re.sub(r"([\w)])\s+squared\b", r"\1^2", text)
    return re.sub(r"([\w)])\s+cubed\b", r"\1^3", text)


def stem(word: str) -> str:
    """The word without its ending; light, the same for prompts and headings."""
    if len(word) > 4 and word.endswith("ies"):
        word = word[:-3] + "y"
    elif len(word) > 4 and word.endswith(("sses", "shes", "ches", "xes")):
        word = word[:-2]
    elif len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        word = word[:-1]
    word = SYNONYMS.get(word, word)
    for ending in ("ing", "ed"):
        if len(word) > len(ending) + 3 and word.endswith(ending):
            word = word[: -len(ending)]
            if len(word) > 3 and word[-1] == word[-2] and word[-1] not in "ls":
                word = word[:-1]
    return SYNONYMS.get(word, word)


STOP = frozenset(stem(word) for word in _STOP) | frozenset(_STOP)

_CALL = re.compile(r"\b[a-z_]\w*\([^()]*x\b[^()]*\)")
"""A function of x: a value for a scene, not a word of the topic."""

_WORD = re.compile(r"x\^2|[^\W\d_]+(?:'s\b)?|\b2x2\b", re.UNICODE)


def words_of(text: str) -> tuple[str, ...]:
    """The stems of a text in order, numbers left out, stop words kept."""
    plain = _CALL.sub(" ", plain_text(text))
    found = (match[0].removesuffix("'s") for match in _WORD.finditer(plain))
    return tuple(stem(word) for word in found)
