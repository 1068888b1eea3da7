// Nothing typed is lost: what stands in a form is kept in this tab until the server has had it.
// An entry is a «draft» while typing and «sent» after submit. A page seen while logged in means that
// the server had it; a login page in between means that it did not, so it becomes a draft again.
// The slot is kept too: who edits an old version still gets to see both.

const WHO = document.body.dataset.wie;
const PREFIX = "vu-bewaar:";
const SKIP = new Set(["password", "hidden", "file", "submit", "button", "search", "fieldset"]);

const forms = [...document.querySelectorAll('form[method="post"]:not([data-niet-bewaren])')];
const targetOf = (form) => form.getAttribute("action") || location.pathname;
const read = (key) => JSON.parse(sessionStorage.getItem(key));
const kept = () => Object.keys(sessionStorage).filter((key) => key.startsWith(PREFIX));
const isChoice = (field) => field.type === "checkbox" || field.type === "radio";
const fieldsOf = (form) =>
  [...form.elements].filter((field) => field.name && field.name !== "wacht_akkoord" && (field.name.endsWith("slot") || !SKIP.has(field.type)));
const namesOf = (form) => fieldsOf(form).map((field) => field.name);
const sorted = (names) => String([...names].sort()); // rows may have been put in another order
const valuesOf = (form) => fieldsOf(form).map((field) => (isChoice(field) ? field.checked : field.value));

function keyOf(form) {
  const twins = forms.filter((other) => targetOf(other) === targetOf(form));
  return `${PREFIX}${targetOf(form)}#${form.id || twins.indexOf(form)}`;
}

function save(form, state) {
  if (form.querySelector("[data-zorg]")) return sessionStorage.removeItem(keyOf(form)); // about somebody's safety
  const entry = { who: WHO, state, names: namesOf(form), values: valuesOf(form) };
  try {
    sessionStorage.setItem(keyOf(form), JSON.stringify(entry));
  } catch {
    // A full or forbidden store is no reason to stop anyone from typing.
  }
}

function restore(form) {
  const entry = read(keyOf(form));
  if (!entry || form.querySelector(".vu-errors") || sorted(entry.names) !== sorted(namesOf(form))) return;
  const left = entry.names.map((name, index) => [name, entry.values[index]]);
  let changed = false;
  for (const field of fieldsOf(form)) {
    const [[, value]] = left.splice(left.findIndex(([name]) => name === field.name), 1);
    const name = isChoice(field) ? "checked" : "value";
    if (field[name] === value) continue;
    field[name] = value;
    unfold(field);
    changed = true;
  }
  if (changed) sayRestored(form);
}

// What came back must be seen, also in a part that is folded.
function unfold(field) {
  for (let part = field.closest("details"); part; part = part.parentElement.closest("details")) part.open = true;
}

function sayRestored(form) {
  const words = document.querySelector("template[data-teruggezet]").content.cloneNode(true);
  words.querySelector("button").addEventListener("click", () => {
    sessionStorage.removeItem(keyOf(form));
    location.reload();
  });
  form.before(words);
}

// Decide what became of the entries now that a page has come; returns how many did not arrive.
function settle() {
  const wentBack = performance.getEntriesByType("navigation")[0]?.type === "back_forward";
  const interrupted = !WHO || wentBack || document.body.classList.contains("vu-onderbroken");
  let lost = 0;
  for (const key of kept()) {
    const entry = read(key);
    if (WHO && entry.who !== WHO) sessionStorage.removeItem(key);
    else if (entry.state === "sent" && !interrupted) sessionStorage.removeItem(key);
    else if (entry.state === "sent") {
      sessionStorage.setItem(key, JSON.stringify({ ...entry, state: "draft" }));
      lost += 1;
    }
  }
  return lost;
}

// Who logs out herself leaves nothing behind that she typed.
document.addEventListener("submit", (event) => {
  if (event.target.matches('form[action$="/account/logout/"]')) kept().forEach((key) => sessionStorage.removeItem(key));
});

if (settle()) document.querySelector("[data-onverstuurd]")?.removeAttribute("hidden");
if (WHO) {
  for (const form of forms) {
    restore(form);
    form.addEventListener("input", () => save(form, "draft"));
    form.addEventListener("submit", () => save(form, "sent"));
    form.addEventListener("vu:zorg", () => save(form, "draft"));
  }
}
