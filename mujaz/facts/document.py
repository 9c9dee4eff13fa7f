"""An article as the name extractors read it: each pair tokenised once in both languages, its places looked up."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from mujaz import gazetteer
from mujaz.facts import english, lexicon, tagger
from mujaz.facts.names import ArabicSide
from mujaz.gazetteer import arabic_key, stems

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mujaz.facts.english import Run, Token
    from mujaz.facts.lexicon import Lexicon
    from mujaz.gazetteer import Gazetteer, Match
    from mujaz.model import Pair, Term


_LETTERS_AFTER_NAMES = frozenset(
    {"MP", "MSP", "MEP", "AM", "MS", "QC", "KC", "OBE", "CBE", "MBE", "PhD", "MD", "Jr", "Sr"},
)


_ARTICLE = re.compile(r"\b(?:[Aa]l|[Ee]l|[Aa]n|[Aa]r|[Aa]s|[Aa]sh|[Aa]d|[Aa]t|[Aa]z)-$")
_LONGEST_ARTICLE = 5


class Reading:
    """One pair, tokenised: `tokens` and `runs` of the English, `arabic` words, `places_*` the gazetteer's matches."""

    def __init__(self, number: int, pair: Pair, words: Lexicon, places: Gazetteer) -> None:
        """Tokenise both sides and look up every place name."""
        self.number = number
        self.pair = pair
        self.tokens: tuple[Token, ...] = english.tokens(pair.en)
        self.headline = english.is_headline(pair.en, self.tokens)
        self.arabic = ArabicSide(pair.ar)
        self.runs: tuple[Run, ...] = english.runs(pair.en, self.tokens, words, self.arabic)
        self.places_ar: tuple[Match, ...] = places.find(pair.ar, "ar")
        self.places_en: tuple[Match, ...] = tuple(_with_article(pair.en, m) for m in places.find(pair.en, "en"))

    @cached_property
    def labels(self) -> tuple[str, ...]:
        """What the tagger takes each Arabic word for: PER, LOC, ORG or nothing."""
        return tuple(tagger.tag([word.key for word in self.arabic.words]))

    def without_letters(self, run: Run) -> Run:
        """The run without letters after a name: "Jeane Freeman MSP"."""
        last = run.last
        while last > run.first and self.tokens[last].text in _LETTERS_AFTER_NAMES:
            last -= 1
        return english.Run(run.first, last)

    def word_at(self, offset: int) -> int:
        """The number of the Arabic word that holds this character, or the next one."""
        return self.arabic.word_at(offset)

    def phrase(self, first: int, last: int) -> str:
        """The English text from one token to another, both inclusive."""
        return self.pair.en[self.tokens[first].start : self.tokens[last].end]

    def arabic_phrase(self, first: int, last: int) -> str:
        """The Arabic text from one word to another, both inclusive."""
        words = self.arabic.words
        return self.pair.ar[words[first].start : words[last].end]

    def key_before(self, at: int) -> str:
        """The folded Arabic word right before word `at`, with nothing but a space between; else an empty string."""
        return self.arabic.words[at - 1].key if at and not self.gap_ar(at - 1).strip() else ""

    def gap_ar(self, left: int) -> str:
        """What stands between an Arabic word and the next."""
        words = self.arabic.words
        return self.pair.ar[words[left].end : words[left + 1].start] if left + 1 < len(words) else "."


def _with_article(text: str, match: Match) -> Match:
    """An English match with the Arabic article that a hyphen joins to it: "Al-Qurayyat", where Qurayyat is known."""
    article = _ARTICLE.search(text, max(0, match.start - _LONGEST_ARTICLE), match.start)
    if article is None:
        return match
    return replace(match, start=article.start(), name=text[article.start() : match.end])


@dataclass(frozen=True)
class Document:
    """All readings of an article with what the extractors look things up in."""

    readings: tuple[Reading, ...]
    terms: tuple[Term, ...]
    lexicon: Lexicon
    gazetteer: Gazetteer

    @cached_property
    def lower_en(self) -> frozenset[str]:
        """Every English word that stands somewhere in the article in lower case, so is no name by itself."""
        return frozenset(t.text for r in self.readings for t in r.tokens if t.text.islower())

    @cached_property
    def sports(self) -> bool:
        """Whether the article reports sport, where names of cities and countries are names of teams."""
        words = [t.lower for r in self.readings for t in r.tokens]
        hits = [w for w in words if w in self.lexicon.sport_en]
        return len(hits) >= max(_SPORT_WORDS, len(words) * _SPORT_SHARE) and len(set(hits)) >= _SPORT_KINDS

    @cached_property
    def keys_ar(self) -> frozenset[str]:
        """Every Arabic word of the article, folded."""
        return frozenset(w.key for r in self.readings for w in r.arabic.words)


_SPORT_WORDS = 5
_SPORT_SHARE = 0.012
_SPORT_KINDS = 3  # different words: a trial that may end with the death penalty names that one often


def read(pairs: Sequence[Pair], terms: Sequence[Term]) -> Document:
    """Tokenise an article's pairs for extraction."""
    words, places = lexicon.load(), gazetteer.load()
    readings = tuple(Reading(number, pair, words, places) for number, pair in enumerate(pairs))
    return Document(readings, tuple(terms), words, places)


def in_set(word: str, words: frozenset[str]) -> bool:
    """Whether an Arabic word, with or without clitics, is in a folded set."""
    return any(stem in words for stem, _ in stems(arabic_key(word)))
