"""Where places are and what they are called: countries, regions, seas and cities in Arabic and English.

Names are found by longest match over words; in Arabic the first word may carry clitics (و ف ب ل ك, with or without ال).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from mujaz import entries
from mujaz.text import fold, fold_same_length, strip_marks

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from mujaz.entries import Entry
    from mujaz.model import Side

# A word ends with ta marbuta even where the space after it was forgotten: "مجلةواشنطن" is two words.
_ARABIC_WORD = re.compile(
    "[\u0621-\u0628\u062a-\u065f\u0670]*\u0629[\u064b-\u0652]*|[\u0621-\u0628\u062a-\u065f\u0670]+",
)
_ENGLISH_WORD = re.compile(r"[^\W_]+")
_ARABIC_GAP = re.compile("[ \u00a0\u200c-]{0,3}")
_ENGLISH_GAP = re.compile("[ .'’\u00a0-]{1,3}")
_BEHIND_A_TOWN = re.compile(
    r"(?:(?<=\w, )|(?<=\([RDI]-))((?:[A-Z]\. ?){1,3}[A-Z][a-z]+\.|(?:[A-Z]\.){2,3}|[A-Z][a-z]{1,4}\.)"
)
_SHORTENED = frozenset({"US", "CA", "AU"})  # whose states newspapers shorten
_ABBREVIATION = 5
_LONGEST = 6
_SHORTEST_STEM = 2
_CLITICS = ("و", "ف", "ب", "ل", "ك", "وب", "ول", "وك", "فب", "فل")


@dataclass(frozen=True, slots=True)
class Match:
    """Where a name stands in a text, clitics left out, and every place it can mean, the likeliest first.

    `name` is the text there as it is written alone: "الصين" for the letters "لصين" of "للصين".
    """

    start: int
    end: int
    name: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text as it is looked up, with its offsets."""

    key: str
    start: int
    end: int


@lru_cache(maxsize=1_000)
def arabic_words(text: str) -> tuple[Word, ...]:
    """The words of an Arabic text, folded for look-up."""
    return tuple(Word(arabic_key(m[0]), m.start(), m.end()) for m in _ARABIC_WORD.finditer(text))


def arabic_key(word: str) -> str:
    """The form under which Arabic names are compared: no marks, hamza carriers and endings levelled."""
    return fold_same_length(strip_marks(word))


def english_key(name: str) -> str:
    """The form under which English names are compared: words only, lower case, no accents."""
    folded = name.lower() if name.isascii() else fold(name)
    return folded if folded.isalpha() else " ".join(_ENGLISH_WORD.findall(folded))


@lru_cache(maxsize=20_000)
def stems(key: str) -> tuple[tuple[str, int], ...]:
    """An Arabic word as it stands and without the clitics it may carry, with how many letters went.

    "للصين" gives "الصين" with one letter gone, because the article's alif is not written after ل; "للجنة" gives
    "اللجنة" too, because three ل are written as two.
    """
    found = [(key, 0)]
    for clitic in _CLITICS:
        if key.startswith(clitic) and len(key) - len(clitic) >= _SHORTEST_STEM:
            rest = key[len(clitic) :]
            found.append((rest, len(clitic)))
            if clitic[-1] == "ل" and rest.startswith("ل"):
                found += (("ا" + rest, len(clitic)), ("ال" + rest, len(clitic)))
    return tuple(found)


class Gazetteer:
    """Every known place, by name in both languages."""

    def __init__(
        self,
        named: Sequence[Entry],
        cities: Sequence[str] = (),
        divisions: Sequence[str] = (),
        adjectives: dict[Side, dict[str, str]] | None = None,
    ) -> None:
        """Index `named`, and lines of cities.tsv and subdivisions.tsv, which become entries only when asked for."""
        self._entries = named
        self._cities = cities
        self._divisions = divisions
        self._adjectives = adjectives or {"ar": {}, "en": {}}
        self._index: dict[Side, dict[str, tuple[int, ...]]] = {"ar": {}, "en": {}}
        # By the first word of a name, of how many words the longest such name is made.
        self._words: dict[Side, dict[str, int]] = {"ar": {}, "en": {}}
        self._capitals: set[str] = set()
        self._abbreviations: dict[str, int] = {}
        self._countries = {entry.country: entry for entry in named if entry.kind == "country"}
        for number, entry in enumerate(named):
            for name in entry.ar:
                self._put("ar", arabic_key(name).replace("-", " "), number)
            for name in entry.en:
                if entry.country in _SHORTENED and entry.kind == "region" and name.endswith("."):
                    self._abbreviations[name] = number  # "Miss." is Mississippi only behind a comma
                    continue
                self._put("en", english_key(name), number)
                if len(name) <= _ABBREVIATION and name.isupper():
                    self._capitals.add(english_key(name))
        for number, line in enumerate((*cities, *divisions), len(named)):
            *_, english, arabic = line.split("\t")
            for name in english.split("|"):
                self._put("en", english_key(name), number)
            if arabic:
                for name in fold_same_length(arabic).replace("-", " ").split("|"):
                    self._put("ar", name, number)

    def _put(self, language: Side, key: str, number: int) -> None:
        index = self._index[language]
        found = index.get(key)
        if found is None:
            index[key] = (number,)
            first, spaces = key.split(" ", 1)[0], key.count(" ")
            if spaces >= self._words[language].get(first, 0):
                self._words[language][first] = spaces + 1
        elif found[-1] != number:
            index[key] = (*found, number)

    def _entry(self, number: int) -> Entry:
        if number < len(self._entries):
            return self._entries[number]
        rank = number - len(self._entries)
        if rank >= len(self._cities):
            return entries.division(self._divisions[rank - len(self._cities)])
        return entries.city(rank, self._cities[rank])

    def lookup(self, name: str, language: Side) -> tuple[Entry, ...]:
        """Every place of that name, spelling variants levelled, the likeliest first."""
        key = " ".join(w.key for w in arabic_words(name)) if language == "ar" else english_key(name)
        found = [self._entry(number) for number in self._index[language].get(key, ())]
        return tuple(sorted(found, key=lambda entry: entry.rank))

    def kinds(self, key: str) -> frozenset[str]:
        """The kinds of places that a folded Arabic word, its clitics aside, can name; divisions do not count."""
        index, settled, last = self._index["ar"], len(self._entries), len(self._entries) + len(self._cities)
        numbers = next((found for stem, _ in stems(key) if (found := index.get(stem)) and found[0] < last), ())
        return frozenset("city" if n >= settled else self._entries[n].kind for n in numbers if n < last)

    def country(self, code: str) -> Entry | None:
        """The country with that ISO 3166-1 alpha-2 code."""
        return self._countries.get(code)

    def nationality(self, word: str, language: Side) -> str:
        """The ISO code of the country whose adjective this is ("الروسية", "وروسي", "Russian"), or an empty string."""
        table = self._adjectives[language]
        if language == "en":
            key = english_key(word)
            return table.get(key) or table.get(key.removesuffix("s"), "")
        for stem, _ in stems(arabic_key(word)):
            bare = stem.removeprefix("ال")
            for ending in ("", "ه", "ون", "ين", "ان", "تان", "تين", "ات"):
                code = table.get(bare.removesuffix(ending)) if bare.endswith(ending) else None
                if code:
                    return code
        return ""

    def find(self, text: str, language: Side) -> tuple[Match, ...]:
        """Every place named in the text, longest match first, none overlapping another.

        English names must be written with a capital, abbreviations in capitals throughout; an Arabic name begins after
        its clitics. Nothing is disambiguated: كان is found as Cannes, and it is for the caller to ask for evidence.
        """
        if language == "ar":
            return tuple(self._find_arabic(text))
        named, short = list(self._find_english(text)), list(self._find_abbreviations(text))
        if not short:
            return tuple(named)
        # "Mo" of "St. Louis, Mo." may be a town of its own.
        named = [m for m in named if not any(m.start < s.end and s.start < m.end for s in short)]
        return tuple(sorted([*named, *short], key=lambda match: match.start))

    def _find_abbreviations(self, text: str) -> Iterator[Match]:
        """The short forms of states behind the name of a town: "Harlan, Ky.", and of members of parliament."""
        for found in _BEHIND_A_TOWN.finditer(text):
            number = self._abbreviations.get(found[1])
            if number is not None:
                yield self._match(found.start(1), found.end(1), found[1], (number,))

    def _find_arabic(self, text: str) -> Iterator[Match]:
        words, index, longest = arabic_words(text), self._index["ar"], self._words["ar"]
        at = 0
        while at < len(words):
            word = words[at]
            open_ = [(stem, cut) for stem, cut in stems(word.key) if stem in longest]
            run = min(_run(text, words, at, _ARABIC_GAP), max(longest[stem] for stem, _ in open_)) if open_ else 0
            for length in range(run, 0, -1):
                tail = "".join(" " + w.key for w in words[at + 1 : at + length])
                hit = next(((n, cut, s) for s, cut in open_ if (n := index.get(s + tail))), None)
                if hit:
                    numbers, cut, stem = hit
                    start, end = word.start + _skip_marks(text[word.start :], cut), words[at + length - 1].end
                    restored = stem[: len(stem) + cut - len(word.key)]
                    yield _without_head(self._match(start, end, restored + text[start:end], numbers))
                    at += length - 1
                    break
            at += 1

    def _find_english(self, text: str) -> Iterator[Match]:
        index, longest = self._index["en"], self._words["en"]
        words = tuple(
            Word(m[0].lower() if m[0].isascii() else fold(m[0]), m.start(), m.end())
            for m in _ENGLISH_WORD.finditer(text)
        )
        at = 0
        while at < len(words):
            start = words[at].start
            if words[at].key == "the" and self._known_words(words, at) - 1 < self._known_words(words, at + 1):
                at += 1  # of "the Caspian Sea" not "the Caspian"
                continue
            most = longest.get(words[at].key, 0)
            run = min(_run(text, words, at, _ENGLISH_GAP), most) if most else 0
            for length in range(run, 0, -1):
                numbers = index.get(" ".join(w.key for w in words[at : at + length]))
                end = words[at + length - 1].end
                if numbers and self._written_as_name(text[start:end], length):
                    if words[at].key == "the" and " ".join(w.key for w in words[at + 1 : at + length]) in index:
                        start = words[at + 1].start  # the article is no part of "the United States"
                    if "." in text[start:end] and text[end : end + 1] == "." and text[end - 2 : end - 1] == ".":
                        end += 1
                    yield self._match(start, end, text[start:end], numbers)
                    at += length - 1
                    break
            at += 1

    def _known_words(self, words: tuple[Word, ...], at: int) -> int:
        """How many words from `at` on make the longest known English name."""
        most = self._words["en"].get(words[at].key, 0) if at < len(words) else 0
        return next(
            (n for n in range(most, 0, -1) if " ".join(w.key for w in words[at : at + n]) in self._index["en"]), 0
        )

    def _written_as_name(self, surface: str, length: int) -> bool:
        if english_key(surface) in self._capitals:
            return surface.isupper()
        return surface[0].isupper() or (length > 1 and any(c.isupper() for c in surface))

    def _match(self, start: int, end: int, name: str, numbers: tuple[int, ...]) -> Match:
        found = [self._entry(number) for number in numbers]
        marks = _TELLING_MARKS.intersection(name)
        if marks:
            # عمّان is Amman and عُمان is Oman; without marks both are meant.
            found = [e for e in found if any(marks.issubset(form) for form in e.ar)] or found
        return Match(start, end, name, tuple(sorted(found, key=lambda entry: entry.rank)))


def _without_head(match: Match) -> Match:
    """A city without the word that says so, by which alone some are known: بالو for "مدينة بالو"."""
    head, _, name = match.name.partition(" ")
    if not name or arabic_key(head) not in _CITY_HEADS or any(e.kind != "city" for e in match.entries):
        return match
    return Match(match.end - len(name), match.end, name, match.entries)


_CITY_HEADS = frozenset(map(arabic_key, ("مدينة", "بلدة", "قرية")))
_TELLING_MARKS = frozenset("\u064f\u0651")  # damma and shadda


def _run(text: str, words: tuple[Word, ...], at: int, gap: re.Pattern[str]) -> int:
    """How many words from `at` on belong to one phrase: parted by nothing but the gap."""
    length = 1
    while (
        length < _LONGEST
        and at + length < len(words)
        and gap.fullmatch(text, words[at + length - 1].end, words[at + length].start)
    ):
        length += 1
    return length


def _skip_marks(text: str, letters: int) -> int:
    """The offset after so many letters and the diacritics and tatweel that belong to them."""
    at = 0
    while letters or not strip_marks(text[at]):
        letters -= bool(strip_marks(text[at]))
        at += 1
    return at


@cache
def load() -> Gazetteer:
    """The packaged gazetteer, read once in a process."""
    rows = {row[0]: row for row in (line.split("\t") for line in entries.lines("country_names.tsv"))}
    adjectives: dict[Side, dict[str, str]] = {"ar": {}, "en": {}}
    for code, _, _, arabic, english in rows.values():
        adjectives["ar"].update((arabic_key(word), code) for word in entries.split(arabic))
        adjectives["en"].update((english_key(word), code) for word in entries.split(english))
    named = [*entries.countries(rows), *entries.regions()]
    return Gazetteer(named, entries.lines("cities.tsv"), entries.lines("subdivisions.tsv"), adjectives)
