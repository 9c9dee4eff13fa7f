// Keeps every visited page for reading offline. Written by mujaz/site/extras.py, which fills in the version.
// Pages come from the network while there is one; assets, which change only with the version, from the cache.

const VERSION = "{version}";
const ASSETS = [{assets}];
const SCOPE = self.registration.scope;
const PAGES_CACHE = `mujaz pages ${SCOPE}`;
const ASSETS_CACHE = `mujaz assets ${VERSION} ${SCOPE}`;
const MOST_PAGES = 200;

// "no-cache": ask whether the browser's own copies are still good, for an old one would be kept as the new version.
self.addEventListener("install", (event) => {
  const fresh = ASSETS.map((path) => new Request(path, { cache: "no-cache" }));
  event.waitUntil(caches.open(ASSETS_CACHE).then((cache) => cache.addAll(fresh)).then(() => self.skipWaiting()));
});

self.addEventListener("activate", (event) => {
  event.waitUntil(tidy().then(() => self.clients.claim()).then(keepOpenPages));
});

// Other projects may share this origin: only this scope's own old assets go.
async function tidy() {
  const names = await caches.keys();
  const old = names.filter((name) => name.startsWith("mujaz assets ") && name.endsWith(` ${SCOPE}`) && name !== ASSETS_CACHE);
  await Promise.all(old.map((name) => caches.delete(name)));
}

// The page that brought this worker was fetched before it could listen.
async function keepOpenPages() {
  const pages = await caches.open(PAGES_CACHE);
  const open = await self.clients.matchAll({ type: "window" });
  await Promise.allSettled(open.map((client) => pages.add(address(client.url))));
}

// A page is the same page whatever is searched for in it or linked to.
const address = (url) => url.split(/[?#]/u)[0];

self.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET" || !request.url.startsWith(SCOPE)) return;
  if (ASSETS.some((path) => request.url === new URL(path, SCOPE).href)) event.respondWith(fromCache(request));
  else if (request.mode === "navigate") event.respondWith(fromNetwork(request, event));
});

async function fromCache(request) {
  const cache = await caches.open(ASSETS_CACHE);
  return (await cache.match(request)) ?? fetch(request);
}

async function fromNetwork(request, event) {
  const pages = await caches.open(PAGES_CACHE);
  try {
    const response = await fetch(request);
    if (response.ok) event.waitUntil(pages.put(address(request.url), response.clone()).then(() => trim(pages)));
    return response;
  } catch (error) {
    const kept = await pages.match(address(request.url));
    if (kept) return kept;
    throw error;
  }
}

async function trim(pages) {
  const kept = await pages.keys();
  await Promise.all(kept.slice(0, Math.max(0, kept.length - MOST_PAGES)).map((request) => pages.delete(request)));
}
