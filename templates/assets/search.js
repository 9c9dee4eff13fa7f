// The search page. mujaz/site/search.py says what the files under search/ hold.

import { bare, sound, stem, words } from "./fold.js";

const form = document.getElementById("search-form");
const status = document.getElementById("search-status");
const results = document.getElementById("results");
const more = document.getElementById("search-more");
const { root, lang, other, target } = results.dataset;
const FIRST = 5;
const MOST_WORDS = 8;
const LONGEST = 24;
const PREFIX = 3;
const SCORE = { exact: 6, bare: 4, sound: 3, prefix: 1 };

// As in mujaz/site/strings.py: English without a region would put the month first.
const day = new Intl.DateTimeFormat(`${lang === "en" ? "en-GB" : lang}-u-nu-latn`, { dateStyle: "long", timeZone: "UTC" });

const cut = (entry) => [...entry].slice(0, LONGEST).join("");
const kept = new Map();
function load(path) {
  if (!kept.has(path)) {
    const answer = fetch(root + path).then((response) => {
      if (!response.ok) throw new Error(`${path}: ${response.status}`);
      return response.json();
    });
    answer.catch(() => kept.delete(path));
    kept.set(path, answer);
  }
  return kept.get(path);
}

// ---------------------------------------------------------------- finding

// By code point, as Python sorts; JavaScript's own order is that of UTF-16.
function compare(one, two) {
  const a = [...one], b = [...two];
  for (let n = 0; n < Math.min(a.length, b.length); n += 1) {
    if (a[n] !== b[n]) return a[n].codePointAt(0) - b[n].codePointAt(0);
  }
  return a.length - b.length;
}

function leafOf(leaves, entry) {
  let low = 0, high = leaves.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (compare(leaves[middle][0], entry) <= 0) low = middle;
    else high = middle - 1;
  }
  return low;
}

const leaf = (index, number) => load(`search/leaves/${index.leaves[number][1]}.json`);

function stories(steps) {
  let number = 0;
  return steps.map((step) => {
    number += Math.floor(step / 3);
    return [number, step % 3];
  });
}

// Story → score for one word; null for a word that nearly every story has.
async function findWord(index, word, mayGoOn) {
  const found = new Map();
  const add = (steps, score) => {
    for (const [story, weight] of stories(steps)) {
      found.set(story, Math.max(found.get(story) ?? 0, score * (1 + weight)));
    }
  };
  const exact = cut(stem(word));
  const entries = [[exact, SCORE.exact]];
  if (bare(word)) entries.push([cut(bare(word)), SCORE.bare]);
  if (sound(word)) entries.push([`~${cut(sound(word))}`, SCORE.sound]);
  const answers = await Promise.all(entries.map(([entry]) => leaf(index, leafOf(index.leaves, entry))));
  if (answers[0][exact] === null) return null;
  entries.forEach(([entry, score], n) => add(answers[n][entry] ?? [], score));
  if (mayGoOn && !found.size && [...exact].length >= PREFIX) {
    // A word not typed to its end yet: كوريا is no beginning of كورونا, because it is a word already. The entries that begin with what was typed follow it, in its leaf or from the start of the next.
    const next = leafOf(index.leaves, exact) + 1;
    if (index.leaves[next]?.[0].startsWith(exact)) answers.push(await leaf(index, next));
    for (const [entry, steps] of [answers[0], ...answers.slice(entries.length)].flatMap(Object.entries)) {
      if (entry.startsWith(exact) && steps) add(steps, SCORE.prefix);
    }
    found.begun = exact;
  }
  return found;
}

// The numbers of the stories for a query, best first; whether they have all its words; what its last word begins.
async function find(query) {
  const index = await load("search/index.json");
  const asked = [...new Set(words(query))].slice(0, MOST_WORDS);
  if (!asked.length || !index.leaves.length) return { numbers: [], whole: true, asked, begun: "", index };
  const each = await Promise.all(asked.map((word, n) => findWord(index, word, n === asked.length - 1)));
  const telling = each.filter((found) => found !== null);
  const begun = telling.find((found) => found.begun)?.begun ?? "";
  if (!telling.length) {
    const numbers = Array.from({ length: index.size }, (_, n) => index.size - 1 - n);
    return { numbers, whole: true, asked, begun, index };
  }
  const scores = new Map();
  for (const found of telling) {
    for (const [story, score] of found) {
      const [hits, sum] = scores.get(story) ?? [0, 0];
      scores.set(story, [hits + 1, sum + score]);
    }
  }
  const ranked = [...scores].sort(([a, [hitsA, sumA]], [b, [hitsB, sumB]]) => hitsB - hitsA || sumB - sumA || b - a);
  const best = ranked.length ? ranked[0][1][0] : 0;
  const whole = best === telling.length;
  const enough = whole ? best : Math.ceil(telling.length / 2);
  const numbers = ranked.filter(([, [hits]]) => hits >= enough).map(([story]) => story);
  return { numbers, whole, asked, begun, index };
}

// ---------------------------------------------------------------- showing

function matcher(asked, begun) {
  const keys = new Set(asked.flatMap((word) => [stem(word), bare(word), sound(word) && `~${sound(word)}`]).filter(Boolean));
  return (word) =>
    keys.has(stem(word)) || keys.has(bare(word)) || keys.has(`~${sound(word)}`) ||
    Boolean(begun && stem(word).startsWith(begun));
}

function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) if (value) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

const direction = (code) => (code === document.documentElement.lang ? document.documentElement.dir : results.dataset.otherDir);
const inLanguage = (name, code, ...children) => element(name, { lang: code, dir: direction(code) }, ...children);

function marked(text, matches) {
  return text.split(/((?<![\p{L}\p{N}])\p{L}(?:\.\p{L})+(?![\p{L}\p{N}])|[\p{L}\p{N}\p{M}]+)/u).map((part, n) =>
    n % 2 && words(part).some(matches) ? element("mark", {}, part) : part);
}

function bestSentence(segments, matches) {
  let best = null, most = 0;
  for (const segment of segments) {
    const hits = Math.max(...[lang, other].map((code) => new Set(words(segment[code] ?? "").filter(matches).map(stem)).size));
    if (hits > most) [best, most] = [segment, hits];
  }
  return best;
}

async function sentence(story, matches, place) {
  const data = await load(`briefings/${encodeURIComponent(story.slug)}.json?${story.data}`);
  // A place found by another of its names stands in no sentence under that name.
  const segment = bestSentence(data.segments, matches) ?? data.segments.find(({ id }) => id === data.key_points[0]);
  if (!segment) return;
  for (const code of [lang, other]) {
    const trust = code === target ? trusted(data, segment) : [];
    if (segment[code] || trust.length) place.append(inLanguage("p", code, ...marked(segment[code] ?? "", matches), ...trust));
  }
  const title = place.parentElement.querySelector(`:is(h2 a, .twin bdi)[lang="${target}"]`);
  title?.after(...trusted(data, { ...data.title, id: "title" }));
  place.parentElement.querySelector("a").hash = segment.id;
}

// How far the translation of a segment can be trusted, in words; nothing where a person checked it.
function trusted(data, segment) {
  const failed = data.findings.filter((row) => row.severity === "error" && row.segment === segment.id);
  if (segment.state === "reviewed" && !failed.length) return [];
  const said = results.dataset;
  const words = new Set(failed.map(({ check }) => said[`check${check[0].toUpperCase()}${check.slice(1)}`] ?? said.checkOther));
  const why = words.size ? ` · ${[...words].join(said.comma)}` : "";
  const state = segment[target] ? `${said.draft}${why}` : said.pending;
  return [" ", element("span", { class: "mark", lang, dir: direction(lang) }, state)];
}

function entry(story, matches) {
  const address = `${root}${lang}/briefings/${encodeURIComponent(story.slug)}/`;
  const [first, second] = story.title[lang] ? [lang, other] : [other, lang];
  const place = element("div", { class: "sentence" });
  const item = element("li", {},
    element("h2", {}, inLanguage("a", first, ...marked(story.title[first], matches))));
  item.querySelector("a").href = address;
  if (story.title[second]) item.append(element("p", { class: "twin", dir: second === lang ? "" : direction(second) }, inLanguage("bdi", second, ...marked(story.title[second], matches))));
  if (story.published) {
    const time = element("time", { datetime: story.published }, day.format(new Date(story.published)));
    item.append(element("p", { class: "meta" }, time));
  }
  item.append(place);
  sentence(story, matches, place).catch(() => place.remove());
  return item;
}

let current = 0;

async function show(query) {
  const turn = (current += 1);
  const { numbers, whole, asked, begun, index } = await find(query);
  if (turn !== current) return;
  const matches = matcher(asked, begun);
  const list = element("ol");
  let shown = 0;
  const next = async () => {
    const batch = numbers.slice(shown, shown + FIRST);
    shown += batch.length;
    const rows = await Promise.all(batch.map(async (number) => {
      const block = await load(`search/stories/${Math.floor(number / index.block)}.json?${index.version}`);
      return block[number % index.block];
    }));
    if (turn !== current) return;
    list.append(...rows.map((story) => entry(story, matches)));
    more.hidden = shown >= numbers.length;
  };
  await next();
  if (turn !== current) return;
  more.onclick = next;
  results.replaceChildren(...(numbers.length ? [list] : []));
  const said = numbers.length ? (whole ? "found" : "partly") : "none";
  status.textContent = query.trim() ? results.dataset[said].replace("{n}", numbers.length).replace("{q}", query.trim()) : "";
}

function fromAddress() {
  const query = new URLSearchParams(location.search).get("q") ?? "";
  form.q.value = query;
  if (query) run(query);
}

function run(query) {
  results.setAttribute("aria-busy", "true");
  show(query)
    .catch(() => { status.textContent = results.dataset.failed; })
    .finally(() => results.removeAttribute("aria-busy"));
}

let waiting = 0;
form.addEventListener("input", () => {
  clearTimeout(waiting);
  waiting = setTimeout(() => {
    const query = form.q.value;
    history.replaceState(null, "", query ? `?q=${encodeURIComponent(query)}` : location.pathname);
    run(query);
  }, 150);
});
form.addEventListener("submit", (event) => {
  event.preventDefault();
  clearTimeout(waiting);
  history.pushState(null, "", `?q=${encodeURIComponent(form.q.value)}`);
  run(form.q.value);
});
addEventListener("popstate", fromAddress);
fromAddress();
