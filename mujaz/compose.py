"""A briefing as the two files that are published of it: SLUG.md for people and SLUG.json for machines.

The Markdown has front matter of at most ten lines, then the text part (see `markdown`), then the facts as tables.
`body` in the front matter holds two hashes, of everything and of the facts part, so that a hand edit shows itself and
where; `parse` reads a page back.
The JSON follows the schema in docs/schema.md; every list item stands on a line of its own, so that a diff reads well.
"""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import yaml

from mujaz import yamlfile
from mujaz.errors import EditedPageError
from mujaz.markdown import MarkdownError, Row, escape, read_text, write_text
from mujaz.model import HAND, Person

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from mujaz.model import Briefing, Date, Mention, Named, Number, Quote

SCHEMA_VERSION = 1
NOTE = "<!-- Composed by mujaz. Edit translations here, or in {po}; the originals and the facts come from {seed}. -->"
LABELS = {
    "people": ("الأشخاص", "People"),
    "places": ("الأماكن", "Places"),
    "organisations": ("المنظمات", "Organisations"),
    "numbers": ("الأرقام", "Numbers"),
    "dates": ("التواريخ", "Dates"),
    "quotes": ("الاقتباسات", "Quotes"),
    "key_points": ("أهم النقاط", "Key points"),
}

_FRONT = re.compile(
    r"\A---\n(?P<front>.*?\n)body: (?P<body>[0-9a-f]+)-(?P<facts>[0-9a-f]+)\n---\n(?P<rest>.*)\Z", re.DOTALL
)
_LOOSE_FRONT = re.compile(r"\A---\r?\n(?P<front>.*?\n)---\r?\n(?P<rest>.*)\Z", re.DOTALL)
_SEED = re.compile(r"\A---\r?\n(?:[^\n]*\n){0,8}?seed: (?P<seed>.+)")
_MARK = re.compile(
    rf"\A---\r?\n(?:[^\n]*\n){{0,8}}?(?:seed|body): |^{re.escape(NOTE.partition('. ')[0])}", re.MULTILINE
)
# A date, a state, a file name: what no YAML reader takes for anything else.
_PLAIN = re.compile(r"\d{4}-\d\d-\d\d|reviewed|draft|stale|pending|[\w-]*[a-zA-Z_][\w-]*\.(?:txt|md|html)", re.ASCII)
_UNPRINTABLE = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Page:
    """A composed page: two texts, ready to be written as SLUG.md and SLUG.json."""

    slug: str
    markdown: str
    json: str


@dataclass(frozen=True, slots=True)
class ParsedPage:
    """What a page in content/ says now; `edited` when that is not what was composed.

    `note` is the comment that it begins with, `facts` the facts part as text; `body` are the digests of what was
    composed, of the whole page and, after a hyphen, of the facts part.
    """

    front: Mapping[str, object]
    note: str
    paragraphs: tuple[tuple[Row, ...], ...]
    facts: str
    body: str
    edited: bool

    @property
    def rows(self) -> tuple[tuple[str, Row], ...]:
        """Every sentence with its segment id."""
        return tuple((f"p{n}s{m}", row) for n, rows in enumerate(self.paragraphs, 1) for m, row in enumerate(rows, 1))


def compose(briefing: Briefing, *, target: str = "en") -> Page:
    """The page of a briefing; the same briefing always gives the same bytes."""
    article = briefing.article
    front = {
        f"title_{article.language}": article.title,
        f"title_{target}": briefing.title_en,
        "date": article.published.isoformat() if article.published else None,
        "seed": article.file,
        "state": briefing.state.value,
    }
    lines = "".join(f"{key}: {_scalar(value)}\n" for key, value in front.items() if value)
    text = write_text(_paragraphs(briefing))
    facts = _facts_part(briefing)
    rest = "\n".join(part for part in (f"{note_of(article.file)}\n", text, facts) if part)
    body = f"{_digest(lines, rest)}-{facts_digest(facts)}"
    return Page(article.slug, f"---\n{lines}body: {body}\n---\n{rest}", _to_json(briefing, target, body))


def note_of(seed: str) -> str:
    """The comment at the head of a page that is composed from a seed file: where to edit what."""
    return NOTE.format(po=_in_comment(f"translations/{Path(seed).stem}.po"), seed=_in_comment(f"seeds/{seed}"))


def untouched(page: str) -> bool:
    """Whether a page is still what was composed, to the byte; tells without parsing it."""
    exact = _FRONT.match(page)
    return exact is not None and exact["body"] == _digest(exact["front"], exact["rest"])


def seed_of(page: str) -> str:
    """The file of the seed that a page was composed from; empty for a page that a person wrote, or that names none."""
    found = _SEED.match(page)
    try:
        return str(yaml.safe_load(found["seed"])) if found else ""
    except yaml.YAMLError:
        return ""


def is_composed(page: str) -> bool:
    """Whether a page bears a mark of having been composed, however it was edited since; else a person wrote it."""
    return _MARK.search(page) is not None


def parse(page: str, file: str = "") -> ParsedPage:
    """What a page says, whether or not it was edited since it was composed.

    Raises:
        EditedPageError: It holds an unfinished merge, or its front matter or its text part no longer has a shape that
            can be read; names the line.
    """
    yamlfile.refuse_merge(page, file, EditedPageError)
    exact = _FRONT.match(page)
    match = exact or _LOOSE_FRONT.match(page)
    if not match:
        hint = "undo the edit; or note what was edited here, delete the page, and edit the new one"
        raise EditedPageError("the front matter is gone", file=file, line=1, hint=hint)
    rest = match["rest"].replace("\r\n", "\n")
    front = yamlfile.load(f"\n{match['front']}", file, EditedPageError)  # its first line is the page's second
    edited = not untouched(page)
    body, facts = _split(rest)
    skipped = page[: match.start("rest")].count("\n")
    note_end = body.find("-->\n") + 4 if body.startswith("<!--") else 0
    try:
        paragraphs = read_text(body[note_end:])
    except MarkdownError as error:
        line = skipped + body[:note_end].count("\n") + error.line
        hint = "put one sentence on each line, as many as in the quote above, or edit the .po file instead"
        raise EditedPageError(str(error), file=file, line=line, hint=hint) from None
    recorded = f"{exact['body']}-{exact['facts']}" if exact else str(front.get("body", ""))
    return ParsedPage(front, body[:note_end].strip(), paragraphs, facts, recorded, edited)


def _in_comment(name: str) -> str:
    """A file name as an HTML comment may hold it: it cannot end the comment, whatever the seed is called."""
    return re.sub(r"-(?=-)|[<>\n\r]", "", name)


def _split(rest: str) -> tuple[str, str]:
    """The text part and the facts part, which begins with the first heading."""
    start = rest.find("\n## ")
    return (rest, "") if start < 0 else (rest[: start + 1], rest[start + 1 :])


def _digest(front: str, rest: str) -> str:
    return hashlib.blake2b(f"{front}\0{rest}".encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()


def facts_digest(facts: str) -> str:
    """Eight hexadecimal digits that tell whether the facts part was edited."""
    return hashlib.blake2b(
        facts.replace("\r\n", "\n").strip().encode("utf-8", "surrogatepass"), digest_size=4
    ).hexdigest()


def _scalar(value: str) -> str:
    """A front matter value that any YAML reader takes for the same text."""
    if _PLAIN.fullmatch(value):
        return value
    return _UNPRINTABLE.sub(lambda m: f"\\u{ord(m[0]):04x}", json.dumps(value, ensure_ascii=False))


def _paragraphs(briefing: Briefing) -> tuple[tuple[Row, ...], ...]:
    said = {t.segment_id: t.text for t in briefing.translations}
    return tuple(tuple(Row(s.text, said.get(s.id, "")) for s in rows) for rows in briefing.article.paragraphs)


# ------------------------------------------------------------------ facts as tables


def _facts_part(briefing: Briefing) -> str:
    facts = briefing.facts
    tables = [
        *(
            _table(kind, (_named_row(f) for f in getattr(facts, kind)))
            for kind in ("people", "places", "organisations")
        ),
        _table("numbers", (_number_row(n) for n in facts.numbers)),
        _table("dates", ((d.text_ar, _dated(d), (d.segment_id,)) for d in facts.dates)),
        _table("quotes", (_quote_row(q) for q in facts.quotes)),
    ]
    if facts.key_points:
        points = "".join(f"- {_link(segment)}\n" for segment in facts.key_points)
        tables.insert(0, f"{_heading('key_points')}\n{points}")
    return "\n".join(table for table in tables if table)


def _heading(kind: str) -> str:
    source, target = LABELS[kind]
    return f"## {source} · {target}\n"


def _table(kind: str, rows: Iterable[tuple[str, str, Sequence[str]]]) -> str:
    lines = [
        f"| {_cell(source)} | {_cell(target)} | {' '.join(map(_link, segments))} |\n"
        for source, target, segments in rows
    ]
    return f"{_heading(kind)}\n|   |   |   |\n|---|---|---|\n{''.join(lines)}" if lines else ""


def _cell(text: str) -> str:
    return escape(" ".join(text.split())) if text.strip() else "—"


def _link(segment: str) -> str:
    """`[3.2](#p3s2)` for the second sentence of the third paragraph."""
    return f"[{segment[1:].replace('s', '.')}](#{segment})"


def _named_row(fact: Named) -> tuple[str, str, Sequence[str]]:
    roles = (fact.role_ar, fact.role_en) if isinstance(fact, Person) else ("", "")
    source, target = (
        f"{name} ({role})" if name and role else name for name, role in zip((fact.ar, fact.en), roles, strict=True)
    )
    return source, target, segments_of(fact.mentions)


def _number_row(number: Number) -> tuple[str, str, Sequence[str]]:
    return number.text_ar, number.text_en, (number.segment_id,)


def _dated(fact: Date) -> str:
    """The English words and, where they do not show it, the date they stand for."""
    if not (fact.start and fact.relative):
        return fact.text_en
    days = f"{fact.start} – {fact.end}" if fact.end and fact.end != fact.start else fact.start
    return f"{fact.text_en} ({days})"


def _quote_row(quote: Quote) -> tuple[str, str, Sequence[str]]:
    source = f"«{quote.text_ar}» {quote.speaker_ar}" if quote.text_ar else ""
    target = f"“{quote.text_en}” {quote.speaker_en}" if quote.text_en else ""
    return source, target, (quote.segment_id,)


def segments_of(mentions: Sequence[Mention]) -> tuple[str, ...]:
    """The segments that a fact stands in, each once, in order."""
    return tuple(dict.fromkeys(mention.segment_id for mention in mentions))


# ------------------------------------------------------------------ facts as JSON


def _to_json(briefing: Briefing, target: str, body: str) -> str:
    article, facts = briefing.article, briefing.facts
    codes = (article.language, target)
    said = {t.segment_id: t for t in briefing.translations}
    document: dict[str, object] = {
        "version": SCHEMA_VERSION,
        "slug": article.slug,
        "seed": article.file,
        "body": body,
        "title": _both("", codes, (article.title, briefing.title_en)) | {"state": briefing.title_state.value},
        "published": article.published.isoformat() if article.published else None,
        "source": article.source,
        "url": article.url,
        "author": article.author,
        "tags": list(article.tags),
        **(
            {f"tags_{target}": [tag or None for tag in article.tag_translations]}
            if any(article.tag_translations)
            else {}
        ),
        "state": briefing.state.value,
        "segments": [
            {
                "id": s.id,
                **_both("", codes, (s.text, said[s.id].text)),
                "state": said[s.id].state.value,
                "origin": said[s.id].origin,
                **({"reviewer": said[s.id].reviewer} if said[s.id].reviewer not in {"", HAND} else {}),
            }
            for s in article.segments
        ],
        "key_points": list(facts.key_points),
        "people": [_named(p, codes) | {"romanised": p.romanised} for p in facts.people],
        "places": [
            _named(p, codes) | {"kind": p.kind, "country": p.country, "lat": p.lat, "lon": p.lon} for p in facts.places
        ],
        "organisations": [_named(o, codes) for o in facts.organisations],
        "numbers": [
            {
                "segment": n.segment_id,
                "value": _plain(n.value),
                "value_max": _plain(n.value_max),
                "qualifier": n.qualifier,
                **_both("what_", codes, (n.what_ar, n.what_en)),
                **_stated(n, codes),
            }
            for n in facts.numbers
        ],
        "dates": [
            {"segment": d.segment_id, "start": d.start, "end": d.end, "relative": d.relative, **_stated(d, codes)}
            for d in facts.dates
        ],
        "quotes": [
            {"segment": q.segment_id, **_both("speaker_", codes, (q.speaker_ar, q.speaker_en)), **_stated(q, codes)}
            for q in facts.quotes
        ],
        "findings": [
            {"segment": f.segment_id, "check": f.check, "severity": f.severity, "message": f.message}
            for f in briefing.findings
        ],
    }
    return _one_item_a_line(document)


def _named(fact: Named, codes: tuple[str, str]) -> dict[str, object]:
    roles = _both("role_", codes, (fact.role_ar, fact.role_en)) if isinstance(fact, Person) else {}
    return {
        "id": fact.id,
        **_both("", codes, (fact.ar, fact.en)),
        **_both("aliases_", codes, (list(fact.aliases_ar), list(fact.aliases_en))),
        **roles,
        "segments": list(segments_of(fact.mentions)),
        "mentions": _mentions(fact.mentions, codes),
        "agreed": fact.agreed,
    }


def _stated(fact: Number | Date | Quote, codes: tuple[str, str]) -> dict[str, object]:
    return {
        **_both("text_", codes, (fact.text_ar, fact.text_en)),
        "mentions": _mentions(fact.mentions, codes),
        "agreed": fact.agreed,
    }


def _mentions(mentions: Sequence[Mention], codes: tuple[str, str]) -> list[dict[str, object]]:
    lang = {"ar": codes[0], "en": codes[1]}
    return [{"segment": m.segment_id, "lang": lang[m.language], "start": m.start, "end": m.end} for m in mentions]


def _both(prefix: str, codes: tuple[str, str], values: tuple[object, object]) -> dict[str, object]:
    """One value for each language, under its code; null where there is nothing."""
    return {f"{prefix}{code}": None if value == "" else value for code, value in zip(codes, values, strict=True)}


def _plain(value: float | None) -> float | int | None:
    return int(value) if value is not None and float(value).is_integer() else value


def _one_item_a_line(document: Mapping[str, object]) -> str:
    parts = []
    for key, value in document.items():
        if isinstance(value, list) and value and isinstance(value[0], dict):
            items = ",\n".join(f"  {json.dumps(item, ensure_ascii=False)}" for item in value)
            parts.append(f" {json.dumps(key)}: [\n{items}\n ]")
        else:
            parts.append(f" {json.dumps(key)}: {json.dumps(value, ensure_ascii=False)}")
    return "{\n" + ",\n".join(parts) + "\n}\n"
