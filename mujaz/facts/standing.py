"""Whether a sentence can be read without the one before it: what key points, shown alone, must be able to.

The tables name what leans: openings that point back (a pronoun, a connective), speech without its speaker, half of a
quotation, a sentence cut short. Arabic is matched in folded letters.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from mujaz.facts.lexicon import load
from mujaz.gazetteer import arabic_words
from mujaz.text import alternation

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mujaz.facts.lexicon import Lexicon
    from mujaz.model import Pair

FEWEST_WORDS, MOST_WORDS = 6, 60
_FULL_STOPS = (".", "!", "?", "؟", "…")


def stands_alone(pair: Pair, lexicon: Lexicon, *, quoting: bool = False) -> bool:
    """Whether the sentence can be read without the one before or after it, in both languages.

    Args:
        pair: The sentence.
        lexicon: The words of speech and of names.
        quoting: Whether it may open with a quotation that it closes.
    """
    words = arabic_words(pair.ar)
    if not FEWEST_WORDS <= len(words or pair.en.split()) <= MOST_WORDS or _asks(pair):
        return False
    if quoting and opens_with_quotation(pair):
        return not is_fragment(pair) and not _SPOKEN_EN.search(pair.en)
    return not _leans_in_english(pair.en) and not (words and _leans_in_arabic(pair.ar, lexicon))


def _leans_in_arabic(text: str, lexicon: Lexicon) -> bool:
    words = arabic_words(text)
    if words[0].key in lexicon.leaning_ar or text[0] in _QUOTES:
        return True
    opening = " ".join(word.key for word in words[:_EARLY])
    if _connective().match(opening) or _GOES_ON_AR.search(opening):
        return True
    # "Trump said in his anchor voice": the words said stand in another sentence; "وقال إن" has no speaker.
    speech = words[0].key in lexicon.speech_ar
    return speech and (len(words) < _FEWEST_SPOKEN or words[1].key in lexicon.role_stop_ar)


def _asks(pair: Pair) -> bool:
    """Whether the sentence ends in a question, whose answer stands elsewhere."""
    return any(text.rstrip(_CLOSING).endswith(("?", "؟")) for _, text in pair.sides)


def opens_with_quotation(pair: Pair) -> bool:
    """Whether the sentence opens with quoted words in both languages, and goes on behind them."""
    return all(not text or _QUOTED_FIRST.match(text) for _, text in pair.sides)


@cache
def _connective() -> re.Pattern[str]:
    """A connective of more than one word; news Arabic opens most sentences with و, which connects nothing."""
    return re.compile(f"[وف]?(?:{alternation(sorted(load().connective_ar))})(?![ء-ي])".replace(" ", r"\s+"))


def _leans_in_english(text: str) -> bool:
    if _OPENING_EN.match(text) or _CUT_EN.search(text) or _SPOKEN_EN.search(text):
        return True
    return _GOES_ON_EN.search(" ".join(text.split()[:_EARLY])) is not None


def speaks_of_them(text: str) -> bool:
    """Whether an English sentence has a personal pronoun."""
    return _PRONOUN_EN.search(text) is not None


def is_fragment(pair: Pair) -> bool:
    """Whether the sentence ends like none, or holds half of a quotation."""
    return not ends_whole(pair) or _half_quoted(pair.ar) or _half_quoted(pair.en)


def _half_quoted(text: str) -> bool:
    return any(text.count(opening) != text.count(closing) for opening, closing in _PAIRED) or text.count('"') % 2 == 1


def points_back(text: str) -> bool:
    """Whether an English sentence speaks of somebody or something told before ("The victim was …")."""
    return _DEFINITE_EN.match(text) is not None


def is_headline(pairs: Sequence[Pair]) -> bool:
    """Whether the first segment is the headline: it ends without a full stop and most of the others with one."""
    whole = [ends_whole(pair) for pair in pairs[1:]]
    return bool(whole) and not ends_whole(pairs[0]) and 2 * sum(whole) > len(whole)


def ends_whole(pair: Pair) -> bool:
    """Whether the segment ends as a sentence does, in the translation where there is one."""
    return (pair.en or pair.ar).rstrip(_CLOSING).endswith(_FULL_STOPS)


_EARLY = 12  # words: "also" further on belongs to a clause of its own
_FEWEST_SPOKEN = 9  # words of a sentence that says who spoke and what
_CLOSING = "\"”»’')] "
_QUOTES = "\"“«'‘"
_QUOTED_FIRST = re.compile('["“«][^"“”«»]+["”»][\\s,،.]+\\w+\\s+\\w+')
_PAIRED = (("“", "”"), ("«", "»"))
_POINTING = r"(?:his|her|its|their|this|that|these|those|them|him|it)\b(?!\s+(?:year|week|month|season))"
_OPENING_EN = re.compile(
    r"[\"“'‘]|(?:he|she|it|they|we|i|you|this(?!\s+(?:year|week|month|season))|that|these|those|his|her|their|its|but|and|or"
    r"|however|also|meanwhile|instead|then|so|yet|still|such|both|another|moreover|furthermore|afterwards|later"
    r"|nevertheless|as for|according to (?:him|her|them)|there(?!\s+(?:is|are|was|were|has|have|will)\b)"
    r"|in (?:addition|contrast|turn|response|the meantime|fact|other words|the same context)|by contrast"
    r"|for (?:example|instance)|as a result|on the other (?:hand|side)|similarly|likewise|besides|elsewhere|separately"
    r"|earlier(?!\s+(?:this|last|on|in)\b)|previously|since then|until then|at the (?:same )?time|after that|thus"
    r"|therefore|hence|consequently|finally|indeed|notably|it is worth|the (?:latter|former|two|pair|duo|same|other)"
    rf"|(?:for|in|at|by|with|from|on|after|before|during|despite|under|of|like|saying) {_POINTING}"
    rf"|(?:one|some|most|many|all|both|two|three) of {_POINTING})\b",
    re.IGNORECASE,
)
_GOES_ON_EN = re.compile(
    r"(?<!but )(?<!and )\b(?:also|instead|however|nevertheless|too|likewise|similarly|afterwards|meanwhile|added)\b"
)
# "…", he said: the speaker stands in another sentence.
_SPOKEN_EN = re.compile(
    r"[,.!?][\"”’']? (?:s?he|they) (?:said|says|added|told|wrote|explained|noted|continued|asked)\b"
)
# The sentence was cut at an abbreviation: "… on Sept."
_CUT_EN = re.compile(r"\b(?:Jan|Feb|Mar|Apr|Aug|Sept?|Oct|Nov|Dec|Mr|Mrs|Dr|Sen|Rep|Gov|St|vs|No)\.$")
_PRONOUN_EN = re.compile(r"\b(?:I|we|you|he|she|it|they|my|our|your|his|her|its|their|us|him|them)\b", re.IGNORECASE)
_DEFINITE_EN = re.compile(
    r"The (?:[a-z]+ )?[a-z]+ (?:comes?|came|follow(?:s|ed)|is|was|were|are|will|has|had|said|also|happened)\b"
    r"|The (?:victim|defendant|suspect|couple|man|woman|boy|girl|incident|accident|crash|attack|American|Dane|new)\b"
)
_GOES_ON_AR = re.compile(r"(?<![ء-ي])(?:ايضا|كذلك|بدوره|بدورها|في المقابل)(?![ء-ي])")
