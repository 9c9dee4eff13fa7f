"""Folding and stemming give the same in Python and in the browser, for any string."""

from __future__ import annotations

import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mujaz.site import words
from mujaz.text import fold

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from scripts.loopback import Loopback
    from tests.browser.conftest import Watch

SCRIPT = Path(__file__).parents[2] / "templates" / "assets" / "fold.js"
ASK = """async (texts) => {
  const {fold, words, stem, bare, sound} = await import("./fold.js");
  return texts.map((text) => [fold(text), words(text).map((word) => [word, stem(word), bare(word), sound(word)])]);
}"""

# Characters that Python's Unicode tables know; the browser's are newer.
MOVED = "\U0001171e"  # an Ahom sign that later became a spacing mark
ASSIGNED = st.characters(exclude_categories=("Cs", "Cn"), exclude_characters=MOVED)
NEWS = st.sampled_from("ابتثجحخدذرزسشصضطظعغفقكلمنهويىةءأإآؤئٱپچگڤکی والبلك 0123456789٠٣٫٬٪,.ًَّٰـsiesyäÄİßΣ«» -")
TEXTS = st.lists(st.text(st.one_of(NEWS, ASSIGNED), max_size=40) | st.text(NEWS, max_size=12), max_size=60)


def in_python(text: str) -> list[object]:
    found = [[word, words.stem(word), words.bare(word), words.sound(word)] for word in words.words(text)]
    return [fold(text), found]


def test_both_give_the_same_for_any_text(folder_page: tuple[Path, Loopback, Page, Watch]) -> None:
    folder, server, page, watch = folder_page
    (folder / "fold.js").write_bytes(SCRIPT.read_bytes())
    (folder / "index.html").write_text("<!doctype html><title>x</title>")
    page.goto(server.url)

    @settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(TEXTS)
    def same(texts: list[str]) -> None:
        assert page.evaluate(ASK, texts) == [in_python(text) for text in texts]

    same()
    assert not watch.errors


def test_every_character_of_the_alphabets_folds_the_same(folder_page: tuple[Path, Loopback, Page, Watch]) -> None:
    folder, server, page, _watch = folder_page
    (folder / "fold.js").write_bytes(SCRIPT.read_bytes())
    (folder / "index.html").write_text("<!doctype html><title>x</title>")
    page.goto(server.url)
    points = (*range(0x3000), *range(0xFB00, 0x10000))
    texts = [f"a{chr(n)}b" for n in points if unicodedata.category(chr(n)) != "Cn"]
    answers = page.evaluate(ASK, texts)
    different = [text for text, answer in zip(texts, answers, strict=True) if answer != in_python(text)]
    assert different == []
