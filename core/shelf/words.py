"""The words of a prompt, brought into one form so that prompts and headings can be compared."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from pathlib import Path

from core.shelf.figures import NUMBER_WORDS

_SIGNS = str.maketrans(
    {
        "−": "-", "–": "-", "—": " - ", "×": "*", "·": "*", "⋅": "*", "÷": "/", "√": " sqrt ", "π": " pi ",
        "°": " degrees ", "½": "(1/2)", "⅓": "(1/3)", "¼": "(1/4)", "≤": "<=", "’": "'", "“": '"', "”": '"',
        "⟨": "(", "⟩": ")", "\\": " ", "{": "(", "}": ")", "$": " ",
    }
)  # fmt: skip
_SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻ⁿˣ", "0123456789-nx")
_RAISED = re.compile("[⁰¹²³⁴⁵⁶⁷⁸⁹⁻ⁿˣ]+")

_BOUNDS = re.compile(r"(?:∫|\\int)\s*_\s*\{?([^\s{}^]+)\}?\s*\^\s*\{?([^\s{}]+)\}?")
_INTEGRAL = re.compile(r"∫|\\int\b")

SYNONYMS = {
    "matrice": "matrix", "pythagora": "pythagorean", "pythagorian": "pythagorean", "centre": "center",
    "metre": "meter", "quadrature": "quadrature", "summing": "sum", "sines": "sine", "cosines": "cosine",
    "derivate": "derivative", "differentiate": "differentiation", "probabilitie": "probability",
    "gravitational": "gravity", "root": "root", "die": "dice", "triangular": "triangle",
    "integrate": "integral",
}  # fmt: skip

_STOP = (Path(__file__).parent / "stop_words.txt").read_text("utf-8").split()
"""Words that say nothing about a prompt's topic: grammar, asking for a video, colours, names of functions."""


def plain_text(prompt: str) -> str:
    """The prompt in lower case with one sign for each mathematical notation: x² becomes x^2."""
    text = _INTEGRAL.sub(" integral of ", _BOUNDS.sub(r" integral from \1 to \2 of ", prompt))
    text = _RAISED.sub(lambda match: "^" + match[0].translate(_SUPERSCRIPTS), text)
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


_CALL = re.compile(r"\b[a-z_]\w*\([^()]*x\b[^()]*\)")
"""A function of x: a value for a scene, not a word of the topic."""

SQUARE, PART = "x^2", "x^2+"
"""The formula x² by itself, and x² in a longer formula."""

_OPERATOR_BEFORE = re.compile(r"[-+*/^\d.]\s*$")
_OPERATOR_AFTER = re.compile(r"\s*[-+*/^]\s*[\dx(]")
STOP = frozenset(stem(word) for word in _STOP) | {*_STOP, *NUMBER_WORDS, PART}

_ORDINAL = re.compile(r"(?<=\d)(?:st|nd|rd|th)\b")

_WORD = re.compile(r"x\^2|[^\W\d_]+(?:'s\b)?|\b2x2\b", re.UNICODE)


def words_of(text: str) -> tuple[str, ...]:
    """The stems of a text in order, numbers left out, stop words kept."""
    plain = _ORDINAL.sub(" ", _CALL.sub(" ", plain_text(text)))
    return tuple(_word(plain, match) for match in _WORD.finditer(plain))


def _word(text: str, match: re.Match[str]) -> str:
    if match[0] != SQUARE:
        return stem(match[0].removesuffix("'s"))
    is_part = _OPERATOR_BEFORE.search(text[: match.start()]) or _OPERATOR_AFTER.match(text, match.end())
    return PART if is_part else SQUARE


def joined(parts: Sequence[str]) -> str:
    """The parts as in a sentence: "one, two and three"."""
    return " and ".join(part for part in (", ".join(parts[:-1]), *parts[-1:]) if part)
