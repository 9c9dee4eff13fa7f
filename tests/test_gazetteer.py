from __future__ import annotations

from collections import Counter
from importlib.resources import files
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mujaz.entries import CITY_RANK, Entry
from mujaz.gazetteer import arabic_words, load, stems
from mujaz.text import arabic_letters

if TYPE_CHECKING:
    from mujaz.model import Side

SIDES: tuple[Side, ...] = ("ar", "en")
REGIONS = [line.split("\t") for line in files("mujaz.data").joinpath("regions.tsv").read_text("utf-8").splitlines()[1:]]


def found(text: str, language: Side) -> list[tuple[str, str]]:
    return [(match.name, match.entries[0].id) for match in load().find(text, language)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("وكوريا الشمالية وروسيا", [("كوريا الشمالية", "north-korea"), ("روسيا", "russia")]),
        ("للصين ولليابان", [("الصين", "china"), ("اليابان", "japan")]),
        ("للولايات المتحدة", [("الولايات المتحدة", "united-states")]),
        ("جمهورية كوريا الديمقراطية الشعبية", [("جمهورية كوريا الديمقراطية الشعبية", "north-korea")]),
        ("بيونغ يانغ وبيونج يانج", [("بيونغ يانغ", "pyongyang-kp"), ("بيونج يانج", "pyongyang-kp")]),
        ("وسط بلجيكا", [("بلجيكا", "belgium")]),
        ("بِلُبْنان", [("لُبْنان", "lebanon")]),
        ("القوات الروسية", []),
        ("", []),
    ],
)
def test_arabic_names_are_found_without_their_clitics(text: str, expected: list[tuple[str, str]]) -> None:
    assert found(text, "ar") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Russia's army", [("Russia", "russia")]),
        ("the U.S. told us", [("U.S.", "united-states")]),
        ("turkey with rice", []),
        ("in Côte d’Ivoire", [("Côte d’Ivoire", "cote-d-ivoire")]),
        ("eastern Europe", [("eastern Europe", "eastern-europe")]),
        ("a car in the DRC", [("DRC", "democratic-republic-of-congo")]),
        ("Russian troops", []),
        ("The United States and The Hague", [("United States", "united-states"), ("The Hague", "the-hague-nl")]),
    ],
)
def test_english_names_need_capitals(text: str, expected: list[tuple[str, str]]) -> None:
    if expected and expected[0][0] == "DRC":
        congo = load().country("CD")
        assert congo is not None
        expected = [("DRC", congo.id)]
    assert found(text, "en") == expected


def test_an_ambiguous_name_gives_every_place_the_likeliest_first() -> None:
    georgia = load().lookup("جورجيا", "ar")
    assert [entry.kind for entry in georgia][:2] == ["country", "region"]
    muscat_or_amman = {entry.country for entry in load().lookup("عمان", "ar")}
    assert {"OM", "JO"} <= muscat_or_amman


@pytest.mark.parametrize(
    ("name", "side", "ids"),
    [
        ("Ekiti State", "en", ["ekiti-ng"]),
        ("ولاية إكيتي", "ar", ["ekiti-ng"]),
        ("East Lothian", "en", ["east-lothian-gb"]),
        ("Waikato", "en", ["waikato-nz"]),
        ("Aleppo Governorate", "en", []),  # the city to a reader
        ("Northern", "en", []),
        ("الشمالية", "ar", []),
        ("Hidalgo", "en", []),
        ("Hidalgo State", "en", ["hidalgo-state-mx"]),
        ("يورو", "ar", []),
    ],
)
def test_divisions_of_countries_are_known_by_names_that_are_no_words(name: str, side: Side, ids: list[str]) -> None:
    assert [entry.id for entry in load().lookup(name, side)] == ids


def test_divisions_say_little_and_stand_behind_large_cities() -> None:
    (waikato,) = load().lookup("Waikato", "en")
    assert (waikato.kind, waikato.division, waikato.doubtful) == ("region", True, True)
    (texas, *_) = load().lookup("Texas", "en")
    assert (texas.kind, texas.division, texas.doubtful) == ("region", False, False)
    cordoba = load().lookup("Córdoba", "en")
    assert cordoba[0].kind == "city"
    assert [entry.country for entry in cordoba if entry.division] == ["CO"]
    assert load().kinds("وايكاتو") == frozenset()


def test_divisions_have_both_languages_and_one_id_each() -> None:
    lines = files("mujaz.data").joinpath("subdivisions.tsv").read_text("utf-8").splitlines()
    ids = []
    for country, lat, lon, english, arabic in (line.split("\t") for line in lines[1:]):
        entry = next(e for e in load().lookup(english.split("|")[0], "en") if e.division and e.country == country)
        ids.append(entry.id)
        assert entry.ar == tuple(arabic.split("|"))
        assert all(arabic_letters(name) > 0 for name in entry.ar)
        assert (entry.lat, entry.lon) == ((float(lat), float(lon)) if lat else (None, None))
    assert len(ids) == len(set(ids))


def test_countries_have_both_languages_and_a_point_on_earth() -> None:
    for code in ("SY", "PE", "KP", "US", "FR", "RU", "BH"):
        entry = load().country(code)
        assert entry is not None
        assert arabic_letters(entry.ar[0]) > 0
        assert entry.en[0].isascii()
        assert entry.lat is not None
        assert entry.lon is not None
        assert -90 <= entry.lat <= 90
        assert -180 <= entry.lon <= 180
    assert load().country("XX") is None


@pytest.mark.parametrize(
    ("word", "language", "code"),
    [
        ("الروسية", "ar", "RU"),
        ("والأميركيين", "ar", "US"),
        ("Iranian", "en", "IR"),
        ("Americans", "en", "US"),
        ("الأسبوع", "ar", ""),
        ("Friday", "en", ""),
    ],
)
def test_nationalities(word: str, language: Side, code: str) -> None:
    assert load().nationality(word, language) == code


def test_ids_of_countries_and_regions_name_one_place() -> None:
    entries: dict[str, Entry] = {}
    for name in ("الصين", "الشرق الأوسط", "كاليفورنيا", "بيرو"):
        entry = load().lookup(name, "ar")[0]
        assert entries.setdefault(entry.id, entry) is entry


def test_no_name_in_the_table_of_regions_hides_a_place_behind_its_first_letter() -> None:
    """بروسيا would be Prussia in every text that writes "with Russia"."""
    for row in REGIONS:
        for name in row[4].split("|"):
            first, *more = (word.key for word in arabic_words(name))
            for stem, _ in stems(first)[1:]:
                hidden = load().lookup(" ".join([stem, *more]), "ar")
                ids = {entry.id for entry in load().lookup(name, "ar")}
                assert [e.id for e in hidden if e.rank < CITY_RANK and e.id not in ids] == [], name


def test_no_two_places_written_by_hand_are_the_same() -> None:
    places = Counter((row[1], row[4].split("|")[0], row[5].split("|")[0]) for row in REGIONS)
    assert [place for place, times in places.items() if times > 1] == []


def test_every_name_written_by_hand_is_found() -> None:
    known = load()
    for kind, country, lat, lon, arabic, english in REGIONS:
        assert -90 <= float(lat) <= 90
        assert -180 <= float(lon) <= 180
        sides: tuple[tuple[Side, str], ...] = (("ar", arabic), ("en", english))
        for language, names in sides:
            for name in names.split("|"):
                short = (
                    kind == "region" and name.endswith(".") and country in {"US", "CA", "AU"}
                )  # "Ky." stands behind a town
                bare = (
                    name.removeprefix("the ")
                    .removeprefix("مدينة ")
                    .removeprefix("بلدة ")
                    .removeprefix("قرية ")
                    .removesuffix(".")
                )
                matches = known.find(f"Harlan, {name}" if short else name, language)
                assert any(m.end - m.start >= len(bare) for m in matches), name


@given(
    st.text(alphabet="وفبلكالصينروسيا ،.-ُّـabRUS'’", max_size=40),
    st.sampled_from([("ar", "وبالصين"), ("ar", "روسيا والصين"), ("en", "Russia and China’s"), ("en", "U.S.-China")]),
    st.text(alphabet="وفبل ،.-ُّـab'’", max_size=9),
)
def test_matches_lie_in_the_text_in_order_and_apart(before: str, places: tuple[Side, str], after: str) -> None:
    language, names = places
    text = f"{before} {names} {after}"
    end = 0
    found = load().find(text, language)
    assert found
    for match in found:
        assert end <= match.start < match.end <= len(text)
        assert match.name.endswith(text[match.start : match.end])
        assert match.entries
        end = match.end
