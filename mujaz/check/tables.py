"""The word lists of the checks, compiled once from data/checks.toml."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from mujaz.model import Side


@dataclass(frozen=True, slots=True)
class Words:
    """Everything the checks listen for; patterns with `match` in mind are anchored by the caller."""

    opening: re.Pattern[str]
    closing: re.Pattern[str]
    asides: tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]
    afterwords: tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]
    framing: re.Pattern[str]
    service_page: re.Pattern[str]
    service_asides: tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]
    placeholder: re.Pattern[str]
    denial: Mapping[Side, re.Pattern[str]]
    shade: Mapping[Side, re.Pattern[str]]
    arabic_verb_shade: re.Pattern[str]
    numbers: Mapping[Side, Mapping[float, tuple[re.Pattern[str], ...]]]
    decades: Mapping[str, int]
    decade: re.Pattern[str]
    before_names: re.Pattern[str]
    ordinary_names: frozenset[str]
    short_names: frozenset[str]
    capitals_too: frozenset[str]
    not_telling: frozenset[str]
    introduction: re.Pattern[str]
    region_words: Mapping[str, re.Pattern[str]]
    periphrases: tuple[tuple[re.Pattern[str], tuple[str, ...]], ...]
    the_country: Mapping[Side, re.Pattern[str]]


@cache
def load() -> Words:
    """The packaged lists, read once in a process."""
    # A TOML table has no narrower type than this; each value is used as the type that the file shows.
    data: dict[str, Any] = tomllib.loads(files("mujaz.data").joinpath("checks.toml").read_text("utf-8"))
    chatter, negation, numbers = data["chatter"], data["negation"], data["numbers"]
    parts: dict[str, str] = data["parts"]
    names = data["names"]
    unless = negation["arabic_denial_unless"]
    return Words(
        opening=re.compile(r"[^\w<\[{#]*" + _any(_filled(chatter["opening"], parts)), re.IGNORECASE),
        closing=re.compile(_any(_filled(chatter["closing"], parts)), re.IGNORECASE),
        asides=_unless(chatter["aside"], r"\W*"),
        afterwords=_unless(chatter["afterword"]),
        framing=re.compile(chatter["framing"]),
        service_asides=_unless(data["service"]["soft"]),
        service_page=re.compile(_any(data["service"]["page"]), re.IGNORECASE),
        placeholder=re.compile(data["service"]["placeholder"], re.IGNORECASE),
        denial={
            "ar": re.compile(_whole(_any(negation["arabic_denial"])) + f"(?!{unless})"),
            "en": re.compile(_whole(_any(negation["english_denial"])), re.IGNORECASE),
        },
        shade={
            "ar": re.compile(_whole(_any(negation["arabic_shade"]))),
            # "n't" follows a letter, so this list takes word edges as they fall.
            "en": re.compile(rf"\b{_any(negation['english_shade'])}\b", re.IGNORECASE),
        },
        arabic_verb_shade=re.compile(rf"(?<!\w)[وفبلس]{{0,2}}(?:ال|[يتنأ])?{_any(negation['arabic_verb_shade'])}\w*"),
        numbers={
            "en": _numbers(numbers["english"], ""),
            "ar": _numbers(numbers["arabic"], "[وفبلك]{0,2}(?:ال|ل)?"),
        },
        decades=data["decades"],
        decade=re.compile(rf"({'|'.join(data['decades'])})(?:ي?ات|ي)"),
        before_names=re.compile(
            rf"(?:(?<!\w)[لب]ـ|(?<!\w)[وبلفك]*(?:{'|'.join(names['quoted_after'])}) (?:\w+ )?(?:و[لب]?ـ?)?)$"
        ),
        ordinary_names=frozenset(names["ordinary"]),
        capitals_too=frozenset(names["capitals_too"]),
        short_names=frozenset(names["short"]),
        not_telling=frozenset(names["not_telling"]),
        region_words={name: re.compile(_whole(f"(?:{words})")) for name, words in names["region_words"].items()},
        introduction=re.compile(rf"(?<!\w)[وفبلك]{{0,2}}(?:ال|ل)?(?:{names['introduction']}) [بل]?$"),
        periphrases=tuple(
            (re.compile(_whole(f"(?:{phrase})")), tuple(codes.split()))
            for phrase, codes in names["periphrases"].items()
        ),
        the_country={
            "ar": re.compile(_whole(names["the_country"]["arabic"])),
            "en": re.compile(_whole(f"(?:{names['the_country']['english']})"), re.IGNORECASE),
        },
    )


def _filled(patterns: Iterable[str], parts: Mapping[str, str]) -> Iterable[str]:
    """The patterns with {name} replaced by the part of that name; braces of repetition hold no letters."""
    for pattern in patterns:
        yield re.sub(r"\{([a-z]+)\}", lambda match: parts[match[1]], pattern)


def _unless(pairs: Iterable[tuple[str, str]], prefix: str = "") -> tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]:
    """What a translation may not say, beside what in the original allows it."""
    return tuple((re.compile(prefix + said, re.IGNORECASE), re.compile(spoken)) for said, spoken in pairs)


def _any(patterns: Iterable[str]) -> str:
    return f"(?:{'|'.join(patterns)})"


def _whole(pattern: str) -> str:
    return rf"(?<!\w){pattern}(?!\w)"


def _numbers(table: Mapping[str, str], prefix: str) -> dict[float, tuple[re.Pattern[str], ...]]:
    found: dict[float, tuple[re.Pattern[str], ...]] = {}
    for values, words in table.items():
        pattern = re.compile(_whole(f"{prefix}(?:{words})"), re.IGNORECASE)
        for value in map(float, values.split()):
            found[value] = (*found.get(value, ()), pattern)
    return found
