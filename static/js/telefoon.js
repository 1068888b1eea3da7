// The page «Op je telefoon»: what waits, and the forms to log without connection. It is the same page for everyone;
// what is one's own comes from the small database of this phone (bak.js).

const bak = self.vuBak;
const page = document.querySelector("[data-telefoon]");
const list = page.querySelector("[data-wachtenden]");
const pick = (name) => page.querySelector(`template[data-${name}]`).content.firstElementChild.cloneNode(true);
const cookie = (name) => document.cookie.split("; ").find((one) => one.startsWith(`${name}=`))?.split("=")[1] ?? "";
const capital = (word) => word.charAt(0).toUpperCase() + word.slice(1);
const words = page.querySelector("[data-woorden]").dataset;
const moment = new Intl.DateTimeFormat(document.documentElement.lang, { weekday: "short", hour: "2-digit", minute: "2-digit" });
let known = {};
let shown = [];

const theme = cookie("thema");
if (theme) document.documentElement.dataset.theme = theme;

// -- the forms ----------------------------------------------------------------------------------------

function ready(form) {
  const give = (name, value) => form.elements[name] && (form.elements[name].value = value);
  give("csrfmiddlewaretoken", cookie("csrftoken"));
  give("client_id", crypto.randomUUID());
}

// Names of one's own team or wijk: asked only of who has several.
function choose(form, name, options = []) {
  const field = form.elements[name];
  if (!field) return;
  field.replaceChildren(...options.map(([value, label]) => new Option(label, value)));
  field.closest(".vu-field").hidden = options.length < 2;
}

function contacts(form) {
  const first = form.querySelector('[name="wie"]').closest(".vu-choice");
  for (const [at, word] of (known.contacten ?? []).entries()) {
    const choice = first.cloneNode(true);
    const field = choice.querySelector("input");
    Object.assign(field, { value: word, id: `wie_${at}`, checked: false });
    choice.htmlFor = field.id;
    choice.lastChild.textContent = capital(word);
    first.before(choice);
  }
}

function card(row, at) {
  const made = pick("kaart");
  made.querySelector("[data-naam]").textContent = row.naam;
  made.querySelector("[data-moment]").textContent = row.wanneer;
  for (const part of made.querySelectorAll("[id], [for]")) {
    if (part.id) part.id += `_${at}`;
    if (part.htmlFor) part.htmlFor += `_${at}`;
  }
  const form = made.querySelector("form");
  form.action = row.tel;
  made.querySelector("[data-niet-door]").formAction = row.niet_door;
  ready(form);
  return made;
}

function drawCards() {
  const waits = new Set(shown.map((log) => log.adres));
  const rows = (known.tellen ?? []).filter((row) => Date.parse(row.eind) <= Date.now());
  const left = rows.filter((row) => !waits.has(row.tel) && !waits.has(row.niet_door));
  const cards = page.querySelector("[data-kaarten]");
  cards.replaceChildren(...left.map(card));
  cards.closest("section").hidden = !left.length;
}

function fillForms() {
  for (const form of page.querySelectorAll("form[data-log]")) {
    ready(form);
    choose(form, "team", known.teams);
    choose(form, "wijk", known.wijken);
    if (form.dataset.log === "gesprek") contacts(form);
  }
}

// -- what waits ---------------------------------------------------------------------------------------

const last = (log) => log.adres.split("/").filter(Boolean).at(-1);

function kind(log) {
  const name = last(log);
  const row = known.tellen?.find((one) => log.adres === one.tel || log.adres === one.niet_door);
  return [words[`soort_${name.replaceAll("-", "_")}`] ?? words.soort_log, row?.naam].filter(Boolean).join(" · ");
}

// A tap is told in the words of its form on this page; ids of forms, teams and wijken tell nobody anything. Of a note
// is told that there is one: who looks over a shoulder reads no more.
const SILENT = new Set(["client_id", "seconden", "team", "wijk", "next", "wacht_akkoord", "wacht_kaart", "weg"]);

function told(log) {
  return log.velden.flatMap(([name, value]) => {
    if (!value || SILENT.has(name)) return [];
    if (name === "notitie") return words.met_notitie;
    if (name === "aantal") return words[value === "1" ? "een_mens" : "mensen"].replace("{n}", value);
    if (name === "antwoord") return words[`antwoord_${value}`] ?? value;
    const fields = [...page.querySelectorAll(`form[data-log] [name="${name}"]`)];
    const field = fields.find((one) => one.value === value && one.matches("[type=radio], [type=checkbox], button"));
    const said = field?.labels?.length ? field.labels[0] : field;
    return said?.textContent.trim().replace(/^\+ /, "") || (name === "wie" ? capital(value) : value);
  });
}

function when({ gemaakt }) {
  const said = moment.format(new Date(gemaakt));
  return document.documentElement.lang === "nl" ? said.replace(":", ".") : said;
}

function line(log) {
  const made = pick("wachtende");
  const put = (name, text) => (made.querySelector(`[data-${name}]`).textContent = text);
  put("wat", kind(log));
  put("velden", told(log).join(" · "));
  put("gemaakt", when(log));
  const waitsToo = log.stand === "wacht" && shown.some((one) => one.stand === "inlog");
  put("hoe", words[`stand_${waitsToo ? "inlog" : log.stand}`]);
  put("zinnen", log.stand === "botst" ? "" : (log.zinnen ?? []).join(" "));
  put("daar", log.bewaard ? `${words.daar} ${log.bewaard}` : "");
  made.classList.toggle("vu-wachtende--vraagt", ["geweigerd", "botst"].includes(log.stand));
  const mend = made.querySelector("[data-aanpassen]");
  const note = log.velden.some(([name]) => name === "notitie") ? "?notitie=1" : ""; // else a note comes after saving
  mend.href = `${log.adres}${note}#log=${log.id}`;
  const canMend = log.stand === "geweigerd" && log.code === 422 && words.aanpasbaar.split(" ").includes(last(log));
  const acts = [["aanpassen", canMend], ["opnieuw", log.stand === "botst"]];
  for (const [name, wanted] of acts) if (!wanted) made.querySelector(`[data-${name}]`).remove();
  made.querySelector("[data-opnieuw]")?.addEventListener("click", () => again(log));
  made.querySelector("[data-weg]").addEventListener("click", () => drop([log]));
  return made;
}

// The id was used for something else: this one becomes a log of its own.
async function again(log) {
  const id = crypto.randomUUID();
  const velden = log.velden.map(([name, value]) => [name, name === "client_id" ? id : value]);
  await bak.put({ ...log, id, velden, stand: "wacht", na: 0, zinnen: [], bewaard: null });
  await bak.remove(log.id);
  document.dispatchEvent(new Event("vu-verstuur"));
}

async function drop(logs) {
  if (!window.confirm(words.weg.replace("{n}", logs.length))) return;
  for (const log of logs) await bak.remove(log.id);
  document.dispatchEvent(new Event("vu-verstuur"));
}

async function draw({ detail }) {
  const before = String(shown.map((log) => log.adres));
  shown = detail;
  if (String(shown.map((log) => log.adres)) !== before) drawCards();
  list.replaceChildren(...shown.map(line));
  page.querySelector("[data-wacht-deel]").hidden = !shown.length;
  page.querySelector("[data-log-eerst-in]").hidden = !shown.some((log) => log.stand === "inlog");
  const others = (await bak.all()).length - shown.length;
  const said = page.querySelector("[data-anderen]");
  said.hidden = !others;
  said.querySelector("span").textContent = words.van_anderen.replace("{n}", others);
}

// -- a copy to take along -----------------------------------------------------------------------------

const cell = (text) => `"${String(text).replace(/^[=+\-@\t\r]/, "'$&").replaceAll('"', '""')}"`;

function save(name, type, text) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}

const COPIES = {
  json: () => save("logs.json", "application/json", JSON.stringify(shown.map(({ wie, hash, ...log }) => log), null, 2)),
  csv: () => {
    const rows = shown.map((log) => [log.gemaakt, kind(log), told(log).join(" · "), words[`stand_${log.stand}`], log.id]);
    save("logs.csv", "text/csv", `\ufeff${[words.kop.split(";"), ...rows].map((row) => row.map(cell).join(";")).join("\r\n")}\r\n`);
  },
};

page.addEventListener("click", async ({ target }) => {
  const button = target.closest("[data-kopie], [data-alles-weg], [data-anderen-weg], [data-probeer]");
  if (!button) return;
  if (button.dataset.kopie) COPIES[button.dataset.kopie]();
  else if ("probeer" in button.dataset) document.dispatchEvent(new Event("vu-verstuur"));
  else if ("allesWeg" in button.dataset) drop(shown);
  else drop((await bak.all()).filter((log) => !shown.some((own) => own.id === log.id)));
});

// What waits here, the tab need not keep as well (bewaar.js): it would offer it again after a login, and keeps themes
// that must not stay on a phone.
function handedOver() {
  const kept = Object.keys(sessionStorage).filter((key) => key.startsWith("vu-bewaar:"));
  for (const key of kept) if (JSON.parse(sessionStorage.getItem(key)).state === "sent") sessionStorage.removeItem(key);
}

window.addEventListener("pageshow", (event) => event.persisted && location.reload());
const saved = new URLSearchParams(location.search).get("bewaard");
page.querySelector("[data-bewaard]").hidden = saved === null;
if (saved !== null) handedOver();
page.querySelector("[data-zonder]").hidden = saved !== "zonder";
page.querySelector("[data-geen-bereik]").hidden = location.pathname === words.adres;
document.addEventListener("vu-uitbak", draw);
bak.know("formulieren").catch(() => null).then((found) => {
  known = found ?? {};
  fillForms();
  drawCards();
  list.replaceChildren(...shown.map(line));
});
