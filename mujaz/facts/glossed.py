"""Names of the glossary: where an article has them, and how they take the place of what was found."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from mujaz.facts.spans import Taken
from mujaz.gazetteer import arabic_words, stems
from mujaz.model import Mention, Organisation, Person, Place
from mujaz.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from mujaz.facts.document import Document, Reading
    from mujaz.model import Term

Named = TypeVar("Named", Person, Place, Organisation)


def names(document: Document) -> tuple[tuple[Person, ...], tuple[Place, ...], tuple[Organisation, ...]]:
    """What the glossary names and the article mentions, in the glossary's words.

    Longer forms are found first, so that "جامعة دمشق" is not read as "دمشق".
    """
    taken = Taken()
    people: list[Person] = []
    places: list[Place] = []
    bodies: list[Organisation] = []
    naming = [term for term in document.terms if term.kind != "term"]
    for term in sorted(naming, key=lambda t: -max(map(len, t.ar), default=0)):
        mentions = [m for reading in document.readings for m in _mentions(reading, term) if not taken.holds(m)]
        if not any(m.language == "ar" for m in mentions):
            continue
        taken.add(mentions)
        aliases = (tuple(term.ar[1:]), tuple(term.aliases_en))
        agreed = any(m.language == "en" for m in mentions)
        common = (term.id, term.ar[0], term.en, tuple(mentions), agreed, *aliases)
        if term.kind == "person":
            people.append(Person(*common, role_ar=term.role_ar, role_en=term.role_en))
        elif term.kind == "organisation":
            bodies.append(Organisation(*common))
        else:
            entry = next(
                iter(document.gazetteer.lookup(term.en, "en") or document.gazetteer.lookup(term.ar[0], "ar")), None
            )
            place = Place(*common)
            if entry:
                place = replace(place, kind=entry.kind, country=entry.country, lat=entry.lat, lon=entry.lon)
            places.append(place)
    return tuple(people), tuple(places), tuple(bodies)


def _mentions(reading: Reading, term: Term) -> Iterator[Mention]:
    """Where any form of the term stands in either text; Arabic ones may carry clitics."""
    words = reading.arabic.words
    forms = sorted((tuple(w.key for w in arabic_words(form)) for form in term.ar), key=len, reverse=True)
    at = 0
    while at < len(words):
        step = 1
        for form in forms:
            here = [w.key for w in words[at : at + len(form)]]
            cut = next((c for stem, c in stems(here[0]) if [stem, *here[1:]] == list(form)), None) if form else None
            if cut is not None:
                yield Mention(reading.pair.id, "ar", words[at].start + cut, words[at + len(form) - 1].end)
                step = len(form)
                break
        at += step
    text, end = reading.pair.en, 0
    while end < len(text):
        hits = [(text.find(form, end), -len(form)) for form in (term.en, *term.aliases_en) if form]
        start, length = min((h for h in hits if h[0] >= 0), default=(-1, 0))
        if start < 0:
            return
        end = start - length
        if not (text[start - 1 : start].isalnum() or text[end : end + 1].isalnum()):
            yield Mention(reading.pair.id, "en", start, end)


def overruled(found: Sequence[Named], fixed: Sequence[Named]) -> tuple[Named, ...]:
    """What was found with the glossary's facts in place of their doubles, in order of first mention.

    A found fact is a double when it shares a name with a glossary entry, or is a person inside a longer name of one;
    its mentions and its role (where the glossary gives none) are kept.
    """
    out: list[Named] = list(fixed)
    for one in found:
        home = next((n for n, other in enumerate(fixed) if _share_name(one, other) or is_part(one, other)), None)
        if home is None:
            out.append(one)
        else:
            out[home] = joined(out[home], one)
    return tuple(out)


def joined(fixed: Named, found: Named) -> Named:
    """The fact that an editor wrote with what the article adds to it."""
    mentions = tuple(dict.fromkeys((*fixed.mentions, *found.mentions)))
    both = replace(fixed, mentions=mentions, agreed=fixed.agreed or found.agreed)
    if isinstance(both, Person) and isinstance(found, Person):
        return replace(both, role_ar=both.role_ar or found.role_ar, role_en=both.role_en or found.role_en)
    return both


def is_part(one: Person | Place | Organisation, other: Person | Place | Organisation) -> bool:
    """Whether a found person is a part of what an editor calls somebody: بيرقدار of نورا بيرقدار."""
    both = isinstance(one, Person) and isinstance(other, Person)
    return both and any(_is_inside(mention, other.mentions) for mention in one.mentions)


def uncovered(found: Sequence[Named], fixed: Sequence[Person | Place | Organisation]) -> tuple[Named, ...]:
    """What was found without its mentions inside longer names that an editor gave; without any left it is dropped."""
    names = {(type(one), one.id) for one in fixed}
    covers = [mention for one in fixed for mention in one.mentions]
    out = []
    for one in found:
        own = (type(one), one.id) in names
        kept = tuple(m for m in one.mentions if not _is_inside(m, one.mentions if own else covers))
        if kept or not one.mentions:
            out.append(one if len(kept) == len(one.mentions) else replace(one, mentions=kept))
    return tuple(out)


def _is_inside(mention: Mention, longer: Iterable[Mention]) -> bool:
    """Whether a mention overlaps one of several that are longer."""
    return any(
        (other.segment_id, other.language) == (mention.segment_id, mention.language)
        and other.start < mention.end
        and mention.start < other.end
        and other.end - other.start > mention.end - mention.start
        for other in longer
    )


def _share_name(one: Named, other: Named) -> bool:
    return bool({fold(n) for n in (one.ar, one.en) if n} & {fold(n) for n in names_of(other)})


def names_of(one: Person | Place | Organisation) -> tuple[str, ...]:
    """Every form of a name in both languages."""
    return tuple(n for n in (one.ar, one.en, *one.aliases_ar, *one.aliases_en) if n)
