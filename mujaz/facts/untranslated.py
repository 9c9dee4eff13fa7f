"""People in sentences that have no translation yet: found by tagger, title and speech verb, and romanised."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING

from mujaz.facts import name_ends, roles_ar
from mujaz.facts.document import in_set
from mujaz.facts.firms import is_she_or_it
from mujaz.facts.lexicon import folded, load
from mujaz.facts.names import Span
from mujaz.facts.roles_ar import is_title
from mujaz.facts.romanise import is_customary, romanise
from mujaz.gazetteer import arabic_key, stems
from mujaz.model import Mention, Person
from mujaz.skeleton import arabic_skeleton, latin_skeletons
from mujaz.text import slugify, strip_marks

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from mujaz.facts.document import Document, Reading
    from mujaz.facts.spans import Taken

_LONGEST_NAME = 4
_SHORTEST_CUSTOMARY = 4
_THAT = folded("إن إنه إنها بأن بأنه بأنها")
_LONG_SOUND = 10  # characters of a skeleton: four consonants with their vowels, Miranda
_W_NAMES = frozenset({"ولي", "ويل", "وار", "ويس", "واي", "وود", "واط", "واش", "وات", "وان", "وين", "ويب", "ويت"})


@dataclass(slots=True)
class _Found:
    """One name: its spans by reading, and whether anything but the tagger speaks for a person."""

    spans: list[tuple[Reading, Span]] = field(default_factory=list)
    roles: list[str] = field(default_factory=list)
    sure: bool = False


def people(document: Document, taken: Taken) -> tuple[Person, ...]:
    """People named in untranslated sentences: in full, or by one word with a title or a speech verb."""
    found: dict[tuple[str, ...], _Found] = {}
    for reading in document.readings:
        if reading.pair.en:
            continue
        spans = list(_spans(document, reading))
        for span in spans:
            at = reading.word_at(span.start)
            thing = name_ends.names_a_thing(document, reading, at)
            thing = thing or name_ends.is_broadcast(document, reading, at, span.end)
            if not thing and not taken.overlaps(reading.pair.id, "ar", span.start, span.end):
                _file(document, reading, span, spans, found)
    return tuple(_person(one) for one in found.values() if one.sure)


def _spans(document: Document, reading: Reading) -> Iterator[Span]:
    """Runs of words that the tagger takes for a person: clitics cut, titles, adjectives and places left out."""
    words, lexicon = reading.arabic.words, document.lexicon
    labels = reading.labels
    at, after_name = 0, -1
    while at < len(words):
        key = words[at].key
        if (
            at == after_name
            and labels[at] == "PER"
            and not reading.gap_ar(at - 1).strip()
            and _follows_on(document, reading, at)
        ):
            at, after_name = at + 1, at + 1  # what the tagger has beyond the end of a name begins no other
            continue
        titled = is_title(key, lexicon)
        person = labels[at] == "PER" or _customary(document, reading, at)
        if (
            not person
            or titled
            or _adjective(key)
            or name_ends.is_no_name(document, key)
            or not _may_begin(reading, at)
        ):
            at += 1
            continue
        last = _last(document, reading, at)
        bare = in_set(reading.key_before(at), lexicon.honorific_ar)
        cut = (0 if bare else _clitic(document, key)) or _before_hamza(reading.pair.ar[words[at].start : words[at].end])
        start, end = words[at].start + cut, words[last].end
        places = [m for m in reading.places_ar if not m.entries[0].division and (" " in m.name or m.start == start)]
        if not any(m.start < end and start < m.end for m in places):
            yield Span(start, end, strip_marks(reading.pair.ar[start:end]), 1.0)
        at = after_name = last + 1


def _follows_on(document: Document, reading: Reading, at: int) -> bool:
    """Whether a word right after a name is neither a title nor "and" with the next name."""
    key = reading.arabic.words[at].key
    return (
        not is_title(key, document.lexicon)
        and not _begins_another(key)
        and not _before_hamza(reading.arabic_phrase(at, at))
    )


def _may_begin(reading: Reading, at: int) -> bool:
    """Whether a name may begin here: where reported speech opens, only a frequent one."""
    return not name_ends.begins_speech(reading, at) or is_customary(reading.arabic.words[at].key)


def _last(document: Document, reading: Reading, first: int) -> int:
    """The last word of the name that begins with this one."""
    words, labels = reading.arabic.words, reading.labels
    last, longest = first, first + _LONGEST_NAME - 1
    while last + 1 < len(words) and not reading.gap_ar(last).strip() and last < longest:
        key = words[last + 1].key
        longest += key in name_ends.LINKS
        if (
            not (
                labels[last + 1] == "PER"
                or is_customary(key)
                or name_ends.is_bound(key)
                or (last == first and _full_name(reading, first))
            )
            or name_ends.ends_before(document, reading, first, last + 1)
            or name_ends.reign(reading, first, last)
            or _begins_another(key)
            or _before_hamza(reading.arabic_phrase(last + 1, last + 1))
        ):
            break
        last += 1
    if last + 1 < len(words) and name_ends.is_family_name(document, reading, first, last + 1):
        last += 1
    while last > first and words[last].key in name_ends.LINKS:
        last -= 1
    return last + name_ends.reign(reading, first, last)


def _customary(document: Document, reading: Reading, at: int) -> bool:
    """Whether a word is a frequent name where a person is named: after a title, or before another part of a name."""
    words = reading.arabic.words
    stem = next((s for s, _ in stems(words[at].key) if is_customary(s)), "")
    if stem in document.lexicon.famous_ar:
        return True
    if len(stem) < _SHORTEST_CUSTOMARY:
        return False
    titled = is_title(reading.key_before(at), document.lexicon)
    following = at + 1 < len(words) and not reading.gap_ar(at).strip()
    if reading.key_before(at) and _full_name(reading, at) and _introduced(document, reading, at):
        return True
    return titled or (
        following
        and (
            reading.labels[at + 1] == "PER"
            or words[at + 1].key in document.lexicon.famous_ar
            or is_customary(words[at + 1].key)
        )
    )


def _introduced(document: Document, reading: Reading, at: int) -> bool:
    """Whether a verb of speech or an office stands right before a word: وزيرة السياحة والآثار."""
    words = reading.arabic.words
    if in_set(words[at - 1].key, document.lexicon.speech_ar):
        return True
    here = Span(words[at].start, words[at].end, "", 1.0)
    return words[at - 1].key.startswith(("ال", "وال")) and bool(roles_ar.before(document, reading, here))


def _full_name(reading: Reading, at: int) -> bool:
    """Whether a frequent name and a word with its article are all there is before what was said: سلمى القضاة إن."""
    words = reading.arabic.words
    if at + 1 >= len(words) or reading.gap_ar(at).strip() or not is_customary(words[at].key):
        return False
    gap = reading.gap_ar(at + 1).strip()
    ends = bool(gap) or (at + 2 < len(words) and words[at + 2].key in _THAT)
    return words[at + 1].key.startswith("ال") and ends


def _begins_another(key: str) -> bool:
    """Whether a word is "and" with the next name, and not a name that begins with و itself."""
    return key.startswith("و") and len(key) >= _LONGEST_NAME and key[:3] not in _W_NAMES


def _adjective(key: str) -> bool:
    """Whether the word is a definite adjective of origin (الجنوبي) and so still belongs to the title."""
    return key.startswith("ال") and key.endswith(("ي", "يه"))


def _clitic(document: Document, key: str) -> int:
    """How many letters to cut: a conjunction or preposition that leaves a word the article has by itself."""
    for stem, cut in stems(key):
        if cut and len(stem) > 2 and (stem in document.keys_ar or is_customary(stem)):  # noqa: PLR2004 - no name is shorter
            return cut
    return int(_begins_another(key))


def _before_hamza(word: str) -> int:
    """One for a conjunction or preposition before a name's hamza, which stands only where a word begins: وإيان."""
    return int(word[:1] in {"و", "ف", "ب", "ل", "ك"} and word[1:2] in {"إ", "آ"})


def _file(
    document: Document, reading: Reading, span: Span, spans: Sequence[Span], found: dict[tuple[str, ...], _Found]
) -> None:
    """Join the name to a fuller or shorter form of it, and note what speaks for a person; roles cross no name."""
    others = [other for other in spans if other != span]
    words = tuple(arabic_key(w) for w in span.text.split())
    at = reading.word_at(span.start)
    before = reading.key_before(at)
    if len(words) == 1 and is_customary(before) and not in_set(before, document.lexicon.honorific_ar):
        return  # the rest of a name that was found in part
    home = next(
        (k for k in found if _is_tail(words, k) or _is_tail(k, words)),
        None,
    )
    one = found.pop(home) if home and len(words) > len(home) else found.setdefault(home or words, _Found())
    if home and len(words) > len(home):
        found[words] = one
    one.spans.append((reading, span))
    role = roles_ar.role(document, reading, span, others)
    if role and role not in one.roles:
        one.roles.append(role)
    feminine = is_she_or_it(reading.arabic, span) and not _is_somebody(document, words)
    titled = in_set(before, document.lexicon.honorific_ar) or in_set(before, document.lexicon.speech_ar)
    beside = reading.pair.ar[span.end : span.end + 1] == " " and not roles_ar.before(document, reading, span, others)
    one.sure |= (
        bool(document.lexicon.famous_ar.intersection(words))
        or bool(role and not beside)
        or (not feminine and (titled or len(words) > 1))
    )


def _is_somebody(document: Document, words: Sequence[str]) -> bool:
    """Whether a name is known as a person's or begins like a given name, alone like a long one; ميرسك may be a firm."""
    known = not document.lexicon.famous_ar.isdisjoint(words) or any(map(is_customary, words))
    return known or (_sounds_given(words[0]) and (len(words) > 1 or len(arabic_skeleton(words[0])) >= _LONG_SOUND))


def _sounds_given(key: str) -> bool:
    """Whether a foreign word sounds like a given name."""
    return arabic_skeleton(key) in _given_names()


@cache
def _given_names() -> frozenset[str]:
    """How given names sound."""
    return frozenset(sound for name in load().given_en for sound in latin_skeletons(name))


def _is_tail(short: tuple[str, ...], full: tuple[str, ...]) -> bool:
    """Whether a name is the end of a fuller one: عبد العاطي of بدر عبد العاطي; a name of one word any part of it."""
    return short == full[-len(short) :] or (len(short) == 1 and short[0] in full)


def _person(one: _Found) -> Person:
    arabic = max((s.text for _, s in one.spans), key=lambda t: len(t.split()))
    english = romanise(arabic)
    return Person(
        id=slugify(english),
        ar=arabic,
        en=english,
        mentions=tuple(dict.fromkeys(Mention(r.pair.id, "ar", s.start, s.end) for r, s in one.spans)),
        agreed=False,
        aliases_ar=tuple(dict.fromkeys(s.text for _, s in one.spans if s.text != arabic)),
        role_ar=one.roles[0] if one.roles else "",
        romanised=True,
    )
