"""Who said it: the speaker of a quotation, from the words around it, resolved to a person of the article.

The speech verb nearest to the quotation decides: its subject is a person, a pronoun (then whoever the text is about),
or some other words ("one woman"). Without a verb the last speaker goes on.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from mujaz.facts import lexicon
from mujaz.text import fold_same_length

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mujaz.model import Person, Side


class Speaker(NamedTuple):
    """A speaker in both languages; either may be empty where only the other names one."""

    ar: str
    en: str


class Named(NamedTuple):
    """A person where a text names them."""

    start: int
    end: int
    person: Person


@dataclass(frozen=True, slots=True)
class Attribution:
    """What one segment says of the speaker.

    `speaker` where it names one, `known` when that is a person of the article, `pronoun` for "he said" and for words
    that stand for a person named before ("the president").
    """

    speaker: Speaker | None = None
    pronoun: bool = False
    known: bool = False


class People:
    """Finds the persons of an article by any of their forms; a surname counts where only one person has it."""

    def __init__(self, people: Sequence[Person]) -> None:
        """Index the names of `people` in both languages."""
        self._people = people
        self._tables = {language: _forms(people, language) for language in ("ar", "en")}
        self._patterns = {
            "ar": _pattern(self._tables["ar"], r"(?<![ء-ي])[وف]?[بلك]?(?P<name>", r")(?![ء-ي])"),
            "en": _pattern(self._tables["en"], r"(?<!\w)(?P<name>", r")(?!\w)"),
        }

    def by_role(self, words: str, language: Side) -> Person | None:
        """The one person whose role the words are ("The President", "رئيس الوزراء"), where only one has it."""
        if language == "ar":
            fitting = [p for p in self._people if p.role_ar and words in fold_same_length(p.role_ar)]
        else:
            head = words.rsplit(maxsplit=1)[-1].casefold() if words[:4].casefold() == "the " else ""
            fitting = [p for p in self._people if head and head in re.findall(r"\w+", p.role_en.casefold())]
        return fitting[0] if len(fitting) == 1 else None

    def find(self, text: str, language: Side) -> list[Named]:
        """Every mention of a person in the text, the longest form first."""
        pattern = self._patterns[language]
        table = self._tables[language]
        folded = fold_same_length(text) if language == "ar" else text
        found = pattern.finditer(folded) if pattern else ()
        return [Named(m.start("name"), m.end("name"), table[" ".join(m["name"].split())]) for m in found]


def attribution(text: str, quoted: Sequence[tuple[int, int]], people: People, language: Side) -> Attribution:
    """What the words outside the quotations (offsets in `quoted`) say about who speaks."""
    outside = text
    for start, end in quoted:
        outside = outside[:start] + _QUOTED * (end - start) + outside[end:]
    if language == "ar":
        outside = fold_same_length(outside)
    names = people.find(outside, language)
    for verb in _verbs(outside, quoted, language):
        found = (
            _subject_en(outside, verb, names, people)
            if language == "en"
            else _subject_ar(text, outside, verb, names, people)
        )
        if found:
            return found
    if names and quoted:
        return Attribution(_speaker(names[0].person), known=True)
    return Attribution()


def _verbs(outside: str, quoted: Sequence[tuple[int, int]], language: Side) -> list[re.Match[str]]:
    """The speech verbs of a segment, those nearest to a quotation first."""

    def distance(verb: re.Match[str]) -> int:
        return min(
            (min(abs(verb.start() - end), abs(start - verb.end())) for start, end in quoted), default=verb.start()
        )

    return sorted(_SPEECH[language].finditer(outside), key=distance)


def _subject_en(outside: str, verb: re.Match[str], names: Sequence[Named], people: People) -> Attribution | None:
    before, after = outside[: verb.start()], outside[verb.end() :]
    if _PRONOUN_BEFORE.search(before) or _PRONOUN_AFTER.match(after):
        earlier = next((name for name in names if name.end < verb.start()), None)
        return Attribution(_speaker(earlier.person), known=True) if earlier else Attribution(pronoun=True)
    addressed = verb[0].lower() in _ADDRESSING
    near = [
        (verb.start() - name.end if name.end <= verb.start() else name.start - verb.end() + _AFTER_COST, name)
        for name in names
        if name.end <= verb.start() or not addressed
    ]
    near = [(cost, name) for cost, name in near if cost <= _REACH and _QUOTED not in _between(outside, verb, name)]
    if near:
        apposed = next((name for _, name in near if _APPOSED.fullmatch(outside, name.end, verb.start())), None)
        if apposed:
            return Attribution(_speaker(apposed.person), known=True)
        return Attribution(_speaker(min(near, key=lambda pair: pair[0])[1].person), known=True)
    words = _WORDS_BEFORE.search(before) or (None if addressed else _WORDS_AFTER.match(after))
    if words is None or _NOT_SUBJECT_EN.search(words["who"]):
        return None
    person = people.by_role(words["who"], "en")
    if person:
        return Attribution(_speaker(person), known=True)
    return Attribution(Speaker("", words["who"]), pronoun=_stands_for_somebody(words["who"]))


def _stands_for_somebody(words: str) -> bool:
    """Whether the words are "the president", "the 31-year-old": a person named before."""
    article, _, rest = words.partition(" ")
    head = rest.rpartition(" ")[2]
    if article.casefold() != "the" or (head != head.casefold() and head != rest):
        return False  # "the National Hurricane Center" is a name
    return head.casefold() in lexicon.load().role_en or head.endswith("-year-old")


def _subject_ar(
    text: str, outside: str, verb: re.Match[str], names: Sequence[Named], people: People
) -> Attribution | None:
    """Arabic names its subject after the verb, or before it ("ترامب، وقال إن")."""
    after = [name for name in names if 0 <= name.start - verb.end() <= _REACH]
    before = [name for name in names if 0 <= verb.start() - name.end <= _REACH]
    source = _SOURCE_AR.search(outside, 0, verb.start())
    if source and verb[0].endswith(("قوله", "قولها")):
        return Attribution(Speaker(text[source.start("who") : source.end("who")], ""))
    for name in after[:1] or before[-1:]:
        between = _between(outside, verb, name)
        if _QUOTED not in between and not (after and _OBJECT_AR.search(between)):
            return Attribution(_speaker(name.person), known=True)
    words = _WORDS_AR.match(outside, verb.end())
    if words and words["who"].split()[0] not in _NOT_SUBJECT_AR:
        person = people.by_role(words["who"], "ar")
        who = Speaker(text[words.start("who") : words.end("who")], "")
        return Attribution(_speaker(person) if person else who, known=person is not None)
    return Attribution(pronoun=True)


def _between(text: str, verb: re.Match[str], name: Named) -> str:
    return text[min(verb.end(), name.end) : max(verb.start(), name.start)]


def _speaker(person: Person) -> Speaker:
    return Speaker(person.ar, person.en)


def _forms(people: Sequence[Person], language: Side) -> dict[str, Person]:
    """Each spelling that names exactly one person; full names and aliases before surnames."""
    table: dict[str, Person] = {}
    surnames: dict[str, set[str]] = {}
    for person in people:
        names = (person.ar, *person.aliases_ar) if language == "ar" else (person.en, *person.aliases_en)
        for name in filter(None, names):
            key = " ".join((fold_same_length(name) if language == "ar" else name).split())
            table.setdefault(key, person)
            surnames.setdefault(key.split()[-1], set()).add(person.id)
    for person in people:
        name = person.ar if language == "ar" else person.en
        words = (fold_same_length(name) if language == "ar" else name).split()
        if len(words) > 1 and len(words[-1]) > 2 and len(surnames[words[-1]]) == 1:  # noqa: PLR2004 - not "Jr", "un"
            table.setdefault(words[-1], person)
    return table


def _pattern(table: dict[str, Person], before: str, after: str) -> re.Pattern[str] | None:
    names = sorted(table, key=len, reverse=True)
    return (
        re.compile(before + "|".join(re.escape(name).replace(r"\ ", r"\s+") for name in names) + after)
        if names
        else None
    )


_QUOTED = "•"
_REACH = 90  # characters between a speech verb and its subject, an apposition among them
_AFTER_COST = 12  # a subject stands before its verb unless nothing else does
_ADDRESSING = frozenset({"told", "tells", "asked", "asks", "urged", "urges", "warned", "reminded", "assured"})
_NOT_SUBJECT_EN = re.compile(
    r"^(?:It|Some(?:body|one)|That|This|What|There|Which|It['’]s|[JFMASOND]\w+(?:uary|ember|ober|ust|ly|ne|ay|rch|ril)|\w+day|(?:[Tt]he|[Aa])\s+\w+s)$"
    r"|\b(?:in|on|at|for|with|by|from|to|and|that|it)\b",
)
_NOT_SUBJECT_AR = frozenset(
    "الاقتباس ورد موقع اعلن ذكر ان انه انها انهم بانه بان في عن علي من الي ايضا ذلك هذا ما".split()
)
_VERBS_EN = (
    "said|says|say|saying|told|tells|telling|added|adds|adding|wrote|writes|writing|tweeted|tweeting|explained|explains|noted"
    "|notes|insisted|insists|warned|warns|admitted|admits|confirmed|confirms|declared|declares|replied|replies|responded"
    "|asked|asks|commented|continued|continues|concluded|concludes|recalled|recalls|revealed|reveals|suggested|suggests"
    "|testified|vowed|vows|urged|urges|stressed|stresses|called|calls|acknowledged|acknowledges|joked|jokes|alleged|alleges"
    "|complained|complains|promised|promises|predicted|observed|remarked|shouted|argued|argues|claimed|claims|stated|states"
    "|announced|announces|described|describes|labelled|labeled|dubbed|accused|quipped|lamented|reiterated|sneered|boasted"
    "|repeating|repeats|chanting|shouting|reported|posted|chanted|went\\s+on|according\\s+to|thanked|praised|criticised"
    "|criticized|put\\s+it|believes|thinks"
)
_VERBS_AR = (
    "قال|قالت|قالوا|يقول|تقول|يقولون|قايلا|قايله|القول|قوله|قولها|اضاف|اضافت|يضيف|مضيفا|اعلن|اعلنت|صرح|صرحت|اكد|اكدت|موكدا"
    "|اوضح|اوضحت|موضحا|اشار|اشارت|مشيرا|ذكر|ذكرت|اعتبر|اعتبرت|زعم|زعمت|تابع|تابعت|كتب|كتبت|غرد|غردت|رد|ردت|حذر|حذرت"
    "|شدد|شددت|لفت|لفتت|تعهد|تعهدت|وصف|وصفت|واصفا|اخبر|اخبرت|علق|علقت|سال|سالت|استطرد|اردف|اختتم|ختم|اعرب|اعربت|جادل"
    "|كرر|كررت|وفقا\\s+ل|بحسب|حسب|علي\\s+حد\\s+قول|حسبما|مزح|ذكره|ادلي|ادلت|اقسم|مازحا|ساخرا|نقل\\s+عن|علي\\s+لسان"
)
_SPEECH: dict[str, re.Pattern[str]] = {
    "en": re.compile(rf"(?i:\b(?:{_VERBS_EN})\b)"),
    "ar": re.compile(rf"(?<![ء-ي])[وف]?(?:{_VERBS_AR})(?![ء-ي])"),
}
PARTED = _SPEECH  # what parts two halves of a quotation: "…," he said, "…"
_ADVERBS = r"(?:(?:\w+ly|also|has|have|had|then|later|once|went\s+on\s+to|continued\s+to)\s+)*"
_APPOSED = re.compile(rf",[^.•]+,\s+{_ADVERBS}")  # "Paul Mills, Sainsbury's commercial director, said"
_PRONOUN_BEFORE = re.compile(rf"(?i:\b(?:s?he|they|who|i|we)\s+{_ADVERBS}(?:keeps?\s+|is\s+|was\s+)?)$")
_PRONOUN_AFTER = re.compile(r"\s+(?:he|she|they)\b")
_WORDS_BEFORE = re.compile(
    rf"(?<!\w)(?P<who>(?:(?:[Oo]ne|[Aa]n?|[Tt]he|[Aa]nother)\s+(?:[\w'’-]+\s+){{0,4}}?(?!as\b)[\w'’-]+"
    rf"|[\w-]+\.(?:com|org|net)|(?:[A-Z][\w.'’-]+\s+(?:of\s+(?:the\s+)?)?){{0,5}}[A-Z][\w.'’-]+))(?:,[^,•]+,)?(?:\s+as)?\s+{_ADVERBS}$",
)
_SOURCE_AR = re.compile(r"(?<![ء-ي])عن\s+(?P<who>[ء-ي]+(?:\s+[ء-ي]+){0,4}?)\s*$")
# After one of these comes an object, not the subject.
_OBJECT_AR = re.compile(r"(?<![ء-ي])(?:الي|عن|علي|ب?انه?ا?|ضد|مع)(?![ء-ي])|(?<![ء-ي])[لب]$")
_WORDS_AFTER = re.compile(
    r"\s+(?P<who>(?:(?:a|an|one|the)\s+(?:[\w-]+\s+)?[\w-]+|(?:[A-Z][\w.'’-]+\s?)*[A-Z][\w'’-]+))"
)
_WORDS_AR = re.compile(r"\s+(?P<who>[ء-ي]+(?:\s+(?!ان\b|في\b|عن\b|علي\b|الي\b|من\b|ب?انه?ا?\b)[ء-ي]+){0,3})")
