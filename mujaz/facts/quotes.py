"""Direct quotations as facts: the words in both languages and who said them."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, replace
from functools import cache
from math import log
from typing import TYPE_CHECKING

from mujaz.facts.bodies_that_speak import Bodies
from mujaz.facts.lexicon import load
from mujaz.facts.named import People
from mujaz.facts.quotemarks import Span, spans
from mujaz.facts.said import Attribution, Speaker, speaker
from mujaz.facts.speakers import attribution
from mujaz.facts.speech import verbs
from mujaz.facts.subjects_ar import TOPIC_AR
from mujaz.facts.subjects_en import TOPIC_EN, may_be_subject
from mujaz.model import Mention, Quote
from mujaz.text import fold_same_length

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from mujaz.model import Organisation, Pair, Person, Side


Group = tuple[str, int]  # a language, and the number that the spans of one quotation share


@dataclass(frozen=True, slots=True)
class _Piece:
    """The quoted words of one segment in one language; more spans than one where "he said" parts them."""

    spans: tuple[Span, ...]

    @property
    def start(self) -> int:
        return self.spans[0].start

    @property
    def end(self) -> int:
        return self.spans[-1].end

    def text(self, segment: str) -> str:
        return " ".join(segment[span.start : span.end] for span in self.spans)


def quotes(pairs: Sequence[Pair], people: Sequence[Person], bodies: Sequence[Organisation] = ()) -> tuple[Quote, ...]:
    """The direct quotations of an article of three words or more, one row a segment, each with its speaker.

    Args:
        pairs: The article's segments; where there is a translation, it must have the quotation too.
        people: The persons of the article; a speaker is given by their fullest name.
        bodies: Its organisations, which speak too.
    """
    quoted: dict[Side, dict[int, list[Span]]] = {
        "ar": _by_segment(spans([pair.ar for pair in pairs], "ar")),
        "en": _by_segment(spans([pair.en for pair in pairs], "en")),
    }
    if not any(quoted.values()):
        return ()
    aligned: list[tuple[Pair, _Piece | None, _Piece | None]] = []
    same: defaultdict[Group, set[Group]] = defaultdict(set)
    for number, pair in enumerate(pairs):
        arabic = _pieces(pair.ar, quoted["ar"].get(number, ()), "ar")
        translated = _pieces(pair.en, quoted["en"].get(number, ()), "en")
        for here, there in _aligned(pair, arabic, translated):
            aligned.append((pair, here, there))
            groups = {*_groups(here, "ar"), *_groups(there, "en")}
            for group in groups:
                same[group] |= groups
    speakers = _speakers(pairs, quoted, same, People(people, pairs), Bodies(bodies))
    rows = [
        _row(pair, here, there, speakers[(_groups(there, "en") or _groups(here, "ar"))[0]])
        for pair, here, there in aligned
    ]
    return tuple(_of_headline(row, rows) if row.segment_id == pairs[0].id else row for row in rows)


def _of_headline(row: Quote, rows: Sequence[Quote]) -> Quote:
    """The quotation of a headline with the speaker of the one in the article that has its words."""
    words = set(_WORD.findall((row.text_en or row.text_ar).casefold()))
    for other in rows:
        if other.segment_id != row.segment_id and (other.speaker_en or other.speaker_ar):
            same = words & set(_WORD.findall((other.text_en if row.text_en else other.text_ar).casefold()))
            if len(same) >= max(_FEWEST_WORDS, _SAME_WORDS * len(words)):
                return replace(row, speaker_ar=other.speaker_ar, speaker_en=other.speaker_en)
    return row


def _groups(piece: _Piece | None, language: Side) -> list[Group]:
    return [(language, span.group) for span in piece.spans] if piece else []


def _by_segment(found: Sequence[Span]) -> dict[int, list[Span]]:
    out: dict[int, list[Span]] = {}
    for span in found:
        out.setdefault(span.segment, []).append(span)
    return out


def _pieces(text: str, found: Sequence[Span], language: Side) -> list[_Piece]:
    """The quotations of one segment; two that only "he said" parts are one."""
    pieces: list[_Piece] = []
    for span in found:
        if pieces and _goes_on(text, pieces[-1].end, span.start, language):
            pieces[-1] = _Piece((*pieces[-1].spans, span))
        else:
            pieces.append(_Piece((span,)))
    return pieces


def _goes_on(text: str, end: int, start: int, language: Side) -> bool:
    """Whether only an attribution parts two quotations: "…," he said, "…"."""
    gap = text[end:start].rstrip(_BEFORE_MARK)
    return (
        len(gap.split()) <= _PARTING
        and verbs(language).search(gap) is not None
        and text[end - 1] in ".,!?،؟…"
        and gap[-1:] in ".,:،؛"
    )


def _aligned(
    pair: Pair, arabic: Sequence[_Piece], translated: Sequence[_Piece]
) -> Iterator[tuple[_Piece | None, _Piece | None]]:
    """Each quotation with its counterpart, those too short or only the titles of things left out."""
    if not pair.en:
        yield from ((piece, None) for piece in arabic if not _bare(pair.ar, piece))
        return
    free = list(arabic)
    for position, piece in enumerate(translated):
        words = piece.text(pair.en)
        twin = _likest(pair, piece, free[:1] if len(free) == len(translated) - position else free)
        if twin:
            free = free[free.index(twin) + 1 :]
        if _long(words) and not _titled(pair.en, piece):
            yield twin, piece


def _likest(pair: Pair, piece: _Piece, free: Sequence[_Piece]) -> _Piece | None:
    """The Arabic quotation that stands where this one does and is about as long."""
    size = len(piece.text(pair.en))

    def unlikeness(other: _Piece) -> float:
        place = abs(other.start / len(pair.ar) - piece.start / len(pair.en))
        return _PLACE * place + abs(log(max(1, len(other.text(pair.ar))) / size))

    return min((other for other in free if unlikeness(other) < _UNLIKE), key=unlikeness, default=None)


def _long(text: str) -> bool:
    return len(_WORD.findall(text)) >= _FEWEST_WORDS


def _titled(text: str, piece: _Piece) -> bool:
    """Whether the marks hold the title of a work ("The Lion King") and not words that somebody said."""
    words = [word for word in re.findall(r"[A-Za-z]+", piece.text(text)) if len(word) > 3]  # noqa: PLR2004 - not "of", "the"
    return bool(words) and all(word[0].isupper() for word in words) and text[piece.end - 1] not in ".!?,"


def _bare(text: str, piece: _Piece) -> bool:
    """Whether an Arabic quotation without a translation is too short to tell from a name in marks."""
    words = piece.text(text).split()
    if len(words) >= _FEWEST_ALONE:
        return False
    name = all(word.startswith("ال") for word in words) or _before_title().search(
        fold_same_length(text[max(0, piece.start - 24) : piece.start])
    )
    return len(words) == 1 or bool(name) or not verbs("ar").search(fold_same_length(text[: piece.start]))


@cache
def _before_title() -> re.Pattern[str]:
    """What ends with a word that the title of a work or the name of a body follows."""
    return re.compile(rf"(?:{'|'.join(sorted(load().titled_ar))})\s+[“\"«]?$")


def _row(pair: Pair, arabic: _Piece | None, translated: _Piece | None, voice: Speaker) -> Quote:
    mentions = [Mention(pair.id, "ar", span.start, span.end) for span in (arabic.spans if arabic else ())]
    mentions += [Mention(pair.id, "en", span.start, span.end) for span in (translated.spans if translated else ())]
    text_ar = arabic.text(pair.ar).rstrip(_COMMAS) if arabic else ""
    if translated and not arabic and len(translated.text(pair.en)) > _NEARLY_ALL * len(pair.en):
        text_ar = pair.ar  # the original has the whole sentence, without marks
        mentions.insert(0, Mention(pair.id, "ar", 0, len(pair.ar)))
    return Quote(
        pair.id,
        text_ar,
        translated.text(pair.en).rstrip(_COMMAS) if translated else "",
        tuple(mentions),
        voice.ar,
        voice.en,
        agreed=arabic is not None and translated is not None,
    )


def _speakers(
    pairs: Sequence[Pair],
    quoted: Mapping[Side, Mapping[int, Sequence[Span]]],
    same: Mapping[Group, set[Group]],
    people: People,
    bodies: Bodies,
) -> dict[Group, Speaker]:
    """The speaker of each quotation; `same`: the groups of both languages that are one quotation."""
    said = [_attribution(pair, number, quoted, people) for number, pair in enumerate(pairs)]
    said = [bodies.named(one, pair) for one, pair in zip(said, pairs, strict=True)]
    inside = _segments(quoted)
    begun: defaultdict[int, list[Group]] = defaultdict(list)
    for group, segments in inside.items():
        begun[min(segments)].append(group)
    spoken = {segment for segments in inside.values() for segment in segments}
    speakers: dict[Group, Speaker] = {}
    last = focus = voice = _NOBODY
    heard: list[Speaker] = []
    spoke, introduced = -1, -1
    for number, pair in enumerate(pairs):
        here = said[number]
        for group in begun[number]:
            segments, own = inside[group], {group} | same.get(group, set())
            parts = [
                said[at]
                if _alone(quoted, at, own)
                else bodies.named(_attribution(pairs[at], at, quoted, people, own), pairs[at])
                for at in sorted(segments)
            ]
            parts = [bodies.meant(part, heard) for part in parts]
            recent = [last, focus, *heard]
            if any(part.speaker for part in parts):
                recent.insert(0, voice)
            elif introduced > spoke:
                just = introduced == number - 1 or any(part.pronoun for part in parts)
                recent[:2] = [focus, last] if just else [last, focus]
            spoke = max(segments)
            speakers[group] = last = _speaker(parts, recent, people)
            voice = last if all(last) else voice
            heard.insert(0, last)
        if here.speaker and (here.known or (here.speaker.en and not (here.pronoun or number in spoken))):
            focus = last = here.speaker
            introduced = number
            heard.insert(0, last)
        elif not here.pronoun and number not in spoken:
            subject = _subject(pair, people)
            heard[:0] = [subject] if subject else []
            focus, introduced = (subject, number) if subject else (focus, introduced)
        elif number in spoken and any(last) and not people.may_be(last, ""):
            focus = _beside(pair, people, focus)  # a body spoke, of whom nobody says "he"
    return _headlines(speakers, inside)


def _segments(quoted: Mapping[Side, Mapping[int, Sequence[Span]]]) -> dict[Group, set[int]]:
    """The segments that each quotation stands in, by language and group."""
    inside: defaultdict[Group, set[int]] = defaultdict(set)
    for language, segments_of in quoted.items():
        for segment, found in segments_of.items():
            for span in found:
                inside[language, span.group].add(segment)
    return inside


def _alone(quoted: Mapping[Side, Mapping[int, Sequence[Span]]], segment: int, own: Collection[Group]) -> bool:
    """Whether no other quotation stands in the segment."""
    return all(
        (language, span.group) in own for language, segments in quoted.items() for span in segments.get(segment, ())
    )


def _speaker(parts: Sequence[Attribution], recent: Sequence[Speaker], people: People) -> Speaker:
    """Who the segments of a quotation name; for "he" and "the president" the last of those before who fits."""
    named = [part.speaker for part in parts if part.speaker and not part.pronoun]
    other = [part.speaker for part in parts if part.speaker]
    referring = next((part for part in parts if part.pronoun), None)
    if referring and not named:
        recent = recent[: _RECENT if referring.speaker else None]  # "the victim" is nobody of long ago
        recent = [one for one in recent if people.may_be(one, referring.gender)]
        if referring.speaker and referring.gender:  # "the woman" is rather one whom the text calls a woman
            recent.sort(key=lambda one: not people.is_surely(one, referring.gender))
    return next((one for one in (*named, *recent, *other) if any(one)), _NOBODY)


def _headlines(speakers: dict[Group, Speaker], inside: Mapping[Group, set[int]]) -> dict[Group, Speaker]:
    """A headline quotes without naming: the first who speaks in the article is taken for its speaker."""
    first = {group: min(segments) for group, segments in inside.items()}
    later = [group for group in sorted(first, key=first.__getitem__) if all(speakers[group]) and first[group] <= _LEAD]
    for group, number in first.items():
        if number == 0 and later and not any(speakers[group]):
            speakers[group] = speakers[later[0]]
    return speakers


def _subject(pair: Pair, people: People) -> Speaker | None:
    """The person whom a sentence without speech begins with: whoever "he" is in the next one."""
    language: Side = "en" if pair.en else "ar"
    text = pair.en or fold_same_length(pair.ar)
    first = next((name for name in people.find(text, language) if language == "ar" or may_be_subject(text, name)), None)
    if first and (first.start <= _BEGINNING or (language == "en" and _INVERTED_EN.search(text[: first.start]))):
        return speaker(first.person)
    topic, topic_ar = TOPIC_EN.match(pair.en), TOPIC_AR.match(pair.ar)
    if topic and topic_ar:
        return Speaker(topic_ar["name"] or topic_ar["who"], topic["name"] or topic["who"])
    somebody = _SOMEBODY_EN.match(pair.en)
    if somebody is None:
        return None
    arabic = re.search(_SOMEBODY_AR[somebody["noun"]], pair.ar)
    return Speaker(arabic[0] if arabic else "", somebody[0])


def _beside(pair: Pair, people: People, focus: Speaker) -> Speaker:
    """The last person who does something in a sentence, else whoever it was before."""
    language: Side = "en" if pair.en else "ar"
    text = pair.en or fold_same_length(pair.ar)
    named = [name for name in people.find(text, language) if language == "ar" or may_be_subject(text, name)]
    return speaker(named[-1].person) if named else focus


def _attribution(
    pair: Pair,
    number: int,
    quoted: Mapping[Side, Mapping[int, Sequence[Span]]],
    people: People,
    groups: Collection[Group] = (),
) -> Attribution:
    """What both languages say of who speaks in a segment; a person before other words, those before a pronoun.

    With `groups` the words nearest to that quotation count, without them those nearest to any.
    """
    both: list[Attribution] = []
    for language, text in reversed(pair.sides):
        found = quoted[language].get(number, ())
        own = [(span.start, span.end) for span in found if (language, span.group) in groups]
        if text:
            both.append(attribution(text, [(span.start, span.end) for span in found], people, language, own))
    person = next((one for one in both if one.known and not one.weak), None)
    if person:
        return person
    words = [one.speaker for one in both if one.speaker and not one.weak]
    introduced = any(_INTRODUCED_AR.match(word.ar) for word in words)
    if words and (both[0].speaker or not both[0].pronoun or introduced):
        joined = Speaker("".join(w.ar for w in words), "".join(w.en for w in words))
        return Attribution(joined, pronoun=both[0].pronoun and not introduced, gender=both[0].gender)
    weak = next((one for one in both if one.weak), None)
    pronouns = sorted((one for one in both if one.pronoun and not one.speaker), key=lambda one: not one.gender)
    return pronouns[0] if pronouns else weak or Attribution(pronoun=any(one.pronoun for one in both))


_NOBODY = Speaker("", "")
_FEWEST_WORDS, _FEWEST_ALONE = 3, 5
_PARTING = 9  # words of attribution inside a quotation
_UNLIKE, _PLACE = 1.2, 0.3  # length tells more than place: the two languages put the speaker at different ends
# Somebody new without a name, whatever pronoun the translation has.
_INTRODUCED_AR = re.compile("(?:مصدر|متحدثة?|ناطقة?|شاهدة?|مسؤولة?|دبلوماسي|ضابط|أحد|إحدى)\\s")
_RECENT = 4
_SAME_WORDS = 0.8
_LEAD = 4  # segments after a headline
_BEGINNING = 24  # characters: room for a title before the name
_INVERTED_EN = re.compile(
    r"\b(?:stood|sat|lay|came|stands|sits|lies|comes|was|is|waited|lived|lives|walked)\s+(?:[A-Z]\w+\s+)?$"
)
_NEARLY_ALL = 0.8
# Somebody without a name whom "he" or "she" in the next sentence stands for.
_SOMEBODY_AR = {
    "woman": "(?<![ء-ي])(?:سيدة|امرأة|إمرأة)", "man": "(?<![ء-ي])رجل", "girl": "(?<![ء-ي])(?:فتاة|طفلة)",
    "boy": "(?<![ء-ي])(?:صبي|طفل|فتى)", "mother": "(?<![ء-ي])(?:أم|والدة)(?![ء-ي])",
    "father": "(?<![ء-ي])(?:أب|والد)(?![ء-ي])",
}  # fmt: skip
_SOMEBODY_EN = re.compile(rf"(?:An?|One|Another)\s+(?:[\w-]+\s+)?(?P<noun>{'|'.join(_SOMEBODY_AR)})\b")
_WORD = re.compile(r"\w[\w'’-]*")
_COMMAS = ",، "  # before "he said", in a text that stands alone
_BEFORE_MARK = " \"“«'‘"
