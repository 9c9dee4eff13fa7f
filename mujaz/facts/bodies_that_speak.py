"""Organisations that speak: named in full, through a ruling, or as "the ministry" once they are known."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from mujaz.facts.said import Attribution, Speaker
from mujaz.text import fold_same_length

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mujaz.model import Organisation, Pair


class Bodies:
    """The organisations of an article, found by the words that stand for them."""

    def __init__(self, bodies: Sequence[Organisation]) -> None:
        """Take the bodies in the order in which the article names them."""
        self._bodies = bodies
        self._speakers = [Speaker(body.ar, body.en) for body in bodies]

    def named(self, said: Attribution, pair: Pair) -> Attribution:
        """The attribution with the name of a body in full: one its words are a part of, or a ruling's court."""
        if not said.speaker or said.known:
            return said
        ar, en = said.speaker
        whole = self._without_half(ar, pair)
        if whole != ar:
            ar, said = whole, replace(said, speaker=Speaker(whole, en))
        body = self._ruling(f"{ar} {en}") or self._in_segment(_ARTICLE.sub("", en), pair)
        if body:
            return replace(said, speaker=Speaker(body.ar, body.en))
        # "weather.com" is written alike in both
        return replace(said, speaker=Speaker(en, en)) if en and not ar and en in pair.ar else said

    def meant(self, said: Attribution, heard: Sequence[Speaker]) -> Attribution:
        """The attribution with the body that "the organisation" or "البيان" stands for: the last of those heard."""
        if not said.speaker or said.known:
            return said
        ar, en = said.speaker
        noun = _NOUN_EN.fullmatch(en) if en else _NOUN_AR.fullmatch(fold_same_length(ar))
        if noun is None:
            return said
        recent = [one for one in heard if one in self._speakers]
        named = [one for one in (*recent, *self._speakers) if noun["noun"] in _words(one)]
        if noun["noun"] in _ANY_BODY:
            named = [one for one in named if one in recent] or recent
        elif not named or (named[0] not in recent and len(named) > 1):
            return said
        return replace(said, speaker=named[0], pronoun=False) if named else said

    def _without_half(self, words: str, pair: Pair) -> str:
        """Arabic words for somebody without the first words of a body's name, whose others they do not have."""
        start = pair.ar.find(words) if words else -1
        end = start + len(words)
        for body in self._bodies if start >= 0 else ():
            for mention in body.mentions:
                here = mention.segment_id == pair.id and mention.language == "ar"
                if here and start < mention.start < end < mention.end:
                    return _HANGING_AR.sub("", pair.ar[start : mention.start])
        return words

    def _ruling(self, words: str) -> Organisation | None:
        """The court of a ruling: the first that the article names."""
        if not _RULING.search(words):
            return None
        return next((body for body in self._bodies if _COURT.search(body.en)), None)

    def _in_segment(self, words: str, pair: Pair) -> Organisation | None:
        lower = words.casefold()
        for body in self._bodies:
            before = lower.removesuffix(body.en.casefold())
            if body.en and before != lower and not _WITH_BODY.search(before):
                return body
        named = _NAME_EN.search(words)
        if named is None or _WITH_BODY.search(words[: named.start()]):
            return None
        for body in self._bodies:
            here = [m for m in body.mentions if m.segment_id == pair.id and m.language == "en"]
            if any(named[0] in pair.en[m.start : m.end] for m in here):
                return body
        return None


def _words(name: Speaker) -> set[str]:
    """The words of a body's name in both languages, Arabic ones without their article."""
    return {*name.en.casefold().split(), *(word.removeprefix("ال") for word in fold_same_length(name.ar).split())}


_HANGING_AR = re.compile(r"\s+[ولب]?$")
_ARTICLE = re.compile(r"^(?:[Tt]he|[Aa]n?)\s+")
_NAME_EN = re.compile(r"[A-Z][\w.&’'-]+(?:\s+[A-Z][\w.&’'-]+)*$")
# A source at the hospital is not the hospital; a ruling speaks for its court.
_WITH_BODY = re.compile(r"\b(?:of|for|at|from|in|with|by)\s+(?:the\s+)?$")
_RULING = re.compile(
    r"\b(?:ruling|verdict|judge?ment|indictment)(?!\w)|(?<![ء-ي])(?:حيثيات|منطوق|نص)\s+(?:ال(?:حكم|قرار)|حكم|قرار)"
)
_COURT = re.compile(r"\b(?:Court|Tribunal)\b")
_NOUN_EN = re.compile(r"(?:[Tt]he|[Tt]his)\s+(?P<noun>[a-z]+)")
_NOUN_AR = re.compile(r"ال(?P<noun>[ء-ي]+)")
# These stand for any body; other nouns ("the ministry") for one that has them in its name.
_ANY_BODY = frozenset(
    "statement organisation organization group body agency institution بيان منظمه هييه موسسه جهه مجموعه".split()
)
