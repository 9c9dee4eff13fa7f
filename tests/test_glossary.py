"""The glossary file, and which terms a sentence uses."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mujaz.errors import TranslationFileError
from mujaz.glossary import Finder, fingerprint, load, parse, renders
from mujaz.model import Term

ERRORS = sorted((Path(__file__).parent / "data" / "memory" / "glossary").glob("*.yml"))
BIDEN = Term("joe-biden", "person", ("جو بايدن", "بايدن"), "Joe Biden", aliases_en=("Biden",))
SEOUL = Term("seoul", "place", ("سيول",), "Seoul")
BRAND = Term("mujaz", "term", ("Mujaz",), "Mujaz", protect=True)


def test_an_entry_with_every_key_and_one_with_the_least() -> None:
    text = """
- ar: [جو بايدن, بايدن]
  en: Joe Biden
  aliases_en: Biden
  kind: person
  role_ar: الرئيس الأمريكي
  role_en: US president
  id: biden
- {ar: No, en: 12}
- {ar: Mujaz, translate: never}
"""
    assert parse(text, "glossary.yml") == (
        Term("biden", "person", BIDEN.ar, "Joe Biden", ("Biden",), "الرئيس الأمريكي", "US president"),
        Term("12", "term", ("No",), "12"),
        BRAND,
    )


@pytest.mark.parametrize("path", ERRORS, ids=lambda path: path.stem)
def test_what_is_wrong_is_named_with_its_line(path: Path) -> None:
    expected = re.match(r"# line (\d+): (.*)", path.read_text(encoding="utf-8"))
    assert expected
    with pytest.raises(TranslationFileError) as caught:
        load(path, "translations/glossary.yml")
    message = str(caught.value).replace("\n  ", " | ")
    assert re.match(rf"translations/glossary\.yml:{expected[1]}: .*{expected[2].replace('|', '[|]')}", message), message


def test_no_file_no_text_and_bytes_that_are_not_utf8(tmp_path: Path) -> None:
    path = tmp_path / "glossary.yml"
    assert load(path) == ()
    path.write_bytes(b"\xef\xbb\xbf# nothing yet\n")
    assert load(path) == ()
    path.write_bytes("- ar: بايدن".encode("cp1256"))
    with pytest.raises(TranslationFileError, match=r"^glossary\.yml:1: the file is not UTF-8"):
        load(path, "glossary.yml")


@pytest.mark.parametrize(
    ("sentence", "used"),
    [
        ("قال جو بايدن إن سيول حليف.", ["joe-biden", "seoul"]),
        ("وبايدن ولسيول، بسيول", ["joe-biden", "seoul"]),
        ("سيولد طفل في بايدنية", []),
        ("إلى سِيُول!", ["seoul"]),
        ("من mujaz: بايدن.", ["mujaz", "joe-biden"]),
        ("", []),
    ],
)
def test_terms_of_a_sentence(sentence: str, used: list[str]) -> None:
    assert [term.id for term in Finder([BIDEN, SEOUL, BRAND]).used(sentence)] == used


@given(st.lists(st.sampled_from(["قال", "جو", "بايدن", "سيول", "Mujaz", "في"]), max_size=8))
def test_a_form_is_found_wherever_it_stands(words: list[str]) -> None:
    used = {term.id for term in Finder([BIDEN, SEOUL, BRAND]).used(" ".join(words))}
    assert used == {t.id for t, word in ((BIDEN, "بايدن"), (SEOUL, "سيول"), (BRAND, "Mujaz")) if word in words}


@pytest.mark.parametrize(
    ("term", "translation", "rendered"),
    [
        (BIDEN, "President Joe Biden said", True),
        (BIDEN, "BIDEN's visit", True),
        (BIDEN, "Bidenomics", False),
        (BIDEN, "Baiden said", False),
        (BRAND, "From mujaz.", True),
        (SEOUL, "سيول", False),
    ],
)
def test_whether_a_translation_holds_an_allowed_form(term: Term, translation: str, *, rendered: bool) -> None:
    assert renders(term, translation) is rendered


def test_a_fingerprint_changes_with_what_a_translation_depends_on() -> None:
    base = fingerprint(BIDEN)
    assert re.fullmatch("[0-9a-f]{8}", base)
    for changed in (replace(BIDEN, en="Joseph Biden"), replace(BIDEN, ar=("بايدن",)), replace(BIDEN, protect=True)):
        assert fingerprint(changed) != base
    for same in (replace(BIDEN, role_en="President"), replace(BIDEN, aliases_en=()), replace(BIDEN, id="x")):
        assert fingerprint(same) == base
