// Keeps every visited page for reading offline. Written by mujaz/site/extras.py, which fills in the version.
// Pages come from the network while there is one; assets, which change only with the version, from the cache.

const VERSION = "{version}";
const ASSETS = [{assets}];
const SCOPE = self.registration.scope;
const PAGES_CACHE = `mujaz pages ${SCOPE}`;
const ASSETS_CACHE = `mujaz assets ${VERSION} ${SCOPE}`;
const MOST_PAGES = 200;

self.addEventListener("install", (event) => {
  event.waitUntil(caches.open(ASSETS_CACHE).then((cache) => cache.addAll(ASSETS)).then(() => self.skipWaiting()));
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
  await Promise.allSettled(open.map((client) => pages.add(client.url.split("#")[0])));
}

self.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET" || !request.url.startsWith(SCOPE)) return;
  const asset = ASSETS.some((path) => request.url === new URL(path, SCOPE).href);
  event.respondWith(asset ? fromCache(request) : fromNetwork(request, event));
});

async function fromCache(request) {
  const cache = await caches.open(ASSETS_CACHE);
  return (await cache.match(request)) ?? fetch(request);
}

async function fromNetwork(request, event) {
  const pages = await caches.open(PAGES_CACHE);
  try {
    const response = await fetch(request);
    if (response.ok) event.waitUntil(pages.put(request, response.clone()).then(() => trim(pages)));
    return response;
  } catch (error) {
    const kept = await pages.match(request, { ignoreSearch: request.mode === "navigate" });
    if (kept) return kept;
    throw error;
  }
}

async function trim(pages) {
  const kept = await pages.keys();
  await Promise.all(kept.slice(0, Math.max(0, kept.length - MOST_PAGES)).map((request) => pages.delete(request)));
}
