"""Bodies that are listed, the head words of all others, and how Arabic spells the letters of an abbreviation."""

from __future__ import annotations

from functools import cache
from string import ascii_uppercase
from typing import TYPE_CHECKING

from mujaz.entries import Entry
from mujaz.facts.lexicon import definite, load, read
from mujaz.gazetteer import Gazetteer, arabic_key
from mujaz.text import fold, slugify

if TYPE_CHECKING:
    from collections.abc import Mapping

# How Arabic spells the letters of an abbreviation, A to Z.
_SPELLED = (
    "ايه اي ا إيه|بي|سي|دي|اي إي|اف|جي|اتش ايتش|اي آي|جيه جي جاي|كيه كي كاي|ال إل|ام|ان|او|بي|كيو|ار|"
    "اس|تي|يو|في|دبليو دابليو|اكس إكس|واي|زد زي"
)
LETTERS = {
    letter: frozenset(map(arabic_key, spelled.split()))
    for letter, spelled in zip(ascii_uppercase, _SPELLED.split("|"), strict=True)
}


@cache
def heads() -> Mapping[str, frozenset[str]]:
    """English head words of bodies with the Arabic ones that translate them, folded, with and without article."""
    rows = (line.split("\t") for line in read("body_heads.tsv"))
    return {english: definite(arabic.split("|")) for english, arabic in rows}


@cache
def heads_en() -> frozenset[str]:
    """Every English head word, those too that Arabic mostly spells instead of translating."""
    return load().spelled_head_en | frozenset(heads())


@cache
def known() -> Gazetteer:
    """The packaged list of organisations, searched as the gazetteer is."""
    entries = []
    for rank, line in enumerate(read("organisations.tsv")):
        arabic, english = (tuple(cell.split("|")) for cell in line.split("\t"))
        identity = slugify(fold(english[0]))
        entries.append(Entry(identity, "other", "", arabic, english, None, None, capital=False, rank=rank))
    return Gazetteer(entries)
