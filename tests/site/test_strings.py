"""The words of the interface: the same keys in each language, the plural forms that its grammar has."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

import pytest
import yaml
from babel import Locale

from mujaz.errors import ConfigError
from mujaz.site import strings
from tests.support.newsroom import ROOT

if TYPE_CHECKING:
    from pathlib import Path

LANGUAGES = ("ar", "en")
THEME = ROOT / "templates"
COUNTED = {
    0: "لا أخبار",
    1: "خبر واحد",
    2: "خبران",
    3: "3 أخبار",
    10: "10 أخبار",
    11: "11 خبرًا",
    99: "99 خبرًا",
    100: "100 خبر",
    102: "102 خبر",
    103: "103 أخبار",
    1000: "1,000 خبر",
}


def _load(language: str) -> strings.Strings:
    return strings.load([THEME], language, LANGUAGES)


def _texts(language: str) -> dict[str, object]:
    loaded: dict[str, object] = yaml.safe_load((THEME / "strings" / f"{language}.yml").read_text("utf-8"))
    return loaded


def test_both_languages_have_the_same_keys() -> None:
    assert sorted(_texts("ar")) == sorted(_texts("en"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_plurals_have_every_form_of_the_language_and_no_other(language: str) -> None:
    forms = {*Locale(language).plural_form.tags, "other"}
    counted = {key: value for key, value in _texts(language).items() if isinstance(value, dict)}
    assert counted
    assert {key: set(value) for key, value in counted.items()} == dict.fromkeys(counted, forms)


def test_the_same_places_are_filled_in_both_languages() -> None:
    def places(value: object) -> set[str]:
        texts = value.values() if isinstance(value, dict) else [value]
        return set(re.findall(r"{(\w+)}", " ".join(map(str, texts))))

    arabic, english = _texts("ar"), _texts("en")
    assert {key: places(arabic[key]) for key in arabic} == {key: places(english[key]) for key in arabic}


COMPUTED = re.compile(
    "(mode|size|state|dossier|failed)_.+|line_(draft|unchecked)|people|places"
    "|more_(people|places|dates|numbers|organisations)|exact|about_number|(more|less)_than|at_least|up_to"
)
"""The keys that are put together or chosen when they are asked for."""


def test_every_string_is_used() -> None:
    sources = [*(ROOT / "mujaz" / "site").glob("*.py"), *THEME.rglob("*.html"), *(THEME / "assets").glob("*.js")]
    used = " ".join(path.read_text("utf-8") for path in sources)
    unused = [
        key
        for key in _texts("en")
        if not re.search(rf"\b(?:t|ot|words)(?:\.{key}\b|[\[(][\"']{key}[\"'])", used) and not COMPUTED.fullmatch(key)
    ]
    assert unused == []


@pytest.mark.parametrize("count", COUNTED)
def test_arabic_counts_as_arabic_does(count: int) -> None:
    assert _load("ar")("stories", n=count) == COUNTED[count]


def test_english_counts() -> None:
    english = _load("en")
    assert [english("stories", n=n) for n in (0, 1, 2)] == ["0 stories", "1 story", "2 stories"]


def test_dates_in_both_languages() -> None:
    day = date(2024, 11, 15)
    assert _load("ar").day(day, "full") == "الجمعة، 15 نوفمبر 2024"
    assert _load("en").day(day) == "15 November 2024"


@pytest.mark.parametrize(
    ("iso", "arabic", "english"),
    [
        ("2024-11-15", "15 نوفمبر 2024", "15 November 2024"),
        ("2017-06", "يونيو 2017", "June 2017"),
        ("2022", "2022", "2022"),
        ("--10-01", "1 أكتوبر", "1 October"),
        ("2024-W05", "2024-W05", "2024-W05"),
    ],
)
def test_dates_as_precise_as_they_are(iso: str, arabic: str, english: str) -> None:
    assert (_load("ar").partial(iso), _load("en").partial(iso)) == (arabic, english)


def test_languages_are_called_by_their_names() -> None:
    assert _load("ar").names == {"ar": "العربية", "en": "الإنجليزية"}
    assert (_load("ar").direction, _load("en").direction) == ("rtl", "ltr")


@pytest.mark.parametrize(("language", "day"), [("en-GB", "15 November 2024"), ("en-US", "November 15, 2024")])
def test_a_region_has_the_words_of_its_language_and_its_own_dates(language: str, day: str) -> None:
    words = strings.load([THEME], language, ("ar", language))
    assert (words.language, words["search"], words("stories", n=2)) == (language, _load("en")["search"], "2 stories")
    assert words.day(date(2024, 11, 15)) == day
    arabic = strings.load([THEME], "ar", ("ar", "pt-BR", "de-LU"))
    assert arabic.names == {"ar": "العربية", "pt-BR": "البرتغالية البرازيلية", "de-LU": "الألمانية"}


def test_words_of_a_region_s_own_come_first(tmp_path: Path) -> None:
    (tmp_path / "strings").mkdir()
    (tmp_path / "strings" / "en-GB.yml").write_text("search: Look for it\n", "utf-8")
    assert strings.load([THEME, tmp_path], "en-GB", LANGUAGES)["search"] == "Look for it"


def test_a_key_is_named_that_is_not_there() -> None:
    with pytest.raises(KeyError, match="nonsense"):
        _load("en")["nonsense"]
    with pytest.raises(KeyError, match="plural forms"):
        _load("en")["stories"]


def test_a_language_without_words_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(
        ConfigError, match=r"no words for 'fr'[\s\S]*copy strings/en\.yml to my_theme/strings/fr\.yml[\s\S]*custom_dir"
    ):
        strings.load([tmp_path], "fr", ("ar", "fr"))
    with pytest.raises(ConfigError, match="not a language code"):
        strings.load([tmp_path], "xx-nope-", ("ar", "xx"))


def test_broken_words_are_refused_by_key(tmp_path: Path) -> None:
    (tmp_path / "strings").mkdir()
    (tmp_path / "strings" / "en.yml").write_text("home: {one: x}\n", "utf-8")
    with pytest.raises(ConfigError, match="home"):
        strings.load([tmp_path], "en", LANGUAGES)
