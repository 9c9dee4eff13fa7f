"""Hundreds of invented stories with everything in common, for what must stay small however large a site grows."""

from __future__ import annotations

import random
from datetime import date, timedelta
from itertools import product
from typing import TYPE_CHECKING

from mujaz.model import (
    Article,
    Briefing,
    Date,
    Facts,
    Mention,
    Number,
    Organisation,
    Person,
    Place,
    Quote,
    Segment,
    State,
    Translation,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    Lexicon = Sequence[str]

FIRST_DAY = date(2021, 3, 1)
PARAGRAPHS, SENTENCES, WORDS = 8, 2, 20
ARABIC, LATIN = "ابتثجحخدذرزسشصضطظعغفقكلمنهوي", "etaoinshrdlucmfwypvbgk"
WHO, WHERE = ("ليلى منصور", "Laila Mansour"), ("بيروت", "Beirut")


def stories(count: int) -> Iterator[Briefing]:
    """Stories of consecutive days; one person, one place and one tag are in all of them, others in one each.

    Their words are made up, so they compress worse than those of news.
    """
    chance = random.Random(7)  # noqa: S311 - text for a test
    arabic, latin = (_lexicon(chance, letters) for letters in (ARABIC, LATIN))
    for number in range(count):
        yield _story(number, chance, arabic, latin)


def _lexicon(chance: random.Random, letters: str) -> Lexicon:
    return ["".join(chance.choices(letters, k=chance.randint(2, 9))) for _ in range(4000)]


def _words(chance: random.Random, lexicon: Lexicon, count: int) -> str:
    """A run of words, some of which are as frequent as they are in any language."""
    return " ".join(lexicon[int(len(lexicon) * chance.random() ** 2)] for _ in range(count))


def _story(number: int, chance: random.Random, arabic: Lexicon, latin: Lexicon) -> Briefing:
    day = FIRST_DAY + timedelta(days=number)
    town = (f"مدينة {number}", f"Town {number}")
    keys = [f"p{p}s{s}" for p, s in product(range(1, PARAGRAPHS + 1), range(1, SENTENCES + 1))]
    names = [(WHO, WHERE, town)[n % 3] for n in range(len(keys))]
    source = [f"{name} {_words(chance, arabic, WORDS)} {day} {number + 7}." for name, _ in names]
    target = [f"{name} {_words(chance, latin, WORDS)} {day} {number + 7}." for _, name in names]

    def found(name: tuple[str, str]) -> tuple[Mention, ...]:
        return tuple(
            mention
            for key, here in zip(keys, names, strict=True)
            if here == name
            for mention in (Mention(key, "ar", 0, len(name[0])), Mention(key, "en", 0, len(name[1])))
        )

    def first(words: str, n: int) -> tuple[Mention, ...]:
        sides = ((source, "ar"), (target, "en"))
        starts = [(side, texts[n].rindex(words)) for texts, side in sides]
        return tuple(Mention(keys[n], side, start, start + len(words)) for side, start in starts)  # type: ignore[arg-type] # a side is a literal

    at = (chance.uniform(-50, 65), chance.uniform(-170, 170))
    figure, stated = f"{number + 7}", day.isoformat()
    facts = Facts(
        people=(Person("laila-mansour", *WHO, found(WHO), agreed=True),),
        places=(
            Place("beirut", *WHERE, found(WHERE), agreed=True, kind="city", country="LB", lat=33.89, lon=35.5),
            Place(f"town-{number}", *town, found(town), agreed=True, kind="city", country="LB", lat=at[0], lon=at[1]),
        ),
        organisations=(Organisation(f"hall-{number}", *town, found(town), agreed=True),),
        numbers=tuple(
            Number(keys[n], number + 7, figure, figure, first(figure, n), agreed=True, what_ar="يوما", what_en="days")
            for n in range(6)
        ),
        dates=tuple(
            Date(keys[n], stated, stated, first(stated, n), agreed=True, start=(day - timedelta(days=n)).isoformat())
            for n in range(6)
        ),
        quotes=(Quote(keys[0], source[0], target[0], (), speaker_ar=WHO[0], speaker_en=WHO[1]),),
        key_points=tuple(keys[:3]),
    )
    translations = tuple(Translation(key, text, State.DRAFT, "google") for key, text in zip(keys, target, strict=True))
    segments = [Segment(key, text) for key, text in zip(keys, source, strict=True)]
    paragraphs = tuple(tuple(segments[n : n + SENTENCES]) for n in range(0, len(segments), SENTENCES))
    slug, title = f"story-{number:05}", _words(chance, arabic, 9)
    article = Article(
        slug, f"{slug}.txt", slug, "ar", title, paragraphs, title_given=True, published=day, tags=("أخبار",)
    )
    return Briefing(article, _words(chance, latin, 9), State.DRAFT, translations, facts, ())
