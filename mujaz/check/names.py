"""Does every place and glossary name of one side have an allowed rendering on the other?

A country may be answered by its name, its adjective or its capital (الأمريكي: American, U.S., Washington), any place by
a name that sounds the same. A place that only the translation has is as suspicious as one that it lacks.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from mujaz.check import tables
from mujaz.check.sides import QUOTED, Problem
from mujaz.gazetteer import arabic_key, arabic_words, english_key, stems
from mujaz.skeleton import arabic_skeleton, similarity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mujaz.check.sides import Sides
    from mujaz.entries import Entry
    from mujaz.gazetteer import Gazetteer, Match
    from mujaz.model import Side as Language
    from mujaz.model import Term

BIG_CITY = 10_400
# Smaller cities share their Arabic names with ordinary words (كان, دور) too often to be held to, unless introduced.
SMALL_CITY_AR = 12_500
SAME_SOUND = 0.85
FEWEST_CONSONANTS = 3
# Smaller cities share their English names with people and teams (Gary, Eden), which any likeness in sound answers.
LIKE_SOUND, FEW_CONSONANTS = 0.76, 2
SHORTEST_NAME = 4
_WORD = re.compile(r"[^\W_]+")
# What a name may stand without: "the Kursk border region", "Hasakah" for Al-Hasakah.
_ARTICLE_EN = re.compile(
    r"^[AE][a-zşẕḑţ]{1,2}[ -](?=[^\W\d_a-z])| (?:[Rr]egion|Oblast|[Pp]rovince|[Gg]overnorate|[Ss]tate|Strip)$"
)
_KIND_AR = re.compile("^(?:منطقة|إقليم|مقاطعة|محافظة|ولاية|قطاع) ")
# "the Gulf of Aqaba" is no Gulf.
_OF_A_NAME = re.compile(r" of (?:the )?[A-Z]")
_LONGEST_QUOTED = 40
_SAINT = re.compile(r"^Saint[ -]")
_OPENS, _CLOSES = tuple('«“"'), tuple('»”"')


@dataclass(frozen=True)
class _Places:
    """The places of one side, and what else there may answer for a place of the other."""

    text: str
    language: Language
    gazetteer: Gazetteer

    @cached_property
    def matches(self) -> tuple[Match, ...]:
        return self.gazetteer.find(self.text, self.language)

    @cached_property
    def ids(self) -> set[str]:
        return {entry.id for match in self.matches for entry in match.entries}

    @cached_property
    def countries(self) -> set[str]:
        """The countries named, by name, adjective or capital."""
        words = _WORD.findall(self.text)
        found = {self.gazetteer.nationality(word, self.language) for word in words}
        found |= {e.country for match in self.matches for e in match.entries if e.kind == "country" or e.capital}
        if self.language == "ar":
            periphrases = tables.load().periphrases
            found |= {code for phrase, codes in periphrases if phrase.search(self.text) for code in codes}
        return found - {""}

    @cached_property
    def says_the_country(self) -> bool:
        """Whether it speaks of "the country" (البلاد), which may stand for a country's name on the other side."""
        return tables.load().the_country[self.language].search(self.text) is not None

    @cached_property
    def letters(self) -> str:
        """The whole text without spaces, for names run together with their neighbours."""
        return _letters(self.text, self.language)

    def answers(self, match: Match) -> bool:
        """Whether a place found on the other side is meant here too."""
        # A Latin name may stand in Arabic text as it is.
        if match.name in self.text or any(map(self._answers, match.entries)):
            return True
        least = (LIKE_SOUND, FEW_CONSONANTS) if _is_small(match.entries[0]) else (SAME_SOUND, FEWEST_CONSONANTS)
        name = _SAINT.sub("San ", match.name)
        return self._sounds_like(name, *least) or self._quotes(name)

    def _quotes(self, name: str) -> bool:
        """Whether Arabic quotation marks hold a firm's or paper's name that sounds so: «إير إنديا» for Air India."""
        short = (said for said in QUOTED.findall(self.text) if len(said) <= _LONGEST_QUOTED)
        quoted = (word.key for said in short for word in arabic_words(said))
        return self.language == "ar" and any(_same(word, name, LIKE_SOUND, FEW_CONSONANTS) for word in quoted)

    def introduces(self, match: Match) -> bool:
        """Whether the word before says that a place follows: مدينة, بلدة, "port of"."""
        return tables.load().introduction.search(self.text[max(0, match.start - 20) : match.start]) is not None

    def _answers(self, entry: Entry) -> bool:
        for_country = entry.kind == "country" or entry.capital or entry.id in tables.load().capitals_too
        if entry.id in self.ids or (for_country and entry.country in self.countries):
            return True
        plain = _ARTICLE_EN if self.language == "en" else _KIND_AR
        names = [plain.sub("", name) for name in (entry.ar if self.language == "ar" else entry.en)]
        forms = [_letters(name, self.language) for name in names]
        # The last letter may give way to an ending: روسيا, روسية; "Europe", "European".
        stems_of = {
            form for full in forms for form in (full, full.removeprefix("ال")[:-1]) if len(form) >= SHORTEST_NAME
        }
        return any(form in self.letters for form in stems_of) or self._in_short(entry)

    def _in_short(self, entry: Entry) -> bool:
        """Whether it has another word for the place ("Welsh") or a part of its name ("the South" for South Korea)."""
        if (word := tables.load().region_words.get(entry.en[0])) and word.search(self.text):
            return True
        if self.language == "ar" or entry.kind != "country":
            return False
        parts = {word for name in entry.en for word in name.split()[:-1]} - tables.load().not_telling
        return bool(parts & set(_WORD.findall(self.text)))

    def _sounds_like(self, name: str, least: float, consonants: int) -> bool:
        longest = len(name.split())
        if self.language == "en":
            capital = [run for run in _runs(_WORD.findall(self.text), longest) if run[0].isupper()]
            return any(
                _same(form, run, least, consonants) for run in capital for form in {name, name.removeprefix("ال")}
            )
        runs = {
            stem for run in _runs([word.key for word in arabic_words(self.text)], longest) for stem, _ in stems(run)
        }
        return any(_same(form, name, least, consonants) for run in runs for form in {run, run.removeprefix("ال")})


def names(pair: Sides, gazetteer: Gazetteer) -> Problem | None:
    """A place or glossary name on one side that nothing on the other side answers."""
    missing = [f"{term.en} ({form})" for term, form in _glossary(pair)]
    added: list[str] = []
    if both := pair.arabic_and_english:
        arabic, english = (_Places(side.prose.text, side.script, gazetteer) for side in both)
        source, target = (arabic, english) if pair.source.language == "ar" else (english, arabic)
        lost, new = list(_unanswered(source, target)), list(_unanswered(target, source))
        # One name for another is no periphrasis: only a name without its counterpart may be "the country".
        if not (lost and new):
            lost = [match for match in lost if not (_is_country(match) and target.says_the_country)]
            new = [match for match in new if not (_is_country(match) and source.says_the_country)]
        missing += [match.name for match in lost]
        added = [match.name for match in new]
    missing, added = list(dict.fromkeys(missing)), list(dict.fromkeys(added))
    if missing and added:
        return Problem("names", "warning", f"{', '.join(added)} where the original has {', '.join(missing)}")
    if missing:
        return Problem("names", "warning", f"missing: {', '.join(missing)}")
    return Problem("names", "warning", f"not in the original: {', '.join(added)}") if added else None


def _unanswered(here: _Places, there: _Places) -> Iterator[Match]:
    told = (match for match in here.matches if not match.entries[0].division)  # of provinces too little is known
    return (match for match in told if _is_claim(here, match) and not there.answers(match))


def _is_country(match: Match) -> bool:
    return match.entries[0].kind == "country"


def _is_city(entry: Entry, below: int) -> bool:
    return entry.kind == "city" and entry.rank < below


def _is_small(entry: Entry) -> bool:
    return entry.kind == "city" and not entry.capital and entry.rank >= BIG_CITY


def _is_claim(here: _Places, match: Match) -> bool:
    """Whether a match is surely a place, one that the other side must have."""
    entry, words = match.entries[0], tables.load()
    if here.language == "ar":
        key = arabic_key(match.name)
        if _is_quoted(here.text, match) or _is_split_off(here.text, match):
            return False
        if (len(key) < SHORTEST_NAME and key not in words.short_names) or key in words.ordinary_names:
            return False
        # Other spellings of a city are often ordinary words: أمان "safety" for Amman.
        usual = bool(entry.ar) and key == arabic_key(entry.ar[0])
        named = usual and (entry.capital or entry.kind == "region" or _is_city(entry, SMALL_CITY_AR))
        return entry.kind == "country" or named or (entry.kind == "city" and here.introduces(match))
    ordinary = entry.kind != "country" and match.name.lower() in words.ordinary_names
    if _is_small(entry):
        return len(match.name) >= SHORTEST_NAME and not ordinary
    if ordinary or not entry.ar or _OF_A_NAME.match(here.text, match.end):
        return False
    return entry.kind in {"country", "region", "city"}


def _is_quoted(text: str, match: Match) -> bool:
    """Whether nothing but the name stands in quotation marks: «الشرق الأوسط» is a newspaper."""
    return text[match.start - 1 : match.start] in _OPENS and text[match.end : match.end + 1] in _CLOSES


def _is_split_off(text: str, match: Match) -> bool:
    """Whether a city that is not among the largest was found behind a letter of its word: زاريا in وزاريا."""
    entry = match.entries[0]
    return _is_small(entry) and match.start > 0 and text[match.start - 1].isalpha()


def _glossary(pair: Sides) -> Iterator[tuple[Term, str]]:
    """The terms whose source form stands in the source while no rendering stands in the translation."""
    for term in pair.terms:
        forms, renderings = term.ar, (term.en, *term.aliases_en)
        if term.protect:
            renderings = (*renderings, *forms)
        if term.kind == "person":
            renderings = (*renderings, *(part for part in term.en.split() if len(part) >= SHORTEST_NAME))
        form = next((form for form in forms if _has(pair.source.text, form, pair.source.language)), None)
        if form and not any(_has(pair.target.text, r, pair.target.language) for r in renderings if r):
            yield term, form


def _has(text: str, name: str, language: str) -> bool:
    """Whether whole words of a text are that name; Arabic words may carry clitics, English ones an ending."""
    if language == "ar":
        words, wanted = [w.key for w in arabic_words(text)], [w.key for w in arabic_words(name)]
        return bool(wanted) and any(
            words[at + 1 : at + len(wanted)] == wanted[1:] and wanted[0] in dict(stems(words[at]))
            for at in range(len(words))
        )
    return re.search(rf"\b{re.escape(english_key(name))}(?:s|es)?\b", english_key(text)) is not None


def _same(arabic: str, latin: str, least: float, consonants: int) -> bool:
    """Whether both write one name; a short one may sound like any word ("Chile" like قال), so it never does."""
    sounds = sum(sound.isupper() for sound in arabic_skeleton(arabic_key(arabic)))
    return sounds >= consonants and similarity(arabic, latin) >= least


def _letters(text: str, language: Language) -> str:
    return arabic_key(text).replace(" ", "") if language == "ar" else english_key(text).replace(" ", "")


def _runs(words: list[str], longest: int) -> Iterator[str]:
    """Every run of so many words or fewer, written together as transliteration may do."""
    for size in range(1, longest + 1):
        for at in range(len(words) - size + 1):
            yield " ".join(words[at : at + size])
