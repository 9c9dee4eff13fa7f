from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mujaz.briefing import compose_article
from mujaz.errors import SeedError
from mujaz.model import State, Translation
from mujaz.read import decode, read_seed

if TYPE_CHECKING:
    from pathlib import Path

NEWS = "اجتمع الوزراء في عمّان يوم الاثنين، وقالوا إن «الاتفاق قريب».\nوأضاف الوزير أن 12 ألف شخص عادوا.\n"


def seed(folder: Path, text: str = NEWS, yml: str = "", name: str = "news.txt") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    if yml:
        path.with_suffix(".yml").write_text(yml, encoding="utf-8")
    return path


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "windows-1256"])
def test_every_encoding_reads_the_same(encoding: str, tmp_path: Path) -> None:
    path = tmp_path / "news.txt"
    path.write_bytes(NEWS.encode(encoding))
    assert [s.text for s in read_seed(path).segments] == [
        s.text for s in read_seed(seed(tmp_path, name="b.txt")).segments
    ]


@given(st.text(alphabet="ابتثجحخدذرزسشصضطظعغفقكلمنهوي ،.؟«»0123456789\n", min_size=12))
def test_arabic_text_survives_every_encoding(text: str) -> None:
    text += "سلام"
    for encoding in ("utf-8", "utf-8-sig", "utf-16"):
        assert decode(text.encode(encoding), "x") == text


def test_the_offending_file_is_named(tmp_path: Path) -> None:
    path = tmp_path / "picture.txt"
    path.write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(range(256)))
    with pytest.raises(SeedError, match=r"^picture\.txt: is not a text file\n  save it as"):
        read_seed(path)


def test_an_empty_seed_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SeedError, match="holds no text"):
        read_seed(seed(tmp_path, " \n\u200f\n"))


def test_metadata(tmp_path: Path) -> None:
    yml = "title: {ar: عنوان, en: A title}\ndate: 2024-11-15\nsource: وكالة\nurl: https://example.org/1\n"
    yml += "tags: [{ar: سياسة, en: Politics}, آسيا]\nslug: a-b\n"
    article = read_seed(seed(tmp_path, yml=yml))
    assert (article.title, article.title_translation, article.title_given) == ("عنوان", "A title", True)
    assert (article.published, article.source, article.url) == (dt.date(2024, 11, 15), "وكالة", "https://example.org/1")
    assert (article.slug, article.tags) == ("a-b", ("سياسة", "آسيا"))
    assert article.tag_translations == ("Politics", "")


def test_without_metadata_the_lead_is_the_title(tmp_path: Path) -> None:
    article = read_seed(seed(tmp_path))
    assert article.title == "اجتمع الوزراء في عمّان يوم الاثنين، وقالوا إن «الاتفاق قريب»"
    assert (article.title_given, article.published, article.slug) == (False, None, "news")


@pytest.mark.parametrize(
    ("yml", "message"),
    [
        ("dat: 2024-01-01\n", "news.yml:1: unknown key 'dat'\n  did you mean date?"),
        (
            "source: x\ndate: yesterday\n",
            "news.yml:2: date: 'yesterday' is not a date\n  write for example: date: 2024-11-15",
        ),
        ("title: {fr: x}\n", "news.yml:1: title: is given in fr\n  give it in ar and en"),
        ("slug: a b\n", "news.yml:1: slug: 'a b' is not URL-safe\n  write: slug: a-b"),
        ("segmentation: word\n", "news.yml:1: segmentation: 'word' is not one of sentence, line"),
        ("language: fr\n", "news.yml:1: language: the article is in 'fr'\n  this site translates from ar"),
        ("date: 2024-11-15garbage\n", "news.yml:1: date: '2024-11-15garbage' is not a date"),
        ("url: javascript:alert(1)\n", "news.yml:1: url: is not a web address\n  it starts with https:// or http://"),
        ("facts: {show: []}\n", "news.yml:1: facts: unknown key 'show'\n  expected `hide:` and `add:`"),
        ("facts: [x]\n", "news.yml:1: facts: expected `hide:` and `add:`"),
        ("facts:\n  hidden: [x]\n", "news.yml:2: facts: unknown key 'hidden'\n  did you mean hide?"),
        ("title: x\nfacts: {hidden: [x]}\n", "news.yml:2: facts: unknown key 'hidden'\n  did you mean hide?"),
        (
            "title: وزيرة: العجز\n",
            "news.yml:1: is not valid YAML\n  put all that follows `title:` in quotation marks, as in '…'",
        ),
        ('title: "لا" للحرب\n', "news.yml:1: is not valid YAML\n  put all that follows `title:`"),
        ("title: x\n  date: y\n", "news.yml:2: is not valid YAML\n  mapping values are not allowed in this context"),
        (
            "facts:\n\thide: [x]\n",
            "news.yml:2: is not valid YAML\n  the line begins with a tab: put spaces in its place",
        ),
        ("- a\n", "news.yml:1: is not a list of `key: value` lines"),
        ("a: [\n", "news.yml:2: is not valid YAML"),
        (
            "title: x\ndate: 2026-13-44\n",
            "news.yml:2: is not valid YAML: month must be in 1..12\n  write dates as 2024-11-15",
        ),
        (
            "title: x\n<<<<<<< HEAD\ntags: [a]\n=======\ntags: [b]\n>>>>>>> sara\n",
            "news.yml:2: holds an unfinished merge\n  choose one of the two sides and remove the markers",
        ),
    ],
)
def test_bad_metadata_says_where_and_what_to_do(yml: str, message: str, tmp_path: Path) -> None:
    with pytest.raises(SeedError) as caught:
        read_seed(seed(tmp_path, yml=yml))
    assert str(caught.value).startswith(message)


def test_one_segment_a_line_when_asked(tmp_path: Path) -> None:
    article = read_seed(seed(tmp_path, "أول. ثان.\nثالث.\n", "segmentation: line\n"))
    assert [(s.id, s.text) for s in article.segments] == [("p1s1", "أول. ثان."), ("p2s1", "ثالث.")]


def test_edits_of_facts(tmp_path: Path) -> None:
    yml = "facts:\n  hide: [سامي]\n  add:\n    - {kind: people, ar: الوزير, en: the minister, segments: [p1s1, p2s1]}\n"
    edits = read_seed(seed(tmp_path, yml=yml)).edits
    assert (edits.hide, edits.hide_at) == (("سامي",), ("news.yml:2",))
    assert edits.add == (("people", (("ar", "الوزير"), ("en", "the minister"), ("segments", "p1s1 p2s1"))),)


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("{kind: person, ar: الوزير}", "each row of `add` needs a kind: people, places"),
        ("{kind: people}", "people: ar is missing"),
        ("{kind: people, ar: ليلى}", "people: “ليلى” stands in none of its sentences"),
        ("{kind: people, ar: الوزير, aliases_ar: [وزير, ليلى]}", "people: aliases_ar: “ليلى” stands in none of its"),
        ("{kind: people, ar: الوزير, age: 5}", "people: unknown key 'age'; known keys: aliases_ar"),
        ("{kind: people, ar: الوزير, segments: [p9s9]}", "people: there is no sentence p9s9"),
        ("{kind: numbers, text_ar: 12 ألف شخص, value: 12OOO}", "numbers: value is '12OOO', expected a number"),
        ("{kind: numbers, text_ar: 12 ألف شخص}", "numbers: value is missing"),
        ("{kind: dates, text_ar: يوم الاثنين, start: tomorrow}", "dates: start is 'tomorrow', expected a date"),
    ],
)
def test_an_added_fact_that_the_article_does_not_state_is_refused(row: str, message: str, tmp_path: Path) -> None:
    with pytest.raises(SeedError) as caught:
        read_seed(seed(tmp_path, yml=f"facts:\n  add:\n    - {{kind: places, ar: عمّان}}\n    - {row}\n"))
    assert f"news.yml:4: facts: {message}" in str(caught.value)
    kind = re.search(r"numbers|dates", row)
    assert caught.value.hint.startswith(f"write for example: - {{kind: {kind[0] if kind else 'people'}, ")


def test_metadata_in_another_encoding(tmp_path: Path) -> None:
    path = seed(tmp_path)
    path.with_suffix(".yml").write_bytes("title: عنوان الخبر\n".encode("windows-1256"))
    assert read_seed(path).title == "عنوان الخبر"


def test_damaged_utf8_is_not_taken_for_another_encoding(tmp_path: Path) -> None:
    path = tmp_path / "cut.txt"
    path.write_bytes(NEWS.encode()[:-2] + b"\xd8")
    with pytest.raises(SeedError, match="is not UTF-8\n  save it again as UTF-8 text"):
        read_seed(path)


def test_markdown_seed(tmp_path: Path) -> None:
    text = "---\ndate: 2024-11-15\n---\n# عنوان الخبر\n\nجملة **أولى** في [الفقرة](http://a.b).\nوتتمتها.\n\n- بند\n"
    article = read_seed(seed(tmp_path, text, name="news.md"))
    assert article.title == "عنوان الخبر"
    assert [s.text for s in article.segments] == ["جملة أولى في الفقرة.", "وتتمتها.", "بند"]
    assert article.published == dt.date(2024, 11, 15)


@pytest.mark.parametrize(
    ("front", "yml", "message"),
    [
        ("date: 2024-11-15\ntitel: x\n", "", "news.md:3: unknown key 'titel'"),
        ("date: 2024-11-15\ntitle: a: b\n", "", "news.md:3: is not valid YAML"),
        ("title: x\ndate: 2024-13-01\n", "", "news.md:3: is not valid YAML: month must be in 1..12"),
        ("title: x\ndate: soon\n", "", "news.md:3: date: 'soon' is not a date"),
        ("title: x\ndate: soon\n", "tags: [a]\n", "news.md:3: date: 'soon' is not a date"),
        ("title: x\ndate: 2024-11-15\n", "tags: [a]\ndate: soon\n", "news.yml:2: date: 'soon' is not a date"),
        ("title: x\nfacts:\n  add:\n    - {kind: people}\n", "tags: [a]\n", "news.md:5: facts: people: ar is missing"),
    ],
)
def test_bad_metadata_in_a_markdown_seed_says_where(front: str, yml: str, message: str, tmp_path: Path) -> None:
    with pytest.raises(SeedError) as caught:
        read_seed(seed(tmp_path, f"---\n{front}---\nجملة.\n", yml, name="news.md"))
    assert str(caught.value).startswith(message)


def test_html_seed(tmp_path: Path) -> None:
    body = "".join(f"<p>{'هذه فقرة طويلة من الخبر تكفي لكي تكون نصا. ' * 3}{n}</p>" for n in range(4))
    page = (
        "<html lang=ar><head><title>عنوان الصفحة</title></head>"
        f"<body><nav>قائمة</nav><article><h1>عنوان الخبر</h1>{body}</article><footer>حقوق</footer></body></html>"
    )
    article = read_seed(seed(tmp_path, page, name="news.html"))
    assert "عنوان" in article.title
    assert len(article.paragraphs) >= 4
    assert not any("حقوق" in s.text for s in article.segments)


ITEMS = (
    "<p>قرر البنك ما يلي:</p><ul><li>سعر الإيداع: 19%</li><li>سعر الإقراض: <b>20</b>%</li></ul>"
    "<p>وقال إن التضخم تراجع.</p>"
)
LISTED = ["قرر البنك ما يلي:", "سعر الإيداع: 19%", "سعر الإقراض: 20%", "وقال إن التضخم تراجع."]
PRICES = "<table><tr><th>الصنف<th>السعر</tr><tr><td><p>بنزين 90</p></td><td>13.75</td></tr></table>"
LONG = "".join(f"<p>{'هذه فقرة طويلة من الخبر تكفي لكي تكون نصا. ' * 3}{n}</p>" for n in range(4))
SHORT = (
    "<article><h1>عنوان الخبر</h1><h2>عنوان فرعي</h2><p>فقرة أولى.</p><figure><img src=x><figcaption>صورة</figcaption>"
    "</figure><p>فقرة ثانية.</p></article>"
)


@pytest.mark.parametrize(
    ("page", "title", "paragraphs"),
    [
        (ITEMS, "قرر البنك ما يلي", LISTED),
        (f"<article>{ITEMS}</article>", "قرر البنك ما يلي", LISTED),
        (ITEMS.replace("سعر الإيداع: 19%", "<a href=x>سعر الإيداع: 19%</a>"), "قرر البنك ما يلي", LISTED),
        (f"<h1>الفائدة<br>تتراجع</h1>{ITEMS}", "الفائدة تتراجع", LISTED),
        (f"<h2>الفائدة تتراجع</h2>{ITEMS}", "الفائدة تتراجع", LISTED),
        (f"{ITEMS}<h2>خلفية</h2><p>نهاية.</p>", "قرر البنك ما يلي", [*LISTED, "خلفية", "نهاية."]),
        (f"<p>الأسعار.</p>{PRICES}", "الأسعار", ["الأسعار.", "الصنف | السعر", "بنزين 90 | 13.75"]),
        (SHORT, "عنوان الخبر", ["عنوان فرعي", "فقرة أولى.", "فقرة ثانية."]),
        (
            f"<title>x</title><nav>قائمة</nav>{SHORT}<footer>حقوق</footer>",
            "عنوان الخبر",
            ["عنوان فرعي", "فقرة أولى.", "فقرة ثانية."],
        ),
        ("<div>سطر أول<br>سطر ثان<div>ثالث</div>رابع</div>", "سطر أول", ["سطر أول", "سطر ثان", "ثالث", "رابع"]),
        (
            "<table><tr><td><p>فقرة أولى.</p><p>ثانية.</p><td>جانب</table>",
            "فقرة أولى",
            ["فقرة أولى.", "ثانية.", "جانب"],
        ),
    ],
)
def test_every_block_of_a_piece_of_a_page_is_a_paragraph(
    page: str, title: str, paragraphs: list[str], tmp_path: Path
) -> None:
    article = read_seed(seed(tmp_path, page, "segmentation: line\n", name="news.html"))
    assert [s.text for s in article.segments] == paragraphs
    assert (article.title, article.left_out) == (title, ())


@pytest.mark.parametrize("around", ["<div>{}</div>", "<article>{}<aside><p>اقرأ أيضا</p></aside></article>"])
def test_lists_and_tables_of_a_whole_page_are_kept(around: str, tmp_path: Path) -> None:
    text = around.format(f"<h1>عنوان الخبر</h1>{LONG}{ITEMS}{PRICES}{LONG.replace('هذه', 'تلك')}")
    page = f"<html><head><title>عنوان</title></head><body><nav>قائمة</nav>{text}<footer>حقوق</footer></body></html>"
    article = read_seed(seed(tmp_path, page, "segmentation: line\n", name="news.html"))
    texts = [s.text for s in article.segments]
    assert texts[4:10] == [*LISTED, "الصنف | السعر", "بنزين 90 | 13.75"]
    assert (len(texts), article.title, article.left_out) == (14, "عنوان الخبر", ())


def test_what_is_left_out_of_a_page_is_told(tmp_path: Path) -> None:
    box = "<div class='comments'><p>رأي قارئ</p></div>"
    page = f"<html><body><nav>قائمة</nav><div>{LONG}{box}{LONG.replace('هذه', 'تلك')}</div></body></html>"
    article = read_seed(seed(tmp_path, page, name="news.html"))
    assert article.left_out == ("رأي قارئ",)
    found = compose_article(article, [Translation(s.id, "", State.PENDING) for s in article.segments], ()).findings
    assert [(f.check, f.severity) for f in found] == [("left-out", "warning")]
    assert found[0].message.startswith("8 characters of the page were left out, from “رأي قارئ” on")


def test_messages_name_a_seed_and_its_metadata_as_the_project_does(tmp_path: Path) -> None:
    path = seed(tmp_path, yml="a: 1\n")
    with pytest.raises(SeedError, match=r"^seeds/news\.yml:1: unknown key 'a'"):
        read_seed(path, "seeds/news.txt")
    with pytest.raises(SeedError, match=r"^seeds/empty\.txt: holds no text"):
        read_seed(seed(tmp_path, "", name="empty.txt"), "seeds/empty.txt")


@pytest.mark.parametrize("sign", ['"', "<", ">", "|", ":", "*", "?", "\\", "\t", "\x7f"])
def test_a_name_that_windows_and_github_cannot_hold_is_refused(sign: str, tmp_path: Path) -> None:
    with pytest.raises(SeedError) as caught:
        read_seed(seed(tmp_path, name=f"a{sign}b.txt"))
    assert caught.value.message == f"the name holds {sign!r}, which Windows and GitHub's artifacts cannot hold"
