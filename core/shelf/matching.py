"""How near a prompt's words are to a scene; made to say no rather than to pass off an unrelated scene."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from core.shelf.heading import Heading
from core.shelf.words import STOP, plain_text, words_of

_BREAK = re.compile(
    r"[,;:.!?()]|\b(?:to|for|with|using|by|in|from|at|on|so|like|through|via|while|during|and|as)\b"
)

WHOLE, TOPIC, WEAK = 0.34, 0.7, 0.6
"""How much must be explained: of the prompt and its topic with a sure keyword, of the prompt with another."""


@dataclass(frozen=True, slots=True)
class Likeness:
    """How much of a prompt a scene explains, from 0 to 1, and whether that is enough to be an answer.

    `unknown` are the prompt's words that no scene of the shelf has.
    """

    score: float
    is_answer: bool
    unknown: tuple[str, ...]


class Matcher:
    """The headings of a shelf, weighed: a word that few scenes have says more than one that many have."""

    def __init__(self, headings: Sequence[Heading]) -> None:
        self._entries = [_Entry.of(heading) for heading in headings]
        counts = Counter(word for entry in self._entries for word in entry.vocabulary)
        self._weights = {word: math.log(1 + len(headings) / count) for word, count in counts.items()}
        self._rare = math.log(1 + len(headings))
        self._against = frozenset[str]().union(*(entry.against for entry in self._entries))
        # "bubblesort" means "bubble sort".
        self._joined = {"".join(p): p for entry in self._entries for p in entry.phrases if len(p) == 2}
        self._long = [word for word in self._weights if len(word) >= 7]

    def likenesses(self, prompt: str) -> list[Likeness]:
        """How near each heading is, in the order of the headings."""
        plain = plain_text(prompt)
        words = self._mended(words_of(prompt))
        segments = [self._mended(words_of(part)) for part in _BREAK.split(plain)]
        return [self._likeness(entry, words, segments) for entry in self._entries]

    def _mended(self, words: tuple[str, ...]) -> tuple[str, ...]:
        """Long words with a slip of the pen become the word that was meant."""
        return tuple(part for word in words for part in self._joined.get(word, (self._meant(word),)))

    def _meant(self, word: str) -> str:
        if len(word) < 7 or word in self._weights or word in STOP or word in self._against:
            return word
        return (get_close_matches(word, self._long, n=1, cutoff=0.85) or [word])[0]

    def _weight(self, word: str) -> float:
        return 0.0 if word in STOP else self._weights.get(word, self._rare)

    def _likeness(self, entry: _Entry, words: tuple[str, ...], segments: list[tuple[str, ...]]) -> Likeness:
        unknown = tuple(
            dict.fromkeys(w for w in words if w not in self._weights and w not in STOP and len(w) > 1)
        )
        phrase = entry.phrase_in(words)
        share = self._share(entry, words)
        if entry.against & set(words) or entry.is_denied_by(words):
            return Likeness(0.5 * share, False, unknown)
        if phrase is None:
            # Without a keyword a prompt is never an answer, only near.
            return Likeness(0.5 * share, False, unknown)
        topic = max((self._share(entry, s) for s in segments if entry.phrase_in(s)), default=share)
        is_sure = len([word for word in phrase if word not in STOP]) > 1 or entry.is_own_name(phrase)
        enough = share >= WHOLE and topic >= TOPIC if is_sure else share >= WEAK
        return Likeness(0.5 + 0.5 * share + 0.1 * len(phrase), enough, unknown)

    def _share(self, entry: _Entry, words: tuple[str, ...]) -> float:
        """The weight of the words that the scene knows over the weight of all."""
        weights = {word: self._weight(word) for word in words if len(word) > 1 or word in entry.vocabulary}
        total = sum(weights.values())
        return sum(w for word, w in weights.items() if word in entry.vocabulary) / total if total else 1.0


@dataclass(frozen=True, slots=True)
class _Entry:
    """A heading's words."""

    phrases: tuple[tuple[str, ...], ...]
    vocabulary: frozenset[str]
    against: frozenset[str]
    denied: tuple[tuple[str, ...], ...]
    title: frozenset[str]

    @classmethod
    def of(cls, heading: Heading) -> _Entry:
        phrases = tuple(sorted((words_of(keyword) for keyword in heading.keywords), key=len, reverse=True))
        named = (
            word for p in heading.parameters for word in (*p.words, *(u.name for u in p.units)) if word[1:]
        )
        told = (heading.title, *heading.keywords, *heading.hints, *heading.examples, *named)
        known = words_of(" ; ".join(told))
        vocabulary = frozenset(known) - STOP | {word for phrase in phrases for word in phrase}
        against = [words_of(text) for text in heading.against]
        words = frozenset(found[0] for found in against if len(found) == 1)
        denied = tuple(found for found in against if len(found) > 1)
        return cls(phrases, vocabulary, words - vocabulary, denied, frozenset(words_of(heading.title)))

    def phrase_in(self, words: tuple[str, ...]) -> tuple[str, ...] | None:
        """The longest keyword that stands in the words, in its order."""
        return next((phrase for phrase in self.phrases if _stands_in(phrase, words)), None)

    def is_denied_by(self, words: tuple[str, ...]) -> bool:
        """Whether the words hold a phrase that turns a prompt away."""
        return any(_stands_in(phrase, words) for phrase in self.denied)

    def is_own_name(self, phrase: tuple[str, ...]) -> bool:
        """Whether a keyword of one word is a proper name in the title, which hardly means anything else."""
        return phrase[0] in self.title and len(phrase[0]) >= 7 and phrase[0] not in ("vector", "derivative")


def _stands_in(phrase: tuple[str, ...], words: tuple[str, ...]) -> bool:
    size = len(phrase)
    return any(words[at : at + size] == phrase for at in range(len(words) - size + 1))
