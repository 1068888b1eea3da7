// What this phone keeps for logging without connection: logs that wait («logs») and what a form needs to know
// («weet»). One small database in the browser, used by the pages and by the service worker alike.
self.vuBak = (() => {
  const TEXT_STAYS = 7 * 86400000; // what somebody typed; taps and numbers stay until they are sent or thrown away
  const NOT_KEPT = new Set(["csrfmiddlewaretoken", "next"]);
  const NOT_MEANT = new Set(["client_id", "seconden"]);
  // Never on a phone, beside a word for somebody: these are only counted, loose from whom it was about.
  const SENSITIVE = new Set(["gezondheid", "rondkomen"]);
  let opened;

  function open() {
    opened ??= new Promise((done, failed) => {
      const asked = indexedDB.open("vooruit", 1);
      asked.onupgradeneeded = () => {
        asked.result.createObjectStore("logs", { keyPath: "id" });
        asked.result.createObjectStore("weet");
      };
      asked.onsuccess = () => done(asked.result);
      asked.onerror = () => failed(asked.error);
    });
    return opened;
  }

  async function ask(store, mode, act) {
    const database = await open();
    return new Promise((done, failed) => {
      const work = database.transaction(store, mode);
      const asked = act(work.objectStore(store));
      work.oncomplete = () => done(asked.result);
      work.onerror = work.onabort = () => failed(work.error);
    });
  }

  const know = (key) => ask("weet", "readonly", (weet) => weet.get(key));
  const learn = (key, value) => ask("weet", "readwrite", (weet) => weet.put(value, key));
  const put = (log) => ask("logs", "readwrite", (logs) => logs.put(log));
  const remove = (id) => ask("logs", "readwrite", (logs) => logs.delete(id));
  const get = (id) => ask("logs", "readonly", (logs) => logs.get(id));

  async function all() {
    const logs = await ask("logs", "readonly", (store) => store.getAll());
    return logs.sort((a, b) => (a.gemaakt < b.gemaakt ? -1 : 1));
  }

  async function fingerprint(adres, velden) {
    const meant = velden.filter(([name]) => !NOT_MEANT.has(name)).map(String).sort();
    const bytes = new TextEncoder().encode(JSON.stringify([adres, meant]));
    const hash = await crypto.subtle.digest("SHA-256", bytes);
    return [...new Uint8Array(hash)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  }

  // Of a contact only the word of the code is kept: MOL-kastanje-37 is kastanje.
  const word = (value) => /^[^-]+-([^-]+)-\d+$/.exec(value)?.[1] ?? value;
  const bare = ([name, value]) => [name, name.startsWith("wie") ? word(value) : value];

  // What of a form is kept: no token, no code, and no theme that must not stand beside a contact.
  const tidy = (velden) =>
    velden.filter(([name, value]) => !NOT_KEPT.has(name) && !(name === "themas" && SENSITIVE.has(value))).map(bare);

  // Keep a log for `wie`. The same form sent twice is one log; the same form with other words is another one, with an
  // id of its own. `teksten` names the fields that somebody typed in.
  async function add({ adres, velden, wie, teksten = [] }) {
    const kept = tidy(velden);
    const hash = await fingerprint(adres, kept);
    const said = kept.find(([name]) => name === "client_id");
    const waiting = (await all()).filter((log) => log.wie === wie);
    const same = waiting.find((log) => log.hash === hash && (!said || log.id === said[1]));
    if (same) return same;
    const id = said && !(await get(said[1])) ? said[1] : crypto.randomUUID();
    if (said) said[1] = id;
    const typed = teksten.filter((name) => kept.some(([field, value]) => field === name && value));
    const log = { id, wie, adres, velden: kept, hash, teksten: typed, gemaakt: new Date().toISOString(), stand: "wacht" };
    await put(log);
    return log;
  }

  // Forget what somebody typed longer ago than seven days, sent or not.
  async function scrub(now = Date.now()) {
    for (const log of await all()) {
      if (!log.teksten.length || now - Date.parse(log.gemaakt) < TEXT_STAYS) continue;
      const velden = log.velden.filter(([name]) => !log.teksten.includes(name));
      await put({ ...log, velden, teksten: [], hash: await fingerprint(log.adres, velden) });
    }
  }

  // Forget all that is known for the forms, and the logs of one person.
  async function forget(wie) {
    await ask("weet", "readwrite", (weet) => weet.clear());
    for (const log of await all()) if (log.wie === wie) await remove(log.id);
  }

  return { add, all, fingerprint, forget, get, know, learn, put, remove, scrub, tidy, word };
})();
