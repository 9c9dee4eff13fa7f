"""Organisations: bodies of a bilingual list, names with a head word that both languages have, and abbreviations."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from mujaz.facts import bodies, fields, glued
from mujaz.facts.captions import noun
from mujaz.facts.lexicon import folded, load, words_ar
from mujaz.facts.located import SURELY_IN, before
from mujaz.facts.organisations_lexicon import known
from mujaz.gazetteer import arabic_key
from mujaz.model import Mention, Organisation
from mujaz.text import fold, slugify

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from mujaz.facts.document import Document, Reading
    from mujaz.facts.spans import Taken
    from mujaz.gazetteer import Match
    from mujaz.model import Side


_GENERAL = folded("فريق نادي شركة شبكة قناة صحيفة مجلة وكالة موقع محطة تنظيم حركة جماعة متاجر")
_IN_BRACKETS = re.compile(r"\s?\(([A-Z][A-Z&]{1,6})\)")
_SITE = re.compile(" (?:Street|Road|Avenue|Square|Bridge|Stadium|Arena|Park|Tower|Junction|Roundabout)\\b")
_ABBREVIATION = re.compile(r"\b[A-Z][A-Z&]{1,6}\b")


@dataclass(slots=True)
class _Found:
    """One organisation as an article names it."""

    en_known: str = ""
    ar: list[str] = field(default_factory=list)
    en: list[str] = field(default_factory=list)
    mentions: list[Mention] = field(default_factory=list)
    order: tuple[int, int] = (0, 0)

    def note(self, name: str, mention: Mention, taken: Taken) -> None:
        """Add one mention and the form of the name there; its range is taken."""
        (self.ar if mention.language == "ar" else self.en).append(name)
        self.mentions.append(mention)
        taken.add([mention])


def organisations(document: Document, taken: Taken) -> tuple[Organisation, ...]:
    """Every organisation of the article in order of first mention; `taken` are the ranges of people."""
    found: dict[str, _Found] = {}
    listed = [(r, _named(r.pair.ar), known().find(r.pair.en, "en")) for r in document.readings]
    named = [tuple(bodies.bodies(document, reading)) for reading in document.readings]
    for (reading, arabic, english), own in zip(listed, named, strict=True):
        _listed(reading, [m for m in arabic if not _inside_longer(document, m, own)], english, taken, found)
    teams = bodies.teams(document, taken)
    for reading, own in zip(document.readings, named, strict=True):
        for body in (*own, *teams.get(reading.number, ())):
            _add(reading, taken, found, _key(body.name_en, found), body.arabic, body.english)
    _abbreviations(document, taken, found)
    _merge_short_forms(found)
    for reading, arabic, english in listed:
        _mention_again(reading, arabic, english, taken, found)
    kept = [(key, one) for key, one in found.items() if one.ar]
    return tuple(_organisation(key, one) for key, one in sorted(kept, key=lambda pair: pair[1].order))


def _inside_longer(document: Document, match: Match, own: Sequence[bodies.Body]) -> bool:
    """Whether a listed body is part of a longer one: "Directorate of the National Guard", "Saudi Interior Ministry"."""
    for body in own:
        start, end = body.arabic
        behind = start < match.start and match.end <= end and " of " in body.name_en
        ahead = start == match.start and match.end < end
        if ahead and any(fields.goes_on(body.name_en, name) for e in match.entries for name in e.en):
            return True
        if ahead and body.name_en.endswith(tuple(f" {name}" for e in match.entries for name in e.en)):
            return True
        if behind or (ahead and document.gazetteer.nationality(body.name_en.split(" ", maxsplit=1)[0], "en")):
            return True
    return False


def _named(text: str) -> tuple[Match, ...]:
    """The listed bodies of an Arabic text without the general word before a name: "هواوي" for "شركة هواوي"."""
    found = []
    for match in known().find(text, "ar"):
        first, _, rest = match.name.partition(" ")
        ids = {e.id for e in known().lookup(rest, "ar")} if arabic_key(first) in _GENERAL else set()
        if ids & {e.id for e in match.entries}:
            found.append(replace(match, start=match.end - len(rest), name=rest))
        else:
            found.append(match)
    return tuple(found)


def _key(name: str, found: dict[str, _Found]) -> str:
    """The id of a body: the list's where it has the name, that of a longer name it ends ("Giants"), or a new one."""
    listed = known().lookup(name, "en")
    if listed:
        return listed[0].id
    if " " not in name:
        longer = (key for key, one in found.items() if any(n.split()[-1:] == [name] and " " in n for n in one.en))
        return next(longer, slugify(fold(name)))
    return slugify(fold(name.removeprefix("the ").removeprefix("The ")))


def _listed(
    reading: Reading, arabic: Sequence[Match], english: Sequence[Match], taken: Taken, found: dict[str, _Found]
) -> None:
    """Bodies of the list that both sides name, or the Arabic alone where there is no translation."""
    common = load().common_body_ar
    for match in arabic:
        ids = {e.id for e in match.entries}
        twin = next((m for m in english if any(e.id in ids for e in m.entries)), None)
        if reading.pair.ar[: match.start].endswith("«") and reading.pair.ar.startswith(" ", match.end):
            continue  # the first word of a longer name: «أمل تينمل»
        if twin and (_SITE.match(reading.pair.en, twin.end) or _is_where(reading, twin)):
            continue  # Al Wahda Street, Emirates Stadium; "in Southampton"
        if twin is None and (reading.pair.en or arabic_key(match.name) in common or _is_a_word(reading, match)):
            continue
        if twin is not None:
            ids &= {e.id for e in twin.entries}
        entry = next(e for e in match.entries if e.id in ids)
        if _add(
            reading,
            taken,
            found,
            entry.id,
            (match.start, match.end),
            (twin.start, twin.end) if twin else None,
            restored=match.name[: len(match.name) - (match.end - match.start)],
        ):
            found[entry.id].en_known = entry.en[0]
    for match in english:
        hit = glued.known(reading.arabic, (name for e in match.entries for name in e.ar))
        key = match.entries[0].id
        if hit and _add(reading, taken, found, key, hit[:2], (match.start, match.end)):
            found[key].ar.append(hit[2])


def _is_where(reading: Reading, twin: Match) -> bool:
    """Whether a body's name is the city's that it plays for, and something is there."""
    city = any((m.start, m.end) == (twin.start, twin.end) and m.entries[0].kind == "city" for m in reading.places_en)
    return city and before(reading, twin.start) in SURELY_IN


def _add(
    reading: Reading,
    taken: Taken,
    found: dict[str, _Found],
    key: str,
    arabic: tuple[int, int],
    english: tuple[int, int] | None,
    *,
    restored: str = "",
) -> bool:
    """Take a name unless a part of it is already part of another; whether it was taken.

    `restored` are letters of the article that the Arabic does not write after ل.
    """
    sides: list[tuple[Side, str, tuple[int, int]]] = [("ar", reading.pair.ar, arabic)]
    if english:
        sides.append(("en", reading.pair.en, english))
    if any(taken.overlaps(reading.pair.id, language, *span) for language, _, span in sides):
        return False
    one = found.setdefault(key, _Found(order=(reading.number, arabic[0])))
    if not restored and reading.pair.ar[max(0, arabic[0] - 1) : arabic[0] + 1] == "لل":
        restored = "ا"
    for language, text, span in sides:
        name = (restored if language == "ar" else "") + text[span[0] : span[1]]
        one.note(name, Mention(reading.pair.id, language, *span), taken)
    return True


def _mention_again(
    reading: Reading, arabic: Sequence[Match], english: Sequence[Match], taken: Taken, found: dict[str, _Found]
) -> None:
    """Further mentions of certain organisations where one language alone names them."""
    for (language, _), matches in zip(reading.pair.sides, (arabic, english), strict=True):
        for match in matches:
            one = next((found[e.id] for e in match.entries if e.id in found), None)
            if one is None or (language == "ar" and (_names_a_place(reading, match) or _is_a_word(reading, match))):
                continue
            if not taken.overlaps(reading.pair.id, language, match.start, match.end):
                one.note(match.name, Mention(reading.pair.id, language, match.start, match.end), taken)


def _is_a_word(reading: Reading, match: Match) -> bool:
    """Whether a name is found only by taking a letter for a particle in what is a word: وفيات, "deaths", for Fiat."""
    word = reading.arabic.words[reading.word_at(match.start)]
    single = word.start < match.start and word.end == match.end
    return single and (word.key in words_ar() or noun([word.key]) is not None)


def _names_a_place(reading: Reading, match: Match) -> bool:
    """Whether the English of the pair has the city that the Arabic calls like its team: Naples beside Napoli."""
    ids = {e.id for m in reading.places_ar if m.start == match.start for e in m.entries}
    return any(e.id in ids for m in reading.places_en for e in m.entries)


def _abbreviations(document: Document, taken: Taken, found: dict[str, _Found]) -> None:
    """Take "BDI" for the body it stands behind in brackets, wherever it stands."""
    short: dict[str, _Found] = {}
    texts = {(r.pair.id, language): text for r in document.readings for language, text in r.pair.sides}
    for one in found.values():
        for mention in one.mentions:
            match = _IN_BRACKETS.match(texts[mention.segment_id, mention.language], mention.end)
            if match:
                short[match[1]] = one
    for (segment, language), text in texts.items():
        for match in _ABBREVIATION.finditer(text):
            owner = short.get(match[0])
            if owner and not taken.overlaps(segment, language, match.start(), match.end()):
                owner.note(match[0], Mention(segment, language, match.start(), match.end()), taken)


def _merge_short_forms(found: dict[str, _Found]) -> None:
    """Take "National Trust" for short where the article has "National Trust for Scotland", in both languages."""
    for key, one in list(found.items()):
        for long in found.values():
            if long is not one and _begins(long.en, one.en) and _begins(long.ar, one.ar):
                long.ar += one.ar
                long.en += one.en
                long.mentions += one.mentions
                long.order = min(long.order, one.order)
                del found[key]
                break


def _begins(longer: Sequence[str], shorter: Sequence[str]) -> bool:
    return any(a.startswith(b + " ") for a in longer for b in shorter)


def _organisation(key: str, one: _Found) -> Organisation:
    arabic, english = _forms(one.ar), _forms(one.en)
    return Organisation(
        id=key,
        ar=arabic[0],
        en=english[0] if english else one.en_known,
        mentions=tuple(dict.fromkeys(one.mentions)),
        agreed=bool(english),
        aliases_ar=tuple(arabic[1:]),
        aliases_en=tuple(english[1:]),
    )


def _forms(names: Iterable[str]) -> list[str]:
    """The forms of a name, the fullest first; spellings of one form count once."""
    counted = Counter(names)
    ordered = sorted(counted, key=lambda n: (-len(n.split()), -counted[n]))
    return list({arabic_key(n): n for n in reversed(ordered)}.values())[::-1]
