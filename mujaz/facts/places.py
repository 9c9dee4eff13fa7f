"""Places: names from the gazetteer that both languages state, and smaller ones that both mark as places."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from mujaz.entries import CITY_RANK, KNOWN_CITY
from mujaz.facts import name_ends
from mujaz.facts.document import in_set
from mujaz.facts.gathered import Gathered, add, certain, merge_counties, place
from mujaz.facts.lexicon import folded
from mujaz.facts.located import (
    SURELY_IN,
    after,
    begins_row,
    dateline,
    followed,
    hosts,
    is_listed,
    is_located,
    is_owner,
    is_played_in,
    is_venue,
)
from mujaz.facts.namesakes import choose, countries
from mujaz.facts.place_spellings import WELL_SPELLED, by_sound, other_writing, preposition
from mujaz.facts.plausible import DIRECTIONS, hyphened, plausible_ar, plausible_division, plausible_en
from mujaz.facts.roads import roads
from mujaz.facts.sites import is_at, site
from mujaz.facts.unlisted import unlisted
from mujaz.gazetteer import Match, arabic_key, stems
from mujaz.model import Mention, Place
from mujaz.text import strip_marks

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Sequence

    from mujaz.facts.document import Document, Reading
    from mujaz.facts.spans import Taken

_FOLLOWING = 4
# Heads of places that bear a town's name without being it.
_OF_NATURE = folded("جبل جبال نهر بحيرة خليج مضيق بحر وادي صحراء غابة شلالات هضبة سهل سهول جزر أرخبيل")
# Small words after a place that are places too: "the Darien jungle", "the Kursk border region".
_AROUND = frozenset(
    "jungle settlement camp forest border countryside suburb front area sector enclave crossing highway road "
    "base".split()
)
# What is a team's in sport: "deep in Everton territory".
_OF_A_TEAM = frozenset("territory half box goal net shirt colours colors defence defense midfield attack squad".split())
_NATIONAL = ("an", "ish", "ese")  # "Catalan" is no Catalonia
_SCENE = re.compile(r" (?:will host|to host|hosts|hosted|saw|has seen|witnessed|is home to|lies|awoke)\b")
_TRAVELS = re.compile(
    r"\b(?:travel\w*|fl(?:y|ying|ew|own|ight)|head(?:s|ed|ing)?|moved?|moving|return\w*|bus|train|trip|drive|drove|driven"
    r"|runs?|ran|walk\w*)(?: in| out| back| home| over)? (?:to|from) $"
)
_BORN = re.compile(r"-(?:born|raised|based)\b")


def places(document: Document, taken: Taken) -> tuple[Place, ...]:
    """Every place of the article in order of first mention; `taken` are the ranges of people and organisations."""
    known = countries(document)
    found: dict[str, Gathered] = {}
    for reading in document.readings:
        _sites(document, reading, taken, known, found)
        arabic = [m for m in reading.places_ar if plausible_ar(reading, m, taken)]
        english = [m for m in reading.places_en if plausible_en(reading, m, taken)]
        if reading.pair.en:
            _pair_up(document, reading, (arabic, english), taken, known, found)
            for one in unlisted(document, reading, taken, _ends(document, reading, found)):
                certain(document, reading, one, known, found)
            _in_rows(document, reading, found)
        else:
            _alone(document, reading, arabic, known, found)
    for reading in document.readings:
        _mention_again(reading, taken, found)
        _mention_unlisted(reading, taken, found)
    merge_counties(found)
    kept = [(one, key) for key, one in found.items() if one.located or _needs_no_cue(document, one)]
    return tuple(place(key, one) for one, key in sorted(kept, key=lambda pair: pair[0].order))


def _ends(
    document: Document, reading: Reading, found: dict[str, Gathered], *, starts: bool = False
) -> tuple[set[int], set[int]]:
    """Where the places that are certain end, or start, in the Arabic and the English of one pair."""
    ends: tuple[set[int], set[int]] = (set(), set())
    for one in found.values():
        if one.located or _needs_no_cue(document, one):
            for mention in one.mentions:
                if mention.segment_id == reading.pair.id:
                    ends[mention.language == "en"].add(mention.start if starts else mention.end)
    return ends


def _in_rows(document: Document, reading: Reading, found: dict[str, Gathered]) -> None:
    """Take for certain what stands in a row with places that are, in both languages: "Covilhã and Guarda"."""
    for one in found.values():
        sides = {m.language: (m.start, m.end) for m in one.mentions if m.segment_id == reading.pair.id}
        if not one.located and len(sides) > 1 and not document.sports:
            ends, starts = _ends(document, reading, found), _ends(document, reading, found, starts=True)
            one.located = is_listed(reading, sides["en"], sides["ar"], ends)
            one.located |= begins_row(reading, sides["en"], sides["ar"], starts)


def _sites(document: Document, reading: Reading, taken: Taken, known: Counter[str], found: dict[str, Gathered]) -> None:
    """Take streets, airports and the like first, so that no part of their names is a place of its own."""
    for road in roads(reading) if reading.pair.en else ():
        certain(document, reading, road, known, found)
        taken.add((Mention(reading.pair.id, "ar", *road.arabic), Mention(reading.pair.id, "en", *road.english)))
    for run in reading.runs if reading.pair.en else ():
        place = site(document, reading, run)
        if place and reading.headline and not is_at(reading, run):
            continue
        if place is None or any(m.start <= place.english[0] and place.english[1] <= m.end for m in reading.places_en):
            continue
        mentions = (Mention(reading.pair.id, "ar", *place.arabic), Mention(reading.pair.id, "en", *place.english))
        if not any(taken.overlaps(reading.pair.id, m.language, m.start, m.end) for m in mentions):
            certain(document, reading, place, known, found)
            taken.add(mentions)


def _needs_no_cue(document: Document, one: Gathered) -> bool:
    """Whether the name alone is enough: not a team's city in a sports report, and not a town called Batman."""
    if document.sports and one.kind == "region":
        return False  # Connacht is its team
    if not one.doubtful:
        return True
    return not document.sports and one.entry is not None and one.entry.rank < KNOWN_CITY


def _follows(reading: Reading, start: int) -> bool:
    """Whether the name goes on a list of places: "Phoenix, Las Vegas and Salt Lake City"."""
    text = reading.pair.en
    return any(text[m.end : start] in {", ", " and ", ", and ", " or "} for m in reading.places_en if m.end < start)


def _ends_address(reading: Reading, start: int) -> bool:
    """Whether the name follows a city and a comma: "Manchester, England"."""
    return any(
        m.end == start - 2 and m.entries[0].kind == "city" and reading.pair.en[m.end : start] == ", "
        for m in reading.places_en
    )


def _attributive(document: Document, reading: Reading, match: Match) -> bool:
    """Whether the city only says which one: "in the Wimbledon final", but not "in the Kursk border region"."""
    text = reading.pair.en
    following = text[match.end :].replace(",", " ,").split()[:_FOLLOWING]
    if not following or not text[match.end :].startswith(" ") or not following[0].isalpha():
        return False  # "home to the Rhondda,"
    following.append(match.name.split()[-1].lower())  # "in the Northern Province of Rwanda"
    return text[: match.start].endswith("the ") and (document.lexicon.place_head_en | _AROUND).isdisjoint(following)


def _pair_up(
    document: Document,
    reading: Reading,
    sides: tuple[Sequence[Match], Sequence[Match]],
    taken: Taken,
    known: Counter[str],
    found: dict[str, Gathered],
) -> None:
    """Accept what both sides name; the Arabic may be spelled in a way that the gazetteer does not have."""
    free, english = list(sides[0]), sides[1]
    for match in english:
        ids = {e.id for e in match.entries}
        twin = next((m for m in free if any(e.id in ids for e in m.entries)), None)
        if twin is None and (part := _without_direction(document, match)):
            match, ids = part, {e.id for e in part.entries}  # noqa: PLW2901 - the part stands for the whole
            twin = next((m for m in free if any(e.id in ids for e in m.entries)), None)
        if twin:
            shared = [e for e in match.entries if any(e.id == other.id for other in twin.entries)]
            if all(e.doubtful for e in shared):
                shared = [e for e in match.entries if e.doubtful]
            entry, start, end, name = choose(shared, known), twin.start, twin.end, twin.name
            free.remove(twin)
            if entry.division and not known[entry.country] and len(shared) > 1:
                continue  # the Northern Province of any country
        else:
            entry = choose(match.entries, known)
            hit = other_writing(document, reading, match, entry, taken)
            if hit is None:
                continue
            start, end, name = hit
        one = found.setdefault(entry.id, Gathered(entry, entry.kind, order=(reading.number, start)))
        sure = twin is not None
        of_a_team = document.sports and after(reading, match.end) in _OF_A_TEAM
        one.located = one.located or (not of_a_team and _there(document, reading, one, match, start, sure=sure))
        add(one, reading, "ar", start, end, name)
        surface = strip_marks(reading.pair.ar[start:end])
        if twin is None and surface != name:
            one.ar.append(surface)  # as it stands, its words run together
        add(one, reading, "en", match.start, match.end, match.name)
        if not one.located and not document.sports:
            ends = _ends(document, reading, found)
            one.located = is_located(document, reading, (match.start, match.end), (start, end), ends)
    if free:
        _sounded(document, reading, free, taken, known, found)


def _without_direction(document: Document, match: Match) -> Match | None:
    """The place of which a match names a part: Lebanon in "southern Lebanon", where the Arabic says it otherwise."""
    direction, _, name = match.name.partition(" ")
    entries = document.gazetteer.lookup(name, "en") if direction.lower() in DIRECTIONS else ()
    return Match(match.end - len(name), match.end, name, entries) if entries else None


def _there(document: Document, reading: Reading, one: Gathered, match: Match, start: int, *, sure: bool) -> bool:
    """Whether what stands around a place of the gazetteer says that it is one here; `sure` of its Arabic name."""
    before, at = preposition(document, reading, match.start), reading.word_at(start)
    attributive = one.doubtful and _attributive(document, reading, match)
    if attributive:
        before = ""
    if (before in SURELY_IN) if document.sports else before:
        return True
    if not document.sports:
        scene = _SCENE.match(reading.pair.en, match.end)
        if scene or followed(reading, match.end) or _follows(reading, match.start):
            return True
        if sure and (is_owner(document, reading, match.end) or (not attributive and reading.labels[at] == "LOC")):
            return True
    elif (
        (before in {"to", "from"} and _TRAVELS.search(reading.pair.en[: match.start]))
        or is_venue(reading, match.start, start)
        or is_played_in(reading, match.start)
        or (one.kind == "region" and _ends_address(reading, match.start))
        or (one.kind == "region" and after(reading, match.end) in document.lexicon.place_head_en)
    ):
        return True
    headed = in_set(reading.key_before(at), document.lexicon.place_head_ar)
    dated = dateline(reading, match.start, match.end) or hyphened(reading, match)
    dated = dated or _BORN.match(reading.pair.en, match.end) is not None
    large = one.entry is not None and one.entry.rank < KNOWN_CITY  # Wimbledon is its tournament
    return headed or dated or (large and hosts(reading, match.end, at))


def _sounded(
    document: Document,
    reading: Reading,
    free: Sequence[Match],
    taken: Taken,
    known: Counter[str],
    found: dict[str, Gathered],
) -> None:
    """Accept Arabic names of the gazetteer that the English spells in letters of its own."""
    spelled = by_sound(reading, taken)
    cues = document.lexicon.place_cue_ar | document.lexicon.place_head_ar
    for match in free:
        run = spelled.get((match.start, match.end))
        adjective = run and reading.pair.en[slice(*run)].endswith(_NATIONAL) and not match.name.endswith("ن")
        if run and not adjective and arabic_key(match.name) not in document.lexicon.place_head_ar:
            entry = choose(match.entries, known)
            one = found.setdefault(entry.id, Gathered(entry, entry.kind, order=(reading.number, match.start)))
            at = reading.word_at(match.start)
            one.located |= reading.labels[at] == "LOC"
            one.located |= in_set(reading.key_before(at), cues)
            add(one, reading, "ar", match.start, match.end, match.name)
            add(one, reading, "en", *run, reading.pair.en[slice(*run)])


def _titled(document: Document, reading: Reading, at: int) -> bool:
    """Whether the word before is السيد and the like, with a clitic or without."""
    before = stems(reading.arabic.words[at - 1].key) if at else ()
    return any(stem in document.lexicon.honorific_ar for stem, _ in before)


def _alone(
    document: Document, reading: Reading, arabic: Sequence[Match], known: Counter[str], found: dict[str, Gathered]
) -> None:
    """Without a translation: countries and regions by name, cities when known, headed or tagged as places."""
    for match in arabic:
        entry = choose(match.entries, known)
        at = reading.word_at(match.start)
        words = reading.arabic.words
        headed = at and in_set(words[at - 1].key, document.lexicon.place_head_ar)
        if entry.doubtful and at and in_set(words[at - 1].key, _OF_NATURE):
            continue
        if entry.division and not plausible_division(document, reading, match, known[entry.country]):
            continue
        sure = not entry.doubtful or entry.division or entry.capital or entry.rank < CITY_RANK
        if arabic_key(match.name) in document.lexicon.common_place_ar or not (
            sure or headed or reading.labels[at] == "LOC"
        ):
            continue
        if arabic_key(match.name) in document.lexicon.headed_place_ar and not headed:
            continue
        if entry.doubtful and (reading.labels[at] == "PER" or _titled(document, reading, at)):
            continue
        cut = reading.pair.ar[words[at].start : match.start]
        if (entry.division or not sure) and cut and (reading.labels[at] != "LOC" or cut.startswith("ك")):
            continue
        if reading.key_before(at) in name_ends.LINKS:
            continue  # خولة بنت الأزور
        if entry.kind != "country" and at and _names_a_venue(document, reading, at):
            continue
        one = found.setdefault(entry.id, Gathered(entry, entry.kind, located=True, order=(reading.number, match.start)))
        add(one, reading, "ar", match.start, match.end, match.name)


def _names_a_venue(document: Document, reading: Reading, at: int) -> bool:
    """Whether the place is part of the name of a stadium, a road or a body: ملعب سانتياغو برنابيو, جامعة تكساس."""
    return in_set(reading.key_before(at), document.lexicon.body_cue_ar)


def _mention_again(reading: Reading, taken: Taken, found: dict[str, Gathered]) -> None:
    """Further mentions of places that are certain, where one language alone has them."""
    for match in reading.places_ar:
        one = next((found[e.id] for e in match.entries if e.id in found), None)
        if one and plausible_ar(reading, match, taken):
            add(one, reading, "ar", match.start, match.end, match.name)
    for match in reading.places_en:
        one = next((found[e.id] for e in match.entries if e.id in found), None)
        if one and plausible_en(reading, match, taken):
            add(one, reading, "en", match.start, match.end, match.name)


def _mention_unlisted(reading: Reading, taken: Taken, found: dict[str, Gathered]) -> None:
    """Further mentions of places that no gazetteer has, by the names that they have in the article."""
    names = {name: one for one in found.values() if one.entry is None and one.located for name in one.en}
    for run in reading.runs if names else ():
        start, end = reading.tokens[run.first].start, reading.tokens[run.last].end
        one = names.get(reading.pair.en[start:end])
        if one is None or taken.overlaps(reading.pair.id, "en", start, end):
            continue
        add(one, reading, "en", start, end, reading.pair.en[start:end])
        spelled = next(iter(reading.arabic.find(reading.pair.en[start:end])), None)
        if spelled and spelled.score >= WELL_SPELLED:
            headed = (f for f in one.ar if " " in f and reading.pair.ar[: spelled.end].endswith(f))  # مقاطعة شارلوت
            begins = min((spelled.end - len(form) for form in headed), default=spelled.start)
            begins = min(begins, spelled.start)
            if not taken.overlaps(reading.pair.id, "ar", begins, spelled.end):
                add(one, reading, "ar", begins, spelled.end, reading.pair.ar[begins : spelled.end])
