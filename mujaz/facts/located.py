"""What the words around a name say about its being a place: prepositions, areas, motion, datelines and lists.

Each kind of evidence is asked for in both languages, so that neither an English "in" (in Word) nor an Arabic من is
enough by itself.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from mujaz.facts.document import in_set
from mujaz.facts.english import joined
from mujaz.facts.lexicon import definite, folded
from mujaz.gazetteer import arabic_key

if TYPE_CHECKING:
    from mujaz.facts.document import Document, Reading

Ends = tuple[set[int], set[int]]
Range = tuple[int, int]

SURELY_IN = frozenset({"in", "near", "outside", "around"})
_BESIDE = frozenset(
    {"facing", "opposite", "beyond", "overlooking", "linking", "fled", "fleeing", "entered", "entering", "reached"}
)
LIST_AR = frozenset({"و", " و", "، و", "، ", " أو ", ", ", " – ", "-", " - "})
_LIST_EN = frozenset({", ", " and ", ", and ", " or ", " & "})
_SCORE = re.compile(r"\b(?:win|won|victory|triumph|defeat|defeated|loss|lost|draw|drew|beaten) at $")
_DATELINE = re.compile(
    r"(?:, (?:(?:[A-Z]\.){2,3}|[A-Z][a-z]{1,4}\.|[A-Z][a-z]+))?(?:/[A-Z]+)? ?(?:\([^()]{2,30}\) ?){0,2}(?:--|[-–—]) "
    r"|, (?:[A-Z][a-z]+,? )?[A-Z][a-z]{2,8}\.? \d{1,2}\b| ?\([A-Z]{2,9}\) ?[-–—]"
    r"|, [A-Z][\w-]+(?: [A-Z][\w-]+)?: ",
)
_LONGEST_DATELINE = 20
# Where people and things go, what leads there, and where people are from.
_MOTION = re.compile(
    r"\b(?:flights?|fl(?:y|ies|ew|own|ying)|travel\w*|head(?:s|ed|ing)|mov(?:ed?|ing)|return\w*|fled|flee(?:ing)?"
    r"|transferred|taken|evacuated|deported|displaced|drov?e|driving|walk(?:ed|ing)|march(?:ed|ing)?|sail\w*|trips?"
    r"|journeys?|roads?|routes?|way|trains?|bus(?:es)?|coach|taxis?|boats?|planes?|helicopters?|lifts?|convoys?|ferr(?:y|ies)|stretch\w*|spread(?:ing)?|extend\w*"
    r"|reach\w*|advanc\w*|withdr[ae]w\w*|arriv\w*|coming|came|bound|driven(?: \w+)? out|pulled out|set o(?:ff|ut)"
    r"|pass(?:ed|es|ing)?|cross(?:ed|es|ing)?|kilomet(?:re|er)s?|km|miles?)"
    r"(?: by(?: [a-z]+){1,2})?"
    r" (?:from (?:the )?[A-Z][^,.;]{2,30} )?(?:to|from|towards?|through|for|in|at|of|between) (?:the )?$",
)
_NATIVE = re.compile(
    r"(?:, \d{1,3},? |-year-old (?:man |woman |boy |girl )?|\b(?:fisherman|fishermen|farmers?|residents?|villagers?"
    r"|natives?|refugees?|migrants?|famil(?:y|ies)|m[ae]n|wom[ae]n|boys?|girls?|shepherds?|couple|mother|father"
    r"|people) )from $|, \d{1,3},? of $|-year-old from $",
)
# Ways by which somebody leaves: "fled Izium through Barvinkove"; news is sent via and through much else.
_BY_WAY = re.compile(
    r"\b(?:fled|fle[ew]|travel\w*|sail\w*|drove|walked|headed|smuggled)\b[^.;]{2,60} (?:via|through) $"
)
# Examples of what an area holds: "cities including", "eastern Libya, especially".
_SUCH_AS = re.compile(
    r"(?:especially|particularly|notably|chiefly|mainly|including|namely|such as|among them|both) (?:in )?$"
)
_FAR = re.compile(r"\b(?:kilomet(?:re|er)s?|km|miles?) from $")
_ATTACKED = re.compile(r"\b(?:attacks?|assaults?|raids?|strikes?|offensives?|advance|march|siege) (?:on|of) $")
_AREAS = frozenset(
    "village town city hamlet commune municipality suburb district locality province island camp port neighbourhood "
    "neighborhood governorate county prefecture region department villages towns cities communes districts provinces "
    "governorates camps islands departments localities municipalities".split(),
)
# Parts and sides of places: "the outskirts of", "the summit of"; the Arabic must have such a word too.
_PARTS = frozenset(
    "outskirts edge edges suburbs residents resort vicinity coast coasts shores shore bank banks waters streets sky "
    "skies people inhabitants capital foot slopes summit top peak north south east west northeast northwest southeast "
    "southwest entrance centre center heart areas ruins site part parts off kilometres kilometers km miles".split(),
)
_PEOPLE = frozenset({"people", "inhabitants", "residents", "part", "parts", "heart", "skies", "sky"})
_PARTS_AR = folded(
    "ضواحي محيط أطراف مشارف تخوم سفوح سفح قمة ضفاف ضفة مياه سكان أهالي نواحي مقابل المقابلة قبالة سماء منتجع موقع "
    "شوارع مداخل مدخل مركز وسط قلب شواطئ سواحل ساحل منحدرات سهوب محاذاة بمحاذاة بمحيط حدود"
)
_RIGHT_AT = frozenset({arabic_key("عند"), arabic_key("قرب"), arabic_key("منطقة")})
_QUARTERS = frozenset({"district", "neighbourhood", "neighborhood", "quarter", "suburb", "area"})
_OFFICES = folded("مديرية مركز جماعة لواء شعبية")  # districts in some countries only
_AMONG = folded("بينها منها أبرزها أهمها بينهما")
_SUCH_AS_AR = _AMONG | folded("خصوصا وخصوصا خاصة وخاصة سيما مثل تحديدا وتحديدا وبخاصة فيها ومنها وبينها")
_LIES = frozenset({"lies", "sits"})
_LIES_AR = folded("تقع يقع تبعد يبعد")
_AMONG_WORDS = 4
# What happens or stands at a place and is called after it, in English after the name and in Arabic before it.
_OF_A_PLACE = {
    noun: definite(arabic.split())
    for nouns, arabic in (
        ("bombing bombings blast explosion", "تفجير تفجيرات انفجار"),
        ("massacre", "مجزرة مذبحة"),
        ("earthquake quake", "زلزال"),
        ("battle", "معركة"),
        ("siege", "حصار"),
        ("front", "جبهة محور"),
        ("refinery", "مصفاة"),
        ("police", "شرطة"),
        ("fire fires blaze", "حريق حرائق"),
        ("sector sectors", "قطاع قطاعات"),
    )
    for noun in nouns.split()
}
_INTO = frozenset({"ب", "وب", "ل", "ول"})
_IN_A_ROW = re.compile(r"\bin (?:[A-Z][\w'’-]+(?: [A-Z][\w'’-]+)*(?:, and |, | and ))+$")
# What cities hold in sport and lend their names to; unlike a team's, theirs stand for the place.
TOURNAMENTS = frozenset(
    {"masters", "open", "tournament", "final", "finals", "semi-final", "semi-finals", "marathon", "event", "olympics"}
)
_TOURNAMENTS_AR = folded("دورة بطولة نهائي ماراثون أولمبياد ألعاب جائزة ملتقى أوليمبياد")


def is_venue(reading: Reading, english: int, arabic: int) -> bool:
    """Whether both languages say that something was played there: "at Medinah", but no triumph at a club's."""
    at = reading.word_at(arabic)
    played = before(reading, english) == "at" and not _SCORE.search(reading.pair.en[:english])
    return played and reading.key_before(at) == "في"


def is_owner(document: Document, reading: Reading, end: int) -> bool:
    """Whether the word behind a name is somebody or something of a town: "an Evarts man", "the Bristol dealer"."""
    following = after(reading, end)
    return following in document.lexicon.of_a_town_en or following in document.lexicon.role_en


def is_played_in(reading: Reading, start: int) -> bool:
    """Whether the name is one of several that follow "in": "in Tashkent and Seoul"."""
    return _IN_A_ROW.search(reading.pair.en[:start]) is not None


def reaches(document: Document, reading: Reading, english: Range, arabic: Range) -> bool:
    """Whether weak words around the name of a town, in both languages, say that it is one here.

    A preposition in English and one in Arabic, or in English alone people and buildings of the town ("an Evarts man",
    "the children of Driel"). Never in sport, where towns are teams, but for natives.
    """
    lexicon, words_ar, at = document.lexicon, reading.arabic.words, reading.word_at(arabic[0])
    if after(reading, english[1]) == "native":
        return True
    if document.sports or "PER" in reading.labels[at : reading.word_at(arabic[1] - 1) + 1]:
        return False
    owned = is_owner(document, reading, english[1]) or _of(reading, english[0], lexicon.of_a_town_en | _PARTS)
    first = next(n for n, t in enumerate(reading.tokens) if t.start >= english[0])
    near = bool(first) and joined(reading.pair.en, reading.tokens[first - 1], reading.tokens[first])
    word = before(reading, english[0])
    if owned or not near or not (word == "on" or word in lexicon.place_preposition_en):
        return owned
    previous = reading.key_before(at)
    if word == "on":
        return previous == "في"  # an island
    cues = lexicon.place_cue_ar | lexicon.place_head_ar | _PARTS_AR
    glued = reading.pair.ar[words_ar[at].start : arabic[0]] in _INTO
    return glued or bool(previous and in_set(previous, cues))


def dateline(reading: Reading, start: int, end: int) -> bool:
    """Whether the name opens the sentence as the place of writing: "CAIRO –", "Tunis, Sept 3 (TAP) -"."""
    text = reading.pair.en
    opens = not start or (start < _LONGEST_DATELINE and text[start - 1] == "/" and text[:start].isupper())
    return opens and _DATELINE.match(text, end) is not None


def followed(reading: Reading, end: int) -> bool:
    """Whether another known place follows after a comma: "Lima, Peru"."""
    return any(m.start == end + 2 and reading.pair.en[end : end + 2] == ", " for m in reading.places_en)


def before(reading: Reading, start: int) -> str:
    """The English word before a character."""
    first = next(n for n, t in enumerate(reading.tokens) if t.start >= start)
    return reading.tokens[first - 1].lower if first else ""


def after(reading: Reading, end: int) -> str:
    """The English word right behind a character, nothing but a space between."""
    following = next((t for t in reading.tokens if t.start >= end), None)
    return following.lower if following and following.start == end + 1 and reading.pair.en[end] == " " else ""


def is_area(document: Document, reading: Reading, key: str, english: Range) -> bool:
    """Whether the Arabic word before a name makes it a place's; for حي the English must say so too."""
    following = next((t.text for t in reading.tokens if t.start > english[0] and t.start >= english[1]), "")
    if key == arabic_key("حي") or key.endswith((" حي", "بحي")):
        return following in _QUARTERS or before(reading, english[0]) in SURELY_IN
    if in_set(key, _OFFICES) and following in _QUARTERS | _AREAS:
        return True
    return in_set(key, document.lexicon.place_head_ar - {arabic_key("مطار")})


def hosts(reading: Reading, end: int, at: int) -> bool:
    """Whether a tournament is called after the place in both languages: "the Hamburg final" beside نهائي هامبورغ."""
    return after(reading, end) in TOURNAMENTS and in_set(reading.key_before(at), _TOURNAMENTS_AR)


def lends_its_name(reading: Reading, end: int, at: int) -> bool:
    """Whether what happened there is called after the place in both languages: "the Beslan siege"."""
    keys = _OF_A_PLACE.get(after(reading, end), frozenset())
    return in_set(reading.key_before(at), keys)


def comes_from(text: str) -> bool:
    """Whether English words that stand before a name say that somebody is from there: "Jane Roe, 38, of"."""
    return _NATIVE.search(text) is not None


def is_part(reading: Reading, first: int) -> bool:
    """Whether a part or a side of what token `first` begins to name is meant: "the foot of", "the outskirts of"."""
    tokens = reading.tokens
    return first > 1 and tokens[first - 1].text == "of" and tokens[first - 2].lower in _PARTS - _PEOPLE


def leads_there(text: str) -> bool:
    """Whether English words that stand before a name say that somebody or something goes there."""
    return _MOTION.search(text) is not None


def is_listed(reading: Reading, english: Range, arabic: Range, ends: Ends) -> bool:
    """Whether the name follows a place that is certain with "and" or a comma in both languages."""
    texts = reading.pair.ar, reading.pair.en
    listed_en = any(texts[1][end : english[0]] in _LIST_EN for end in ends[1])
    listed_ar = any(texts[0][end : arabic[0]] in LIST_AR for end in ends[0])
    return listed_en and listed_ar and texts[1][english[1] : english[1] + 1] != ":"


def begins_row(reading: Reading, english: Range, arabic: Range, starts: Ends) -> bool:
    """Whether a place that is certain follows the name with "and" or a comma in both languages."""
    texts = reading.pair.ar, reading.pair.en
    listed_en = any(texts[1][english[1] : start] in _LIST_EN for start in starts[1])
    return listed_en and any(texts[0][arabic[1] : start] in LIST_AR for start in starts[0])


def _of(reading: Reading, start: int, words: frozenset[str]) -> bool:
    """Whether one of these words and "of" stand before the name: "the village of"; "the" may follow."""
    first = next(n for n, t in enumerate(reading.tokens) if t.start >= start)
    first -= first > 0 and reading.tokens[first - 1].text == "the"
    return first > 1 and reading.tokens[first - 1].text == "of" and reading.tokens[first - 2].lower in words


def _is_example(reading: Reading, start: int, ends: Ends) -> bool:
    """Whether the name is an example of what an area or a place holds: "eastern Libya, especially", "towns such as"."""
    cue = _SUCH_AS.search(reading.pair.en[:start])
    whole = reading.pair.en[: cue.start()].rstrip(" ,") if cue else ""
    return len(whole) in ends[1] or whole.rpartition(" ")[2] in _AREAS


def _among(document: Document, reading: Reading, at: int) -> bool:
    """Whether the Arabic name is one of several areas: أربع مقاطعات، بينها X."""
    keys = [w.key for w in reading.arabic.words[max(0, at - _AMONG_WORDS) : at]]
    return bool(keys) and keys[-1] in _AMONG and any(in_set(k, document.lexicon.place_head_ar) for k in keys[:-1])


def is_located(document: Document, reading: Reading, english: Range, arabic: Range, ends: Ends) -> bool:
    """Whether the words before the name, in both languages, say that something is there.

    `ends` are where the places that are certain end in the Arabic and the English.
    """
    lexicon, words_ar, text = document.lexicon, reading.arabic.words, reading.pair.en
    first = next(n for n, t in enumerate(reading.tokens) if t.start >= english[0])
    word, follows, at = before(reading, english[0]), followed(reading, english[1]), reading.word_at(arabic[0])
    previous = reading.key_before(at)
    if (
        is_listed(reading, english, arabic, ends)
        or _of(reading, english[0], _AREAS)
        or _among(document, reading, at)
        or lends_its_name(reading, english[1], at)
        or (after(reading, english[1]) in _LIES and in_set(previous, _LIES_AR))
        or (previous in _SUCH_AS_AR and not document.sports and _is_example(reading, english[0], ends))
    ):
        return True
    if first and not joined(text, reading.tokens[first - 1], reading.tokens[first]):
        return False
    preceding = text[: english[0]]
    venue = document.sports and is_venue(reading, english[0], arabic[0])
    moved = not document.sports and (leads_there(preceding) or comes_from(preceding))
    moved |= not document.sports and bool(_ATTACKED.search(preceding) or _BY_WAY.search(preceding))
    part = word in _BESIDE or _of(reading, english[0], _PARTS)
    right_at = word == "at" and in_set(previous, _RIGHT_AT)
    located = (
        venue or right_at or word in SURELY_IN or part or moved or (follows and word in lexicon.place_preposition_en)
    )
    tagged = not located and word in lexicon.place_preposition_en and not document.sports
    tagged = tagged and reading.labels[at] == "LOC"
    if not (located or tagged):
        return False
    heads = lexicon.place_head_ar | _RIGHT_AT | {"في"}
    if tagged or moved or part or word in {"near", "outside", "around"} or follows:
        heads |= lexicon.place_cue_ar | _PARTS_AR
    if _ATTACKED.search(preceding):
        heads |= {arabic_key("على")}
    if _FAR.search(preceding):
        heads |= {"عن"}
    cue = bool(previous) and in_set(previous, heads)
    clitics = {"ب", "وب", "ل"} if moved or part else {"ب", "وب"}
    glued = reading.pair.ar[words_ar[at].start : arabic[0]] in clitics
    listed_ar = any(reading.pair.ar[end : arabic[0]] in LIST_AR for end in ends[0])
    return bool(cue or glued or listed_ar)
