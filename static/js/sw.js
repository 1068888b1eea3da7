// The service worker. It keeps the page for logging without connection and the files that page needs, and a log that
// could not be sent. It never keeps another page: those hold what people may see, and a phone is easily lost.
// What it knows (VU: versie, schil, pagina, logs, teksten) is written above it by the server, with every release anew.
const CACHE = `vu-${VU.versie}`;
const LOGS = VU.logs.map((pattern) => new RegExp(pattern));
const PATIENCE = 12000; // a connection that gives no answer for so long is none
const AWAY = new Set([502, 503, 504]);

addEventListener("install", (event) => {
  const fresh = VU.schil.map((url) => new Request(url, { cache: "reload", credentials: "omit" }));
  event.waitUntil(caches.open(CACHE).then((cache) => cache.addAll(fresh)));
});

addEventListener("activate", (event) => event.waitUntil(takeOver()));

async function takeOver() {
  const old = (await caches.keys()).filter((name) => name.startsWith("vu-") && name !== CACHE);
  await Promise.all(old.map((name) => caches.delete(name)));
  await clients.claim();
}

addEventListener("message", (event) => event.data === "neem-over" && skipWaiting());

addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (url.origin !== location.origin) return;
  if (request.mode !== "navigate") {
    if (request.method === "GET" && VU.schil.includes(url.pathname)) event.respondWith(kept(request));
  } else if (request.method === "GET") {
    event.respondWith(url.pathname === VU.pagina ? shell() : within(fetch(request)).catch(shell));
  } else if (LOGS.some((log) => log.test(url.pathname))) event.respondWith(post(request, url));
});

const within = (answer) =>
  Promise.race([answer, new Promise((_, failed) => setTimeout(failed, PATIENCE, new Error("no answer")))]);

async function kept(request) {
  return (await caches.match(request, { cacheName: CACHE })) ?? fetch(request);
}

async function shell() {
  const taal = await vuBak.know("taal").catch(() => "nl");
  const page = (name) => caches.match(`${VU.pagina}?taal=${name}`, { cacheName: CACHE });
  return (await page(taal)) ?? (await page("nl")) ?? Response.error();
}

// A form that can't be sent now is kept, and goes along later: the pages send it (uitbak.js), with the same id.
async function post(request, url) {
  const copy = request.clone();
  try {
    const answer = await within(fetch(request));
    if (!AWAY.has(answer.status)) return answer;
  } catch {
    // no connection: keep it
  }
  const wie = await vuBak.know("wie");
  if (!wie) return Response.error();
  const velden = [...(await copy.formData())].filter(([, value]) => typeof value === "string");
  const log = await vuBak.add({ adres: url.pathname, velden, wie, teksten: VU.teksten });
  const themes = (all) => all.filter(([name]) => name === "themas").length;
  const less = themes(log.velden) < themes(velden) ? "=zonder" : "";
  return Response.redirect(`${VU.pagina}?bewaard${less}`, 303);
}
