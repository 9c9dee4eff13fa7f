"""Person candidates: every name in the English of an article with what speaks for and against its being a person's."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from mujaz.facts import offices
from mujaz.facts import organisations_lexicon as lexicon_of_bodies
from mujaz.facts.english import PARTICLES, ends_quote, joined, opens_sentence
from mujaz.facts.exonyms import without_reign
from mujaz.facts.firms import is_firm
from mujaz.facts.located import comes_from, is_part, leads_there

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from mujaz.facts.document import Document, Reading
    from mujaz.facts.english import Run, Token
    from mujaz.facts.lexicon import Lexicon

_AGE = re.compile(r",? (?:\(\d{2}\)|,? ?(?:aged )?\d{1,2}(?:,|\.|$| ))")
_YEARS_OLD = re.compile(r"\b\d{1,3}-year-old $")
_WHO = re.compile(r",? who(?:se|m)?\b")
# Words that head other names but are surnames after a given name: Jerry Hall, Betty White.
SURNAMES = frozenset(
    {"park", "hall", "church", "white", "black", "day", "west", "north", "love", "young"}
    | {"banks", "forest", "hills", "house", "cape", "bush", "king", "mail", "power"}
)
_INTRODUCED = re.compile(
    r"(?:surname|last name|family name|identified (?:only )?as"
    r"|\b(?:man|woman|boy|girl|teenager|person|farmer|friend|neighbou?r|colleague) (?:named|called|known as))"
    r"[\s\"'“”‘’«]*$",
    re.IGNORECASE,
)
_THING_CALLED = re.compile(
    r"\b(?:boat|ship|yacht|vessel|dog|cat|horse|film|movie|song|album|book|novel|show|play|series|band|restaurant|bar|pub"
    r"|caf[eé]|shop|store|app|game|program|programme|project|group|company|village|town|street)s? (?:called|named)\W*$",
)
_LED_BY = re.compile(r"\b(?:led|headed|chaired|accompanied|coached|founded|directed|represented) by $")
# Speech verbs whose object is no speaker: "a boat called Monkey Business", "thought Kleenex was".
_OF_OTHERS = frozenset(
    "called thought believed believes thinks claimed denied revealed announced predicted told tells asked accused "
    "urged warned".split()
)
_GOVERN = re.compile(
    r"\b(?:mayor|commissioner|governor|prefect|sheriff|bishop|archbishop|archdeacon|dean|rector|vicar|curate|provost"
    r"|emir|ruler) of $",
    re.IGNORECASE,
)
_VERBS_TOO = frozenset({"host", "lead", "head", "star", "judge", "guard", "face", "model", "rival", "witness", "pilot"})
_SON_OF = frozenset({"bin", "ibn", "bint"})
_COMMON_NOUNS = frozenset({"boy", "girl", "man", "woman", "baby", "brother", "sister", "one", "team", "family"})
_EXCELLENCIES = frozenset({"HE", "HH", "HRH", "HM", "MK"})
_WHERE = frozenset({"of", "in", "near", "from", "at"})
_OF_A_ROLE = frozenset({"from", "at"})
_LONGEST_NAME = 5

TITLED, SPEAKS, FULL_NAME, AGED, SPELLED = 3.0, 1.5, 2.0, 2.0, 0.5
NEVER, AGAINST, RATHER_NOT = -12.0, -4.0, -2.0
INTRODUCED = "introduced"
AGAINST_REASONS = frozenset({"head word", "acronym", "saint"})


@dataclass(slots=True)
class Candidate:
    """One mention of a possible person: tokens `first` to `last` of one reading's English are the name alone."""

    reading: Reading
    first: int
    last: int
    evidence: float = 0.0
    titles: tuple[int, int] | None = None
    reasons: list[str] = field(default_factory=list)

    @property
    def words(self) -> tuple[str, ...]:
        """The words of the name."""
        return tuple(t.text for t in self.reading.tokens[self.first : self.last + 1])

    @property
    def text(self) -> str:
        """The name as it stands."""
        return self.reading.phrase(self.first, self.last)

    def add(self, weight: float, reason: str) -> None:
        """Take one piece of evidence into account."""
        self.evidence += weight
        self.reasons.append(reason)


def candidates(document: Document) -> Iterator[Candidate]:
    """Every mention that may be a person's name, in reading order; headlines written in capitals give none."""
    for reading in document.readings:
        if reading.headline:
            continue
        for run in reading.runs:
            candidate = _name_part(document, reading, run)
            if candidate is not None:
                _weigh(document, candidate)
                yield candidate


def _name_part(document: Document, reading: Reading, run: Run) -> Candidate | None:
    """The run without titles, nationalities and sentence-initial words before the name."""
    words, lexicon = reading.tokens, document.lexicon
    run = reading.without_letters(run)
    first, last = run.first, run.last
    first += _only_opens(document, reading, first, last)
    office = offices.before(reading, first, last, lexicon)
    first = office[1] + 1 if office else first
    heads = [
        at
        for at in range(first, last)
        if _is_title(words[at].lower, lexicon) and words[at + 1].lower not in _SON_OF  # Sultan bin Zayed
    ]
    named = _named_like_a_title(document, reading, heads, last)
    heads = [at for at in heads if not named or at < named]
    if not heads and last > first and words[first].lower in lexicon.role_en:
        heads = [first]  # a role with the sentence's capital: "Runner Sarah White won"
    titles = (first, heads[-1]) if heads else None
    if titles:
        first = titles[1] + 1
    titles = office or titles
    first = _name_begins(document, reading, first, last)
    if (
        first > last
        or _length(words[first : last + 1]) > _LONGEST_NAME
        or any(not t.text[0].isalpha() for t in words[first : last + 1])
    ):
        return None
    given = words[first].lower in lexicon.given_en
    if first < last and not given and all(_is_named_place(reading, t) for t in words[first : last + 1]):
        return None  # two places side by side: "made Berlin Moscow's captive"
    if first == last and _never_alone(document, words[first], titled=titles is not None):
        return None
    return Candidate(reading, first, last, titles=titles)


def _named_like_a_title(document: Document, reading: Reading, heads: Sequence[int], last: int) -> int:
    """The number of a title behind a word of the name that the Arabic spells with it: Hassan Sheikh Mohamud; or 0."""
    words, lexicon = reading.tokens, document.lexicon
    for at in heads:
        before = words[at - 1]
        if (
            at == 0
            or at - 1 in heads
            or words[at].lower not in lexicon.title_in_names_en
            or not joined(reading.pair.en, before, words[at])
            or not before.capital
            or before.text.isupper()
            or before.lower in lexicon.not_name_en
            or before.lower in lexicon.role_en
            or document.gazetteer.nationality(before.text, "en")
        ):
            continue
        spelled = reading.arabic.find(reading.phrase(at - 1, last))
        if spelled and not _is_named_place(reading, before):
            return at
    return 0


def _name_begins(document: Document, reading: Reading, first: int, last: int) -> int:
    """The first token of the name behind "HE", nationalities, a place and lone particles."""
    words, lexicon = reading.tokens, document.lexicon
    if first < last and words[first].lower in lexicon.several_en:
        first += 1  # Judges X and Y
    while first < last and (
        words[first].text.replace(".", "") in _EXCELLENCIES
        or document.gazetteer.nationality(words[first].text, "en")
        or (words[first].lower in lexicon.not_name_en and words[first].lower not in lexicon.given_en)
    ):
        first += 1
    spelled = first < last and reading.arabic.find(reading.phrase(first, last))  # President von der Leyen
    while not spelled and first <= last and words[first].lower in PARTICLES and words[first].text.islower():
        first += 1
    # "spokesman in Gaza Mahmoud Basal"
    placed = first < last and first > 0 and words[first - 1].lower == "in" and _is_named_place(reading, words[first])
    return first + placed


def _length(words: Sequence[Token]) -> int:
    """How many words a name has, particles and what they belong to counted as one: "bin Jassim" of "Al Thani"."""
    return sum(w.lower not in PARTICLES for w in words)


def _only_opens(document: Document, reading: Reading, first: int, last: int) -> bool:
    """Whether the first word has its capital from opening the sentence: it stands in lower case elsewhere."""
    word, lexicon = reading.tokens[first], document.lexicon
    korean = word.lower in SURNAMES and last > first and "-" in reading.tokens[last].text  # Park Byeong-seug
    if korean or not opens_sentence(reading.pair.en, word):
        return False
    given = word.lower in lexicon.given_en and last > first
    full = given and reading.tokens[first + 1].lower in lexicon.surname_en  # Christian Moore
    return (word.lower in lexicon.not_name_en and not full) or (word.lower in document.lower_en and not given)


def _is_named_place(reading: Reading, word: Token) -> bool:
    """Whether this one word is a place that the Arabic of the pair names too."""
    found = [m for m in reading.places_en if m.start == word.start and m.end == word.end]
    ids = {e.id for m in found for e in m.entries}
    return any(e.id in ids for m in reading.places_ar for e in m.entries)


def _never_alone(document: Document, word: Token, *, titled: bool) -> bool:
    """Whether one word is no name by itself: a title, a nationality, a word that the article also writes small."""
    lexicon = document.lexicon
    return (
        len(word.text) == 1
        or word.lower in _COMMON_NOUNS
        or word.lower in lexicon.not_name_en
        or word.lower.removesuffix("s") in lexicon.role_en
        or _is_title(word.lower, lexicon)
        or (word.lower in document.lower_en and not titled)
        or bool(document.gazetteer.nationality(word.text, "en"))
    )


def _is_title(lower: str, lexicon: Lexicon) -> bool:
    """Whether a capitalised word is a title or an honorific; "President-elect" and "Vice-President" are."""
    titles = lexicon.title_en | lexicon.honorific_en
    return lower in titles or ("-" in lower and not titles.isdisjoint(lower.split("-")))


def _weigh(document: Document, candidate: Candidate) -> None:
    """Collect the evidence of the English sentence."""
    reading, lexicon = candidate.reading, document.lexicon
    text, words = reading.pair.en, reading.tokens
    first, last = candidate.first, candidate.last
    if candidate.titles:
        candidate.add(TITLED, "title")
    elif _role_before(document, candidate):
        candidate.add(TITLED, "role before")
        candidate.titles = (first - 1, first - 1)
    elif _one_of_several(reading, first, lexicon, alone=first == last):
        candidate.add(TITLED, "one of several")
    if last > first and words[first].lower in lexicon.given_en:
        candidate.add(FULL_NAME, "given name")
    elif last > first and words[last].lower in lexicon.surname_en:
        candidate.add(SPEAKS, "surname")
    if first == last and _INTRODUCED.search(text[: words[first].start]):
        candidate.add(FULL_NAME, INTRODUCED)
    _weigh_around(candidate)
    if _speaks(document, candidate):
        candidate.add(SPEAKS, "speech")
    _weigh_against(document, candidate)
    before, after = text[: words[first].start], text[words[last].end :]
    if not candidate.titles and is_firm(before, after, full="given name" in candidate.reasons):
        candidate.add(AGAINST, "company")


def _weigh_around(candidate: Candidate) -> None:
    """Collect what stands right beside the name: an age, "who", "led by"."""
    text, words = candidate.reading.pair.en, candidate.reading.tokens
    first, last = candidate.first, candidate.last
    after = text[words[last].end : words[last].end + 12]
    if _AGE.match(after) and not re.match(r", \d{4}", after):
        candidate.add(AGED, "age")
    if last > first and _YEARS_OLD.search(text[: words[first].start]):
        candidate.add(AGED, "age before")
    if last > first and _LED_BY.search(text[: words[first].start]):
        candidate.add(SPEAKS, "led by")
    if _WHO.match(after):
        candidate.add(SPEAKS, "who")


def _weigh_against(document: Document, candidate: Candidate) -> None:
    """Collect what the English sentence says against a person."""
    words, first = candidate.reading.tokens, candidate.first
    before = words[first - 1].lower if first else ""
    if not candidate.titles:
        _weigh_place(document, candidate, before)
    elif document.gazetteer.lookup(candidate.reading.phrase(candidate.titles[0], candidate.last), "en"):
        candidate.add(NEVER, "place")  # Sheikh Zuweid, Saint Louis
    if _has_head(document, candidate):
        candidate.add(NEVER, "head word")
    if "title" not in candidate.reasons and _is_listed(document, candidate):
        candidate.add(NEVER, "listed")
    named = before in {"called", "named"} and _THING_CALLED.search(candidate.reading.pair.en[: words[first].start])
    if before in document.lexicon.thing_before_en or named:
        candidate.add(AGAINST, "thing")
    if candidate.words[0] in {"St", "St."}:
        candidate.add(AGAINST, "saint")
    if any(w.isupper() and len(w) > 1 and "." not in w for w in without_reign(candidate.words)):
        candidate.add(AGAINST, "acronym")
    if candidate.last == first + 1 and (_is_team(document, candidate) or _is_site(candidate, before)):
        candidate.add(AGAINST, "team or site")


def _weigh_place(document: Document, candidate: Candidate, before: str) -> None:
    """Collect what makes a name without a title a place's or a thing's."""
    if before == "the":
        candidate.add(RATHER_NOT, "the")
    if before in {"in", "near", "outside"}:
        candidate.add(RATHER_NOT, "in")
    if not document.sports and leads_there(
        candidate.reading.pair.en[: candidate.reading.tokens[candidate.first].start]
    ):
        candidate.add(RATHER_NOT, "way")  # "bound for Nizhny Novgorod"
    if before in _OF_A_ROLE and candidate.reading.tokens[candidate.first - 2].lower in document.lexicon.role_en:
        candidate.add(AGAINST, "in")  # "a fisherman from Ly Son", "an analyst at Century"
    preceding = candidate.reading.pair.en[: candidate.reading.tokens[candidate.first].start]
    if _GOVERN.search(preceding) or comes_from(preceding) or is_part(candidate.reading, candidate.first):
        candidate.add(AGAINST, "in")
    if _is_place(candidate):
        candidate.add(RATHER_NOT, "place")
    elif candidate.last > candidate.first and document.gazetteer.lookup(candidate.text, "en"):
        candidate.add(AGAINST, "place")  # a town that the Arabic spells in its own way: Milton Keynes
    if _before_thing(document, candidate):
        candidate.add(AGAINST, "thing after")


def _is_site(candidate: Candidate, before: str) -> bool:
    """Whether the second of two words heads sites too, and something is there: "near Sherman Park"."""
    return not candidate.titles and before in _WHERE - {"of", "from"} and candidate.words[1].lower() in SURNAMES


def _is_team(document: Document, candidate: Candidate) -> bool:
    """Whether two words are a city and a plural: "Pittsburgh Pirates"."""
    city, team = candidate.words
    cities = document.gazetteer.lookup(city, "en") if city.lower() not in document.lexicon.given_en else ()
    return team.endswith("s") and team.lower() not in document.lexicon.surname_en and bool(cities)


def _has_head(document: Document, candidate: Candidate) -> bool:
    """Whether a word of the name heads a body, a site or a place, and is no surname."""
    lexicon = document.lexicon
    lower = {w.lower().rstrip(".") for n, w in enumerate(candidate.words) if n or w.lower() not in lexicon.given_en}
    if "given name" in candidate.reasons:
        lower -= SURNAMES
    if len(candidate.words) > 1 and "-" in candidate.words[-1]:
        lower -= {candidate.words[0].lower()} & SURNAMES  # Park Byeong-seug
    return bool(
        lower & (lexicon.thing_before_en | lexicon_of_bodies.heads_en() | lexicon.not_name_en | lexicon.place_head_en)
    )


def _before_thing(document: Document, candidate: Candidate) -> bool:
    """Whether a noun or a number after the name makes it a thing's: "the Youssef Ben Tachfine dam", "Emmanuel 3"."""
    words = candidate.reading.tokens
    following = words[candidate.last + 1 : candidate.last + 2]
    if not following or not joined(candidate.reading.pair.en, words[candidate.last], following[0]):
        return False
    return following[0].text in document.lexicon.thing_after_en or following[0].text[0].isdigit()


def _is_listed(document: Document, candidate: Candidate) -> bool:
    """Whether the whole name is a body's of the list, or one word that is a town and no name of a person."""
    if lexicon_of_bodies.known().lookup(candidate.text, "en"):
        return len(candidate.words) > 1 or candidate.text.lower() not in document.lexicon.given_en
    lower, lexicon = candidate.text.lower(), document.lexicon
    if candidate.last > candidate.first or lower in lexicon.given_en or lower in lexicon.surname_en:
        return False
    return bool(document.gazetteer.lookup(candidate.text, "en"))


def _role_before(document: Document, candidate: Candidate) -> bool:
    """Whether a noun like "goalkeeper" stands right before the name; after a subject, "host" and "lead" are verbs."""
    text, words, at = candidate.reading.pair.en, candidate.reading.tokens, candidate.first - 1
    if at < 0 or not joined(text, words[at], words[at + 1]) or words[at].lower not in document.lexicon.role_en:
        return False
    subject = at and words[at - 1].capital and not document.gazetteer.nationality(words[at - 1].text, "en")
    return not (subject and words[at].lower in _VERBS_TOO)


def _one_of_several(reading: Reading, first: int, lexicon: Lexicon, *, alone: bool) -> bool:
    """Whether a role in the plural stands before the name, or before one that it follows with "and".

    "engineers Raed Qtaishat and Hiba al-Momani"; one word `alone` is a name only among kin: "his sons Yazan and Laith".
    """
    words, at = reading.tokens, first - 1
    if at > 1 and words[at].text == "and":
        before = next((run for run in reading.runs if run.last == at - 1), None)
        first = before.first if before else first
        at = first - (words[first].lower not in lexicon.several_en)  # "Judges X and Y" is one run
    if at < 0 or (at < first and not joined(reading.pair.en, words[at], words[at + 1])):
        return False
    return words[at].lower in (lexicon.kin_en if alone else lexicon.several_en)


def _speaks(document: Document, candidate: Candidate) -> bool:
    """Whether a speech verb stands right before or after the name."""
    words, speech = candidate.reading.tokens, document.lexicon.speech_en
    before = [words[candidate.first - 1]] if candidate.first else []
    around = [w for w in before if w.lower not in _OF_OTHERS]
    after = candidate.reading.pair.en[words[candidate.last].end :]
    # "Jane Roe, whose district includes Sherman Park, said" and "Jane Roe of Bernstein said": she speaks.
    of_another = before and before[0].lower in _WHERE and candidate.first > 1 and words[candidate.first - 2].capital
    if not of_another and not after.startswith(",") and not ends_quote(after):
        around += words[candidate.last + 1 : candidate.last + 2]
    return not words[candidate.last].possessive and any(w.lower in speech and not w.capital for w in around)


def _is_place(candidate: Candidate) -> bool:
    """Whether the gazetteer knows the whole name in English and the same place in the Arabic of the pair."""
    reading = candidate.reading
    start, end = reading.tokens[candidate.first].start, reading.tokens[candidate.last].end
    ids = {e.id for m in reading.places_en if m.start <= start and m.end >= end for e in m.entries}
    return any(e.id in ids for m in reading.places_ar for e in m.entries)
