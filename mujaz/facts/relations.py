"""Roles that only say whose relation somebody is: "his predecessor" becomes "Ishiba's predecessor", or no role.

Whose it is, is told where both languages name one other person before the words in their sentence and the same one, or
the sentence before names one person only; "his" is no woman's.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from mujaz.facts.lexicon import load
from mujaz.facts.named import People
from mujaz.gazetteer import arabic_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from mujaz.facts.named import Gender
    from mujaz.model import Mention, Pair, Person, Side

_HIS = re.compile(r"\b(?:his|her|their)\s+(?:[\w-]+\s+){0,3}$", re.IGNORECASE)
_WHO = re.compile(r",? who\b|،? (?:الذي|التي)(?![ء-ي])")
_QUALITY = re.compile("ال[ء-ي]+(?:ي|ية|بر|برى|غر|غرى|احل|احلة)")  # German, eldest, late
_OWNERS = ("هما", "هم", "ها", "ه")
_LONGEST = 4  # words of an English role that is a relation with what describes it
_PARTS = " ; "
_PLACE = 60  # characters between a relation and its name


def told(people: Sequence[Person], pairs: Sequence[Pair]) -> tuple[Person, ...]:
    """The people, each bare relation with its owner; a role that says no more than "father" is left out."""
    return tuple(_told(person, people, pairs) for person in people)


def _told(person: Person, people: Sequence[Person], pairs: Sequence[Pair]) -> Person:
    roles_en, roles_ar = person.role_en.split(_PARTS), person.role_ar.split(_PARTS)
    bare = {role for role in roles_en if _is_relation(role) and any(_is_his(person, role, pair) for pair in pairs)}
    nouns = {role: noun for role in roles_ar if (noun := _noun(role))}
    if not (bare or nouns):
        return person
    relation = next(iter(bare), "")
    owner = next((found for n in range(len(pairs)) if (found := _owner(person, relation, people, pairs, n))), None)
    if owner and People(people, pairs).gender(owner) not in {"", _gender(person, relation, nouns, pairs)}:
        owner = None
    if owner is None:
        kept_en = [role for role in roles_en if role not in bare or not role.islower()]
        kept_ar = [role for role in roles_ar if role not in nouns or " " in role]
    else:
        name_en, name_ar = _short(owner, person, "en"), _short(owner, person, "ar")
        kept_en = [f"{name_en}'s {role}" if role in bare else role for role in roles_en]
        kept_ar = [" ".join((nouns[r], name_ar, *r.split()[1:])) if r in nouns else r for r in roles_ar]
    return replace(person, role_en=_PARTS.join(kept_en), role_ar=_PARTS.join(kept_ar))


def _gender(person: Person, relation: str, nouns: Iterable[str], pairs: Sequence[Pair]) -> Gender:
    """Whether "his" or "her" stands with the relation."""
    begins = ((pair, _relation_at(relation, pair, m)) for pair in pairs for m in _mentions(person, pair, "en"))
    said = next((pair.en[at : at + 3].lower() for pair, at in begins if at is not None), "")
    return "f" if said == "her" or any(role.split()[0].endswith("ها") for role in nouns) else "m"


def _is_relation(role: str) -> bool:
    words = role.lower().split()
    return 0 < len(words) <= _LONGEST and words[-1] in load().relation_en and "of" not in words


def _is_his(person: Person, role: str, pair: Pair) -> bool:
    """Whether "his father" stands before the name in the English of a pair."""
    return any(_relation_at(role, pair, mention) is not None for mention in _mentions(person, pair, "en"))


def _relation_at(role: str, pair: Pair, mention: Mention) -> int | None:
    """Where "his father" begins before a mention of the name."""
    start = max(0, mention.start - _PLACE)
    before = pair.en[start : mention.start]
    at = before.lower().rfind(role.rsplit(maxsplit=1)[-1].lower()) if role else -1
    his = _HIS.search(before[:at]) if at >= 0 else None
    return None if his is None else start + his.start()


def _noun(role: str) -> str:
    """The relation in the construct state without its pronoun: سلف of سلفه; empty where the role says more."""
    head, _, quality = role.partition(" ")
    if quality and not _QUALITY.fullmatch(quality):
        return ""
    for owner in _OWNERS:
        stem = head.removesuffix(owner)
        for noun in (stem, f"{stem[:-1]}ة") if stem != head else ():
            if arabic_key(noun) in load().relation_ar:
                return noun
    return ""


def _owner(
    person: Person, relation: str, people: Sequence[Person], pairs: Sequence[Pair], number: int
) -> Person | None:
    """Whose relation a person is, as one pair tells."""
    pair = pairs[number]
    found: list[list[Person]] = []
    for side, mentions in (("ar", _mentions(person, pair, "ar")), ("en", _mentions(person, pair, "en"))):
        if mentions:
            at = mentions[0].start
            if side == "en":
                begins = _relation_at(relation, pair, mentions[0])
                at = at if begins is None else begins
            found.append(_before(person, people, pair, "ar" if side == "ar" else "en", at))
    if not found:
        return None
    if not any(found) and number:
        found = [[p for p in people if any(m.segment_id == pairs[number - 1].id for m in p.mentions)]]
    owners = found[0]
    alike = len(owners) == 1 and all(one == owners for one in found) and owners[0] is not person
    return owners[0] if alike else None


def _before(person: Person, people: Sequence[Person], pair: Pair, side: Side, at: int) -> list[Person]:
    """The other persons whom one language names before a place in its text; in a relative clause, whom it tells of."""
    text = pair.ar if side == "ar" else pair.en
    named = [(m.end, p) for p in people if p is not person for m in _mentions(p, pair, side) if m.end <= at]
    end, last = max(named, key=lambda one: one[0], default=(0, person))
    return [last] if named and _WHO.match(text, end) else [p for p in people if any(p is one for _, one in named)]


def _mentions(person: Person, pair: Pair, side: Side) -> list[Mention]:
    return sorted((m for m in person.mentions if m.segment_id == pair.id and m.language == side), key=lambda m: m.start)


def _short(owner: Person, person: Person, side: Side) -> str:
    """The owner's surname where the article uses it alone and the other has another one, else the whole name."""
    name, aliases = (owner.en, owner.aliases_en) if side == "en" else (owner.ar, owner.aliases_ar)
    surname = name.rsplit(maxsplit=1)[-1]
    shared = surname in (person.en if side == "en" else person.ar).split()
    return surname if surname in aliases and not shared else name
