// What a story page does beyond what HTML and CSS do alone: keys, copying, taps, and remembering.

const rows = document.querySelector(".rows");
const modes = [...document.querySelectorAll('input[name="mode"]')];
const sizes = [...document.querySelectorAll('input[name="size"]')];
const wide = matchMedia("(min-width: 48em)");

const store = {
  get: (key) => { try { return localStorage.getItem(`mujaz-${key}`); } catch { return null; } },
  set: (key, value) => { try { localStorage.setItem(`mujaz-${key}`, value); } catch { /* a private window keeps nothing */ } },
};

// The row that a reader is at: the one asked for or focused, else the first that is not above the window.
function current() {
  const here = document.activeElement?.closest(".row") ?? document.querySelector(".row.at");
  if (here) return here;
  return [...document.querySelectorAll(".row")].find((row) => top(row) > 0);
}
const top = (row) => row.getClientRects()[0]?.top ?? 0;

// The first row in the window and where it stands, so that a change of layout can put it back there.
function place() {
  const seen = [...document.querySelectorAll(".row")].filter((item) => top(item) > 0 && top(item) < innerHeight);
  const row = seen.find((item) => item.matches(".at, :target, :focus-within")) ?? seen[0];
  return row && { row, at: top(row) };
}
function putBack(kept) {
  if (kept) scrollBy({ top: top(kept.row) - kept.at, behavior: "instant" });
}
function inPlace(change) {
  const kept = place();
  change();
  putBack(kept);
}

function choose(inputs, value, name) {
  const input = inputs.find((item) => item.value === value);
  if (!input || input.checked) return;
  inPlace(() => { input.checked = true; });
  store.set(name, value);
}

function go(step) {
  const all = [...document.querySelectorAll(".row")];
  const at = all.indexOf(current());
  const next = all[Math.min(all.length - 1, Math.max(0, document.querySelector(".row.at") ? at + step : at))];
  if (!next) return;
  document.querySelector(".row.at")?.classList.remove("at");
  next.classList.add("at");
  next.querySelector(".n").focus({ preventScroll: true });
  next.scrollIntoView({ block: "nearest" });
}

function bothOf(row) {
  const said = [...row.querySelectorAll(".s")].map((side) => (side.querySelector(":scope > span:not(.mark)") ?? side).textContent.trim());
  const source = document.querySelector(".head .meta")?.firstElementChild?.textContent.trim() ?? "";
  const link = new URL(`#${row.id}`, document.querySelector('link[rel="canonical"]')?.href ?? location.href);
  return [...said, `${document.querySelector("h1").textContent.trim()} · ${source}`, link.href].join("\n");
}

async function copy(row, button) {
  let word = rows.dataset.copied;
  try {
    await navigator.clipboard.writeText(bothOf(row));
  } catch {
    word = rows.dataset.failed;
  }
  if (!button) return;
  button.textContent = word;
  button.classList.add("said");
  setTimeout(() => { button.textContent = rows.dataset.copy; button.classList.remove("said"); }, 1500);
}

// One button that goes to the row in use, so that a page of fifty sentences has not fifty of them.
function offer(row) {
  if (row.lastElementChild === button) return;
  button.textContent = rows.dataset.copy;
  row.append(button);
}
const button = document.createElement("button");
button.type = "button";
button.className = "copy";
button.lang = document.documentElement.lang;

if (rows) {
  const first = rows.classList.contains("mine-src") ? "original" : "translation";
  const remembered = store.get("mode");
  const start = modes.find((input) => input.value === remembered) ?? modes.find((input) => input.value === (wide.matches ? "side" : first));
  if (start) start.checked = true;
  choose(sizes, store.get("size"), "size");
  if (location.hash) document.getElementById(decodeURIComponent(location.hash.slice(1)))?.scrollIntoView();

  for (const [inputs, name] of [[modes, "mode"], [sizes, "size"]]) {
    let kept;
    for (const input of inputs) {
      const label = input.closest("label");
      // Once a radio button tells of its change, the layout has changed already.
      for (const early of ["pointerdown", "keydown"]) label.addEventListener(early, () => { kept = place(); });
      input.addEventListener("change", () => { putBack(kept); kept = undefined; store.set(name, input.value); });
    }
  }
  rows.addEventListener("pointerover", (event) => { const row = event.target.closest(".row"); if (row && event.pointerType === "mouse") offer(row); });
  rows.addEventListener("focusin", (event) => { const row = event.target.closest(".row"); if (row) offer(row); });
  button.addEventListener("click", () => copy(button.closest(".row"), button));
  rows.addEventListener("click", (event) => {
    const row = event.target.closest(".row");
    if (!row || event.target.closest("a, button") || String(getSelection())) return;
    inPlace(() => row.classList.toggle("open"));
    if (row.classList.contains("open")) offer(row);
  });
  addEventListener("beforeprint", () => { for (const rest of document.querySelectorAll("details.rest")) rest.open = true; });
}

addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest('input:not([type="radio"]), textarea, select, [contenteditable]')) return;
  const search = document.querySelector('.bar a[href$="/search/"]');
  if (event.key === "/" && search) { event.preventDefault(); location.href = search.href; return; }
  if (!rows) return;
  if (event.key === "?") document.getElementById("help")?.togglePopover();
  else if (event.key === "j") go(1);
  else if (event.key === "k") go(-1);
  else if (event.key === "c") { const row = current(); if (row) { offer(row); copy(row, button); } }
  else if (modes[event.key - 1]) choose(modes, modes[event.key - 1].value, "mode");
});

const root = document.documentElement.dataset.root;
if ("serviceWorker" in navigator && location.protocol !== "file:") {
  navigator.serviceWorker.register(`${root}sw.js`, { scope: root }).catch(() => { /* the site works without it */ });
}
