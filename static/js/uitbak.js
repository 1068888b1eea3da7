// Sends what waits on this phone, one log at a time, and says how it stands. The event «online» alone is not enough (a
// phone may have an address and no connection), and not every phone sends in the background: so also when a page
// opens, when it is looked at again, and now and then.

const bak = self.vuBak;
const state = document.querySelector("[data-stand]");
const shell = document.querySelector("[data-telefoon]");
const EVERY = 15000;
const PATIENCE = 15000;
const LONGEST = 600000;
const LEASE = "vu-uitbak-bezig";
const LOGOUT = 'form[action$="/account/logout/"]';

const loggedIn = document.body.dataset.wie;
const sent = new Set();
let wie = loggedIn;
const fill = (words, n) => words.replace("{n}", n);
const cookie = (name) => document.cookie.split("; ").find((one) => one.startsWith(`${name}=`))?.split("=")[1] ?? "";
const mine = async () => (await bak.all()).filter((log) => log.wie === wie);

// -- one at a time, over all tabs ---------------------------------------------------------------------

// Who must send now waits for its turn; who only looks in again leaves it to who is busy.
async function alone(act, now) {
  if (navigator.locks) return navigator.locks.request("vu-uitbak", { ifAvailable: !now }, (lock) => lock && act());
  if (Number(localStorage.getItem(LEASE)) > Date.now()) return;
  localStorage.setItem(LEASE, String(Date.now() + 2 * PATIENCE));
  try {
    return await act();
  } finally {
    localStorage.removeItem(LEASE);
  }
}

const sendAll = (now = false) => alone(() => sendEach(now), now).then(show);

async function sendEach(now) {
  for (const log of await mine()) {
    if (log.stand !== "wacht") continue;
    if (!now && log.na > Date.now()) return;
    if (!(await send(log))) return;
    await show();
  }
}

// Whether the next one may go: a log that is refused stands aside, a connection that fails stops them all.
async function send(log) {
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), PATIENCE);
  try {
    const answer = await fetch(log.adres, {
      method: "POST",
      body: new URLSearchParams(log.velden),
      headers: { "X-CSRFToken": cookie("csrftoken"), "X-Gemaakt-Op": log.gemaakt, "X-Wie": log.wie },
      redirect: "manual",
      signal: stop.signal,
    });
    return await settle(log, answer);
  } catch {
    return later(log);
  } finally {
    clearTimeout(timer);
  }
}

async function settle(log, answer) {
  if (answer.status === 200) {
    await bak.remove(log.id);
    sent.add(log.adres);
    return true;
  }
  if (answer.status === 429 || answer.status >= 500) return later(log);
  const said = await answer.json().catch(() => null);
  if (answer.status === 401 || answer.type === "opaqueredirect" || (answer.status === 403 && !said)) {
    await bak.put({ ...log, stand: "inlog" });
    return false;
  }
  await bak.put({ ...log, stand: answer.status === 409 ? "botst" : "geweigerd", code: answer.status, ...said });
  return true;
}

async function later(log) {
  const keer = (log.keer ?? 0) + 1;
  await bak.put({ ...log, keer, na: Date.now() + Math.min(5000 * 2 ** keer, LONGEST) });
  return false;
}

// -- how it stands -----------------------------------------------------------------------------------

async function show() {
  const logs = await mine();
  const count = (...names) => logs.filter((log) => names.includes(log.stand)).length;
  document.dispatchEvent(new CustomEvent("vu-uitbak", { detail: logs }));
  hideCounted(logs);
  if (!state) return;
  const [waits, login, asks] = [count("wacht"), count("inlog"), count("geweigerd", "botst")];
  const words = login ? "inlog" : waits ? "wachten" : asks ? "vraagt" : "klaar";
  state.textContent = fill(state.dataset[words], login ? login + waits : waits || asks);
  state.classList.toggle("vu-verbinding--vraagt", words === "inlog" || words === "vraagt");
  state.hidden = words === "klaar" && !("altijd" in state.dataset);
}

// A card made before its log went along asks what was told already.
function hideCounted(logs) {
  const told = new Set([...sent, ...logs.filter((log) => log.stand !== "geweigerd").map((log) => log.adres)]);
  const asks = (form) => [form.action, ...[...form.querySelectorAll("[formaction]")].map((button) => button.formAction)];
  for (const form of document.querySelectorAll(".vu-card > .vu-tel")) {
    form.parentElement.hidden = asks(form).some((url) => told.has(new URL(url).pathname));
  }
}

// -- who is here --------------------------------------------------------------------------------------

// Another person on this phone gets nothing of what was known, and sends nothing of what waits for somebody else.
async function greet() {
  const before = await bak.know("wie");
  if (!loggedIn) wie = before ?? "";
  else if (before !== loggedIn) {
    await bak.forget("");
    await bak.learn("wie", loggedIn);
  }
  if (loggedIn) {
    await bak.learn("taal", document.documentElement.lang);
    for (const log of await mine()) if (log.stand === "inlog") await bak.put({ ...log, stand: "wacht", na: 0 });
  }
  await bak.scrub();
}

async function remember() {
  const answer = await fetch(state.dataset.weet, { redirect: "manual" }).catch(() => null);
  if (answer?.status === 200) await bak.learn("formulieren", { ...(await answer.json()), op: Date.now() });
}

window.addEventListener("submit", leave, { capture: true });

async function leave(event) {
  const form = event.target;
  if (!loggedIn || !form.matches(LOGOUT) || form.dataset.leeg) return;
  event.preventDefault();
  event.stopPropagation();
  form.dataset.leeg = "1";
  const waiting = await mine().catch(() => []);
  if (waiting.length && state && !window.confirm(fill(state.dataset.uitloggen, waiting.length))) {
    delete form.dataset.leeg;
    return;
  }
  await bak.forget(loggedIn).catch(() => null);
  form.requestSubmit();
}

// -- mending a log that was refused ------------------------------------------------------------------

// A contact is known by the word of the code; the page may have it among the buttons or in the list of others.
function fillIn(form, velden) {
  const said = (name) => velden.filter(([field]) => field === name).map(([, value]) => value);
  for (const field of form.elements) {
    if (!field.name || field.name === "csrfmiddlewaretoken" || field.type === "submit") continue;
    const values = said(field.name === "wie_meer" ? "wie" : field.name);
    if (field.type === "radio" || field.type === "checkbox") field.checked = values.includes(bak.word(field.value));
    else if (field.options) {
      const option = [...field.options].find((one) => values.includes(bak.word(one.value)));
      if (option) field.value = option.value;
    } else if (values.length) field.value = values[0];
  }
  for (const part of form.querySelectorAll("details")) part.open = true;
}

async function mend() {
  const id = new URLSearchParams(location.hash.slice(1)).get("log");
  const log = id && (await bak.get(id));
  const form = log && [...document.forms].find((one) => new URL(one.action).pathname === log.adres && one.elements.client_id);
  if (!form || log.wie !== wie) return;
  fillIn(form, log.velden);
  const why = document.createElement("p");
  why.className = "vu-notice";
  why.textContent = (log.zinnen ?? []).join(" ");
  form.querySelector("h1")?.after(why);
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const velden = bak.tidy([...new FormData(form, event.submitter)]);
    const hash = await bak.fingerprint(log.adres, velden);
    await bak.put({ ...log, velden, hash, stand: "wacht", na: 0, zinnen: [] });
    location.assign(`${state.getAttribute("href")}?bewaard`);
  });
}

// -- the app shell ------------------------------------------------------------------------------------

async function install() {
  if (!navigator.serviceWorker || !state) return;
  const worker = await navigator.serviceWorker.register(state.dataset.sw);
  if (!worker) return;
  const offer = (fresh) => {
    const words = document.querySelector("template[data-nieuwe-versie]")?.content.cloneNode(true);
    if (!words || !navigator.serviceWorker.controller) return;
    words.querySelector("button").addEventListener("click", () => {
      navigator.serviceWorker.addEventListener("controllerchange", () => location.reload(), { once: true });
      fresh.postMessage("neem-over");
    });
    document.querySelector("main").prepend(words);
  };
  if (worker.waiting) offer(worker.waiting);
  worker.addEventListener("updatefound", () => {
    const fresh = worker.installing;
    fresh.addEventListener("statechange", () => fresh.state === "installed" && offer(fresh));
  });
  await navigator.serviceWorker.ready;
  const inCharge = () => navigator.serviceWorker.controller && (state.dataset.kanZonder = "");
  navigator.serviceWorker.addEventListener("controllerchange", inCharge);
  inCharge();
  const known = await bak.know("formulieren");
  if (loggedIn && (location.pathname === "/" || !known || Date.now() - known.op > LONGEST)) await remember();
}

async function begin() {
  await greet();
  await mend();
  await show();
  setInterval(sendAll, EVERY);
  window.addEventListener("online", () => sendAll(true));
  document.addEventListener("vu-verstuur", () => sendAll(true));
  document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && sendAll());
  await sendAll();
}

if (state || shell) {
  begin().catch(() => state?.remove()); // a browser that keeps nothing: logging works, only not without connection
  install().catch(() => null);
}
