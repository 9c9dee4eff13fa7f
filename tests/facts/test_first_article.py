"""What the repository's own first article must say, with its translation and without."""

from __future__ import annotations

from pathlib import Path

import polib
import pytest

from mujaz.facts.extract import extract
from mujaz.model import Facts, Pair
from mujaz.read import read_seed
from mujaz.text import memory_key

ROOT = Path(__file__).resolve().parents[2]
NAME = "000_90730bdd8d7dc9e7"
PEOPLE = {
    "joe-biden": ("جو بايدن", "الرئيس الأمريكي"),
    "yoon-suk-yeol": ("يون سوك يول", "الرئيس الكوري الجنوبي"),
    "shigeru-ishiba": ("شيغيرو إيشيبا", "رئيس الوزراء الياباني"),
    "kim-jong-un": ("كيم جونج أون", "الزعيم الكوري الشمالي"),
    "donald-trump": ("دونالد ترامب", "الرئيس المنتخب"),
    "jake-sullivan": ("جيك سوليفان", "مستشار الأمن القومي في البيت الأبيض"),
    "fumio-kishida": ("فوميو كيشيدا", "سلفه"),
}
PLACES = {"lima-pe", "peru", "north-korea", "south-korea", "russia", "moscow-ru", "ukraine", "japan", "united-states"}


def facts(*, translated: bool) -> Facts:
    article = read_seed(ROOT / "seeds" / f"{NAME}.txt")
    memory = {memory_key(e.msgid): e.msgstr for e in polib.pofile(str(ROOT / "translations" / f"{NAME}.po"))}
    pairs = [Pair(s.id, s.text, memory[memory_key(s.text)] if translated else "") for s in article.segments]
    return extract(article, pairs, ())[0]


def test_people_with_their_roles() -> None:
    found = {p.id: (p.ar, p.role_ar) for p in facts(translated=True).people}
    assert found == PEOPLE


def test_places_in_both_languages() -> None:
    places = {p.id: p for p in facts(translated=True).places}
    assert places.keys() >= PLACES | {"pyongyang-kp", "kursk-ru"}
    assert all(p.agreed and p.lat is not None for p in places.values())
    korea = places["north-korea"]
    assert "جمهورية كوريا الديمقراطية الشعبية" in {korea.ar, *korea.aliases_ar}


def test_organisations_and_key_points() -> None:
    found = facts(translated=True)
    assert {"white-house", "asia-pacific-economic-cooperation"} <= {o.id for o in found.organisations}
    assert len(found.key_points) == 3
    assert found.key_points[0] == "p1s1"


def test_without_a_translation_the_same_people_are_romanised() -> None:
    found = facts(translated=False)
    assert {p.ar for p in found.people} == {name for name, _ in PEOPLE.values()}
    assert all(p.romanised and not p.agreed and p.en.isascii() for p in found.people)
    assert {p.id for p in found.places} >= PLACES
    assert not any(p.agreed for p in found.places)


@pytest.mark.parametrize("translated", [True, False])
def test_mentions_are_exact(*, translated: bool) -> None:
    found = facts(translated=translated)
    texts = {s.id: s.text for s in read_seed(ROOT / "seeds" / f"{NAME}.txt").segments}
    for person in found.people:
        surfaces = {texts[m.segment_id][m.start : m.end] for m in person.mentions if m.language == "ar"}
        assert surfaces <= {person.ar, *person.aliases_ar}
