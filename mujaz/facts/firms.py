"""Names that are firms' or services' by the words around them: "carmaker X", "shares in X", "rescue service X"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from mujaz.facts.lexicon import folded, load
from mujaz.gazetteer import stems

if TYPE_CHECKING:
    from mujaz.facts.names import ArabicSide, Span

_FIRM_BEFORE = re.compile(
    r"\b(?:chain|retailer|supermarket|grocer|company|firm|carmaker|automaker|drugmaker|wholesaler|airline|brewer"
    r"|service|services|agency|authority|operator|contractor|NGO|charity|watchdog|think tank"
    r"|conglomerate|start-?up|broadcaster|brand) $",
)
_TAKEN_OVER = re.compile(
    r"\b(?:(?:bought|acquired|taken over|swallowed up|sold) (?:out )?(?:by|to)"
    r"|(?:shares?|stake|stock|merger|takeover) (?:in|of|with)|(?:merged?|merges|merging) with|acquir(?:ed|es|ing)"
    r"|(?:acquisition|takeover) of) $",
)
# A possessive with no noun of its own, or with what only firms have.
_FIRM_AFTER = re.compile(
    r"['’]s (?:said|says|has|had|is|was|will|would|stores?|shares|shareholders|sales|customers|profits?|branch(?:es)?"
    r"|supermarkets?|subsidiary|chief executive|share price)\b"
    r"|,? (?:plc|PLC|Inc|Ltd|Corp|GmbH|AG|shares|stores|supermarkets?|employees|shareholders|customers)\b",
)

_BODILY = folded("أعلنت أنقذت نشرت أطلقت أصدرت")
_ANNOUNCES = re.compile(r" (?:has |had )?(?:announced|announces|rescued|published|launched|issued)\b")
_FIRMS_AR = folded("شركة خدمة هيئة وكالة مؤسسة صحيفة منظمة شبكة قناة بنك مصرف جمعية")
_IT_AR = folded("إنها بأنها")
_SAID_IT = re.compile(r" (?:has |had |have )?[a-z]+(?: that)? (?:it|its)\b")
_SHE = re.compile(r"\b(?:she|her|herself)\b", re.IGNORECASE)

_HERS = re.compile(r"(?:ova|eva|enko|[sc]kaya|[sc]ka|yan|shvili|poulou|d[oó]ttir|uk)$")  # surnames of many women


def is_served(before: str) -> bool:
    """Whether the words before a name say that it is a firm or a service."""
    return _FIRM_BEFORE.search(before) is not None


def announces(verb: str, name: str, after: str) -> bool:
    """Whether something feminine in Arabic, as bodies are, announces or rescues, and nothing says "she"."""
    return verb in _BODILY and _ANNOUNCES.match(after) is not None and not is_hers(name, after)


def is_hers(name: str, text: str) -> bool:
    """Whether a name is like those of many women, or a text beside it says "she"."""
    return _HERS.search(name) is not None or _SHE.search(text) is not None


def is_spoken_of_as_it(arabic: ArabicSide, span: Span, after: str) -> bool:
    """Whether a name has a feminine verb and stands for "it" in both languages: قالت ميرسك إنها, "Maersk said it"."""
    following = arabic.word_at(span.end)
    itself = following < len(arabic.words) and arabic.words[following].key in _IT_AR
    return itself and is_she_or_it(arabic, span) and _SAID_IT.match(after) is not None


def is_she_or_it(arabic: ArabicSide, span: Span) -> bool:
    """Whether a feminine verb of speech stands right before a name, as for women, firms and bodies."""
    at = arabic.word_at(span.start)
    verb = arabic.words[at - 1].key if at and arabic.adjacent(at - 1) else ""
    return verb.endswith("ت") and any(stem in load().speech_ar for stem, _ in stems(verb))


def is_firm_ar(arabic: ArabicSide, span: Span) -> bool:
    """Whether the Arabic word right before a name is one for a firm or a service: شركة نوفا."""
    at = arabic.word_at(span.start)
    return at > 0 and arabic.adjacent(at - 1) and any(stem in _FIRMS_AR for stem, _ in stems(arabic.words[at - 1].key))


def is_firm(before: str, after: str, *, full: bool) -> bool:
    """Whether a name between these texts is a firm's: "Sainsbury's said", "bought by Celesio", "shares in X".

    People own and buy firms too, so what is done to a firm speaks only against a name without a given name.
    """
    if is_served(before):
        return True
    return not full and (_TAKEN_OVER.search(before) is not None or _FIRM_AFTER.match(after) is not None)
