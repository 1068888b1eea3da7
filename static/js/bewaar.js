// Nothing typed is lost: what stands in a form is kept in this tab until the server has had it.
// An entry is a «draft» while typing and «sent» after submit. A page seen while logged in means
// that the server had it; a login page in between means that it did not, so it becomes a draft again.

const WHO = document.body.dataset.wie;
const PREFIX = "vu-bewaar:";
const SKIP = new Set(["password", "hidden", "file", "submit", "button", "search"]);

const keyOf = (form) => PREFIX + (form.getAttribute("action") || location.pathname);
const read = (key) => JSON.parse(sessionStorage.getItem(key));
const kept = () => Object.keys(sessionStorage).filter((key) => key.startsWith(PREFIX));
const fieldsOf = (form) => [...form.elements].filter((field) => field.name && !SKIP.has(field.type));

function valuesOf(form) {
  return fieldsOf(form).map((field) =>
    field.type === "checkbox" || field.type === "radio" ? field.checked : field.value,
  );
}

function save(form, state) {
  const entry = { who: WHO, state, names: fieldsOf(form).map((field) => field.name), values: valuesOf(form) };
  try {
    sessionStorage.setItem(keyOf(form), JSON.stringify(entry));
  } catch {
    // A full or forbidden store is no reason to stop anyone from typing.
  }
}

function restore(form) {
  const entry = read(keyOf(form));
  const fields = fieldsOf(form);
  const same = entry?.names.join() === fields.map((field) => field.name).join();
  if (!entry || !same || entry.who !== WHO || form.querySelector(".vu-errors")) return;
  fields.forEach((field, index) => {
    if (typeof entry.values[index] === "boolean") field.checked = entry.values[index];
    else field.value = entry.values[index];
  });
}

function settle() {
  const wentBack = performance.getEntriesByType("navigation")[0]?.type === "back_forward";
  for (const key of kept()) {
    const entry = read(key);
    if (entry.state !== "sent") {
      if (WHO && entry.who !== WHO) sessionStorage.removeItem(key);
    } else if (!WHO || wentBack || document.body.classList.contains("vu-onderbroken")) {
      sessionStorage.setItem(key, JSON.stringify({ ...entry, state: "draft" }));
    } else {
      sessionStorage.removeItem(key);
    }
  }
}

settle();
if (WHO) {
  const forms = [...document.querySelectorAll('form[method="post"]')].filter(
    (form) => !("nietBewaren" in form.dataset),
  );
  for (const form of forms) {
    restore(form);
    form.addEventListener("input", () => save(form, "draft"));
    form.addEventListener("submit", () => save(form, "sent"));
  }
}
