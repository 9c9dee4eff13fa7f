from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest
from click.testing import CliRunner

from mujaz import intake
from mujaz.cli import cli
from mujaz.errors import SeedError
from mujaz.read import read_seed
from tests.support.fake_servers import FakeServer, Reply

if TYPE_CHECKING:
    from pathlib import Path

PARAGRAPHS = "".join(f"<p>{'هذه فقرة طويلة من الخبر تكفي لكي تكون نصا. ' * 3}{n}</p>" for n in range(4))
PAGE = (
    "<html lang=ar><head><title>عنوان الخبر</title><meta property='og:site_name' content='وكالة'>"
    "<meta property='article:published_time' content='2024-11-15T10:00:00Z'></head>"
    f"<body><nav>قائمة</nav><article><h1>عنوان الخبر</h1>{PARAGRAPHS}</article></body></html>"
)


def test_an_address_becomes_a_seed_with_its_metadata(tmp_path: Path) -> None:
    reply = Reply(PAGE, headers={"Content-Type": "text/html; charset=utf-8"})
    with FakeServer(lambda _call: reply, path="/news/story-1.html") as server:
        path, _ = intake.add(server.url, tmp_path, language="ar", target="en")
        address = server.url
    assert path.name == "story-1.txt"
    article = read_seed(path)
    assert (article.title, article.source, article.url) == ("عنوان الخبر", "وكالة", address)
    assert article.published is not None
    assert len(article.paragraphs) >= 4


@pytest.mark.parametrize(
    ("reply", "message"),
    [
        (Reply("gone", status=404), "cannot be fetched (HTTPError)"),
        (Reply("<html><body></body></html>"), "no article found in the page"),
        (Reply(PAGE, headers={"Content-Encoding": "gzip"}), "cannot be fetched (ContentDecodingError)"),
        (Reply(PAGE, headers={"Content-Length": "999999"}), "cannot be fetched (ChunkedEncodingError)"),
    ],
)
def test_an_address_that_gives_nothing_says_so(reply: Reply, message: str, tmp_path: Path) -> None:
    with FakeServer(lambda _call: reply) as server, pytest.raises(SeedError) as caught:
        intake.add(server.url, tmp_path, language="ar", target="en")
    assert message in str(caught.value)
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("name", "message"),
    [("a.pdf", "is not a seed\n  seeds are .txt, .md, .html files"), ("none.txt", "there is no such file")],
)
def test_a_file_that_cannot_be_a_seed_says_why(name: str, message: str, tmp_path: Path) -> None:
    with pytest.raises(SeedError) as caught:
        intake.add(str(tmp_path / name), tmp_path, language="ar", target="en")
    assert message in str(caught.value)


def test_a_seed_is_never_overwritten(tmp_path: Path) -> None:
    seeds = tmp_path / "seeds"
    seeds.mkdir()
    (seeds / "news.md").write_text("نص أول.\n", "utf-8")
    (tmp_path / "news.txt").write_text("نص ثان.\n", "utf-8")
    with pytest.raises(SeedError, match="there is a seed of the name news already"):
        intake.add(str(tmp_path / "news.txt"), seeds, language="ar", target="en")
    assert (seeds / "news.md").read_text("utf-8") == "نص أول.\n"


def test_an_unreadable_file_is_not_taken_in(tmp_path: Path) -> None:
    seeds = tmp_path / "seeds"
    seeds.mkdir()
    (tmp_path / "bad.txt").write_bytes(b"\x00\x01\x02")
    with pytest.raises(SeedError, match="is not a text file"):
        intake.add(str(tmp_path / "bad.txt"), seeds, language="ar", target="en")
    assert not list(seeds.iterdir())


def test_an_arabic_address_gives_an_arabic_name(tmp_path: Path) -> None:
    with FakeServer(lambda _call: Reply(PAGE), path=f"/news/{quote('افتتاح مكتبة جديدة')}.html") as server:
        path, _ = intake.add(server.url, tmp_path, language="ar", target="en")
    assert path.name == "افتتاح-مكتبة-جديدة.txt"


def test_an_address_of_any_length_gives_a_name_that_a_file_can_have(tmp_path: Path) -> None:
    with FakeServer(lambda _call: Reply(PAGE), path=f"/news/{quote('مكتبة ' * 90)}/") as server:
        path, _ = intake.add(server.url, tmp_path, language="ar", target="en")
    assert path.name.startswith("مكتبة-مكتبة-")
    assert read_seed(path).slug == path.stem


@pytest.mark.parametrize("source", ["address", "file"])
def test_metadata_is_never_overwritten(source: str, tmp_path: Path) -> None:
    seeds = tmp_path / "seeds"
    seeds.mkdir()
    (seeds / "news.yml").write_text("title: عنوان المحرر\n", "utf-8")
    (tmp_path / "news.txt").write_text("نص.\n", "utf-8")
    (tmp_path / "news.yml").write_text("title: عنوان آخر\n", "utf-8")
    with FakeServer(lambda _call: Reply(PAGE), path="/news.html") as server:
        wanted = server.url if source == "address" else str(tmp_path / "news.txt")
        with pytest.raises(SeedError, match=r"seeds/news\.yml: there is metadata of that name already"):
            intake.add(wanted, seeds, language="ar", target="en")
    assert [path.name for path in seeds.iterdir()] == ["news.yml"]
    assert (seeds / "news.yml").read_text("utf-8") == "title: عنوان المحرر\n"


def test_metadata_that_waits_for_its_article_gets_it(tmp_path: Path) -> None:
    seeds = tmp_path / "seeds"
    seeds.mkdir()
    (seeds / "news.yml").write_text("title: عنوان المحرر\n", "utf-8")
    (tmp_path / "news.txt").write_text("نص.\n", "utf-8")
    path, _ = intake.add(str(tmp_path / "news.txt"), seeds, language="ar", target="en")
    assert read_seed(path).title == "عنوان المحرر"


def test_what_is_left_out_of_a_page_is_told_when_it_is_added(tmp_path: Path) -> None:
    page = f"<body><nav>قائمة</nav><div>{PARAGRAPHS}<div class='comments'>رأي قارئ</div>{PARAGRAPHS}</div></body>"
    (tmp_path / "mkdocs.yml").write_text("site_name: x\nplugins: [mujaz]\n", "utf-8")
    (tmp_path / "page.html").write_text(page, "utf-8")
    result = CliRunner().invoke(cli, ["-C", str(tmp_path), "add", str(tmp_path / "page.html")])
    assert result.exit_code == 0
    assert "warning: 8 characters of the page were left out, from “رأي قارئ” on" in result.stderr
    with FakeServer(lambda _call: Reply(page), path="/news.html") as server:
        added = intake.add(server.url, tmp_path / "other", language="ar", target="en")
    assert list(added.left_out) == ["رأي قارئ"]
