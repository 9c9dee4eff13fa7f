"""What Hugo is given in scripts/bench.py: the text alone in a bare page, and the same pages as ours.

The second project has what a page of ours has, as Hugo's users would build it: facts and sentences in the front matter,
people, places and days as taxonomies with a page for each thirty stories, what all pages share cached as partials. The
outline of a map, which Hugo cannot draw, is a fixed text as long as ours; words of the interface are in English.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from mujaz.site.rows import engine_name

if TYPE_CHECKING:
    from mujaz.model import Briefing

BASE = (
    'baseURL = "https://example.org/b/"\ndefaultContentLanguage = "ar"\ndefaultContentLanguageInSubdir = true\n'
    '[languages.ar]\ncontentDir = "content/ar"\n[languages.en]\ncontentDir = "content/en"\n'
)


def bare_page(briefing: Briefing, lang: str) -> str:
    """The text of a briefing as Markdown."""
    title = briefing.article.title if lang == "ar" else briefing.title_en
    rows = "\n".join(f"> {pair.ar}\n\n{pair.en}\n" for pair in briefing.pairs)
    return f"---\ntitle: {json.dumps(title, ensure_ascii=False)}\ndate: {briefing.article.published}\n---\n{rows}"


def same_page(briefing: Briefing, lang: str) -> str:
    """Everything that a page of ours shows, as front matter."""
    other = "en" if lang == "ar" else "ar"
    titles = {"ar": briefing.article.title, "en": briefing.title_en}
    rows = [
        {"id": pair.id, "ar": pair.ar, "en": pair.en, "by": engine_name(t.origin)}
        for pair, t in zip(briefing.pairs, briefing.translations, strict=True)
    ]
    texts = {str(row["id"]): row[lang] for row in rows}
    facts = briefing.facts
    points = [{"id": key, "text": texts[key]} for key in facts.key_points]
    people, places = (
        [{"name": getattr(f, lang), "other": getattr(f, other), "id": f.mentions[0].segment_id} for f in named]
        for named in (facts.people, facts.places)
    )
    numbers = [
        {"text": getattr(n, f"text_{lang}"), "other": getattr(n, f"text_{other}"), "id": n.segment_id}
        for n in facts.numbers
    ]
    published = str(briefing.article.published)
    document = {
        "title": titles[lang],
        "date": published,
        "days": [published],
        "people": [fact["name"] for fact in people],
        "places": [fact["name"] for fact in places],
        "facts": {"twin": titles[other], "points": points, "who": people, "where": places, "numbers": numbers},
        "seed": briefing.article.file,
        "passage": rows[0][lang],
        "rows": rows,
    }
    return json.dumps(document, ensure_ascii=False)


LINK = '<link rel="alternate" hreflang="{{ .Lang }}" href="{{ .Permalink }}">'
BARE = {
    "config.toml": BASE.replace("defaultContentLanguageInSubdir = true\n", "").replace(
        "[languages.ar]", 'disableKinds = ["taxonomy", "term", "RSS", "sitemap"]\n[languages.ar]'
    ),
    "layouts/_default/single.html": "<!doctype html><html lang={{ .Lang }}><title>{{ .Title }}</title>"
    f"{{{{ range .Translations }}}}{LINK}{{{{ end }}}}"
    "<h1>{{ .Title }}</h1><time>{{ .Date }}</time>{{ .Content }}</html>",
    "layouts/_default/list.html": "<!doctype html><html lang={{ .Lang }}><title>{{ .Title }}</title><ul>"
    "{{ range first 50 .RegularPagesRecursive }}"
    '<li><a href="{{ .Permalink }}">{{ .Title }}</a></li>{{ end }}</ul></html>',
}

OUTLINE = "".join(f"{n % 40} {n % 13}-{n % 9} " for n in range(90))
REF = '<span class="refs">&nbsp;<a href="#{{ .id }}" aria-label="Sentence {{ .id }}">{{ .id }}</a></span>'
NAMED = """{{ define "named" }}{{ if .rows }}<section class="kind"><h3>{{ .label }}</h3>
<ul>
{{ range first 4 .rows }}<li>{{ template "fact" . }}</li>
{{ end }}</ul>
{{ if gt (len .rows) 4 }}<details class="rest"><summary>{{ sub (len .rows) 4 }} more</summary>
<ul>
{{ range after 4 .rows }}<li>{{ template "fact" . }}</li>
{{ end }}</ul>
</details>{{ end }}
</section>{{ end }}{{ end }}
{{ define "fact" }}<div class="what">{{ with .name }}<a class="who" href="../../people/{{ . | urlize }}/">{{ . }}</a>\
{{ end }}{{ .text }}REF</div>
<span class="also"><span><bdi>{{ .other }}</bdi></span></span>{{ end }}
{{ define "item" }}<article class="item">
<h3><a href="{{ .RelPermalink }}">{{ .Title }}</a></h3>
<p class="twin"><bdi>{{ .Params.facts.twin }}</bdi></p>
<p class="meta"><time datetime="{{ .Date.Format "2006-01-02" }}">{{ .Date.Format "2 January 2006" }}</time>\
<span>3 minutes</span><span class="state draft">draft</span></p>
</article>{{ end }}
""".replace("REF", REF).replace("\\\n", "")
HEAD = """<!doctype html>
<html lang="{{ .Lang }}" dir="ltr" data-root="../../../">
<head>
{{ partialCached "common.html" . }}<title>{{ .Title }} · Bench</title>
<link rel="canonical" href="{{ .Permalink }}">
{{ range .AllTranslations }}LINK
{{ end }}<script type="module" src="../../../assets/main.js"></script>
{{ $about := "News in two languages" }}
{{ with .Params.facts }}{{ $about = delimit (apply .points "index" "." "text") " " }}{{ end }}
<meta name="description" content="{{ $about }}">
<meta property="og:site_name" content="Bench">
<meta property="og:title" content="{{ .Title }}">
<meta property="og:description" content="{{ $about }}">
<meta property="og:url" content="{{ .Permalink }}">
{{ if .Params.facts }}<script type="application/ld+json">{{ dict "@context" "https://schema.org" "@type" "NewsArticle" \
"@id" .Permalink "headline" .Title "inLanguage" .Lang "datePublished" (.Date.Format "2006-01-02") \
"mentions" .Params.people "description" $about | jsonify | safeJS }}</script>{{ end }}
</head>
<body>
{{ partialCached "bar.html" . .Lang }}
{{ range .Translations }}<a class="tongue" href="{{ .RelPermalink }}" lang="{{ .Lang }}">{{ .Lang }}</a>{{ end }}
</header>
<main id="main">
""".replace("\\\n", "").replace("LINK", LINK)
FOOT = '</main>\n{{ partialCached "foot.html" . .Lang }}\n</body>\n</html>\n'
COMMON = """<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'self'; style-src 'self'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<link rel="preload" as="font" type="font/woff2" crossorigin href="../../../assets/naskh.woff2">
<link rel="stylesheet" href="../../../assets/site.css">
"""
CONTROLS = "".join(
    f'<label class="{name}"><input type="radio" name="mode" id="{name}" value="{name}"><span>{name}</span></label>\n'
    for name in ("original", "translation", "side", "line", "normal", "large", "larger")
)
STORY = """<article class="story">
<header class="head">
<h1>{{ .Title }}</h1>
<p class="twin"><bdi>{{ .Params.facts.twin }}</bdi></p>
<p class="meta"><time datetime="{{ .Date.Format "2006-01-02" }}">{{ .Date.Format "2 January 2006" }}</time>\
<span>Translated by <bdi>{{ (index .Params.rows 0).by }}</bdi></span><span class="state draft">draft</span></p>
</header>
<section class="points"><h2 id="points">Key points</h2>
<ol>
{{ range first 3 .Params.facts.points }}<li><p>{{ .text }}</p>REF</li>
{{ end }}</ol>
</section>
<section class="box"><h2 id="facts" class="quiet">Facts</h2>
{{ template "named" (dict "label" "Who" "rows" .Params.facts.who) }}
{{ template "named" (dict "label" "Where" "rows" .Params.facts.where) }}
{{ template "named" (dict "label" "Numbers" "rows" .Params.facts.numbers) }}
<section class="kind provenance"><h3 id="provenance">Provenance</h3>
<dl>
<div><dt>Published</dt><dd>{{ .Date.Format "2 January 2006" }}</dd></div>
<div><dt>Translation</dt><dd><bdi>{{ (index .Params.rows 0).by }}</bdi></dd></div>
<div><dt>Source file</dt><dd><bdi dir="ltr">{{ .Params.seed }}</bdi></dd></div>
<div class="address"><dt>Address of this page</dt><dd><bdi dir="ltr">{{ .Permalink }}</bdi></dd></div>
</dl>
</section>
</section>
<figure class="map"><svg viewBox="0 0 480 300">{{ partialCached "outline.html" . }}\
{{ range .Params.facts.where }}<a href="../../places/{{ .name | urlize }}/"><title>{{ .name }}</title>\
<circle cx="267" cy="150" r="4.5"/><text x="274" y="155">{{ .name }}</text></a>{{ end }}</svg></figure>
<section class="text" id="text">{{ partialCached "controls.html" . }}
<div class="rows">
{{ $en := eq .Lang "en" }}{{ range $n, $row := .Params.rows }}<div class="row draft" id="{{ .id }}">
<a class="n" href="#{{ .id }}" aria-label="Link to sentence {{ add $n 1 }}">{{ add $n 1 }}</a>
{{ if $en }}{{ template "dst" . }}{{ template "src" . }}{{ else }}{{ template "src" . }}{{ template "dst" . }}{{ end }}\
</div>
{{ end }}</div>
</section>
</article>
<nav class="near">{{ with .NextInSection }}{{ template "item" . }}{{ end }}\
{{ with .PrevInSection }}{{ template "item" . }}{{ end }}</nav>
{{ define "src" }}<p class="s src" lang="ar" dir="rtl">{{ .ar }}</p>
{{ end }}{{ define "dst" }}<p class="s dst" lang="en" dir="ltr"><span>{{ .en }}</span> <span class="mark" lang="en" \
dir="ltr">draft<span class="by"> · <bdi>{{ .by }}</bdi></span></span></p>
{{ end }}""".replace("\\\n", "").replace("REF", REF)
LIST = """<header class="edition named"><h1>{{ .Title }}</h1></header>
{{ $paginator := .Paginate .RegularPages 30 }}
{{ range $paginator.Pages }}<section class="passage">{{ template "item" . }}
<div class="said"><p>{{ .Params.passage }}</p></div>
<ul class="aside">{{ range first 1 .Params.facts.numbers }}<li>{{ .text }}REF</li>{{ end }}</ul>
</section>
{{ end }}<nav class="turn">{{ with $paginator.Prev }}<a href="{{ .URL }}">newer</a>{{ end }}\
{{ with $paginator.Next }}<a href="{{ .URL }}">older</a>{{ end }}</nav>
""".replace("\\\n", "").replace("REF", REF)
INDEX = '<ul class="index">{{ range first 300 .Pages }}<li><a href="{{ .RelPermalink }}">{{ .Title }}</a>{{ end }}</ul>'
SAME = {
    "config.toml": BASE.replace("[languages.ar]", 'disableKinds = ["RSS"]\n[languages.ar]')
    + '[pagination]\ndisableAliases = true\n[taxonomies]\nday = "days"\nperson = "people"\nplace = "places"\n',
    "layouts/_default/single.html": NAMED + HEAD + STORY + FOOT,
    "layouts/_default/term.html": NAMED + HEAD + LIST + FOOT,
    "layouts/_default/list.html": HEAD + INDEX + FOOT,
    "layouts/partials/common.html": COMMON,
    "layouts/partials/outline.html": f'<path class="land" d="{OUTLINE}"/>',
    "layouts/partials/controls.html": f'<form class="controls">{CONTROLS}</form>',
    "layouts/partials/bar.html": '<a class="skip" href="#main">Skip</a>\n<header class="bar">\n'
    '<a class="name" href="../../">Bench</a><nav><a href="../../timeline/">Timeline</a><a href="../../">Map</a></nav>',
    "layouts/partials/foot.html": '<footer class="foot"><p>Made by a machine</p><nav>'
    + "".join(f'<a href="../../{name}/">{name}</a>' for name in ("days", "timeline", "people", "places", "about"))
    + "</nav></footer>",
}
