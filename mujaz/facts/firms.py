"""Names that are firms' or services' by the words around them: "carmaker X", "shares in X", "rescue service X"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mujaz.facts.candidates import Candidate

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


def is_company(candidate: Candidate) -> bool:
    """Whether the name is a firm's: "Sainsbury's said", "bought by Celesio", "supermarket chain X", "shares in X".

    People own and buy firms too, so what is done to a firm speaks only against a name without a given name.
    """
    words, text = candidate.reading.tokens, candidate.reading.pair.en
    before, after = text[: words[candidate.first].start], text[words[candidate.last].end :]
    if _FIRM_BEFORE.search(before):
        return True
    full = "given name" in candidate.reasons
    return not full and (_TAKEN_OVER.search(before) is not None or _FIRM_AFTER.match(after) is not None)
