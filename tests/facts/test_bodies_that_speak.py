from __future__ import annotations

import pytest

from mujaz.facts.quotes import quotes
from mujaz.model import Mention, Organisation, Pair

AR, EN = "المنظمة الدولية للهجرة", "International Organization for Migration"
FIRST = Pair(
    "p1s1", f"وقالت {AR} إن القارب «كان مكتظا للغاية».", f'The {EN} said the boat was "overcrowded and unseaworthy".'
)
COURT = Pair("p1s1", "أصدرت محكمة عمان حكمها أمس.", "Amman Criminal Court gave its verdict yesterday.")


def body(pair: Pair, arabic: str, english: str) -> Organisation:
    at = ((pair.ar, arabic, "ar"), (pair.en, english, "en"))
    mentions = tuple(Mention(pair.id, side, text.index(name), text.index(name) + len(name)) for text, name, side in at)  # type: ignore[arg-type]
    return Organisation("one", arabic, english, mentions, agreed=True)


@pytest.mark.parametrize(
    ("arabic", "english"),
    [
        ("وأضافت المنظمة أن «العشرات نجوا من الغرق».", 'The organization added that "dozens of people survived".'),
        ("وشدد البيان على أن «العشرات نجوا من الغرق».", 'The statement stressed that "dozens of people survived".'),
        ("وأضافت المنظمة أن «العشرات نجوا من الغرق».", ""),
    ],
)  # fmt: skip
def test_a_noun_stands_for_the_body_that_spoke(arabic: str, english: str) -> None:
    rows = quotes([FIRST, Pair("p2s1", arabic, english)], (), (body(FIRST, AR, EN),))
    assert [(row.speaker_ar, row.speaker_en) for row in rows] == [(AR, EN)] * 2


def test_a_noun_of_another_body_stands_for_itself() -> None:
    pair = Pair("p2s1", "وأضافت الصحيفة أن «هذا ليس كل شيء».", 'The newspaper added that "this was not everything".')
    rows = quotes([FIRST, pair], (), (body(FIRST, AR, EN),))
    assert rows[-1].speaker_en == "The newspaper"


def test_a_ruling_speaks_for_its_court() -> None:
    pair = Pair(
        "p2s1", "وبرأت شخصين «لعدم كفاية الأدلة»، على ما ورد في القرار.",
        'It acquitted two "for insufficient evidence", according to the ruling.',
    )  # fmt: skip
    (row,) = quotes([COURT, pair], (), (body(COURT, "محكمة عمان", "Amman Criminal Court"),))
    assert (row.speaker_ar, row.speaker_en) == ("محكمة عمان", "Amman Criminal Court")


@pytest.mark.parametrize("told", ["سي بي سي نيوز", "لسي بي سي نيوز"])
def test_half_of_a_name_is_no_part_of_who_spoke(told: str) -> None:
    pair = Pair(
        "p1s1", f"أخبر أحد مزارعي مانيتوبا {told} بأن «هذا ليس كل شيء».", 'A farmer told CBC News "this was not all".'
    )
    (row,) = quotes([pair], (), (body(pair, "سي بي سي نيوز", "CBC News"),))
    assert (row.speaker_ar, row.speaker_en) == ("أحد مزارعي مانيتوبا", "A farmer")
